"""Two people at one thing, in short: the same race as `./jujiao drill race`, with the application in this process."""

from dataclasses import replace
from itertools import islice

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.company.calendar import sharing
from jujiao.drills.race import guard
from jujiao.drills.race.course import Course, people_of
from jujiao.drills.race.edits import Edits, round_of
from jujiao.drills.race.forms import declared_once, every_edit
from jujiao.drills.race.keys import submit
from jujiao.drills.race.meetings import STAGES, Asked, Meeting, meetings
from jujiao.drills.race.pairs import Pair
from jujiao.drills.race.sending import InProcess
from jujiao.drills.race.steps import STATES, VERBS, Scene, legal
from jujiao.drills.race.waiting import circles
from jujiao.drills.stage import Stage
from jujiao.kernel.machine import clock
from jujiao.kernel.record import subjects
from jujiao.service.complaints.models import SUBJECT
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.testing.cast import Cast
from jujiao.testing.every_operation import PATHS
from jujiao.testing.every_url import addresses, committed
from jujiao.testing.proofs import proofs, where
from jujiao.testing.samples import arguments

CHANGES = [proof.changes for proof in proofs().values()]
LISTED = {name for changes in CHANGES for names in changes.values() for name in names}
RACED = {name for changes in CHANGES for name in changes.get("raced", ())}
PAIRS = [
    Pair("reply", "dispatch", "accepted", page=True),
    Pair("dispatch", "reply", "accepted", page=False),
    Pair("resolve", "withdraw", "accepted", page=True),
    Pair("reply", "withdraw", "with a double", page=False),
    Pair("withdraw", "resolve", "with a double", page=True),
    Pair("merge", "merge", "accepted", page=False),
    Pair("rate", "follow_up", "resolved", page=True),
    Pair("follow_up", "rate", "resolved", page=True),
    Pair("reveal_phone", "dispatch", "accepted", page=False),
]


PAIRS += [
    Pair(verb, "note", next(stage for stage in STATES if legal(verb, stage)), page=False)
    for verb in VERBS
    if verb not in {pair.first for pair in PAIRS}
]
"""Every step that is declared meets another one."""


def joining(verb: str, *, first: bool = True, born: str = "ab", on: str = "b", stage: str = "accepted") -> Meeting:
    """a goes along with b while somebody takes a step on one of them."""
    both = (Asked("merge", "a", "b"), Asked(verb, on))
    return Meeting(both if first else both[::-1], born, stage, held=True, page=False, alarms=False)


def merging(ways: str, born: str, *, held: bool = False) -> Meeting:
    asked = tuple(Asked("merge", way[0], way[1]) for way in ways.split())
    return Meeting(asked, born, "accepted", held, page=False, alarms=False)


MEETINGS = [
    joining("resolve"),
    joining("resolve", born="ba"),
    joining("resolve", first=False),
    joining("reply", born="dab"),
    joining("reply", first=False, born="ba"),
    joining("withdraw", born="ba"),
    joining("withdraw", on="a"),
    joining("dispatch", born="bad"),
    joining("send_back", born="ba"),
    joining("accept", stage="dispatched"),
    replace(joining("reply"), page=True, alarms=True),
    merging("ab ba", "ba", held=True),
    merging("ab bc", "cba", held=True),
    merging("ab bc", "bac"),
    merging("bc ab", "adbc"),
    merging("ab bc ca", "abc"),
    merging("ba cb ac", "cdba"),
    joining("name", born="ba"),
    joining("name", first=False, born="dab"),
    Meeting((Asked("name", "d"), Asked("resolve", "b")), "dba", "accepted", held=True, page=False, alarms=False),
    Meeting((Asked("reassign", "b"), Asked("name", "d")), "bda", "accepted", held=True, page=True, alarms=False),
    *(
        Meeting((step,), "dba", "accepted", held, page=False, alarms=False, leaves=True)
        for step in (Asked("resolve", "b"), Asked("reassign", "b"), Asked("merge", "b", "a"), Asked("name", "d"))
        for held in (True, False)
    ),
]
"""What was found to go wrong where a group was locked by one statement, and what went well even then."""

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def course(transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Course:
    # As in the demonstration: of several companies none may publish a year for the others.
    monkeypatch.setattr(sharing, "companies", [lambda: 1])
    members = {**cast.staff, **cast.residents}
    tokens = {
        name: issue_token(user=one.user, label="race", actor=one.viewer, now=clock.now())
        for name, one in members.items()
    }
    users = {name: one.user.pk for name, one in members.items()}
    people = people_of(users, tokens)
    return Course(people, InProcess(people), {**users, **people.more})


def test_two_steps_at_one_moment_are_never_both_taken_on_one_version(course: Course) -> None:
    found = course.race_pairs(Scene(clock.now(), course.users), PAIRS)
    assert found.faults == []
    assert (found.run, found.lost) == (len(PAIRS), 0)


def test_of_racing_edits_one_is_taken_and_the_others_are_shown_both_versions(course: Course) -> None:
    found = one_round_each(course)
    assert found.faults == []
    assert (found.taken, found.lost) == (found.sent // 4, 0)


def test_whatever_meets_a_merge_strands_nobody(course: Course) -> None:
    found = course.race_groups(Scene(clock.now(), course.users), MEETINGS)
    assert found.faults == []
    assert (found.run, found.stranded, found.chains, found.unanswered, circles()) == (len(MEETINGS), 0, 0, 0, 0)
    assert found.alarms > 0


def test_with_one_lock_for_a_group_doubles_are_stranded(course: Course) -> None:
    with guard.grouped_by_one_lock():
        found = course.race_groups(Scene(clock.now(), course.users), [MEETINGS[0], MEETINGS[3], MEETINGS[12]])
    assert (found.stranded, found.chains, found.unanswered) == (1, 1, 2)


def test_every_step_meets_a_merge() -> None:
    every = list(meetings())
    steps = {(one.verb, one.on) for meeting in every for one in meeting.asked}
    assert len(every) >= 2000
    assert steps >= {(verb, on) for verb in VERBS for on in "ab" if any(legal(verb, stage) for stage in STAGES)}


def test_without_the_version_check_edits_are_lost(course: Course) -> None:
    with guard.taken_out():
        pairs = course.race_pairs(Scene(clock.now(), course.users), PAIRS[:2])
        edits = one_round_each(course, most=7)
    assert pairs.lost == 2
    assert edits.lost == 3 * 7


def test_equal_submits_under_one_key_make_one_complaint(course: Course) -> None:
    found = submit(course.send, times=24)
    assert (found.made, found.faults) == (1, [])


def test_without_the_key_they_make_many(course: Course) -> None:
    assert submit(course.send, times=8, keyed=False).made == 8


def one_round_each(course: Course, most: int = 99) -> Edits:
    edits = Edits()
    for edit in islice(every_edit(Scene(clock.now(), course.users)), most):
        round_of(edit, course.send, edits)
    return edits


def test_every_operation_of_the_api_is_raced() -> None:
    steps = {name for name, (method, path) in PATHS.items() if method == "post" and "{complaint_id}" in path}
    assert {f"complaint_{verb}" for verb in VERBS} == steps
    assert set(STATES.values()) == {"registered", "dispatched", "accepted", "resolved", "closed"}


def test_every_step_that_is_declared_is_raced(course: Course) -> None:
    """Of whatever kind of case: a chapter's step without a race is named here."""
    scene = Scene(clock.now(), course.users)
    raced = {(SUBJECT, verb) for verb in VERBS} | {(one.subject, one.verb) for one in declared_once(scene)}
    assert {(kind.key, verb) for kind in subjects.declared() for verb in kind.steps} - raced == set()
    complaint = scene.bring("registered")
    for verb, step in COMPLAINT_STEPS.items():
        call = scene.call(verb, complaint, "说的", second=False, page=False, main=complaint)
        step.schema.model_validate(call.fields)


def test_every_form_in_the_table_is_raced(course: Course) -> None:
    scene = Scene(clock.now(), course.users)
    paths = [resolve(one.path(one.row())).view_name for one in declared_once(scene) if not one.api]
    assert {*(edit.name.split()[0] for edit in every_edit(scene)), *paths} >= RACED


def changed_by_post(name: str, cast: Cast) -> list[str]:
    """The statements by which an empty form, sent to the address by somebody who may, changes rows."""
    allowed = committed()[name]
    by_role = {"owner": cast.resident, "clerk": cast.clerk, "sysadmin": cast.sysadmin, "company": cast.director}
    member = next((by_role[role] for role in by_role if allowed is None or role in {*allowed}), cast.manager)
    client = Client()
    client.force_login(member.user)
    url = reverse(name, kwargs=arguments(name, cast, member))
    with CaptureQueriesContext(connection) as asked:
        client.post(url)
    return [each["sql"] for each in asked if each["sql"].startswith(WRITES) and "django_session" not in each["sql"]]


READING = {address.name: address.app for address in addresses() if address.name not in LISTED}


@pytest.mark.parametrize("name", READING)
def test_every_other_address_changes_nothing_by_post(name: str, cast: Cast) -> None:
    file = where(READING[name], "changes")
    assert changed_by_post(name, cast) == [], f"{name} changes rows. Write into {file} what a POST to it does to them."


def test_workers_and_a_recount_beside_people_lose_and_double_nothing(course: Course, stage: Stage) -> None:
    stage.worker(arguments=("--no-deliveries",))
    scene = Scene(clock.now(), course.users)
    found = course.race_machinery(scene, every_edit(scene), batches=1)
    assert found.faults == []
    assert (found.lost, circles()) == (0, 0)
    assert min(found.taken, found.alarms, found.recounted) > 0

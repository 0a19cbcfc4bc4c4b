"""Steps on complaints that are handled together, at one moment: what is stored then is compared with the rules."""

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, transaction

from jujiao.drills.race.meetings import Meeting
from jujiao.drills.race.pairs import ill_kept, until_waiting
from jujiao.drills.race.sending import Answer, Sender, all_at_once
from jujiao.drills.race.steps import DAY, Scene
from jujiao.drills.race.waiting import watched
from jujiao.kernel.errors import Stale
from jujiao.kernel.models import TimelineEntry
from jujiao.promises.firing import due, fire
from jujiao.promises.models import Alarm, Promise, PromiseState
from jujiao.promises.operations import running
from jujiao.rules.service.complaint_steps import AT_WORK, OF_THE_GROUP, PromiseKind, expected_promises
from jujiao.service.complaints.models import SUBJECT, Complaint, Kind
from jujiao.service.complaints.operations.handing_back import hand_back
from jujiao.service.complaints.queries_case import timeline_of

REFUSED = {403, 409, 422}


@dataclass
class Groups:
    """What came of the meetings."""

    run: int = 0
    taken: int = 0
    conflicts: int = 0
    stranded: int = 0
    chains: int = 0
    unanswered: int = 0
    alarms: int = 0
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: "Groups") -> "Groups":
        summed = {name: value + getattr(other, name) for name, value in vars(self).items()}
        return Groups(**summed)


def meet(meeting: Meeting, scene: Scene, send: Sender, groups: Groups) -> None:
    """Runs one meeting, and says in `groups` what was not as it must be."""
    cases = _brought(meeting, scene)
    calls = [
        scene.call(
            one.verb, cases[one.on], f"第{place}人说的", second=bool(place), page=meeting.page,
            main=cases[one.into or one.on],
        )
        for place, one in enumerate(meeting.asked)
    ]  # fmt: skip
    if meeting.alarms:
        _due_now(cases, scene)
    with ThreadPoolExecutor(len(calls) + 2) as pool:
        firing = pool.submit(_fire, cases, scene) if meeting.alarms else None
        leaving = pool.submit(_leave, scene) if meeting.leaves else None
        answers = _in_order(cases["b"], calls, send, pool) if meeting.held else all_at_once(send, calls)
        if firing:
            firing.result()
        if leaving:
            leaving.result()
    groups.run += 1
    groups.taken += sum(answer.taken for answer in answers)
    groups.conflicts += sum(answer.status == 409 for answer in answers)
    for case in cases.values():
        case.refresh_from_db()
    fired = _fired(cases)  # before the timelines are read, as workers go on
    stories = {case.pk: timeline_of(case, owner=False) for case in cases.values()}
    if meeting.leaves:
        kept = cases["b"].state == "accepted" and cases["b"].handler_id == scene.leaver.pk
        groups.faults += [f"{meeting}: b is in the hand of whoever left"] if kept else []
    elif not any(answer.taken for answer in answers):
        groups.faults.append(f"{meeting}: nobody was let through: {[answer.text[:100] for answer in answers]}")
    groups.faults += [f"{meeting}: {what}" for what in _wrong(cases, answers, stories, fired, groups)]


def _brought(meeting: Meeting, scene: Scene) -> dict[str, Complaint]:
    """The complaints by their letters, the oldest first; d is b's double."""
    cases = {letter: scene.bring(meeting.stage) for letter in meeting.born}
    if "d" in cases:
        scene.merge(cases["d"], cases["b"])
    if meeting.leaves:
        scene.give_to_leaver(cases["b"])
    for case in cases.values():
        case.refresh_from_db()
    return cases


def _in_order(b: Complaint, calls: list[Any], send: Sender, pool: ThreadPoolExecutor) -> list[Answer]:
    """The answers; b is let go when all wait for it, or for one that does."""
    with watched() as waiting_for:
        with transaction.atomic():
            Complaint.objects.select_for_update().get(pk=b.pk)
            asked = []
            for place, call in enumerate(calls, start=1):
                asked.append(pool.submit(send, call))
                until_waiting(waiting_for, place, asked[-1])
        return [each.result() for each in asked]


def _promises(cases: Mapping[str, Complaint]) -> Any:
    ids = [case.pk for case in cases.values()]
    return Promise.objects.filter(subject_kind=SUBJECT, subject_id__in=ids, state=PromiseState.RUNNING)


def _due_now(cases: Mapping[str, Complaint], scene: Scene) -> None:
    _promises(cases).filter(next_alarm_at__isnull=False).update(next_alarm_at=scene.now - DAY)


def _fire(cases: Mapping[str, Complaint], scene: Scene) -> None:
    """As a worker does, beside those of the stage."""
    try:
        fire(due(scene.now).filter(pk__in=_promises(cases).values("pk")), now=scene.now)
    finally:
        connections.close_all()


def _leave(scene: Scene) -> None:
    """As a worker does on somebody's last day, who does it again where a double joined at that very moment."""
    try:
        for _again in range(3):
            with suppress(Stale):
                hand_back(employee_id=scene.leaver.pk, now=scene.now)
                return
    finally:
        connections.close_all()


def _fired(cases: Mapping[str, Complaint]) -> Counter[int]:
    """The alarms of each complaint, by its id."""
    ids = [case.pk for case in cases.values()]
    alarms = Alarm.objects.filter(promise__subject_kind=SUBJECT, promise__subject_id__in=ids)
    return Counter(alarms.values_list("promise__subject_id", flat=True))


def _wrong(
    cases: Mapping[str, Complaint],
    answers: list[Answer],
    stories: Mapping[int, list[TimelineEntry]],
    fired: Counter[int],
    groups: Groups,
) -> Iterator[str]:
    for answer in answers:
        if not answer.taken and answer.status not in REFUSED:
            yield f"answered with {answer.status}: {answer.text[:200]}"
    for letter, case in cases.items():
        for what in (*ill_kept(case, stories[case.pk]), *ill_promised(case)):
            yield f"{letter}: {what}"
        told = sum(row.verb == "alarm" for row in stories[case.pk])
        groups.alarms += told
        if told < fired[case.pk]:
            yield f"{letter}: {fired[case.pk]} alarms, {told} in the timeline"
    yield from _misplaced(cases, groups)
    for letter, words in unanswered(cases, stories):
        groups.unanswered += 1
        yield f"{letter} was not told: {words}"


def _misplaced(cases: Mapping[str, Complaint], groups: Groups) -> Iterator[str]:
    """The doubles that lead nowhere, or to another double, or stand elsewhere than what they were merged into."""
    by_id = {case.pk: (letter, case) for letter, case in cases.items()}
    for letter, case in cases.items():
        if case.merged_into_id is None:
            continue
        above, main = by_id[case.merged_into_id]
        if main.merged_into_id is not None:
            groups.chains += 1
            yield f"{letter} leads to {above}, which is a double itself"
        if case.state in AT_WORK and main.state not in AT_WORK:
            groups.stranded += 1
            yield f"{letter} is {case.state}, but {above} is {main.state}: nobody can answer it"
        elif case.state in AT_WORK and _standing(case) != _standing(main):
            yield f"{letter} does not stand where {above} stands"


def ill_promised(case: Complaint) -> Iterator[str]:
    """What is wrong with the promises that run: exactly those of the regulation must, in this round."""
    promised = list(running(SUBJECT, case.pk))
    expected = expected_promises(
        case.state, contactable=case.contactable, replied=case.replied_at is not None,
        progress_left=case.kind == Kind.COMPLEX,
        planned=bool(case.plan), nature=case.nature,
        instructed=any(one.kind == PromiseKind.INSTRUCTION for one in promised),
        appointed=any(one.kind == PromiseKind.APPOINTMENT for one in promised),
    )  # fmt: skip
    if {promise.kind for promise in promised} != expected or any(one.round != case.round for one in promised):
        yield f"{sorted(promise.kind for promise in promised)} run, but {sorted(expected)} should"
    if case.next_due_at != min((promise.due_at for promise in promised), default=None):
        yield "the nearest due time is not that of its promises"


def unanswered(cases: Mapping[str, Complaint], stories: Mapping[int, list[TimelineEntry]]) -> Iterator[tuple[str, str]]:
    """The doubles, by letter, for which a step of the group was not taken although they were in the group by then. The
    ids of the entries give the order: each was written while the main complaint was held."""
    letters = {case.number: letter for letter, case in cases.items()}
    rows = sorted(
        ((row, letter) for letter, case in cases.items() for row in stories[case.pk]), key=lambda each: each[0].pk
    )
    told = {(letter, row.verb, row.at) for row, letter in rows}
    following: dict[str, str] = {}
    for row, letter in rows:
        match row.verb:
            case "merge":
                following[letter] = letters[row.details["into"]]
            case "part" | "unmerge" | "withdraw" | "reopen":
                following.pop(letter, None)
            case verb if verb in OF_THE_GROUP and letter not in following:
                behind = [double for double, main in following.items() if main == letter]
                yield from ((double, str(row.text)) for double in behind if (double, verb, row.at) not in told)


def _standing(case: Complaint) -> tuple[str, int | None, int | None]:
    return case.state, case.department_id, case.handler_id

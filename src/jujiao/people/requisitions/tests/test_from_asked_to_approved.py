"""A requisition through all hands: what each step promises, who may take it, and what it refuses."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jujiao.cases.errors import NotYours, UnableToTakeStep
from jujiao.company.staff.models import Post
from jujiao.kernel.errors import Stale
from jujiao.kernel.record.access import Grant, Role
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.models import Notice
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.models import Headcount, HeadcountMove, Requisition
from jujiao.people.requisitions.permissions import ACCESS
from jujiao.people.requisitions.proof.rows import Maker, maker
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.people.headcount import Balance
from jujiao.testing.cast import NOW, SHANGHAI, Cast

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


@pytest.fixture
def make(cast: Cast) -> Maker:
    return maker(cast)


def running(requisition: Requisition) -> list[tuple[str, int, datetime]]:
    found = Promise.objects.filter(subject_kind="requisition", subject_id=requisition.pk, state=PromiseState.RUNNING)
    return list(found.values_list("kind", "round", "started_at"))


def told(requisition: Requisition, what: str) -> list[str]:
    found = Notice.objects.filter(kind=f"requisition.{what}", subject_id=requisition.pk)
    return sorted(notice.recipient.username or "" for notice in found.select_related("recipient") if notice.recipient)


def test_approved_seats_are_open(cast: Cast, make: Maker) -> None:
    accepted = make.accepted()
    assert running(accepted) == [("requisition.approve", 1, NOW)]
    approved = make.take(operations.approve, "director", accepted)
    assert (approved.state, approved.next_due_at, running(approved)) == ("approved", None, [])
    headcount = Headcount.objects.get()
    assert (headcount.department, headcount.balance) == (cast.engineering, Balance(approved=2))
    assert HeadcountMove.objects.get().requisition == approved
    verbs = entries_of("requisition", approved.pk).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["request", "accept", "approve"]
    assert told(approved, "answered") == [cast.hr.user.username]
    assert told(approved, "accepted") == [cast.director.user.username]
    assert told(approved, "approved") == [cast.head_of_engineering.user.username]


def test_positions_of_one_post_are_approved_together(cast: Cast, make: Maker) -> None:
    post = make.post()
    two = [make.wanted(post_id=post.pk, number=number) for number in (1, 3)]
    asked = operations.request(
        actor=cast.head_of_engineering.viewer, now=NOW, department=cast.engineering, positions=two
    )
    make.take(operations.approve, "director", make.take(operations.accept, "hr", asked))
    assert [(move.number, move.headcount.post) for move in HeadcountMove.objects.all()] == [(4, post)]


def test_a_name_becomes_a_post_when_it_is_accepted(cast: Cast, make: Maker) -> None:
    asked = operations.request(
        actor=cast.head_of_engineering.viewer, now=NOW, department=cast.engineering, positions=[make.wanted()]
    )
    position = asked.standing.positions.get() if asked.standing else None
    assert position
    with pytest.raises(UnableToTakeStep, match="Say which post") as refused:
        make.take(operations.accept, "hr", asked)
    assert refused.value.details["code"] == "position_without_post"
    foreign = Post.objects.create(company=cast.other_company, code="X", name="X", family="security", level=1)
    with pytest.raises(UnableToTakeStep, match="not one of the company's"):
        make.take(operations.accept, "hr", asked, posts={position.pk: foreign.pk})
    with pytest.raises(UnableToTakeStep, match="Only a position"):
        make.take(operations.accept, "hr", asked, posts={position.pk + 1: make.post().pk})
    make.take(operations.accept, "hr", asked, posts={position.pk: make.post().pk})
    position.refresh_from_db()
    assert position.post == make.post()


def test_sent_back_it_is_owed_anew(cast: Cast, make: Maker) -> None:
    accepted = make.accepted()
    with pytest.raises(NotYours):
        make.take(operations.send_back, "hr", accepted, reason="晚了")  # it is the company's now
    back = operations.send_back(
        actor=cast.director.viewer, now=LATER, requisition_id=accepted.pk, version=None, reason="人数过多"
    )
    assert (back.state, back.round, back.none, back.reason) == ("asked", 2, None, "人数过多")
    assert running(back) == [("requisition.answer", 2, LATER)]
    assert back.next_due_at == datetime(2026, 3, 20, tzinfo=SHANGHAI)
    assert told(back, "sent_back") == [cast.head_of_engineering.user.username]


def test_taken_back_no_time_is_won(cast: Cast, make: Maker) -> None:
    answered = make.answered_again()
    back = operations.take_back(
        actor=cast.head_of_engineering.viewer, now=LATER, requisition_id=answered.pk, version=answered.version
    )
    assert running(back) == [("requisition.answer", 2, NOW)]
    assert back.none is None
    with pytest.raises(UnableToTakeStep, match="withdraw it instead"):
        make.take(operations.take_back, "head_of_engineering", make.answered())


def test_nobody_is_noted_and_never_accepted(make: Maker) -> None:
    nobody = make.nobody()
    with pytest.raises(UnableToTakeStep, match="take note"):
        make.take(operations.accept, "hr", nobody)
    assert make.take(operations.take_note, "hr", nobody).state == "noted"
    with pytest.raises(UnableToTakeStep, match="needs people"):
        make.take(operations.take_note, "hr", make.answered())


def test_what_a_round_asks_is_not_withdrawn(cast: Cast, make: Maker) -> None:
    assert (
        make.take(operations.withdraw, "head_of_engineering", make.answered(), reason="不需要了").state == "withdrawn"
    )
    (opened, _next) = operations.open_rounds(cast.company, now=NOW)
    asked = opened.requisitions.get(department=cast.engineering)
    with pytest.raises(UnableToTakeStep, match="A round is answered"):
        make.take(operations.withdraw, "head_of_engineering", asked, reason="不需要了")


def test_refused_for_good(cast: Cast, make: Maker) -> None:
    refused = make.take(operations.refuse, "director", make.accepted(), reason="编制冻结")
    assert (refused.state, refused.reason) == ("refused", "编制冻结")
    assert told(refused, "refused") == [cast.head_of_engineering.user.username]
    with pytest.raises(UnableToTakeStep, match="moved on"):
        make.take(operations.approve, "director", refused)


def test_nobody_approves_their_own_answer(cast: Cast, make: Maker) -> None:
    accepted = make.accepted()
    grants = frozenset([Grant(Role.COMPANY), Grant(Role.HEAD, cast.estate.pk, cast.engineering.pk)])
    both = replace(cast.head_of_engineering.viewer, grants=grants)
    assert not ACCESS["approve"].given(both, accepted)
    with pytest.raises(UnableToTakeStep, match="Nobody approves"):
        operations.approve(actor=both, now=NOW, requisition_id=accepted.pk, version=None)


def test_an_answer_is_in_full(cast: Cast, make: Maker) -> None:
    asked = make.asked()
    for wanted, none, code in (
        ([], False, "answer_missing"),
        ([make.wanted()], True, "none_and_some"),
        ([make.wanted(duties=" …")], False, "position_not_in_full"),
        ([make.wanted(name="")], False, "position_without_name"),
    ):
        with pytest.raises(UnableToTakeStep) as refused:
            make.take(operations.answer, "head_of_engineering", asked, positions=wanted, none=none)
        assert refused.value.details["code"] == code
    named = make.take(
        operations.answer, "head_of_engineering", asked, positions=[make.wanted(name="", post_id=make.post().pk)]
    )
    assert named.standing
    assert named.standing.positions.get().name == "水电工"


def test_a_decision_on_an_older_version_is_refused(make: Maker) -> None:
    asked = make.answered()
    make.take(operations.accept, "hr", asked)
    with pytest.raises(Stale):
        make.take(operations.send_back, "hr", asked, reason="请写明原因")

"""3.1.3: what waits is given to who has signed on at the desk; who goes gives it back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jujiao.company.estates.models import Person
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.notices.models import Notice
from jujiao.service.conversations.jobs import watch_all
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.operations.ending import end
from jujiao.service.conversations.operations.taking import IN_HAND, UnableToTake, give_back, take
from jujiao.service.conversations.operations.writing import write
from jujiao.service.conversations.tests.desk import MINUTE, Desk, now_of, promises_of, the_desk
from jujiao.testing.cast import NOW, Cast, Member

pytestmark = pytest.mark.django_db


def holder(conversation: Conversation) -> str:
    found = now_of(conversation).taken_by
    return found.name if found else ""


def test_it_goes_to_who_has_the_fewest(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW - MINUTE)
    desk.comes(cast.clerk2, NOW - MINUTE)
    owners = (cast.resident, cast.neighbour, cast.landlord, cast.tenant)
    given = [holder(desk.hears("在吗", NOW + n * MINUTE, who).conversation) for n, who in enumerate(owners)]
    assert sorted(given) == sorted([cast.clerk.employee.name, cast.clerk2.employee.name] * 2)
    assert given[0] != given[1]
    assert not Notice.objects.filter(kind="conversation.uncovered").exists()


def test_nobody_there_all_are_told_once_and_who_comes_is_given_it_oldest_due_first(cast: Cast) -> None:
    desk = the_desk(cast)
    late = desk.hears("在吗", NOW + MINUTE).conversation
    early = desk.hears("在吗", NOW, cast.neighbour).conversation
    desk.hears("在吗？", NOW + 2 * MINUTE)
    told = Notice.objects.filter(kind="conversation.uncovered", subject_id=late.pk)
    assert {each.recipient for each in told} == {cast.clerk.user, cast.clerk2.user}
    desk.comes(cast.clerk2, NOW + 3 * MINUTE)
    assert holder(late) == holder(early) == cast.clerk2.employee.name
    first, second = now_of(early).taken_at, now_of(late).taken_at
    assert first is not None
    assert second is not None
    assert first <= second
    assert [each.subject_id for each in IN_HAND.of([cast.clerk2.employee.pk])] == [early.pk, late.pk]
    assert promises_of(late)[0].employee_id == cast.clerk2.employee.pk


def test_another_answered_message_waits_with_who_has_it(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW)
    conversation = desk.hears("在吗", NOW).conversation
    desk.says(conversation, "在的", NOW + MINUTE)
    desk.comes(cast.clerk2, NOW + 2 * MINUTE)
    desk.hears("电梯坏了", NOW + 3 * MINUTE)
    assert holder(conversation) == cast.clerk.employee.name
    assert promises_of(conversation)[1].employee_id == cast.clerk.employee.pk


def test_who_signs_off_gives_back_in_the_same_transaction(cast: Cast) -> None:
    desk = the_desk(cast)
    there = desk.comes(cast.clerk, NOW)
    waits, answered = desk.hears("在吗", NOW).conversation, desk.hears("在吗", NOW, cast.neighbour).conversation
    desk.says(answered, "在的", NOW + MINUTE)
    desk.comes(cast.clerk2, NOW + 2 * MINUTE)
    desk.goes(there, cast.clerk, NOW + 3 * MINUTE)
    assert holder(waits) == cast.clerk2.employee.name
    assert holder(answered) == ""
    assert not Conversation.objects.filter(taken_by=cast.clerk.employee).exists()


def test_the_last_to_go_has_all_told(cast: Cast) -> None:
    desk = the_desk(cast)
    there = desk.comes(cast.clerk, NOW)
    conversation = desk.hears("在吗", NOW).conversation
    desk.goes(there, cast.clerk, NOW + MINUTE)
    assert holder(conversation) == ""
    assert Notice.objects.filter(kind="conversation.uncovered", subject_id=conversation.pk).count() == 2
    assert promises_of(conversation)[0].employee_id is None


def test_who_forgot_to_sign_off_is_not_there(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW - timedelta(hours=15, minutes=59))
    conversation = desk.hears("在吗", NOW).conversation
    assert holder(conversation) == cast.clerk.employee.name
    assert watch_all(now=NOW) == 0
    assert watch_all(now=NOW + 2 * MINUTE) == 1
    assert holder(conversation) == ""


def test_taking_has_a_version(cast: Cast) -> None:
    desk = the_desk(cast)
    seen = now_of(desk.hears("在吗", NOW).conversation)
    take(conversation=seen, version=seen.version, actor=cast.clerk.viewer, now=NOW)
    with pytest.raises(Stale, match=cast.clerk.employee.name):
        take(conversation=seen, version=seen.version, actor=cast.clerk2.viewer, now=NOW)
    again = now_of(seen)
    take(conversation=again, version=again.version, actor=cast.clerk2.viewer, now=NOW)
    assert holder(seen) == cast.clerk2.employee.name


def test_what_is_given_back_goes_to_somebody_else(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW)
    conversation = desk.hears("在吗", NOW).conversation
    _give_back(conversation, cast.clerk)
    assert holder(conversation) == ""
    with pytest.raises(UnableToTake):
        _give_back(conversation, cast.clerk)
    desk.comes(cast.clerk2, NOW + MINUTE)
    first = holder(conversation)
    _give_back(conversation, cast.clerk, NOW + MINUTE)
    assert {first, holder(conversation)} == {cast.clerk.employee.name, cast.clerk2.employee.name}


def test_nobody_else_takes_it(cast: Cast) -> None:
    desk: Desk = the_desk(cast)
    conversation = desk.hears("在吗", NOW).conversation
    for who in (cast.engineer, cast.clerk_elsewhere, cast.director, cast.resident):
        with pytest.raises(NotAllowed):
            take(conversation=conversation, version=None, actor=who.viewer, now=NOW)
    assert holder(conversation) == ""


def test_a_clerk_who_lives_there_does_not_answer_themselves(cast: Cast) -> None:
    desk = the_desk(cast)
    Person.objects.filter(pk=cast.resident.person.pk).update(user=cast.clerk.user)
    lives_here = replace(cast.clerk.viewer, person_id=cast.resident.person.pk)
    desk.comes(cast.clerk, NOW)
    conversation = write(estate=cast.estate, text="在吗", actor=lives_here, now=NOW).conversation
    assert holder(conversation) == ""
    for step in (take, end):
        with pytest.raises(NotAllowed):
            step(conversation=conversation, version=None, actor=lives_here, now=NOW)
    desk.comes(cast.clerk2, NOW)
    assert holder(conversation) == cast.clerk2.employee.name


def test_who_leaves_the_company_leaves_nothing_behind(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗", NOW).conversation
    take(conversation=conversation, version=None, actor=cast.clerk.viewer, now=NOW)
    IN_HAND.hand_back(employee_id=cast.clerk.employee.pk, now=NOW)
    IN_HAND.hand_back(employee_id=cast.clerk.employee.pk, now=NOW)
    assert holder(conversation) == ""


def _give_back(conversation: Conversation, who: Member, at: datetime = NOW) -> None:
    seen = now_of(conversation)
    give_back(conversation=seen, version=seen.version, actor=who.viewer, now=at)

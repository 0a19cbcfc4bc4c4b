"""3.1.3: two who do something with a conversation at the same moment: one hears of the other, and nothing is done
twice, lost, or left with somebody who has gone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from importlib import import_module
from threading import Barrier
from typing import Any, Final

import pytest
from django.db import connections

from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.record.declared import Became, Belongs
from jujiao.promises.models import Promise
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.operations.answering import answer
from jujiao.service.conversations.operations.converting import become
from jujiao.service.conversations.operations.ending import end
from jujiao.service.conversations.operations.joining import belongs
from jujiao.service.conversations.operations.receiving import wrote
from jujiao.service.conversations.operations.taking import offer_anew, take
from jujiao.service.conversations.operations.writing import write
from jujiao.service.conversations.tests.desk import MINUTE, Desk, now_of, the_desk
from jujiao.testing.cast import NOW, Cast, Member

COMPLAINTS: Final[Any] = import_module("jujiao.service.complaints.operations")
CATEGORIES: Final[Any] = import_module("jujiao.service.complaints.models").Category
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*asked: Callable[[], object]) -> list[str]:
    """What became of each: "" where it was done, else the name of the refusal; anything else fails the test."""
    begin = Barrier(len(asked))

    def one(do: Callable[[], object]) -> str:
        begin.wait()
        try:
            do()
        except UnableTo as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(asked)) as people:
        return list(people.map(one, asked))


def test_whatever_meets_on_a_conversation_stays_whole(cast: Cast) -> None:
    desk = the_desk(cast)
    for turn in range(4):
        at = NOW + timedelta(hours=turn)
        two_answer(desk, at)
        taken_while_it_is_converted(desk, at + 10 * MINUTE)
        the_owner_writes_while_it_closes(desk, at + 20 * MINUTE)
        the_owner_writes_while_somebody_comes_and_goes(desk, at + 30 * MINUTE)
        two_first_messages(desk, cast.landlord if turn == 0 else cast.tenant, at)
    the_platform_tells_while_it_turns_out_who_it_is(desk, NOW)
    running = Promise.objects.filter(kind="conversation.answer", state="running").values_list("subject_id", flat=True)
    assert sorted(running) == sorted(
        Conversation.objects.filter(waiting_since__isnull=False).values_list("pk", flat=True)
    )


def two_answer(desk: Desk, at: datetime) -> None:
    conversation = now_of(desk.hears("在吗", at).conversation)
    before = Message.objects.filter(direction="outgoing").count()

    def says(who: Member) -> Callable[[], object]:
        given: dict[str, Any] = {"version": conversation.version, "actor": who.viewer, "now": at + MINUTE}
        return lambda: answer(conversation=conversation, text="在的", **given)

    assert sorted(at_once(says(desk.cast.clerk), says(desk.cast.clerk2))) == ["", Stale.__name__]
    assert Message.objects.filter(direction="outgoing").count() == before + 1


def taken_while_it_is_converted(desk: Desk, at: datetime) -> None:
    cast, conversation = desk.cast, now_of(desk.hears("水管漏水", at).conversation)
    complaint = COMPLAINTS.register(
        actor=cast.clerk.viewer, now=at, estate=cast.estate, category=CATEGORIES.objects.get(code="leak"),
        text="水管漏水", channel="online", room=cast.room, person=cast.resident.person,
    )  # fmt: skip
    made = Became("complaint", complaint.pk, cast.clerk.viewer, at + MINUTE)
    found = at_once(
        lambda: take(conversation=conversation, version=conversation.version, actor=cast.clerk2.viewer, now=at),
        lambda: become(conversation.pk, made),
    )
    assert found in (["", ""], [Stale.__name__, ""])
    assert Message.objects.filter(case_id=complaint.pk).count() == 1


def the_owner_writes_while_it_closes(desk: Desk, at: datetime) -> None:
    conversation = now_of(Conversation.objects.get(person=desk.cast.resident.person))
    closing: dict[str, Any] = {
        "conversation": conversation,
        "version": conversation.version,
        "actor": desk.cast.clerk.viewer,
    }
    found = at_once(lambda: end(**closing, now=at), lambda: desk.hears("还有一件事", at))
    assert found in (["", ""], ["UnableToEnd", ""], [Stale.__name__, ""])
    row = now_of(conversation)
    assert (row.ended_at, row.waiting_since) == (None, at)
    desk.says(row, "请讲", at + MINUTE)


def the_owner_writes_while_somebody_comes_and_goes(desk: Desk, at: datetime) -> None:
    cast = desk.cast
    at_once(lambda: desk.comes(cast.clerk, at), lambda: desk.hears("有人吗", at, cast.neighbour))
    offer_anew(estate_id=cast.estate.pk, now=at)  # the job that a sign-on defers where somebody writes
    row = Conversation.objects.get(person=cast.neighbour.person)
    assert row.taken_by == cast.clerk.employee
    there = cast.clerk.employee.attendances.get(signed_off_at=None)
    at_once(
        lambda: desk.goes(there, cast.clerk, at + MINUTE), lambda: desk.hears("还在吗", at + MINUTE, cast.neighbour)
    )
    assert not Conversation.objects.filter(taken_by=cast.clerk.employee, waiting_since__isnull=False).exists()
    desk.says(row, "在的", at + 2 * MINUTE, cast.manager)
    row = now_of(row)
    end(conversation=row, version=row.version, actor=cast.manager.viewer, now=at + 3 * MINUTE)


def two_first_messages(desk: Desk, who: Member, at: datetime) -> None:
    """From two of their devices."""

    def writes() -> object:
        return write(estate=desk.cast.estate, text="在吗", actor=who.viewer, now=at)

    assert at_once(writes, writes, writes) == ["", "", ""]
    assert Conversation.objects.filter(person=who.person).count() == 1


def the_platform_tells_while_it_turns_out_who_it_is(desk: Desk, at: datetime) -> None:
    """The same message three times, and a binding."""
    stranger = desk.wechats("在吗", at)
    follower = desk.follower()
    given = desk.written("还有", at + MINUTE, follower)
    found = at_once(
        lambda: wrote(given),
        lambda: wrote(given),
        lambda: belongs(Belongs("wechat", follower.pk, desk.cast.resident.person.pk, at + MINUTE)),
    )
    assert [each for each in found if each] == []
    assert Message.objects.filter(external_id=given.external_id).count() == 1
    assert now_of(stranger).joined is not None

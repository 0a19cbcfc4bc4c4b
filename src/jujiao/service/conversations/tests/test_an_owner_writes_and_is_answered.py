"""3.1.3: an owner writes to the desk and is answered in time, by the way by which they wrote."""

from datetime import datetime, timedelta

import pytest

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.models import TimelineEntry
from jujiao.notices.models import Notice
from jujiao.promises.models import PromiseState
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.operations.answering import UnableToAnswer, answer, note_down
from jujiao.service.conversations.operations.ending import UnableToEnd, end
from jujiao.service.conversations.operations.writing import UnableToWrite, write
from jujiao.service.conversations.queries import messages_for, own_messages
from jujiao.service.conversations.tests.desk import MINUTE, nothing_said, now_of, promises_of, the_desk
from jujiao.testing.cast import NOW, SHANGHAI, Cast

pytestmark = pytest.mark.django_db


def test_the_first_message_without_an_answer_is_promised_one(cast: Cast) -> None:
    desk = the_desk(cast)
    first = desk.hears("水管漏水了", NOW)
    desk.hears("请快一点", NOW + 2 * MINUTE)
    conversation = now_of(first.conversation)
    (promise,) = promises_of(conversation)
    assert promise.started_at == conversation.waiting_since == NOW
    assert promise.due_at == conversation.due_at == NOW + 10 * MINUTE
    assert (promise.round, promise.seq, conversation.seq) == (1, 1, 1)
    assert promise.owed_to_id == cast.resident.person.pk
    answered = desk.says(conversation, "马上派人过去", NOW + 9 * MINUTE)
    (promise,) = promises_of(conversation)
    assert (promise.state, promise.done_at) == (PromiseState.MET, NOW + 9 * MINUTE)
    assert promise.employee_id == cast.clerk.employee.pk
    assert (answered.accepted_by, answered.accepted_at) == ("pages", NOW + 9 * MINUTE)
    assert now_of(conversation).waiting_since is None


def test_the_next_message_is_the_next_of_the_round(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗", NOW).conversation
    desk.says(conversation, "在的", NOW + MINUTE)
    desk.hears("电梯坏了", NOW + 5 * MINUTE)
    assert [(each.round, each.seq, each.state) for each in promises_of(conversation)] == [
        (1, 1, "met"),
        (1, 2, "running"),
    ]
    assert now_of(conversation).due_at == NOW + 15 * MINUTE


@pytest.mark.parametrize(
    ("clock", "minutes"), [((21, 59, 59), 10), ((22, 0, 0), 30), ((7, 59, 59), 30), ((8, 0, 0), 10), ((0, 0, 0), 30)]
)
def test_day_and_night_have_their_own_figure(cast: Cast, clock: tuple[int, int, int], minutes: int) -> None:
    at = datetime(2026, 3, 11, *clock, tzinfo=SHANGHAI)
    conversation = the_desk(cast).hears("在吗", at).conversation
    assert now_of(conversation).due_at == at + timedelta(minutes=minutes)


def test_two_thousand_characters_are_taken_and_one_more_is_refused(cast: Cast) -> None:
    desk = the_desk(cast)
    assert len(desk.hears("水" * 2000).text) == 2000
    with pytest.raises(UnableToWrite, match=r"2000.*2001"):
        desk.hears("水" * 2001)
    assert Message.objects.count() == 1
    with pytest.raises(UnableToWrite):
        desk.hears("  \u200b ")
    with pytest.raises(UnableToWrite):
        desk.hears("这里", latitude=91.0, longitude=120.0)
    assert desk.hears("北门", latitude=30.25, longitude=120.16).content == "place"


def test_only_who_lives_there_writes(cast: Cast) -> None:
    the_desk(cast)
    for who in (cast.former, cast.clerk):
        with pytest.raises(NotAllowed):
            write(estate=cast.estate, text="在吗", actor=who.viewer, now=NOW)
    with pytest.raises(NotAllowed):
        write(estate=cast.second_estate, text="在吗", actor=cast.resident.viewer, now=NOW)
    assert not Conversation.objects.exists()


def test_one_conversation_of_each_person_and_estate(cast: Cast) -> None:
    desk = the_desk(cast)
    first = desk.hears("在吗", who=cast.neighbour).conversation
    other = write(estate=cast.second_estate, text="在吗", actor=cast.neighbour.viewer, now=NOW).conversation
    assert desk.hears("还有", who=cast.neighbour).conversation == first != other
    assert desk.hears("在吗").conversation != first


def test_a_note_answers_nothing_and_is_not_the_owners(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗").conversation
    note_down(conversation=conversation, text="这户上周也来过", actor=cast.clerk.viewer, now=NOW + MINUTE)
    assert promises_of(conversation)[0].state == PromiseState.RUNNING
    assert [each.text for each in own_messages(cast.resident.viewer, conversation)] == ["在吗"]
    assert [each.text for each in messages_for(cast.clerk2.viewer, conversation)] == ["这户上周也来过", "在吗"]
    assert not Notice.objects.filter(kind="conversation.answer").exists()


def test_who_answers_second_hears_what_the_first_wrote(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = now_of(desk.hears("在吗").conversation)
    seen = conversation.version
    desk.says(conversation, "在的，请讲", NOW + MINUTE)
    with nothing_said(conversation), pytest.raises(Stale, match="在的，请讲") as refused:
        answer(conversation=conversation, text="您好", version=seen, actor=cast.clerk2.viewer, now=NOW + 2 * MINUTE)
    assert cast.clerk.user.name in str(refused.value)


@pytest.mark.parametrize("text", ["", "  ", "。。。", "水" * 2001])
def test_an_answer_says_something(cast: Cast, text: str) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗").conversation
    with nothing_said(conversation), pytest.raises(UnableToAnswer):
        desk.says(conversation, text, NOW + MINUTE)
    assert promises_of(conversation)[0].state == PromiseState.RUNNING


def test_only_the_desk_of_the_estate_answers(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗").conversation
    for who in (cast.clerk_elsewhere, cast.outsider, cast.engineer, cast.auditor, cast.resident):
        with nothing_said(conversation), pytest.raises(NotAllowed):
            desk.says(conversation, "您好", NOW + MINUTE, who)


def test_what_waits_is_not_ended_and_a_message_after_the_end_begins_the_next_round(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗").conversation
    with nothing_said(conversation), pytest.raises(UnableToEnd):
        end(conversation=conversation, version=None, actor=cast.clerk.viewer, now=NOW + MINUTE)
    desk.says(conversation, "在的", NOW + MINUTE)
    seen = now_of(conversation)
    ended = end(conversation=seen, version=seen.version, actor=cast.clerk.viewer, now=NOW + 2 * MINUTE)
    assert (ended.ended_at, ended.taken_by) == (NOW + 2 * MINUTE, None)
    with pytest.raises(UnableToEnd):
        end(conversation=ended, version=None, actor=cast.clerk.viewer, now=NOW + 3 * MINUTE)
    desk.hears("又漏了", NOW + 60 * MINUTE)
    assert [(each.round, each.seq) for each in promises_of(conversation)] == [(1, 1), (2, 1)]
    assert now_of(conversation).ended_at is None


def test_what_was_decided_before_the_owner_came_back_is_stale(cast: Cast) -> None:
    """An owner writes while it closes: whichever is first, the other one hears of it."""
    desk = the_desk(cast)
    conversation = desk.hears("在吗").conversation
    desk.says(conversation, "在的", NOW + MINUTE)
    seen = now_of(conversation)
    desk.hears("还有一件事", NOW + 2 * MINUTE)
    with nothing_said(conversation), pytest.raises(UnableToEnd):
        end(conversation=seen, version=seen.version, actor=cast.clerk.viewer, now=NOW + 2 * MINUTE)


def test_a_timeline_has_none_of_the_words(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("我家住 1-1-101，电话 13800001111").conversation
    desk.says(conversation, "林先生，收到", NOW + MINUTE)
    rows = TimelineEntry.objects.filter(subject_kind="conversation")
    assert {each.verb for each in rows} == {"write_message", "take_conversation", "answer_message"}
    assert "收到" not in str([(each.text, each.details, each.changes) for each in rows])

"""3.1.3: an answer has answered once a way has accepted it, and not when somebody typed it."""

from datetime import timedelta

import pytest

from jujiao.notices.models import CallTask, Delivery, Notice
from jujiao.notices.operations.calling import reached
from jujiao.promises.models import PromiseState
from jujiao.service.conversations.jobs import watch_all
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.operations.ending import UnableToEnd, end
from jujiao.service.conversations.operations.reading import read
from jujiao.service.conversations.tests.desk import MINUTE, now_of, promises_of, the_desk
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_it_counts_from_the_moment_of_acceptance(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.binds(desk.follower(), cast.resident)
    conversation = desk.wechats("在吗", NOW)
    answered = desk.says(conversation, "在的", NOW + 9 * MINUTE)
    assert answered.accepted_at is None
    assert promises_of(conversation)[0].state == PromiseState.RUNNING
    assert now_of(conversation).waiting_since == NOW
    desk.accepts(answered, NOW + 11 * MINUTE)
    (promise,) = promises_of(conversation)
    assert (promise.state, promise.done_at) == (PromiseState.MET, NOW + 11 * MINUTE)
    told = Message.objects.get(pk=answered.pk)
    assert (told.accepted_by, told.accepted_at) == ("wechat", NOW + 11 * MINUTE)
    assert now_of(conversation).waiting_since is None


def test_what_is_written_while_it_is_on_its_way_waits_from_its_own_moment(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.binds(desk.follower(), cast.resident)
    conversation = desk.wechats("在吗", NOW)
    first = desk.says(conversation, "在的", NOW + MINUTE)
    desk.wechats("电梯坏了", NOW + 2 * MINUTE)
    desk.wechats("困人了", NOW + 3 * MINUTE)
    desk.accepts(first, NOW + 4 * MINUTE)
    one, two = promises_of(conversation)
    assert (one.state, one.done_at) == ("met", NOW + 4 * MINUTE)
    assert (two.state, two.seq, two.started_at) == ("running", 2, NOW + 2 * MINUTE)
    assert now_of(conversation).due_at == NOW + 12 * MINUTE
    assert [(each.seq, each.text) for each in Message.objects.filter(direction="incoming").order_by("id")] == [
        (1, "在吗"),
        (2, "电梯坏了"),
        (2, "困人了"),
    ]


def test_an_answer_to_that_which_overtakes_the_first_one_answers_both(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.binds(desk.follower(), cast.resident)
    conversation = desk.wechats("在吗", NOW)
    first = desk.says(conversation, "在的", NOW + MINUTE)
    desk.wechats("电梯坏了", NOW + 2 * MINUTE)
    second = desk.says(conversation, "已派人", NOW + 3 * MINUTE)
    desk.accepts(second, NOW + 4 * MINUTE)
    desk.accepts(first, NOW + 5 * MINUTE)
    assert [(each.state, each.done_at) for each in promises_of(conversation)] == [("met", NOW + 4 * MINUTE)]
    assert now_of(conversation).waiting_since is None


def test_an_answer_on_its_way_to_the_second_answers_it_once_the_first_is_accepted(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.binds(desk.follower(), cast.resident)
    conversation = desk.wechats("在吗", NOW)
    first = desk.says(conversation, "在的", NOW + MINUTE)
    desk.wechats("电梯坏了", NOW + 2 * MINUTE)
    second = desk.says(conversation, "已派人", NOW + 3 * MINUTE)
    desk.accepts(first, NOW + 4 * MINUTE)
    assert now_of(conversation).waiting_since == NOW + 2 * MINUTE
    desk.accepts(second, NOW + 5 * MINUTE)
    assert [(each.seq, each.done_at) for each in promises_of(conversation)] == [
        (1, NOW + 4 * MINUTE),
        (2, NOW + 5 * MINUTE),
    ]


def test_a_failed_one_goes_by_the_next_way_once_and_ends_with_that(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.binds(desk.follower(), cast.resident)
    conversation = desk.wechats("在吗", NOW)
    answered = desk.says(conversation, "在的", NOW + MINUTE)
    assert answered.notice
    assert answered.notice.ways[:2] == ["wechat", "sms"]
    desk.refuses_one(answered, NOW + 2 * MINUTE)
    assert promises_of(conversation)[0].state == PromiseState.RUNNING
    desk.accepts(answered, NOW + 3 * MINUTE)
    assert Message.objects.get(pk=answered.pk).accepted_by == "sms"
    assert [each.channel for each in Delivery.objects.filter(notice=answered.notice).order_by("id")] == [
        "wechat",
        "sms",
    ]
    assert promises_of(conversation)[0].done_at == NOW + 3 * MINUTE


def test_where_none_takes_it_a_call_waits_and_the_clerk_hears(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW)
    desk.binds(desk.follower(), cast.resident)
    conversation = desk.wechats("在吗", NOW)
    answered = desk.says(conversation, "在的", NOW + MINUTE)
    desk.refuses(answered, NOW + 2 * MINUTE)
    told = Notice.objects.get(kind="conversation.unreached")
    assert told.recipient == cast.clerk.user
    call = CallTask.objects.get(subject_kind="conversation", subject_id=conversation.pk)
    assert promises_of(conversation)[0].state == PromiseState.RUNNING
    reached(actor=cast.clerk.viewer, now=NOW + 8 * MINUTE, task_id=call.pk, version=call.version)
    assert promises_of(conversation)[0].done_at == NOW + 8 * MINUTE
    assert Message.objects.get(pk=answered.pk).accepted_by == "phone"


def test_a_stranger_whom_no_way_reaches_may_be_ended(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.wechats("在吗", NOW)
    answered = desk.says(conversation, "您好", NOW + MINUTE)
    with pytest.raises(UnableToEnd):
        end(conversation=now_of(conversation), version=None, actor=cast.clerk.viewer, now=NOW + MINUTE)
    desk.refuses(answered, NOW + 2 * MINUTE)
    end(conversation=now_of(conversation), version=None, actor=cast.clerk.viewer, now=NOW + 20 * MINUTE)
    assert [(each.state, each.done_at) for each in promises_of(conversation)] == [("cancelled", NOW + 20 * MINUTE)]


def test_an_answer_on_a_page_that_nobody_reads_is_told_of_once_by_text_message(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗", NOW).conversation
    desk.says(conversation, "在的", NOW + MINUTE)
    desk.says(conversation, "请讲", NOW + 2 * MINUTE)
    assert watch_all(now=NOW + 10 * MINUTE) == 0
    assert watch_all(now=NOW + 11 * MINUTE) == 1
    assert watch_all(now=NOW + 15 * MINUTE) == 0
    (told,) = Notice.objects.filter(kind="conversation.unread")
    assert (told.recipient, told.ways[0]) == (cast.resident.user, "sms")
    desk.hears("好的", NOW + 20 * MINUTE)
    desk.says(conversation, "不客气", NOW + 21 * MINUTE)
    assert read(conversation=conversation, actor=cast.resident.viewer, now=NOW + 22 * MINUTE)
    assert not read(conversation=conversation, actor=cast.resident.viewer, now=NOW + 23 * MINUTE)
    assert watch_all(now=NOW + timedelta(hours=1)) == 0


def test_nobody_else_reads_it_for_its_owner(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗", NOW).conversation
    for who in (cast.neighbour, cast.clerk):
        assert not read(conversation=conversation, actor=who.viewer, now=NOW + MINUTE)
    assert Conversation.objects.get().read_at is None

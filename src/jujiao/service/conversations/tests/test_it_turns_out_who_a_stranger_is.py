"""3.1.3: what a stranger wrote goes on with whoever they turn out to be, and nothing of it is lost."""

import pytest

from jujiao.kernel.record.declared import Belongs, Enclosed
from jujiao.promises.models import Promise, PromiseState
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.operations.joining import belongs
from jujiao.service.conversations.operations.receiving import enclosed, wrote
from jujiao.service.conversations.operations.writing import UnableToWrite, write
from jujiao.service.conversations.tests.desk import MINUTE, now_of, promises_of, the_desk
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import PAPER

pytestmark = pytest.mark.django_db


def test_a_stranger_is_answered_by_the_desk_of_the_account(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW)
    conversation = desk.wechats("请问物业电话", NOW)
    assert (conversation.person, conversation.estate) == (None, cast.estate)
    answered = desk.says(conversation, "您好", NOW + MINUTE)
    assert answered.notice
    assert (answered.notice.follower, answered.notice.ways) == (desk.follower(), ["wechat"])
    assert desk.wechats("谢谢", NOW + 2 * MINUTE) == conversation
    assert desk.wechats("在吗", NOW, desk.follower("o-2")) != conversation


def test_the_conversation_becomes_the_persons_who_has_none(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.wechats("在吗", NOW)
    desk.binds(desk.follower(), cast.resident, NOW + MINUTE)
    found = now_of(conversation)
    assert (found.person, found.waiting_since) == (cast.resident.person, NOW)
    assert promises_of(conversation)[0].owed_to_id == cast.resident.person.pk
    assert desk.hears("还有", NOW + 2 * MINUTE).conversation == conversation


def test_it_joins_the_one_that_the_person_has(cast: Cast) -> None:
    desk = the_desk(cast)
    theirs = desk.hears("旧的问题", NOW).conversation
    desk.says(theirs, "已处理", NOW + MINUTE)
    stranger = desk.wechats("在吗", NOW + 2 * MINUTE)
    desk.wechats("急", NOW + 3 * MINUTE)
    desk.binds(desk.follower(), cast.resident, NOW + 4 * MINUTE)
    assert now_of(stranger).joined == theirs
    assert [each.text for each in Message.objects.filter(conversation=theirs, direction="incoming").order_by("id")] == [
        "旧的问题",
        "在吗",
        "急",
    ]
    assert not Message.objects.filter(conversation=stranger).exists()
    assert [each.state for each in promises_of(stranger)] == [PromiseState.SUPERSEDED]
    running = promises_of(theirs)[-1]
    assert (running.state, running.started_at, running.due_at) == ("running", NOW + 2 * MINUTE, NOW + 12 * MINUTE)
    found = now_of(theirs)
    assert (found.waiting_since, found.way) == (NOW + 2 * MINUTE, "wechat")
    desk.says(theirs, "来了", NOW + 5 * MINUTE)
    assert desk.wechats("好", NOW + 6 * MINUTE) == theirs


@pytest.mark.parametrize("stranger_first", [True, False])
def test_of_two_that_wait_the_first_message_counts(cast: Cast, stranger_first: bool) -> None:
    desk = the_desk(cast)
    early, late = NOW, NOW + 5 * MINUTE
    theirs = desk.hears("在吗", late if stranger_first else early).conversation
    desk.wechats("在吗", early if stranger_first else late)
    desk.binds(desk.follower(), cast.resident, NOW + 6 * MINUTE)
    assert now_of(theirs).waiting_since == early
    assert [each.started_at for each in Promise.objects.filter(state="running")] == [early]
    answered = desk.says(theirs, "在的", NOW + 7 * MINUTE)
    if answered.accepted_at is None:
        desk.accepts(answered, NOW + 8 * MINUTE)
    assert not Promise.objects.filter(state="running").exists()
    assert now_of(theirs).waiting_since is None


def test_an_answer_on_its_way_to_the_stranger_counts_for_the_person(cast: Cast) -> None:
    desk = the_desk(cast)
    theirs = desk.hears("旧的问题", NOW).conversation
    desk.says(theirs, "已处理", NOW + MINUTE)
    stranger = desk.wechats("在吗", NOW + 2 * MINUTE)
    answered = desk.says(stranger, "在的", NOW + 3 * MINUTE)
    desk.binds(desk.follower(), cast.resident, NOW + 4 * MINUTE)
    desk.accepts(answered, NOW + 5 * MINUTE)
    assert now_of(theirs).waiting_since is None
    assert promises_of(theirs)[-1].done_at == NOW + 5 * MINUTE
    assert not Promise.objects.filter(state="running").exists()


def test_nobody_any_more_begins_anew_as_a_stranger(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.binds(desk.follower(), cast.resident)
    theirs = desk.wechats("在吗", NOW)
    desk.follower().bindings.update(ended_at=NOW + MINUTE)
    belongs(Belongs("wechat", desk.follower().pk, None, NOW + MINUTE))
    assert now_of(theirs).person == cast.resident.person
    again = desk.wechats("在吗", NOW + 2 * MINUTE)
    assert (again.person, again == theirs) == (None, False)
    answered = desk.says(theirs, "在的", NOW + 3 * MINUTE)
    assert answered.notice
    assert "wechat" not in answered.notice.ways


def test_a_person_is_answered_where_they_live(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.account.estate = cast.second_estate
    desk.binds(desk.follower(), cast.resident)
    assert desk.wechats("在吗", NOW, estate_id=cast.second_estate.pk).estate == cast.estate
    desk.binds(desk.follower("o-2"), cast.neighbour)
    assert desk.wechats("在吗", NOW, desk.follower("o-2"), estate_id=cast.second_estate.pk).estate == cast.second_estate


def test_the_same_message_counts_once_and_a_long_one_is_refused_whole(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.wechats("在吗", NOW, external_id="same")
    with pytest.raises(AssertionError):
        desk.wechats("在吗", NOW, external_id="same")
    with pytest.raises(UnableToWrite, match="2001"):
        desk.wechats("水" * 2001, NOW)
    assert Message.objects.count() == 1
    assert wrote.__doc__


def test_the_file_of_a_message_follows_it_wherever_it_went(cast: Cast) -> None:
    desk = the_desk(cast)
    theirs = write(estate=cast.estate, text="在吗", actor=cast.resident.viewer, now=NOW).conversation
    desk.wechats("", NOW, content="photo", medium=True, external_id="p1")
    desk.wechats("", NOW, content="voice", medium=True, external_id="p2")
    desk.binds(desk.follower(), cast.resident, NOW + MINUTE)
    for _again in range(2):
        enclosed(Enclosed("wechat", "p1", PAPER, "", NOW + 2 * MINUTE))
        enclosed(Enclosed("wechat", "p2", None, "expired", NOW + 2 * MINUTE))
    enclosed(Enclosed("wechat", "unknown", PAPER, "", NOW))
    here, gone = Message.objects.filter(conversation=theirs).exclude(medium="").order_by("id")
    assert (here.medium, gone.medium) == ("here", "gone")
    assert here.entry
    assert here.entry.attachments.count() == 1
    assert Conversation.objects.filter(joined=theirs).count() == 1

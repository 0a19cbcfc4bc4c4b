"""The whole way: an owner writes in WeChat, the desk answers, and what WeChat does not take goes by text message."""

from typing import Any

from jujiao.demo.wechat.platform import CUSTOM
from jujiao.kernel.machine.wechat.kinds import Text
from jujiao.notices.models import Attempt
from jujiao.notices.wechat.models import Account
from jujiao.notices.wechat.operations.receiving import receive
from jujiao.notices.wechat.tests.sending_stage import OPENID, ORIGINAL, SAID, Stage, may_send
from jujiao.promises.models import Promise
from jujiao.rules.wechat import WINDOW_ONLY
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.operations.answering import answer


def asks(stage: Stage, text: str) -> Conversation:
    """The owner writes, as the callback takes it."""
    stage.platform.follower(OPENID).wrote(stage.moment.now)
    said = Text(account=ORIGINAL, openid=OPENID, at=stage.moment.now, key=f"message:{text}", content=text)
    receive(account=Account.objects.get(pk=stage.account.pk), read=said, now=stage.moment.now)
    return Conversation.objects.get(person=stage.cast.spouse)


def answers(stage: Stage, text: str) -> Message:
    seen = Conversation.objects.get(person=stage.cast.spouse)
    facts: dict[str, Any] = {"version": seen.version, "actor": stage.cast.clerk.viewer, "now": stage.moment.now}
    given = answer(conversation=seen, text=text, **facts)
    stage.carry_out()
    return Message.objects.get(pk=given.pk)


def test_an_answer_is_read_as_it_was_written_and_ends_the_promise(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    conversation = asks(stage, "电梯什么时候修好？")
    promise = Promise.objects.get(subject_kind="conversation", subject_id=conversation.pk)
    assert promise.state == "running"
    given = answers(stage, SAID)
    promise.refresh_from_db()
    assert stage.read == [SAID]
    assert (promise.state, promise.done_at, given.accepted_by) == ("met", given.accepted_at, "wechat")


def test_the_sixth_message_is_an_answer_by_text_message_once_and_ends_the_promise(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    conversation = asks(stage, "电梯什么时候修好？")
    for number in range(5):
        stage.answer(f"第{number}条进展")
    promise = Promise.objects.get(subject_kind="conversation", subject_id=conversation.pk)
    assert (len(stage.read), promise.state) == (5, "running")
    given = answers(stage, SAID)
    promise.refresh_from_db()
    assert (len(stage.read), stage.platform.asked[CUSTOM]) == (5, 5)
    assert len(stage.vendor.texts) == 1
    assert (promise.state, promise.done_at, given.accepted_by) == ("met", given.accepted_at, "sms")
    told = Attempt.objects.filter(delivery__notice=given.notice_id).order_by("started_at", "delivery_id")
    assert [(each.delivery.channel, each.state) for each in told] == [("wechat", "failed"), ("sms", "accepted")]
    assert Message.objects.filter(direction=Direction.OUTGOING, accepted_at=None).count() == 0

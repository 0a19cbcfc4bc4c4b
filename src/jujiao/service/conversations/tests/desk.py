"""The desk of the cast, owners who write to it, and a way that accepts what is sent, for the tests of this app."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jujiao.company.duty.models import Attendance, DutyPost
from jujiao.company.duty.operations import sign_off, sign_on
from jujiao.kernel.record.declared import Belongs, Written
from jujiao.notices.models import Attempt, Delivery, Notice
from jujiao.notices.operations.outcomes import accept, fail, hold
from jujiao.notices.wechat.models import Account, Binding, Follower, Right
from jujiao.promises.models import Promise
from jujiao.service.conversations.models import Conversation, Message, Way
from jujiao.service.conversations.operations.answering import answer
from jujiao.service.conversations.operations.joining import belongs
from jujiao.service.conversations.operations.receiving import wrote
from jujiao.service.conversations.operations.writing import write
from jujiao.service.conversations.queries import CONVERSATION
from jujiao.testing.cast import NOW, Cast, Member

MINUTE = timedelta(minutes=1)


@dataclass
class Desk:
    """The front desk of the cast's estate, with an official account of WeChat."""

    cast: Cast
    post: DutyPost
    account: Account
    told: int = 0

    def comes(self, who: Member, at: datetime = NOW) -> Attendance:
        return sign_on(duty_post=self.post, actor=who.viewer, now=at)

    def goes(self, attendance: Attendance, who: Member, at: datetime) -> None:
        sign_off(attendance=attendance, actor=who.viewer, now=at)

    def hears(self, text: str, at: datetime = NOW, who: Member | None = None, **more: Any) -> Message:
        """An owner writes on their page."""
        return write(estate=self.cast.estate, text=text, actor=(who or self.cast.resident).viewer, now=at, **more)

    def says(self, conversation: Conversation, text: str, at: datetime, who: Member | None = None) -> Message:
        """A clerk answers, as they see the conversation now."""
        seen = Conversation.objects.get(pk=conversation.pk)
        return answer(conversation=seen, text=text, version=seen.version, actor=(who or self.cast.clerk).viewer, now=at)

    def follower(self, openid: str = "o-1") -> Follower:
        found, _made = Follower.objects.get_or_create(account=self.account, openid=openid, defaults={"first_at": NOW})
        return found

    def binds(self, follower: Follower, who: Member, at: datetime = NOW) -> None:
        """It turns out who the follower is."""
        Binding.objects.create(follower=follower, person=who.person, by="scan", bound_at=at)
        belongs(Belongs(Way.WECHAT, follower.pk, who.person.pk, at))

    def wechats(self, text: str, at: datetime = NOW, follower: Follower | None = None, **more: Any) -> Conversation:
        """A follower writes in WeChat."""
        written = self.written(text, at, follower or self.follower(), **more)
        Follower.objects.filter(pk=written.address_id).update(wrote_at=at)
        assert wrote(written)
        return Message.objects.select_related("conversation").get(external_id=written.external_id).conversation

    def written(self, text: str, at: datetime, follower: Follower, **more: Any) -> Written:
        """What the platform tells of it."""
        self.told += 1
        bound = follower.bindings.filter(ended_at=None).first()
        given: dict[str, Any] = {
            "way": "wechat", "address_id": follower.pk, "person_id": bound.person_id if bound else None,
            "estate_id": self.cast.estate.pk, "external_id": f"m{self.told}", "content": "text", "text": text,
            "latitude": None, "longitude": None, "medium": False, "at": at,
        }  # fmt: skip
        return Written(**(given | more))

    def accepts(self, message: Message, at: datetime) -> None:
        """The way on which an answer is takes it."""
        accept(self._attempt(message, at), at=at)

    def refuses_one(self, message: Message, at: datetime) -> bool:
        """The way on which an answer is does not take it; whether it was on any."""
        delivery = Delivery.objects.filter(notice=self._notice(message), state="queued").first()
        if delivery is not None:
            fail(_begun(delivery, at), code="45015", sentence="out of time", again=False, now=at)
        return delivery is not None

    def refuses(self, message: Message, at: datetime) -> None:
        """No way takes an answer."""
        while self.refuses_one(message, at):
            pass

    def _attempt(self, message: Message, at: datetime) -> Attempt:
        return _begun(Delivery.objects.get(notice=self._notice(message), state="queued"), at)

    def _notice(self, message: Message) -> Notice:
        assert message.notice
        return message.notice


def _begun(delivery: Delivery, at: datetime) -> Attempt:
    attempt = Attempt.objects.create(delivery=delivery, n=delivery.attempts.count() + 1, address="x", started_at=at)
    return hold(attempt.pk)


def the_desk(cast: Cast) -> Desk:
    post = DutyPost.objects.create(estate=cast.estate, department=cast.customer_service, name="前台", kind="desk")
    account = Account.objects.create(
        company=cast.company, estate=cast.estate, name="云栖物业", app_id="wx1", original_id="gh_1", path="p" * 20
    )
    Right.objects.create(account=account, way="window")
    return Desk(cast, post, account)


def now_of(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)


def promises_of(conversation: Conversation) -> list[Promise]:
    return list(Promise.objects.filter(subject_kind=CONVERSATION, subject_id=conversation.pk).order_by("round", "seq"))


@contextmanager
def nothing_said(conversation: Conversation) -> Iterator[None]:
    """Nothing is written and nobody is told of anything."""
    before = Message.objects.count(), Notice.objects.count(), now_of(conversation).version
    yield
    assert (Message.objects.count(), Notice.objects.count(), now_of(conversation).version) == before

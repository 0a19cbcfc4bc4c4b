"""Sending to a follower, by one of the ways within WeChat."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from jujiao.kernel.machine import clock, retrying
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message, Refused
from jujiao.kernel.machine.wechat.codes import GONE, LATE, NO_RIGHT, REFUSES, USED_UP, Outcome
from jujiao.kernel.machine.wechat.fitting import parts_of
from jujiao.notices.models import Delivery, Notice
from jujiao.notices.sentences import kinds
from jujiao.notices.wechat.blanks import filled
from jujiao.notices.wechat.models import Follower, Sending, Template
from jujiao.notices.wechat.operations.learning import learn, use_consent
from jujiao.notices.wechat.queries import rights_of, takes, window_of
from jujiao.notices.wechat.secrets import official_of
from jujiao.rules.wechat import Way

logger = logging.getLogger(__name__)

NOTHING_OPEN: Final = "not_open"
"""The code of what was not even tried, as the platform would refuse it."""


@dataclass(frozen=True)
class WeChat:
    """A sender of the port, for one notice to one `follower` by `way`, None where none is open: what it may use stands
    in the database, not in the settings. No transaction may be open: other hosts would wait for the platform.

    An account without an address is for practice: what it would send is written to the console of the process."""

    follower: Follower
    way: Way | None
    notice: Notice

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:  # noqa: ARG002 - the port's
        """As the port says. What the platform takes of a message in parts stays counted, and is not sent again by the
        next attempt; what it refuses is learned (`learning`)."""
        if self.way is None:
            why = _why_closed(self.follower)
            return Refused(NOTHING_OPEN, str(why.sentence), again=False)
        at = _now()
        send = self._within_window if self.way is Way.WINDOW else self._beyond
        answer = send(message, attempt_id)
        if isinstance(answer, Refused) and answer.code.removeprefix("-").isdecimal():
            learn(follower=self.follower, way=self.way, code=answer.code, at=at, now=_now())
        return answer

    def _within_window(self, message: Message, attempt_id: UUID) -> Answer:
        answer: Answer = Accepted()
        delivery = Delivery.objects.select_related("notice").get(attempts=attempt_id)
        for part in parts_left(delivery, self.follower, message):
            answer = self._say(part)
            if isinstance(answer, Refused):
                return answer
            Sending.objects.create(follower=self.follower, at=_now(), attempt_id=attempt_id)
        return answer

    def _beyond(self, message: Message, attempt_id: UUID) -> Answer:
        account, openid = self.follower.account, self.follower.openid
        template = Template.objects.filter(account=account, way=self.way).first()
        if template is None:
            return Refused("no_template", _("The account has no template for it any more."), again=False)
        values = filled(template, self.notice, message, account)
        answer: Answer
        if not account.url:
            logger.warning("WeChat to %s: %s", self.follower, " / ".join(values.values()))
            answer = Accepted()
        elif self.way is Way.TEMPLATE:
            answer = official_of(account).template(
                openid, template.template_id, values, url=message.link, attempt_id=attempt_id
            )
        else:
            answer = official_of(account).notice(openid, template.template_id, values, url=message.link)
        if isinstance(answer, Refused):
            return answer
        if self.way is Way.NOTICE:
            use_consent(self.follower, template.template_id)
        return Accepted(vendor_id_of(account.pk, answer.vendor_id))

    def _say(self, text: str) -> Answer:
        account = self.follower.account
        if not account.url:
            logger.warning("WeChat to %s: %s", self.follower, text)
            return Accepted()
        return official_of(account).say(self.follower.openid, text)


def parts_left(delivery: Delivery, follower: Follower, message: Message) -> list[str]:
    """What of a message is still to go within the window after the attempts of its delivery: each part takes one of
    it. An answer to what was written there is read there; anything else leads to its page."""
    gone = Sending.objects.filter(follower=follower, attempt_id__in=delivery.attempts.values("pk")).count()
    link = "" if kinds()[delivery.notice.kind].chat else message.link
    return parts_of(f"{message.text}\n{link}".strip())[gone:]


def _now() -> datetime:
    """By the database's clock, as what followers did."""
    return retrying.by_the_database(clock.now())


def vendor_id_of(account_id: int, message_id: str) -> str:
    """What the platform calls a message, told from those of other accounts; "" where it calls it nothing."""
    return f"{account_id}:{message_id}" if message_id else ""


def _why_closed(follower: Follower) -> Outcome:
    """What the platform would say."""
    now = _now()
    if not takes(follower):
        return REFUSES if follower.follows else GONE
    if not rights_of(follower.account, now).window:
        return NO_RIGHT
    return LATE if window_of(follower, now).until is None else USED_UP

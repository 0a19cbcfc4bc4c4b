"""What the page of a case shows of the messages that had to reach somebody: each way and try, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import DeliveryState, Notice
from jujiao.notices.operations.reaching import BY_PHONE
from jujiao.notices.queries_sent import messages_about
from jujiao.notices.web import to_say
from jujiao.notices.web_deliveries import Sending, sending


@dataclass(frozen=True)
class MessageShown:
    """One message: what it says, and on which ways it was tried. `under_way`: a way has it, and none has accepted it;
    `to_call`: none did, and a call waits; `called`: it was told by a call."""

    notice: Notice
    text: SafeString
    sendings: Sequence[Sending]
    under_way: bool
    to_call: bool
    called: bool

    @property
    def runs(self) -> bool:
        """Whether something that was promised runs until this has reached its reader."""
        return bool(self.notice.settles) and self.notice.accepted_at is None


def messages_shown(subject: Subject) -> list[MessageShown]:
    """The messages about a subject, the newest first, for whoever may see it."""
    return [_shown(notice) for notice in messages_about(subject)]


def _shown(notice: Notice) -> MessageShown:
    open_ = notice.accepted_at is None
    to_call = open_ and notice.call is not None and notice.call.waits
    ways = [sending(row, notice) for row in notice.deliveries.all()]
    waits = open_ and any(way.state is DeliveryState.QUEUED for way in ways)
    return MessageShown(notice, to_say(notice), ways, waits, to_call, called=notice.accepted_by == BY_PHONE)

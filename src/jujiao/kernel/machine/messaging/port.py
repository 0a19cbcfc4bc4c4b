"""The port through which every message leaves the house. A way is a name; behind it stands a sender, by the settings.

Vendors of text messages know nothing but templates and the values of their blanks; mail, robots and the console get the
whole sentence. So a message has both."""

from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from django.utils.module_loading import import_string


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is to be said: `template` is the key of its kind, `params` fills the blanks, in the order of the template;
    `text` is the whole sentence in the reader's language, `link` an absolute address or ""."""

    template: str
    params: dict[str, str]
    text: str
    link: str


@dataclass(frozen=True)
class Accepted:
    """The vendor took it; `vendor_id` is what receipts will name, "" where there are none. That it was read, or even
    that it came, is another matter."""

    vendor_id: str = ""


@dataclass(frozen=True)
class Refused:
    """The vendor did not take it, for the reason that `sentence` says to people. `again`: another attempt by the same
    way later may go through, `rest` seconds later at the earliest; otherwise the next way is due at once."""

    code: str
    sentence: str
    again: bool
    rest: int = 0


type Answer = Accepted | Refused


class Sender(Protocol):
    """One way out."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        """Hands the message over. Raises httpx.HTTPError or OSError where the network fails in between: then nobody
        knows whether it was taken, and another attempt may say it twice."""
        ...


class UnknownWayError(LookupError):
    """Somebody was to be told by a way that there is not."""


WAYS: Final = {
    "email": "jujiao.kernel.machine.messaging.mail.MailSender",
    "sms": "jujiao.kernel.machine.messaging.texts.sender",
    "wecom": "jujiao.kernel.machine.messaging.robots.WeCom",
    "dingtalk": "jujiao.kernel.machine.messaging.robots.DingTalk",
    "feishu": "jujiao.kernel.machine.messaging.robots.Feishu",
}


def sender_of(way: str) -> Sender:
    """Who sends by that way, as the settings have it. UnknownWayError where there is no such way."""
    if way not in WAYS:
        raise UnknownWayError(f"there is no way {way!r} of telling anybody; there are {', '.join(WAYS)}")
    sender: Sender = import_string(WAYS[way])()
    return sender

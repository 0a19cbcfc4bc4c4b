"""The port through which a message leaves the house: what is sent, what the vendor answers, and who sends it."""

import logging
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Message:
    """What somebody is told. `template` is the key of the kind and `params` its blanks in the order of the template,
    for vendors that take nothing else; `text` is the whole sentence; `link` an absolute address, or ""."""

    template: str
    params: dict[str, str]
    text: str
    link: str


@dataclass(frozen=True)
class Accepted:
    """The vendor took it, and calls it `vendor_id`."""

    vendor_id: str = ""


@dataclass(frozen=True)
class Refused:
    """The vendor did not take it, in its own `code` and `sentence`. `again`: the same way may take it later."""

    code: str
    sentence: str
    again: bool


type Answer = Accepted | Refused


class Sender(Protocol):
    """One way out of the house."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        """Sends once. What the network raises leaves it unknown whether the vendor took the message."""
        ...


class ConsoleSender:
    """Where no vendor is set up: the message is written to the log of the worker."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:  # noqa: ARG002 - the port's
        logger.warning("message to %s: %s", address, message.text)
        return Accepted()


def sender_of(way: str) -> Sender:
    """The sender of a way; KeyError for one that nobody sends by."""
    return {"sms": ConsoleSender()}[way]

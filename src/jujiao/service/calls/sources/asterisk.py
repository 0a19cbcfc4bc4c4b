"""Asterisk AMI: blocks of lines "Name: value", one for each event, while a call goes on.

DialBegin and DialEnd are the ring of one telephone (`DestUniqueid`), `Linkedid` names the call. Queues tell the same
again: AgentConnect with RingTime in seconds, AgentRingNoAnswer with RingTime in milliseconds. `Timestamp` is there
where `timestampevents` is on; without it, the instant is when the news came in."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final

from jujiao.rules.service.calls.piece import WHOLE, Clock, Direction, Ending, Piece
from jujiao.service.calls.sources.fields import (
    LONGEST_EXTENSION,
    LONGEST_ID,
    LONGEST_NUMBER,
    LONGEST_QUEUE,
    Fields,
    canonical,
    digest,
    each,
)
from jujiao.service.calls.sources.told import Reading, Told, UnreadableError, Wrong

BLOCKS: Final = re.compile(r"(?:\r?\n){2,}")
CHANNEL: Final = re.compile(r"[^/]+/(?P<who>[^@;]+?)(?:@[^;]*)?(?:-[0-9a-f]{6,})?(?:;[12])?", re.IGNORECASE)
"""PJSIP/801-0000001a, Local/801@from-queue-0000001a;1, PJSIP/trunk_1-0000001b."""
EXTENSION: Final = re.compile(r"\d{2,6}")
DIALLED: Final = re.compile(r"\+?\d{3,}")
ENDINGS: Final = {
    "ANSWER": Ending.ANSWERED,
    "BUSY": Ending.BUSY,
    "CHANUNAVAIL": Ending.FAILED,
    "CONGESTION": Ending.FAILED,
}
"""By DialStatus. Any other (NOANSWER, CANCEL, ABORT …) is a telephone that nobody answered."""
MILLISECONDS: Final = Decimal(1000)


def read(body: bytes, now: datetime) -> Reading:
    """All events of a text. A name in another charset makes none unreadable: nothing is read from names."""
    blocks = [_fields(block) for block in BLOCKS.split(body.decode(errors="replace").strip()) if block]
    return each(blocks, partial(_event, now=now))


def _fields(block: str) -> dict[str, str] | None:
    """The names and values of a block; None where a line has no name."""
    lines = [line.partition(":") for line in block.splitlines() if line.strip()]
    if not all(colon for _, colon, _ in lines):
        return None
    return {name.strip(): value.strip() for name, _, value in lines}


@dataclass(frozen=True, slots=True)
class _Event:
    fields: Fields
    at: datetime
    clock: Clock

    @property
    def call(self) -> str:
        return self.fields.text("Linkedid", LONGEST_ID) or self.fields.needed("DestLinkedid")

    @property
    def is_of_the_caller(self) -> bool:
        return self.fields.text("Uniqueid", LONGEST_ID) == self.call

    def who(self, name: str) -> str:
        """Whom a channel belongs to: an extension, or a trunk by its name."""
        found = CHANNEL.fullmatch(self.fields.text(name, LONGEST_ID))
        return found["who"] if found else ""

    def piece(self, leg: str = WHOLE, **said: Any) -> Piece:
        return Piece(call=self.call, leg=leg, clock=self.clock, **said)


def _event(given: Mapping[str, str], now: datetime) -> Told | None:
    fields = Fields(given, now)
    made = EVENTS.get(fields.text("Event", LONGEST_QUEUE))
    if made is None:
        return None
    text = canonical(given)
    stamp = fields.seconds_since_1970("Timestamp")
    event = _Event(fields, stamp or now, Clock.EXCHANGE if stamp else Clock.RECEIPT)
    pieces = tuple(made(event))
    return Told(external_id=digest(text), linked_id=event.call, body=text, pieces=pieces) if pieces else None


def _came(event: _Event) -> Iterator[Piece]:
    """Newchannel of whoever calls."""
    if not event.is_of_the_caller:
        return
    number = event.fields.number("CallerIDNum")
    if _is_ours(who := event.who("Channel")):
        yield event.piece(direction=Direction.INTERNAL, extension=who, began_at=event.at)
        return
    yield event.piece(
        direction=Direction.INCOMING, outside=number, line=event.fields.number("Exten"), began_at=event.at
    )


def _began_to_ring(event: _Event) -> Iterator[Piece]:
    leg, called = event.fields.needed("DestUniqueid"), event.who("DestChannel")
    if number := _outside(event):
        yield event.piece(
            direction=Direction.OUTGOING, outside=number, extension=event.who("Channel"), began_at=event.at
        )
    else:
        yield event.piece(leg, extension=_extension(called or event.fields.text("DestExten")), rang_at=event.at)


def _rang(event: _Event) -> Iterator[Piece]:
    leg, status = event.fields.needed("DestUniqueid"), event.fields.needed("DialStatus").upper()
    ending = ENDINGS.get(status, Ending.UNANSWERED)
    answered = event.at if ending is Ending.ANSWERED else None
    over = None if answered else event.at
    if _outside(event):
        yield event.piece(direction=Direction.OUTGOING, answered_at=answered, ending=ending)
    else:
        called = _extension(event.who("DestChannel"))
        yield event.piece(leg, extension=called, answered_at=answered, ended_at=over, ending=ending)


def _agent_called(event: _Event) -> Iterator[Piece]:
    yield _of_an_agent(event, rang_at=event.at)


def _agent_connected(event: _Event) -> Iterator[Piece]:
    rang_at = event.at - _ring(event, Decimal(1))
    yield _of_an_agent(event, rang_at=rang_at, answered_at=event.at, ending=Ending.ANSWERED)


def _agent_did_not(event: _Event) -> Iterator[Piece]:
    rang_at = event.at - _ring(event, MILLISECONDS)
    yield _of_an_agent(event, rang_at=rang_at, ended_at=event.at, ending=Ending.UNANSWERED)


def _of_an_agent(event: _Event, **said: Any) -> Piece:
    interface = CHANNEL.fullmatch(event.fields.text("Interface", LONGEST_ID))
    called = interface["who"] if interface else event.who("DestChannel")
    leg = event.fields.needed("DestUniqueid")
    return event.piece(leg, queue=event.fields.text("Queue", LONGEST_QUEUE), extension=_extension(called), **said)


def _ring(event: _Event, unit: Decimal) -> timedelta:
    told = event.fields.seconds("RingTime", unit)
    if told is None:
        raise UnreadableError(Wrong.MISSING, "RingTime")
    return timedelta(seconds=float(told))


def _waited(event: _Event) -> Iterator[Piece]:
    yield event.piece(queue=event.fields.text("Queue", LONGEST_QUEUE))


def _was_over(event: _Event) -> Iterator[Piece]:
    if event.is_of_the_caller:
        yield event.piece(ended_at=event.at)


EVENTS: Final[Mapping[str, Callable[[_Event], Iterator[Piece]]]] = {
    "Newchannel": _came,
    "DialBegin": _began_to_ring,
    "DialEnd": _rang,
    "AgentCalled": _agent_called,
    "AgentConnect": _agent_connected,
    "AgentRingNoAnswer": _agent_did_not,
    "QueueCallerJoin": _waited,
    "QueueCallerAbandon": _waited,
    "Hangup": _was_over,
}
"""The events that say something of a ring. All others are of no matter."""


def _is_ours(who: str) -> bool:
    return bool(EXTENSION.fullmatch(who))


def _outside(event: _Event) -> str:
    """The number that one of ours dials over a trunk, "" where a telephone of the house is dialled."""
    if not _is_ours(event.who("Channel")) or _is_ours(event.who("DestChannel")):
        return ""
    dialled = DIALLED.findall(event.fields.text("DialString", LONGEST_ID)) or [event.fields.number("Exten")]
    number = str(max(dialled, key=len))
    if len(number) > LONGEST_NUMBER:
        raise UnreadableError(Wrong.LENGTH, "DialString")
    return number


def _extension(who: str) -> str:
    """Cut, since a trunk may have a long name, and is the telephone of nobody."""
    return who[:LONGEST_EXTENSION]

"""What the two families of Yeastar have in common: the state of each member of a call while it goes on, and one record
of each part of it once it is over. They spell the fields differently.

States bear no time, so that rings are measured by when the news came in. A record tells how long the whole took and how
long the talk was: what is left was ring, menu and queue together, so that the ring was no longer than this."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from jujiao.rules.service.calls.piece import Clock, Direction, Ending, Piece
from jujiao.service.calls.sources.fields import LONGEST_EXTENSION, LONGEST_ID, Fields
from jujiao.service.calls.sources.told import UnreadableError, Wrong

ANSWERED: Final = {"ANSWERED", "ANSWERD"}
ENDINGS: Final = {
    **dict.fromkeys(ANSWERED, Ending.ANSWERED),
    **dict.fromkeys(("NO ANSWER", "NO ANSWERED", "NOANSWER", "VOICEMAIL", "ABANDONED"), Ending.UNANSWERED),
    "BUSY": Ending.BUSY,
    "FAILED": Ending.FAILED,
}
"""By the status of a record. Voice mail answers, and its seconds count as talk; nobody did."""
DIRECTIONS: Final = {
    "inbound": Direction.INCOMING,
    "outbound": Direction.OUTGOING,
    "internal": Direction.INTERNAL,
}
RANG: Final = {"RING", "EARLYMEDIA"}
TOOK: Final = "ANSWER"
LEFT: Final = "BYE"
CALLS: Final = {"ALERT", "ANSWERED"}
"""States of a member who made the call."""
THROUGH: Final = re.compile(r"(\d+)\((\d+)\)")
"""A queue, and in brackets who took the call: 6400(801)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a family names its fields; `groups` is what numbers of queues and ring groups begin with, as delivered."""

    call: str
    extension: str
    channel: str
    status: str
    path: str
    began: str
    caller: str
    called: str
    line: str
    whole: str
    talk: str
    agent_ring: str
    groups: tuple[str, ...]

    def queue(self, number: str) -> str:
        """The number where it is that of a queue or ring group, else ""."""
        return number if len(number) == 4 and number.startswith(self.groups) else ""


def states(spelling: Spelling, fields: Fields) -> tuple[Piece, ...]:
    """What the states of the members say, now."""
    call = fields.needed(spelling.call)
    members = fields.given.get("members")
    if not isinstance(members, list) or not all(isinstance(member, Mapping) for member in members):
        raise UnreadableError(Wrong.MISSING, "members")
    came_in = any("inbound" in member for member in members)
    return tuple(
        piece for member in members for piece in _member(spelling, member, fields.now, call=call, came_in=came_in)
    )


def _member(
    spelling: Spelling, member: Mapping[str, Any], now: datetime, *, call: str, came_in: bool
) -> Iterator[Piece]:
    for kind, given in member.items():
        if not isinstance(given, Mapping):
            raise UnreadableError(Wrong.FORM, "members")
        fields = Fields(given, now)
        status = fields.text(spelling.status).upper()
        if kind == "inbound":
            yield _whole(call, Direction.INCOMING, now, status, outside=fields.number("from"), line=fields.text("to"))
        elif kind == "outbound" and not came_in:
            yield _whole(call, Direction.OUTGOING, now, status, outside=fields.number("to"))
        elif kind == spelling.extension and status in CALLS:
            extension = fields.extension("number")
            yield Piece(call=call, direction=Direction.INTERNAL, extension=extension, began_at=now, clock=Clock.RECEIPT)
        elif kind in {spelling.extension, "outbound"}:
            named = "number" if kind == spelling.extension else "to"
            yield _leg(spelling, fields, status, call=call, extension=fields.extension(named))


def _whole(call: str, direction: Direction, now: datetime, status: str, *, outside: str, line: str = "") -> Piece:
    reached = direction is Direction.OUTGOING and status == TOOK
    return Piece(
        call=call,
        direction=direction,
        outside=outside,
        line=line,
        began_at=now,
        answered_at=now if reached else None,
        ended_at=now if status == LEFT else None,
        ending=Ending.ANSWERED if reached else None,
        clock=Clock.RECEIPT,
    )


def _leg(spelling: Spelling, fields: Fields, status: str, *, call: str, extension: str) -> Piece:
    now = fields.now
    path = fields.text(spelling.path, LONGEST_ID)
    return Piece(
        call=call,
        leg=fields.needed(spelling.channel),
        queue=next((queue for number in re.findall(r"\d+", path) if (queue := spelling.queue(number))), ""),
        extension=extension,
        rang_at=now if status in RANG else None,
        answered_at=now if status == TOOK else None,
        ended_at=now if status == LEFT else None,
        ending={TOOK: Ending.ANSWERED, LEFT: Ending.UNANSWERED}.get(status),
        clock=Clock.RECEIPT,
    )


def record(spelling: Spelling, fields: Fields) -> tuple[Piece, ...]:
    """What the record of a part of a call says: of the whole, and of the telephone that it was for."""
    call, status = fields.needed(spelling.call), fields.needed("status").upper()
    direction = DIRECTIONS.get(fields.needed("type").casefold())
    if direction is None or status not in ENDINGS:
        raise UnreadableError(Wrong.FORM, "status" if direction else "type")
    began_at, whole, talk = fields.begun(spelling.began), fields.seconds(spelling.whole), fields.seconds(spelling.talk)
    if whole is None:
        raise UnreadableError(Wrong.MISSING, spelling.whole)
    if talk is not None and talk > whole:
        raise UnreadableError(Wrong.TIME, spelling.talk)
    ended_at, bound = fields.possible(began_at + _span(whole), spelling.whole), whole - (talk or Decimal(0))
    ending = ENDINGS[status]
    answered_at = began_at + _span(bound) if ending is Ending.ANSWERED else None
    queue, called = _called(spelling, fields)
    outgoing = direction is Direction.OUTGOING
    about = Piece(
        call=call,
        direction=direction,
        outside=fields.number(spelling.called if outgoing else spelling.caller)
        if direction is not Direction.INTERNAL
        else "",
        line=fields.text(spelling.line),
        queue=queue,
        extension=fields.extension(spelling.caller) if direction is not Direction.INCOMING else "",
        began_at=began_at,
        answered_at=answered_at if outgoing else None,
        ended_at=ended_at,
        ending=ending if outgoing or ending is Ending.BUSY else None,
    )
    if outgoing or not called:
        return (about,)
    ring = fields.seconds(spelling.agent_ring)
    leg = Piece(
        call=call,
        leg=f"{spelling.call}:{called}",
        queue=queue,
        extension=called,
        answered_at=answered_at,
        ended_at=ended_at,
        ending=ending,
        bound_seconds=min(bound, ring) if ring and ending is Ending.ANSWERED else bound,
    )
    return about, leg


def _called(spelling: Spelling, fields: Fields) -> tuple[str, str]:
    """The queue and the telephone for which a call was; each "" where it was for none."""
    said = fields.text(spelling.called)
    if found := THROUGH.fullmatch(said):
        if len(found[2]) > LONGEST_EXTENSION:
            raise UnreadableError(Wrong.LENGTH, spelling.called)
        return found[1], found[2]
    queue = spelling.queue(said)
    return queue, "" if queue else fields.extension(spelling.called)


def _span(seconds: Decimal) -> timedelta:
    return timedelta(seconds=float(seconds))

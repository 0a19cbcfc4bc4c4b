"""Grandstream UCM: call records over HTTP, once a call is over. Times are local, to the second.

`cdr_root` is a list. One of it is a single row, or a nest: `main_cdr` beside `sub_cdr_1` and so on, which may be nests
themselves. All rows of a call share `session`; `AcctId` numbers rows, and begins anew once the exchange is reset. A
menu "answers" at once, so the answer of a main row says nothing of a telephone. A busy telephone has a row as well."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from jujiao.rules.service.calls.piece import Direction, Ending, Piece
from jujiao.service.calls.sources.fields import LONGEST_ID, LONGEST_QUEUE, Fields, canonical, digest, each, parsed
from jujiao.service.calls.sources.told import Reading, Told, UnreadableError, Wrong

DEEPEST: Final = 8
"""Nests in nests; transfers of transfers make three."""
ENDINGS: Final = {
    "ANSWERED": Ending.ANSWERED,
    "NO ANSWER": Ending.UNANSWERED,
    "NOANSWER": Ending.UNANSWERED,
    "BUSY": Ending.BUSY,
    "FAILED": Ending.FAILED,
    "CONGESTION": Ending.FAILED,
}
GROUPS: Final = ("QUEUE", "RINGGROUP")
"""What makes several telephones ring: its own row sums up theirs, where they have rows."""
TELEPHONES: Final = (*GROUPS, "DIAL", "EXT", "FOLLOWME", "TRANSFER", "FORWARD", "PICKUP", "")
"""Actions that make telephones ring. Others are menus, announcements, conferences and voice mail."""
IN_BRACKETS: Final = re.compile(r"\[([^\]]*)\]")
REFUSED_AT_ONCE: Final = timedelta(seconds=1)
"""A telephone that says busy within this time did not ring; later somebody declined the call."""


def read(body: bytes, now: datetime) -> Reading:
    """All records of a push: `cdr_root`, `cdr` of old firmware, a bare list, or one record alone."""
    found = parsed(body)
    if isinstance(found, Mapping):
        found = next((found[key] for key in ("cdr_root", "cdr") if isinstance(found.get(key), list)), [found])
    if not isinstance(found, list):
        raise UnreadableError(Wrong.FORM)
    return each(found, partial(_record, now=now))


@dataclass(frozen=True, slots=True)
class _Row:
    fields: Fields
    below: tuple["_Row", ...]
    """The rows that it sums up."""

    @property
    def action(self) -> str:
        return self.fields.text("action_type", LONGEST_QUEUE).upper().partition("[")[0].strip()

    @property
    def telephone(self) -> str:
        """The extension that this row made ring, "" where it is about none."""
        if self.action not in TELEPHONES:
            return ""
        extension = self.fields.extension("dstchannel_ext")
        rang = {row.fields.extension("dstchannel_ext") for row in self.below if row.action in TELEPHONES} - {""}
        return "" if extension in rang or (rang and self.action in GROUPS) else extension

    @property
    def id(self) -> str:
        number, unique = (
            self.fields.text("AcctId") or self.fields.text("acctid"),
            self.fields.text("uniqueid", LONGEST_ID),
        )
        if not number and not unique:
            # All such rows would be one and the same.
            raise UnreadableError(Wrong.MISSING, "uniqueid")
        return f"{number}@{unique}/{self.fields.text('dstchannel', LONGEST_ID)}"


def _record(record: Mapping[str, Any], now: datetime) -> Told:
    text = canonical(record)
    rows = list(_rows(record, now))
    if not rows:
        raise UnreadableError(Wrong.MISSING, "start")
    first = rows[0].fields
    linked = first.text("session", LONGEST_ID) or first.needed("uniqueid")
    pieces = (_whole(linked, rows), *(_leg(linked, row) for row in rows if row.telephone))
    own = "+".join(row.id for row in rows)
    return Told(
        external_id=own if len(rows) == 1 and len(own) <= LONGEST_ID else digest(own),
        linked_id=linked,
        body=text,
        pieces=pieces,
    )


def _rows(node: Mapping[str, Any], now: datetime, depth: int = 0) -> Iterator[_Row]:
    """The rows of a nest, the summing one first."""
    if depth > DEEPEST:
        raise UnreadableError(Wrong.FORM, "sub_cdr")
    nests = [node[key] for key in node if key.startswith("sub_cdr") and node[key]]
    main = node.get("main_cdr")
    if not all(isinstance(nest, Mapping) for nest in nests) or not isinstance(main, Mapping | None):
        raise UnreadableError(Wrong.FORM, "sub_cdr")
    below = tuple(row for nest in nests for row in _rows(nest, now, depth + 1))
    own = node if "start" in node else main
    if own is None:
        if not nests:
            raise UnreadableError(Wrong.MISSING, "start")
    elif own is node or not any(key.startswith("sub_cdr") for key in own):
        yield _Row(Fields(own, now), below)
    else:
        yield from _rows(own, now, depth + 1)
    yield from below


def _times(row: Fields) -> tuple[datetime, datetime | None, datetime]:
    """When it began, was answered and ended. The end of a row without one is its begin and its length."""
    start, answer = row.begun("start"), row.local("answer")
    length = row.seconds("duration")
    end = row.local("end") or start + timedelta(seconds=float(length or 0))
    row.seconds("billsec")
    row.ordered(("start", start), ("answer", answer), ("end", end))
    return start, answer, end


def _whole(call: str, rows: list[_Row]) -> Piece:
    times = [_times(row.fields) for row in rows]
    first = rows[0].fields
    direction = _direction(rows)
    outgoing = direction is Direction.OUTGOING
    endings = [_ending(row) for row in rows]
    answers = [answer for ending, (_, answer, _) in zip(endings, times, strict=True) if ending is Ending.ANSWERED]
    return Piece(
        call=call,
        direction=direction,
        outside="" if direction is Direction.INTERNAL else first.number("dst" if outgoing else "src"),
        line="" if direction is Direction.INTERNAL else first.number("src" if outgoing else "dst"),
        queue=next((queue for row in rows if (queue := _queue(row))), ""),
        extension=(first.extension("channel_ext") or first.extension("src")) if outgoing else "",
        began_at=min(start for start, _, _ in times),
        answered_at=min((answer for answer in answers if answer), default=None) if outgoing else None,
        ended_at=max(end for _, _, end in times),
        ending=max(endings, key=list(Ending).index) if outgoing else _all_busy(endings),
    )


def _all_busy(endings: list[Ending]) -> Ending | None:
    return Ending.BUSY if Ending.BUSY in endings and Ending.ANSWERED not in endings else None


def _leg(call: str, row: _Row) -> Piece:
    start, answer, end = _times(row.fields)
    ending = _ending(row)
    never_rang = ending is Ending.FAILED or (ending is Ending.BUSY and end - start <= REFUSED_AT_ONCE)
    return Piece(
        call=call,
        leg=row.id if len(row.id) <= LONGEST_ID else digest(row.id),
        queue=_queue(row),
        extension=row.telephone,
        rang_at=None if never_rang else start,
        answered_at=answer if ending is Ending.ANSWERED else None,
        ended_at=end,
        ending=ending,
    )


def _ending(row: _Row) -> Ending:
    said = row.fields.needed("disposition").upper()
    if said not in ENDINGS:
        raise UnreadableError(Wrong.FORM, "disposition")
    return ENDINGS[said]


def _queue(row: _Row) -> str:
    """The number of the queue or ring group that made telephones ring."""
    if row.action not in GROUPS:
        return ""
    named = IN_BRACKETS.search(row.fields.text("action_type", LONGEST_QUEUE))
    return named[1] if named else row.fields.text("action_owner", LONGEST_QUEUE)


def _direction(rows: list[_Row]) -> Direction:
    """A call that came over a trunk came in, wherever it was passed on to."""
    said = {row.fields.text("userfield").casefold() for row in rows}
    if said & {"inbound", "incoming"} or any(row.fields.text("src_trunk_name", LONGEST_QUEUE) for row in rows):
        return Direction.INCOMING
    if said & {"outbound", "outgoing"} or any(row.fields.text("dst_trunk_name", LONGEST_QUEUE) for row in rows):
        return Direction.OUTGOING
    return Direction.INTERNAL

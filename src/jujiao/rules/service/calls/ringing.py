"""3.1.2: how long a call rang at the desk, whether that was within three rings, and how far that can be believed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from jujiao.rules import measuring
from jujiao.rules.measuring import Comparison, Measure
from jujiao.rules.service.calls.piece import WHOLE, Clock, Direction, Ending, Piece

SECOND: Final = timedelta(seconds=1)
MICROSECOND: Final = timedelta(microseconds=1)
LATEST: Final = datetime.max.replace(tzinfo=UTC)
LONGEST_CALL: Final = timedelta(days=7)
"""No call is longer: what lies further apart was told by a clock that was set in between, or of two calls."""
RING: Final = Measure("phone_call.ring", "3.1.2", "call.seconds", Comparison.BELOW)
"""From the first ring of any telephone of the desk to the first answer."""


class Verdict(StrEnum):
    """What a call says of three rings."""

    GOING_ON = "going_on"
    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    GIVEN_UP = "given_up"
    NOT_RUNG = "not_rung"
    UNKNOWN = "unknown"
    NO_MATTER = "no_matter"


class Grade(StrEnum):
    """Where the ring is known from."""

    BY_LEG = "by_leg"
    BY_RECEIPT = "by_receipt"
    UPPER_BOUND = "upper_bound"
    BY_HAND = "by_hand"


MEASURED: Final = {
    Grade.BY_LEG: measuring.Grade.MEASURED,
    Grade.BY_RECEIPT: measuring.Grade.MEASURED,
    Grade.UPPER_BOUND: measuring.Grade.UPPER_BOUND,
    Grade.BY_HAND: measuring.Grade.BY_HAND,
}
"""How far each is to be believed where it is measured."""
COUNTED: Final = frozenset({Verdict.KEPT, Verdict.LATE, Verdict.MISSED})
"""What the rate is made of; all else is counted apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """What is known of a call from all that was told of it so far. Instants are aware; `seconds` is the ring, None
    where there was none, or none is known; `extension` is the telephone of the desk that answered (`by_desk`), that
    called, or else the first that was tried, "" where none was. `over`: nothing more is expected of it."""

    direction: Direction
    outside: str
    line: str
    queue: str
    came_at: datetime | None
    rang_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    seconds: Decimal | None
    extension: str
    by_desk: bool
    over: bool
    verdict: Verdict
    grade: Grade

    @property
    def began_at(self) -> datetime | None:
        """The instant to whose day and hour the call belongs: when it began to ring, or came in where it never did."""
        return self.rang_at or self.came_at


def clause_3_1_2_ring(
    told: Iterable[Piece], desk: Collection[str], limit: timedelta | None, *, settled: bool = False
) -> Ringing:
    """3.1.2: one call, of its folded pieces (one for each leg), the extensions of the desk, and the limit: None where
    the rules ask for nothing. `settled`: no more is waited for, so what was not told never will be.

    The ring goes from the first ring of any telephone of the desk to the first answer after it, wherever that was:
    greeting, menu and queue before it do not count, nor does somebody who answered elsewhere before the desk rang. A
    call that is answered below the limit was kept, else late. Nobody answered: given up where the caller hung up below
    the limit and no telephone turned the call away; else missed, as is a call for which all were busy. A call that
    never reached the desk did not ring there. Where only an upper bound is known, what is answered within it was kept,
    and beyond it cannot be said."""
    pieces = sorted(told, key=lambda one: one.leg)
    direction = next((one.direction for one in pieces if one.direction), Direction.INCOMING)
    here = [one for one in pieces if one.leg != WHOLE and one.extension in desk]
    rang = min((one.rang_at for one in here if one.rang_at), default=None)
    answer = _answer(pieces, here, rang) if direction is Direction.INCOMING else _reached(pieces)
    seconds = _between(rang, answer.answered_at if answer else None)
    at_the_desk = [one for one in pieces if one.extension in desk]
    bound = _bound(at_the_desk, answer)
    bounded = bound is not None and seconds is None and (rang is None or answer is not None)
    tried = here or (at_the_desk if bounded else [])
    if bounded and answer is None:
        answer = next((one for one in at_the_desk if _answered(one)), None)
    over = settled or _over(pieces)
    if direction is not Direction.INCOMING:
        verdict = Verdict.NO_MATTER
    elif answer is not None:
        verdict = _of_an_answer(seconds, bound, limit)
    elif not over:
        verdict = Verdict.GOING_ON
    else:
        verdict = _of_no_answer(pieces, tried, rang, bound, limit)
    by_desk = answer is not None and answer.extension in desk
    first = answer if by_desk else min(tried or at_the_desk, key=_when, default=None)
    ended = max((one.ended_at for one in pieces if one.ended_at), default=None)
    return Ringing(
        direction=direction,
        outside=_said(one.outside for one in pieces),
        line=_said(one.line for one in pieces),
        queue=_said(one.queue for one in pieces),
        came_at=_came(pieces),
        rang_at=rang,
        answered_at=answer.answered_at if answer else None,
        ended_at=ended if over else None,
        seconds=bound if bounded and answer else seconds,
        extension=first.extension if first else "",
        by_desk=by_desk,
        over=over,
        verdict=verdict,
        grade=_grade(here, bounded=bounded),
    )


def strictly_kept(seconds: Decimal, limit: timedelta) -> bool:
    """3.1.2, read strictly: answered before the third ring ended."""
    return seconds < _number(limit)


def _grade(here: Sequence[Piece], *, bounded: bool) -> Grade:
    if bounded:
        return Grade.UPPER_BOUND
    return Grade.BY_RECEIPT if any(one.clock is Clock.RECEIPT for one in here) else Grade.BY_LEG


def _bound(at_the_desk: Sequence[Piece], answer: Piece | None) -> Decimal | None:
    """No ring was longer than this, None where no bound was told. Each telephone has its own: of several, the ring went
    at most from the first that may have rung to the answer, or to the end of the last."""
    bounds = [bound for one in at_the_desk if (bound := one.bound_seconds) is not None]
    ends = [end for one in at_the_desk if one.bound_seconds is not None and (end := one.answered_at or one.ended_at)]
    if len(bounds) < 2 or len(ends) < len(bounds):
        return min(bounds, default=None)
    first = min(end - SECOND * float(bound) for end, bound in zip(ends, bounds, strict=True))
    return _between(first, (answer.answered_at if answer else None) or max(ends))


def _over(pieces: Sequence[Piece]) -> bool:
    """Whether the exchange has told of the end: of the whole, or where it never tells of that, of every leg."""
    whole = [one for one in pieces if one.leg == WHOLE]
    return all(one.ended_at is not None for one in whole or pieces)


def _answer(pieces: Sequence[Piece], here: Sequence[Piece], rang: datetime | None) -> Piece | None:
    """The first answer once the desk rang; where no ring is known, the first at the desk. A leg of which a ring is
    known comes first: what a record of the end says of the same telephone is by another clock."""
    answered = [one for one in pieces if one.leg != WHOLE and _answered(one)]
    given = [one for one in answered if one in here or (rang is not None and _instant(one) >= rang)]
    rung = [one for one in given if one.rang_at is not None]
    return min(rung or given, key=_when, default=None)


def _reached(pieces: Sequence[Piece]) -> Piece | None:
    """Where ours called somebody: when they answered."""
    return min((one for one in pieces if _answered(one)), key=_when, default=None)


def _answered(piece: Piece) -> bool:
    return piece.answered_at is not None or piece.ending is Ending.ANSWERED


def _instant(piece: Piece) -> datetime:
    """When it was answered, or else what is known nearest to that."""
    known = (piece.answered_at, piece.rang_at, piece.began_at, piece.ended_at)
    return next((at for at in known if at is not None), LATEST)


def _when(piece: Piece) -> tuple[datetime, str]:
    return _instant(piece), piece.leg


def _came(pieces: Sequence[Piece]) -> datetime | None:
    """When the call came in: the first that was told of it."""
    named = (at for one in pieces for at in (one.began_at, one.rang_at, one.answered_at, one.ended_at))
    return min((at for at in named if at is not None), default=None)


def _of_an_answer(seconds: Decimal | None, bound: Decimal | None, limit: timedelta | None) -> Verdict:
    most = seconds if seconds is not None else bound
    if most is None or limit is None:
        return Verdict.UNKNOWN
    if most < _number(limit):
        return Verdict.KEPT
    return Verdict.UNKNOWN if seconds is None else Verdict.LATE


def _of_no_answer(
    pieces: Sequence[Piece],
    tried: Sequence[Piece],
    rang: datetime | None,
    bound: Decimal | None,
    limit: timedelta | None,
) -> Verdict:
    """That nobody answered is certain; it is held against the house unless the caller did not wait."""
    if not tried:
        return Verdict.MISSED if _all_busy(pieces, limit) else Verdict.NOT_RUNG
    ended = _end_by_the_clock_of(pieces, rang)
    if ended is None and not any(one.ending for one in pieces):
        return Verdict.UNKNOWN
    waited = bound if rang is None else _between(rang, ended) if ended is None or ended >= rang else None
    rung = [one for one in tried if rang is None or one.rang_at is not None]
    let_ring = any(one.ending not in (Ending.BUSY, Ending.FAILED) for one in rung)
    short = waited is not None and limit is not None and waited < _number(limit)
    return Verdict.GIVEN_UP if short and let_ring else Verdict.MISSED


def _all_busy(pieces: Sequence[Piece], limit: timedelta | None) -> bool:
    """Whether no telephone rang because all were busy: the exchange says so, or had the caller wait in a queue for
    longer than the limit without any that could ring."""
    whole = next((one for one in pieces if one.leg == WHOLE), None)
    if whole is None or len(pieces) > 1:
        return False
    waited = _between(whole.began_at, whole.ended_at)
    in_vain = whole.queue != "" and whole.ending is not Ending.ANSWERED
    long = waited is not None and limit is not None and waited >= _number(limit)
    return whole.ending is Ending.BUSY or (in_vain and long)


def _end_by_the_clock_of(pieces: Sequence[Piece], rang: datetime | None) -> datetime | None:
    """When the call ended, by the clock that its ring is by where that tells of it: two clocks are never the same."""
    clocks = {one.clock for one in pieces if one.rang_at is not None and one.rang_at == rang}
    ends = [one.ended_at for one in pieces if one.ended_at is not None]
    same = [one.ended_at for one in pieces if one.ended_at is not None and one.clock in clocks]
    return max(same or ends, default=None)


def _between(start: datetime | None, end: datetime | None) -> Decimal | None:
    """Seconds; between clocks of one second an answer may seem to come before its ring: then it took none. None where
    it cannot be said: either is not known, or they lie further apart than any call is long."""
    if start is None or end is None or end - start > LONGEST_CALL:
        return None
    return max(Decimal(0), _number(end - start))


def _number(span: timedelta) -> Decimal:
    return Decimal(span // MICROSECOND) / Decimal(SECOND // MICROSECOND)


def _said(texts: Iterable[str]) -> str:
    """The first that says anything: of the whole, else of a leg."""
    return next((text for text in texts if text), "")

"""An exchange at the cast's desk that tells of calls, for the tests of this app."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from jujiao.rules.service.calls.piece import WHOLE, Direction, Ending, Piece
from jujiao.service.calls.models import Call, Source
from jujiao.service.calls.operations.folding import fold
from jujiao.service.calls.proof.rows import maker
from jujiao.testing.cast import NOW, Cast

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
NUMBER: Final = "13900139000"


@dataclass(frozen=True)
class Exchange:
    """Tells of calls to the telephone 801 of the desk."""

    source: Source

    def tells(self, *pieces: Piece, now: datetime) -> list[Call]:
        return fold(self.source, pieces, now=now)

    def missed(self, call: str, at: datetime, *, number: str = NUMBER, now: datetime | None = None) -> Call:
        """It rang for 40 seconds until `at`."""
        return self._one(rang(call, at - 40 * SECOND, at, number=number), now or at)

    def answered(
        self, call: str, at: datetime, *, number: str = NUMBER, now: datetime | None = None, **more: Any
    ) -> Call:
        """It rang for 5 seconds until it was answered at `at`."""
        return self._one(rang(call, at - 5 * SECOND, at + MINUTE, at, number=number, **more), now or at + MINUTE)

    def _one(self, pieces: Sequence[Piece], now: datetime) -> Call:
        (call,) = self.tells(*pieces, now=now)
        return call


def the_exchange(cast: Cast) -> Exchange:
    make = maker(cast)
    source = make.source(estate=cast.estate)
    make.telephone(source)
    return Exchange(source)


def rang(
    call: str,
    start: datetime,
    end: datetime,
    answered: datetime | None = None,
    *,
    number: str = NUMBER,
    direction: Direction = Direction.INCOMING,
) -> list[Piece]:
    """The pieces of a call that rang at 801 from `start`, or was made there."""
    ending = Ending.ANSWERED if answered else Ending.UNANSWERED
    whole = Piece(call=call, leg=WHOLE, direction=direction, outside=number, began_at=start - 9 * SECOND, ended_at=end)
    leg = Piece(call=call, leg="a", extension="801", rang_at=start, answered_at=answered, ended_at=end, ending=ending)
    return [whole, leg]


BEGAN: Final = NOW - 10 * MINUTE

"""3.1.2: the share of calls that were answered within three rings: what it counts, and what stands apart from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from jujiao.rules.service.calls.ringing import COUNTED, Grade, Verdict

FEW: Final = 10
"""Of fewer calls than this a share says little: a single one moves it by more than ten points."""
JUDGED: Final = (*sorted(COUNTED), Verdict.GIVEN_UP, Verdict.NOT_RUNG, Verdict.UNKNOWN)
"""What may be said of a call to the desk that is over."""
TOLD: Final = tuple(grade for grade in Grade if grade is not Grade.BY_HAND)
"""How a ring is known of which an exchange told."""
TENTH: Final = Decimal("0.1")
WHOLE: Final = Decimal(1)
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many calls of each verdict there were. Only `counted` ones make the share; the others stand apart: who gave
    up before the limit was not kept waiting, what never rang at the desk was not the desk's to answer, of some it
    cannot be said, and what was typed in by hand is nobody's measurement, whatever it says.

    `grades` says of the counted ones how their rings are known."""

    kept: int = 0
    late: int = 0
    missed: int = 0
    given_up: int = 0
    not_rung: int = 0
    unknown: int = 0
    by_hand: int = 0
    grades: tuple[tuple[str, int], ...] = ()

    @property
    def counted(self) -> int:
        return self.kept + self.late + self.missed

    @property
    def apart(self) -> int:
        return self.given_up + self.not_rung + self.unknown + self.by_hand

    @property
    def few(self) -> bool:
        """Whether there are too few for their share to say much."""
        return 0 < self.counted < FEW

    @property
    def percent(self) -> Decimal | None:
        """The share of kept ones to a tenth; None of nothing, which is neither 0 % nor 100 %."""
        return share(self.kept, self.counted, TENTH)

    @property
    def whole_percent(self) -> int | None:
        """The same in whole percents, for a glance."""
        found = share(self.kept, self.counted, WHOLE)
        return None if found is None else int(found)


def clause_3_1_2_rate(calls: Iterable[tuple[str, str, int]]) -> Rate:
    """3.1.2: the rate of calls given as verdict, grade, and how many of these there are, in any order. Calls that go on
    and those that were no calls to the desk are passed over."""
    numbers: Counter[str] = Counter()
    grades: Counter[str] = Counter()
    for verdict, grade, number in calls:
        if verdict not in JUDGED:
            continue
        numbers[verdict if grade in TOLD else Grade.BY_HAND.value] += number
        if verdict in COUNTED and grade in TOLD:
            grades[grade] += number
    return Rate(**numbers, grades=tuple(sorted(grades.items())))


def share(part: int, whole: int, step: Decimal) -> Decimal | None:
    """How many percent a part is, rounded to a step, half of it up; None of nothing. All is said of all alone, and none
    of none: one missed call of ten thousand is not rounded away."""
    if not whole:
        return None
    exact = HUNDRED * part / whole
    if exact in (0, HUNDRED):
        return exact.quantize(step)
    return min(max(exact.quantize(step, ROUND_HALF_UP), step), HUNDRED - step)

"""3.1.3: what owners write is answered in time, whichever way they write by."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from jujiao.rules.clocks import Calendar
from jujiao.rules.dated import months_before
from jujiao.rules.figure import Figures
from jujiao.rules.promising import Kind, PromiseDue, given
from jujiao.rules.service.calls.rates import TENTH, WHOLE, share

LONGEST: Final = 2000
"""Characters of one message; a longer one is refused, nothing of it is cut."""


class PromiseKind(StrEnum):
    """The promises (承诺时限) about conversations."""

    ANSWER = "conversation.answer"


RULES: Mapping[PromiseKind, Kind] = MappingProxyType(
    {
        PromiseKind.ANSWER: Kind(
            PromiseKind.ANSWER, "3.1.3", "message.by_day", ladder="minutes", by_night="message.by_night"
        )
    }
)


def clause_3_1_3_answer(waiting_since: datetime, figures: Figures, calendar: Calendar) -> tuple[PromiseDue, ...]:
    """3.1.3: the first message that has no answer is answered within 10 minutes by day, within 30 by night, by the
    figure of the moment at which we had it; nothing under rules that do not say."""
    return given(RULES.values(), waiting_since, figures, calendar)


def clause_3_1_3_words_go(today: date, figures: Figures) -> date | None:
    """3.1.3, 个人信息保护法 19: what was written before this local day goes, so many months after (`message.kept`);
    None under rules that do not say."""
    return months_before(today, figures.whole("message.kept")) if "message.kept" in figures else None


class Verdict(StrEnum):
    """How a turn stands, from its first message to the answer that a way accepted."""

    KEPT = "kept"
    LATE = "late"
    WAITING = "waiting"  # in time yet
    GIVEN_UP = "given_up"  # a stranger whom nothing reached, before it was due


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many turns of each verdict there were; only those of which it is known make the share."""

    kept: int = 0
    late: int = 0
    waiting: int = 0
    given_up: int = 0

    @property
    def counted(self) -> int:
        return self.kept + self.late

    @property
    def percent(self) -> Decimal | None:
        """The share of kept ones to a tenth; None of nothing."""
        return share(self.kept, self.counted, TENTH)

    @property
    def whole_percent(self) -> int | None:
        """The same in whole percents, for a glance."""
        found = share(self.kept, self.counted, WHOLE)
        return None if found is None else int(found)


def clause_3_1_3_rate(turns: Iterable[tuple[str, int]]) -> Rate:
    """3.1.3: the rate of turns (线上留言回复及时率) given as verdict, and how many of these there are."""
    numbers: Counter[str] = Counter()
    for verdict, number in turns:
        numbers[verdict] += number
    return Rate(**numbers)

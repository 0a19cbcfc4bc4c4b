"""3.1.2: whose call was missed is called back; and how long numbers of callers are kept (个人信息保护法 19)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from jujiao.rules.clocks import Calendar
from jujiao.rules.dated import months_before
from jujiao.rules.figure import Figures
from jujiao.rules.promising import Kind, PromiseDue, given

TOLD_IN_TIME: Final = timedelta(days=1)
"""A missed call of which the exchange tells later than this asks for no call back: nobody could have known."""


class PromiseKind(StrEnum):
    """The promises (承诺时限) about numbers that are to be called back."""

    MADE = "call_back.made"


RULES: Mapping[PromiseKind, Kind] = MappingProxyType(
    {PromiseKind.MADE: Kind(PromiseKind.MADE, "3.1.2", "call.back", ladder="minutes", by_night="call.back_by_night")}
)


def clause_3_1_2_call_back(missed_at: datetime, figures: Figures, calendar: Calendar) -> tuple[PromiseDue, ...]:
    """3.1.2: whose call was missed is called back, within 15 minutes of its end by day, within 30 by night; nothing
    under rules that do not say."""
    return given(RULES.values(), missed_at, figures, calendar)


def clause_3_1_2_may_give_up(tries: int, figures: Figures) -> bool:
    """3.1.2: whoever does not answer is no more called back after so many tries (`call.tries`); never under rules that
    do not say."""
    return "call.tries" in figures and tries >= figures.whole("call.tries")


def clause_3_1_2_numbers_go(today: date, figures: Figures) -> date | None:
    """3.1.2, 个人信息保护法 19: the numbers of calls that began before this local day go, so many months after
    (`call.numbers`); None under rules that do not say."""
    return months_before(today, figures.whole("call.numbers")) if "call.numbers" in figures else None

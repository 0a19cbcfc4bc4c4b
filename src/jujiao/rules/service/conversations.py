"""3.1.3: what owners write is answered in time, whichever way they write by."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from jujiao.rules.clocks import Calendar
from jujiao.rules.figure import Figures
from jujiao.rules.promising import Kind, PromiseDue, given

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

"""What comes of a return code, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine.wechat.codes import OUTCOMES, Hears, Outcome, Then, outcome_of

HEARS: Final[Mapping[Hears, Any]] = {
    Hears.NOBODY: _("Nobody"),
    Hears.WRITER: _("Whoever wrote, beside the message"),
    Hears.ADMINISTRATION: _("Administration, once a day"),
}
THEN: Final[Mapping[Then, Any]] = {
    Then.NEXT_WAY: _("The next way has it"),
    Then.AGAIN: _("The same way has it later; what is urgent goes by the next way"),
    Then.RENEW: _("With a new token, once; then the next way has it"),
    Then.SWITCH_OFF: _("The way is switched off for the account; the next way has it"),
    Then.UNFOLLOWED: _("Nothing more in WeChat until they follow again; the next way has it"),
    Then.REFUSES: _("Nothing more in WeChat until they write or follow again; the next way has it"),
    Then.DECLINES: _("Nothing more by this template until they accept it; the next way has it"),
}


OURS: Final[Mapping[str, Outcome]] = {
    "not_open": Outcome(_("No way was open: it was not even tried."), Hears.WRITER, Then.NEXT_WAY),
    "no_template": Outcome(_("The account has no template for it any more."), Hears.NOBODY, Then.NEXT_WAY),
    "value_too_long": Outcome(
        _("A value is too long for a blank of the template in WeChat."), Hears.NOBODY, Then.NEXT_WAY
    ),
}
"""What the house says itself in place of a code."""
NO_ANSWER: Final = Outcome(_("No answer came, or none that says what became of the message."), Hears.NOBODY, Then.AGAIN)
"""All else that is no number: what the network raised."""


@dataclass(frozen=True)
class Line:
    """One code: what it means, who hears of it, what comes next, and how often it came lately."""

    code: str
    means: Any
    hears: Any
    then: Any
    lately: int


def lines(lately: Mapping[str, int]) -> list[Line]:
    """Every code that we know, and what else came lately; first what came."""
    found = [_line(code, lately.get(code, 0)) for code in {**OUTCOMES, **lately} if code]
    return sorted(found, key=lambda line: (not line.lately, line.code.removeprefix("-").zfill(6)))


def _line(code: str, lately: int) -> Line:
    number = code.removeprefix("-").isdecimal()
    outcome = outcome_of(code) if number else OURS.get(code, NO_ANSWER)
    return Line(code, outcome.sentence, HEARS[outcome.hears], THEN[outcome.then], lately)

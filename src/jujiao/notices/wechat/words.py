"""What comes of a return code, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine.wechat.codes import OUTCOMES, Hears, Then

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


@dataclass(frozen=True)
class Line:
    """One code: what it means, who hears of it, what comes next, and how often it came lately."""

    code: str
    means: Any
    hears: Any
    then: Any
    lately: int


def lines(lately: Mapping[str, int]) -> list[Line]:
    """Every code that we know, those that came lately first."""
    found = [
        Line(code, outcome.sentence, HEARS[outcome.hears], THEN[outcome.then], lately.get(code, 0))
        for code, outcome in OUTCOMES.items()
    ]
    return sorted(found, key=lambda line: (not line.lately, int(line.code)))

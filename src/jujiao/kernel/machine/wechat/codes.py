"""What the platform's return codes (返回码) mean, who hears of them and what comes next.

developers.weixin.qq.com, "Global return codes"; 43101 for template messages too, since June 2023."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine.messaging.port import Refused


class Hears(StrEnum):
    """Who hears of it."""

    NOBODY = "nobody"
    WRITER = "writer"  # beside their message
    ADMINISTRATION = "administration"


class Then(StrEnum):
    """What comes next. Everything but AGAIN and RENEW lets the next way have it at once."""

    NEXT_WAY = "next_way"
    AGAIN = "again"  # by the same way, later
    RENEW = "renew"  # the token, once; after that the next way
    SWITCH_OFF = "switch_off"  # the way, for the whole account
    UNFOLLOWED = "unfollowed"  # marks the follower: by no way of WeChat until they follow again
    REFUSES = "refuses"  # marks the follower: by no way of WeChat until they write or follow again
    DECLINES = "declines"  # marks the follower: not by this template until they accept it again


@dataclass(frozen=True)
class Outcome:
    """One code. `rest`: seconds before another try makes sense."""

    sentence: str | Lazy
    hears: Hears
    then: Then
    rest: int = 0

    def refused(self, code: str) -> Refused:
        """As the port says it, in the language in force."""
        return Refused(code[:80], str(self.sentence), again=self.then is Then.AGAIN, rest=self.rest)


BUSY: Final = Outcome(_("WeChat is busy."), Hears.NOBODY, Then.AGAIN, rest=5)
THIS_MINUTE: Final = Outcome(_("WeChat takes no more from us in this minute."), Hears.NOBODY, Then.AGAIN, rest=60)
TODAY: Final = Outcome(
    _("WeChat takes no more from us today: the day's quota is used up."), Hears.ADMINISTRATION, Then.AGAIN, rest=3600
)
TOKEN: Final = Outcome(_("WeChat does not accept our access token, nor a new one."), Hears.ADMINISTRATION, Then.RENEW)
LATE: Final = Outcome(
    _("The owner last wrote more than 48 hours ago, or follows us no more."), Hears.WRITER, Then.NEXT_WAY
)
USED_UP: Final = Outcome(
    _("All messages that WeChat allows after the owner's last one are used."), Hears.WRITER, Then.NEXT_WAY
)
GONE: Final = Outcome(_("The owner does not follow our official account."), Hears.WRITER, Then.UNFOLLOWED)
REFUSES: Final = Outcome(
    _("The owner takes no messages of our official account, or is on its blacklist."), Hears.WRITER, Then.REFUSES
)
DECLINES: Final = Outcome(_("The owner has declined notices of this kind in WeChat."), Hears.WRITER, Then.DECLINES)
TEMPLATE: Final = Outcome(
    _("The template in WeChat is another one, or its blanks are."), Hears.ADMINISTRATION, Then.NEXT_WAY
)
NO_RIGHT: Final = Outcome(
    _("Our official account has no right to send this way."), Hears.ADMINISTRATION, Then.SWITCH_OFF
)
LONG: Final = Outcome(_("The message is too long for WeChat."), Hears.WRITER, Then.NEXT_WAY)
MEDIUM: Final = Outcome(
    _("WeChat does not take the file: its kind or size, or it is no longer there."), Hears.WRITER, Then.NEXT_WAY
)
SET_UP: Final = Outcome(
    _("The official account is set up wrongly: AppID or AppSecret."), Hears.ADMINISTRATION, Then.NEXT_WAY
)
ADDRESS: Final = Outcome(
    _("The address of this server is not on the white list of the official account."),
    Hears.ADMINISTRATION,
    Then.NEXT_WAY,
)
OTHER: Final = Outcome(
    _("WeChat refused it and did not say why in a way that we know."), Hears.ADMINISTRATION, Then.NEXT_WAY
)

OUTCOMES: Final[Mapping[str, Outcome]] = {
    "-1": BUSY,
    "40001": TOKEN,
    "40003": GONE,
    "40004": MEDIUM,
    "40005": MEDIUM,
    "40006": MEDIUM,
    "40007": MEDIUM,
    "40008": MEDIUM,
    "40009": MEDIUM,
    "40010": MEDIUM,
    "40011": MEDIUM,
    "40012": MEDIUM,
    "40013": SET_UP,
    "40014": TOKEN,
    "40036": TEMPLATE,
    "40037": TEMPLATE,
    "40125": SET_UP,
    "40164": ADDRESS,
    "41030": TEMPLATE,
    "42001": TOKEN,
    "43004": GONE,
    "43019": REFUSES,
    "43101": DECLINES,
    "45002": LONG,
    "45009": TODAY,
    "45011": THIS_MINUTE,
    "45015": LATE,
    "45047": USED_UP,
    "47003": TEMPLATE,
    "48001": NO_RIGHT,
    "48002": REFUSES,
    "48004": NO_RIGHT,
}


def outcome_of(code: str) -> Outcome:
    """What a code means; OTHER for one that we do not know."""
    return OUTCOMES.get(code, OTHER)

"""2.1.3, 2.2.2: the papers (证件、证书) that people hold, and on which days one counts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from jujiao.rules.clocks import ONE_DAY

REVIEW_YEARS: Final = 3
"""特种作业人员安全技术培训考核管理规定 21: a certificate of special work is reviewed every three years."""


class CredentialKind(StrEnum):
    """What somebody may hold. The safety induction is one of them: it is passed once for each time of employment."""

    GUARD = "guard"
    ELECTRICIAN = "electrician"
    HIGH_VOLTAGE = "high_voltage"
    HEIGHTS = "heights"
    WELDING = "welding"
    REFRIGERATION = "refrigeration"
    LIFT = "lift"
    FIRE = "fire"
    HEALTH = "health"
    INDUCTION = "induction"


SPECIAL_WORK = frozenset(
    {
        CredentialKind.ELECTRICIAN,
        CredentialKind.HIGH_VOLTAGE,
        CredentialKind.HEIGHTS,
        CredentialKind.WELDING,
        CredentialKind.REFRIGERATION,
    }
)
"""特种作业目录: work for which 安全生产法 30 asks a certificate of its own."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A paper that somebody holds; dates are local and inclusive, `last` None without an end.

    `verified`: a second person has seen it. `reviewed_on`: its last review, for special work. `revoked_on`: the day on
    which it was withdrawn, from which on it counts no more."""

    kind: CredentialKind
    first: date
    last: date | None = None
    verified: bool = True
    reviewed_on: date | None = None
    revoked_on: date | None = None


class Ended(StrEnum):
    """Why a paper counts no more from a day on."""

    EXPIRED = "expired"
    REVIEW = "review"
    REVOKED = "revoked"


def last_day_of(held: Credential) -> tuple[date, Ended] | None:
    """2.1.3: the last day on which a paper counts, and why it is the last; None for one without an end.

    It counts through its last day (有效期至), through the day before it is revoked (吊销), and one of special work
    through the day on which three years since it was given, or last reviewed, are over."""
    ends: list[tuple[date, Ended]] = []
    if held.last is not None:
        ends.append((held.last, Ended.EXPIRED))
    if held.kind in SPECIAL_WORK:
        ends.append((years_on((held.reviewed_on or held.first) - ONE_DAY, REVIEW_YEARS), Ended.REVIEW))
    if held.revoked_on is not None:
        ends.append((held.revoked_on - ONE_DAY, Ended.REVOKED))
    return min(ends, default=None)


def years_on(day: date, years: int) -> date:
    """The last day of so many years since a day (民法典 202): where that year has no 29 February, the 28th."""
    later = years_later(day, years)
    return later if later.day == day.day else later - ONE_DAY


def years_later(day: date, years: int) -> date:
    """The same day so many years later; where that year has no 29 February, 1 March: nobody is let in a day early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)

"""1.2, 2.1.3: whether somebody may do the work of a post: one question for hiring, posting, rosters and rotation.

Sources: 保安服务管理条例 16, 17 (guards), 安全生产法 28, 30 (induction, special work). What the law fixes stands here;
only what a company may choose is a figure of its rulebook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from jujiao.rules.clocks import ONE_DAY
from jujiao.rules.errors import gettext_noop
from jujiao.rules.people.credentials import Credential, CredentialKind, Ended, last_day_of, years_later

ADULT: Final = 18
BARRED_YEARS: Final = 3

type Period = tuple[date, date | None]
"""From the first to the last day, both included; None without an end."""


class Gate(StrEnum):
    """What somebody is to be let in to. Being given a post asks all but the induction, which is held once somebody is
    employed; working asks that too."""

    POSTING = "posting"
    WORK = "work"


class Rule(StrEnum):
    """What may stand in somebody's way."""

    AGE = "age"
    CREDENTIAL = "credential"
    BAR = "bar"
    INDUCTION = "induction"


class BarKind(StrEnum):
    """保安服务管理条例 17: who may not be a guard. (4), revoked twice, follows from two rows of (3)."""

    CONFINED = "confined"
    CONVICTED = "convicted"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Bar:
    """One of these, since a day: of a revocation, the day of it."""

    kind: BarKind
    since: date


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a post asks of its holder. Each of `credentials` is a set of kinds of which one is enough."""

    guard: bool = False
    credentials: tuple[frozenset[CredentialKind], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person. `born_on` is None where nobody wrote it down; `employed` are the times of employment,
    in which alone an induction counts."""

    born_on: date | None = None
    credentials: tuple[Credential, ...] = ()
    bars: tuple[Bar, ...] = ()
    employed: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Lapse:
    """What stands in the way from `since` through `until` (None: without an end), within the time that was asked about.

    `message` is an English sentence with %(…)s places for `kinds`, papers of which one is asked, and `day`."""

    rule: Rule
    since: date
    until: date | None
    message: str
    kinds: frozenset[CredentialKind] = frozenset()
    day: date | None = None


def unmet(requirements: Requirements, facts: Facts, during: Period, gate: Gate = Gate.WORK) -> tuple[Lapse, ...]:
    """1.2: all that stands in the way of the work of a post on any day of `during`, by day; empty where nothing does.

    ValueError for a time that ends before it begins."""
    first, last = during
    if last is not None and last < first:
        raise ValueError("a time does not end before it begins")
    found: list[Lapse] = []
    if requirements.guard:
        found += guards_16_age(facts, during)
        found += guards_17_bars(facts, during)
    licence = (frozenset({CredentialKind.GUARD}),) if requirements.guard else ()
    for kinds in dict.fromkeys((*licence, *requirements.credentials)):
        found += clause_2_1_3_credential(kinds, facts, during)
    if gate is Gate.WORK:
        found += safety_28_induction(facts, during)
    return tuple(sorted(found, key=lambda each: (each.since, list(Rule).index(each.rule), sorted(each.kinds))))


def guards_16_age(facts: Facts, during: Period) -> Iterator[Lapse]:
    """保安服务管理条例 16: a guard is eighteen: from the day after the eighteenth birthday, as an age in whole years
    (周岁) is counted. A birth date that nobody wrote down proves nothing."""
    if facts.born_on is None:
        yield Lapse(Rule.AGE, *during, gettext_noop("The birth date is not on record; a guard is 18 or older."))
        return
    birthday = years_later(facts.born_on, ADULT)
    message = gettext_noop("A guard is 18 or older: from the day after the birthday on %(day)s.")
    yield from _within(during, Lapse(Rule.AGE, date.min, birthday, message, day=birthday))


def guards_17_bars(facts: Facts, during: Period) -> Iterator[Lapse]:
    """保安服务管理条例 17: a conviction or confinement bars for ever, a licence that was revoked for three years since,
    one revoked twice for ever. A licence that was revoked in our own records counts as well, once for each day."""
    for bar in facts.bars:
        if bar.kind is not BarKind.REVOKED:
            yield from _within(
                during, Lapse(Rule.BAR, bar.since, None, gettext_noop("Barred from the work of a guard."))
            )
    written = {bar.since for bar in facts.bars if bar.kind is BarKind.REVOKED}
    seen = {held.revoked_on for held in facts.credentials if held.kind is CredentialKind.GUARD and held.revoked_on}
    for count, day in enumerate(sorted(written | seen), start=1):
        if count > 1:
            message = gettext_noop("Barred from the work of a guard: the licence was revoked twice.")
            yield from _within(during, Lapse(Rule.BAR, day, None, message))
            return
        allowed = years_later(day, BARRED_YEARS)
        message = gettext_noop("The guard's licence was revoked: barred from the work of a guard until before %(day)s.")
        yield from _within(during, Lapse(Rule.BAR, day, allowed - ONE_DAY, message, day=allowed))


def clause_2_1_3_credential(kinds: frozenset[CredentialKind], facts: Facts, during: Period) -> Iterator[Lapse]:
    """2.1.3, 保安服务管理条例 16, 安全生产法 30: one of these papers counts on every day of the work. It counts from
    its first day through its last, once a second person has seen it, and not from the day on which it is revoked."""
    held = [each for each in facts.credentials if each.kind in kinds]
    seen = sorted((each for each in held if each.verified), key=lambda each: each.first)
    counting = [(each.first, last[0] if (last := last_day_of(each)) else None) for each in seen]
    unseen = len(held) > len(seen)

    def lapse(since: date, until: date | None) -> Lapse:
        return Lapse(Rule.CREDENTIAL, since, until, *_why(seen, since, unseen=unseen, kinds=kinds))

    yield from _gaps(counting, during, lapse)


def safety_28_induction(facts: Facts, during: Period) -> Iterator[Lapse]:
    """安全生产法 28: nobody works before the safety training is passed; who comes back learns anew (安全培训规定 17,
    cautiously: however short the time between). It counts from its day to the end of the employment in which, or before
    which, it was passed."""
    passed = [each for each in facts.credentials if each.kind is CredentialKind.INDUCTION and each.verified]
    spells = sorted(facts.employed)
    counting: list[Period] = []
    for each in sorted(passed, key=lambda each: each.first):
        spell = next((spell for spell in spells if spell[1] is None or spell[1] >= each.first), None)
        if spell is not None:
            ends = [day for day in (spell[1], (last_day_of(each) or (None,))[0]) if day is not None]
            counting.append((each.first, min(ends, default=None)))
    message = gettext_noop("The safety induction is not passed.")
    yield from _gaps(counting, during, lambda since, until: Lapse(Rule.INDUCTION, since, until, message))


def _why(
    seen: Sequence[Credential], since: date, *, unseen: bool, kinds: frozenset[CredentialKind]
) -> tuple[str, frozenset[CredentialKind], date | None]:
    """Why none of the papers counts from that day on: the last that did, or that would, says it."""
    ended = [last for each in seen if (last := last_day_of(each)) and last[0] < since]
    if unseen:
        return gettext_noop("No second person has verified: %(kinds)s."), kinds, None
    if not ended:
        return gettext_noop("Missing: %(kinds)s."), kinds, None
    day, why = max(ended)
    message = {
        Ended.EXPIRED: gettext_noop("%(kinds)s: ended on %(day)s."),
        Ended.REVIEW: gettext_noop("%(kinds)s: to be reviewed by %(day)s."),
        Ended.REVOKED: gettext_noop("%(kinds)s: revoked on %(day)s."),
    }[why]
    return message, kinds, day + ONE_DAY if why is Ended.REVOKED else day


def _within(during: Period, lapse: Lapse) -> Iterator[Lapse]:
    """The part of a lapse that lies in the time asked about, if any does."""
    since, until = max(lapse.since, during[0]), _earlier(lapse.until, during[1])
    if until is None or since <= until:
        yield Lapse(lapse.rule, since, until, lapse.message, lapse.kinds, lapse.day)


def _gaps(counting: Iterable[Period], during: Period, lapse: Callable[[date, date | None], Lapse]) -> Iterator[Lapse]:
    """What `counting`, sorted by its first days, leaves open of `during`."""
    since, end = during
    for first, last in counting:
        if last is not None and last < since:
            continue
        if end is not None and first > end:
            break
        if first > since:
            yield lapse(since, first - ONE_DAY)
        if last is None:
            return
        since = max(since, last + ONE_DAY)
    if end is None or since <= end:
        yield lapse(since, end)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)

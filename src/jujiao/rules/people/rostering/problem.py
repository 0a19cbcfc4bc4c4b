"""What a roster has to satisfy, and what answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jujiao.rules.people.duty import Span

type NeedKey = int
"""A need, by its place in `Problem.needs`."""
type PersonKey = int
"""A person, by the employee's id."""


@dataclass(frozen=True, slots=True)
class Need:
    """One duty that has to be done, by `count` people: a post to be covered (its id) for a time."""

    post_id: int
    span: Span
    count: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be planned.

    `may`: the needs that they meet the demands of (`unmet` is empty, they hold the post), whatever else stands against
    it. `before`: their duties outside the roster, planned or worked: those of the weeks and months that it touches, and
    the last one before it. `away`: leave. `no_night`, `no_overtime`: local days on which they are barred from it.
    `fixed`: needs that stay theirs. `wishes`: a weight for each need that they would like (above 0) or not (below)."""

    id: PersonKey
    may: frozenset[NeedKey]
    before: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()
    no_night: frozenset[date] = frozenset()
    no_overtime: frozenset[date] = frozenset()
    fixed: frozenset[NeedKey] = frozenset()
    wishes: Mapping[NeedKey, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """A roster of the local days from `first` to `last`, both included.

    `working_days`: the days of the calendar, of every month that the roster touches, on which people work normally;
    `holidays`: the public holidays of these months, on which work is paid apart (劳动法 44(3)). `overtime_minutes`: the
    most of a calendar month (劳动法 41), as the rulebook in force says; `holidays_count`: work on public holidays
    counts into it, the cautious reading."""

    first: date
    last: date
    needs: tuple[Need, ...]
    people: tuple[Person, ...]
    working_days: frozenset[date]
    holidays: frozenset[date]
    overtime_minutes: int
    holidays_count: bool = True


type Assignments = frozenset[tuple[PersonKey, NeedKey]]
"""Who is planned for what."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has come to: the best roster so far with its cost, and the bound below which no roster costs.

    `assignments` is None as long as there is none. Proved the best where `cost` equals `bound`."""

    assignments: Assignments | None
    cost: float | None
    bound: float | None
    seconds: float
    ended: bool = False
    stopped: bool = False
    impossible: bool = False

"""Rosters to be made: those whose times are measured, and random ones."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.problem import Need, Person, Problem

SHANGHAI = timezone(timedelta(hours=8))
FIRST = date(2026, 3, 2)
"""A Monday."""
MONTHS = frozenset(date(2026, 2, 1) + timedelta(days=number) for number in range(89))
HOLIDAYS = frozenset({date(2026, 4, 4), date(2026, 4, 5), date(2026, 4, 6)})
OVERTIME = 36 * 60
ROUND_THE_CLOCK = ((0, 8), (8, 8), (16, 8))
KINDS = (
    ROUND_THE_CLOCK,
    ((6, 8), (14, 8), (22, 8)),
    ((7, 12), (19, 12)),
    ((8, 9), (17, 7.5)),
    ((9, 8),),
)
"""Beginnings and lengths, in hours."""


def at(day: date, hour: float) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(hours=hour)


def duty(day: date, hour: float, hours: float) -> Span:
    return Span(at(day, hour), at(day, hour + hours))


def problem(needs: tuple[Need, ...], people: tuple[Person, ...], *, first: date = FIRST, days: int = 28) -> Problem:
    """A roster in spring 2026, in which Qingming falls."""
    working = frozenset(day for day in MONTHS if day.weekday() < 5) - HOLIDAYS
    return Problem(first, first + timedelta(days=days - 1), needs, people, working, HOLIDAYS, OVERTIME)


def round_the_clock(people: int, posts: tuple[int, int, int], days: int = 28) -> Problem:
    """So many duties of eight hours by day, evening and night each day, and people who may do any of them."""
    needs = tuple(
        Need(post, duty(FIRST + timedelta(days=day), *kind))
        for day in range(days)
        for kind, number in zip(ROUND_THE_CLOCK, posts, strict=True)
        for post in range(1, number + 1)
    )
    every = frozenset(range(len(needs)))
    return problem(needs, tuple(Person(number, every) for number in range(1, people + 1)), days=days)


def eight_people() -> Problem:
    """8 people, 28 days, one post for each of three duties a day."""
    return round_the_clock(8, (1, 1, 1))


def thirty_people() -> Problem:
    """30 people, 28 days, 20 duties a day."""
    return round_the_clock(30, (6, 7, 7))


def random_roster(seed: int, most_days: int = 28, most_people: int = 8) -> Problem:
    """Any kinds of duties, skills, leave, bars, wishes, fixed duties and duties before; most of them can be made."""
    draw = random.Random(seed)
    days = draw.randint(5, most_days)
    first = FIRST + timedelta(days=draw.randint(0, 31))
    posts = [draw.choice(KINDS) for _post in range(draw.randint(1, 2))]
    needs = tuple(
        Need(post, duty(first + timedelta(days=day), *kind))
        for day in range(days)
        for post, kinds in enumerate(posts)
        for kind in kinds
    )
    least = 2 + 2 * max(1, sum(map(len, posts)) - 1)
    people = tuple(
        _person(number, draw, first, days, needs) for number in range(1, max(least, draw.randint(4, most_people)) + 1)
    )
    return problem(needs, people, first=first, days=days)


def _person(number: int, draw: random.Random, first: date, days: int, needs: tuple[Need, ...]) -> Person:
    def sometimes[T](chance: float, made: Callable[[], T], otherwise: T) -> T:
        return made() if draw.random() < chance else otherwise

    some_day = first + timedelta(days=draw.randrange(days))
    barred = frozenset(some_day + timedelta(days=day) for day in range(draw.randint(1, 9)))
    left_out = sometimes(0.2, lambda: draw.randrange(2), None)
    keys = [key for key, need in enumerate(needs) if need.post_id != left_out]
    leave = duty(some_day, draw.choice((0, 12)), 24 * draw.randint(1, 5))
    lately = tuple(duty(first - timedelta(days=day), draw.choice((0, 8, 14)), 8) for day in (1, 2, 4, 6))
    return Person(
        number,
        frozenset(keys),
        before=lately[: draw.randint(0, 4)],
        away=sometimes(0.3, lambda: (leave,), ()),
        no_night=sometimes(0.15, lambda: barred, frozenset()),
        no_overtime=sometimes(0.15, lambda: barred, frozenset()),
        fixed=sometimes(0.1, lambda: frozenset({draw.choice(keys)}) if keys else frozenset(), frozenset()),
        wishes={draw.choice(keys): draw.choice((-2, -1, 1, 2)) for _wish in range(3) if keys},
    )

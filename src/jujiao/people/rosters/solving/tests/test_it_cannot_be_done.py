"""Five rosters that cannot be made, each with its sentence; and what is said where no counting sees it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from jujiao.people.rosters.solving.dropping import probe
from jujiao.people.rosters.solving.proof.rosters import FIRST, duty, problem, round_the_clock
from jujiao.people.rosters.solving.search import search
from jujiao.rules.people.rostering.counting import shortages
from jujiao.rules.people.rostering.dropped import dropped
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Need, Person, Problem

DAYS = [FIRST + timedelta(days=number) for number in range(28)]


def too_long_a_month() -> Problem:
    needs = tuple(Need(1, duty(day, hour, 12)) for day in DAYS for hour in (7, 19))
    every = frozenset(range(len(needs)))
    return problem(needs, tuple(Person(number, every) for number in (1, 2, 3)))


def nights_for_one() -> Problem:
    needs = tuple(Need(1, duty(day, hour, 8)) for day in DAYS[:7] for hour in (6, 14, 22))
    every = frozenset(range(len(needs)))
    barred = frozenset(DAYS)
    people = (Person(1, every), *(Person(number, every, no_night=barred) for number in range(2, 9)))
    return problem(needs, people, days=7)


def a_day_with_two_people() -> Problem:
    one = round_the_clock(8, (1, 1, 1), days=14)
    away = (duty(DAYS[10], 0, 24),)
    return replace(one, people=tuple(replace(each, away=away) if each.id > 2 else each for each in one.people))


def a_skill_that_is_missing() -> Problem:
    needs = tuple(Need(post, duty(day, 8, 8)) for day in DAYS[:5] for post in (1, 2))
    desk = frozenset(key for key, need in enumerate(needs) if need.post_id == 1)
    return problem(needs, tuple(Person(number, desk) for number in (1, 2, 3)), days=5)


def fixed_against_the_rest() -> Problem:
    one = round_the_clock(8, (1, 1, 1), days=7)
    return replace(one, people=(replace(one.people[0], fixed=frozenset({2, 4})), *one.people[1:]))


SENTENCES: dict[Callable[[], Problem], str] = {
    too_long_a_month: (
        "In month 3 of 2026: 665 h are needed, 3 people give 480 h without overtime, 588 h with all that is allowed."
    ),
    nights_for_one: "In the week of 2026-03-02: 7 duties by night ((1,)), 1 people give 6 at most.",
    a_day_with_two_people: "On 2026-03-12: 3 duties ((1,)), 2 people there for them.",
    a_skill_that_is_missing: "On 2026-03-02: 1 duties ((2,)), 0 people there for them.",
    fixed_against_the_rest: (
        "What is fixed for 1 breaks a rule: 8 h of rest before the duty at 2026-03-03 08:00:00+08:00,"
        " at least 11 h are needed."
    ),
}


@pytest.mark.parametrize(("made", "sentence"), SENTENCES.items())
def test_five_rosters_are_refused_before_any_search(made: Callable[[], Problem], sentence: str) -> None:
    impossible = made()
    assert sentence in [str(one) for one in shortages(impossible) if one.impossible]
    found = search(impossible, seed=1, seconds=60, hear=lambda _found: None, stopped=threading.Event())
    assert (found.impossible, found.assignments) == (True, None)


def without(one: Problem) -> list[str]:
    assert not any(each.impossible for each in shortages(one))
    assert search(one, seed=1, seconds=60, hear=lambda _found: None, stopped=threading.Event()).impossible
    told = probe(one, seed=1, seconds=60, stopped=threading.Event())
    said = dropped([frozenset(map(Rule, rules)) for rules in told["without"]], ended=told["ended"])
    return [str(each) for each in said]


def test_the_rest_that_no_counting_sees() -> None:
    """Each day has people enough, but both are late on the first, and nobody rests until the second."""
    needs = (Need(1, duty(DAYS[0], 15, 8), 2), Need(1, duty(DAYS[1], 8, 8)))
    people = tuple(Person(number, frozenset({0, 1})) for number in (1, 2))
    assert without(problem(needs, people, days=2)) == [
        "It could be done without this rule: Rest of 11 hours between two duties."
    ]


def test_each_rule_that_would_do_is_named() -> None:
    """A third is there for the second day, but for a leave."""
    needs = (Need(1, duty(DAYS[0], 15, 8), 2), Need(1, duty(DAYS[1], 8, 8)))
    away = (duty(DAYS[1], 8, 4),)
    people = (
        Person(1, frozenset({0, 1})),
        Person(2, frozenset({0, 1})),
        Person(3, frozenset({1}), away=away),
    )
    assert without(problem(needs, people, days=2)) == [
        "It could be done without this rule: Leave that is granted.",
        "It could be done without this rule: Demands of the posts.",
        "It could be done without this rule: Rest of 11 hours between two duties.",
    ]


def test_a_probe_that_is_stopped_says_that_it_did_not_try_all() -> None:
    stopped = threading.Event()
    stopped.set()
    told = probe(fixed_against_the_rest(), seed=1, seconds=60, stopped=stopped)
    assert [str(each) for each in dropped(told["without"], ended=told["ended"])] == [
        "Not all rules could be tried in the time."
    ]

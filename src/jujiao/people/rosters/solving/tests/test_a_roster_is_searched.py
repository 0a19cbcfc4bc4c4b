"""The search itself: proved the best, the same for the same seed, fair, and with what is fixed in its place."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from jujiao.people.rosters.solving.proof.checking import faults
from jujiao.people.rosters.solving.proof.rosters import FIRST, duty, eight_people, random_roster, round_the_clock
from jujiao.people.rosters.solving.search import search
from jujiao.rules.people.rostering.counting import shortages
from jujiao.rules.people.rostering.problem import Found, Problem


def searched(problem: Problem, seed: int = 1, seconds: float = 60) -> Found:
    return search(problem, seed=seed, seconds=seconds, hear=lambda _found: None, stopped=threading.Event())


def duties_of(found: Found) -> Counter[int]:
    assert found.assignments is not None
    return Counter(person for person, _need in found.assignments)


def test_eight_people_for_four_weeks_are_proved_the_best() -> None:
    problem = eight_people()
    found = searched(problem)
    assert found.assignments is not None
    assert (found.cost, found.bound, found.ended, found.impossible) == (8.0, 8.0, True, False)
    assert faults(problem, found.assignments) == []
    assert set(duties_of(found).values()) == {10, 11}  # 84 duties of 8 people


def test_the_same_seed_makes_the_same_roster() -> None:
    one, other = (searched(random_roster(7, most_days=10), seed) for seed in (3, 3))
    assert one.assignments is not None
    assert (one.assignments, one.cost) == (other.assignments, other.cost)


@pytest.mark.parametrize("seed", range(20))
def test_a_random_roster_keeps_the_law(seed: int) -> None:
    """The checker shares no code with the rules. What counting calls impossible, the search finds so as well."""
    problem = random_roster(seed, most_days=10, most_people=6)
    found = searched(problem, seconds=1)
    counted = any(one.impossible for one in shortages(problem))
    assert found.ended
    if found.assignments is None:
        assert found.impossible or not counted
    else:
        assert not counted
        assert faults(problem, found.assignments) == []


def test_what_is_fixed_stays() -> None:
    problem = round_the_clock(6, (1, 1, 1), days=7)
    first, *others = problem.people
    fixed = frozenset({0, 3, 6})
    found = searched(replace(problem, people=(replace(first, fixed=fixed), *others)))
    assert found.assignments is not None
    assert {(first.id, need) for need in fixed} <= found.assignments


def test_a_wish_is_met_where_nothing_stands_against_it() -> None:
    problem = round_the_clock(6, (1, 1, 1), days=7)
    people = [replace(person, wishes={person.id: 1, person.id + 9: -1}) for person in problem.people]
    found = searched(replace(problem, people=tuple(people)))
    assert found.assignments is not None
    assert {(person.id, person.id) for person in people} <= found.assignments
    assert not {(person.id, person.id + 9) for person in people} & found.assignments


def test_nobody_catches_up_on_a_leave() -> None:
    """Half of the time away is half of the duties, within one."""
    problem = round_the_clock(8, (1, 1, 1), days=14)
    away = (duty(FIRST, 0, 7 * 24),)
    found = searched(replace(problem, people=(replace(problem.people[0], away=away), *problem.people[1:])))
    done = duties_of(found)
    share = 42 / 7.5
    assert abs(done[1] - share / 2) <= 1
    assert all(abs(done[person] - share) <= 1 for person in range(2, 9))


def test_two_who_may_do_little_hold_nobody_down() -> None:
    problem = round_the_clock(6, (1, 1, 1), days=7)
    only = frozenset({0, 3})
    people = tuple(replace(person, may=only) if person.id <= 2 else person for person in problem.people)
    done = duties_of(searched(replace(problem, people=people)))
    assert max(done[person] for person in (3, 4, 5, 6)) - min(done[person] for person in (3, 4, 5, 6)) <= 1


def test_each_better_roster_and_bound_is_told() -> None:
    told: list[Found] = []
    problem = round_the_clock(30, (6, 7, 7), days=7)
    stopped = threading.Event()

    def hear(found: Found) -> None:
        told.append(found)
        if found.assignments is not None:
            stopped.set()

    found = search(problem, seed=1, seconds=60, hear=hear, stopped=stopped)
    assert found.ended
    assert found.assignments is not None
    assert all(each.bound is None or each.bound <= (found.cost or 0) for each in told)
    assert faults(problem, found.assignments) == []


def test_an_empty_roster_is_done_at_once() -> None:
    nothing = replace(eight_people(), needs=(), people=())
    assert searched(nothing).assignments == frozenset()


def test_a_rest_before_the_roster_binds() -> None:
    problem = round_the_clock(4, (1, 1, 1), days=1)
    before = (duty(FIRST - timedelta(days=1), 16, 8),)
    tired = tuple(replace(person, before=before) if person.id <= 3 else person for person in problem.people)
    assert searched(replace(problem, people=tired)).impossible


def test_posts_at_the_same_time_are_taken_in_turns() -> None:
    found = searched(round_the_clock(12, (2, 2, 2), days=14))
    assert found.assignments is not None
    first_posts = Counter(person for person, need in found.assignments if need % 2 == 0)
    assert len(first_posts) == 12

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.counting import CountedBy, Shortage, shortages
from jujiao.rules.people.rostering.dropped import dropped
from jujiao.rules.people.rostering.flow import too_much
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Need, Person, Problem
from jujiao.rules.tests.given import DAYS, at

WORKING = frozenset(day.date for day in DAYS if day.works)
NATIONAL_DAY = frozenset({date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)})
DESK, REPAIR = 1, 2


def problem(first: date, days: int, *kinds: tuple[int, int, int], people: int) -> Problem:
    """Kinds are (post, hour, hours); everybody may do everything."""
    needs = tuple(
        Need(post, Span(start, start + timedelta(hours=hours)))
        for day in range(days)
        for post, hour, hours in kinds
        for start in [at(f"{first + timedelta(days=day)} {hour:02}:00")]
    )
    every = frozenset(range(len(needs)))
    staff = tuple(Person(number, every) for number in range(1, people + 1))
    return Problem(first, first + timedelta(days=days - 1), needs, staff, WORKING, NATIONAL_DAY, 36 * 60)


def change(one: Problem, person: int, **changes: object) -> Problem:
    staff = (replace(each, **changes) if each.id == person else each for each in one.people)  # type: ignore[arg-type]
    return replace(one, people=tuple(staff))


def found(one: Problem) -> list[tuple[CountedBy, str]]:
    return [(each.by, str(each)) for each in shortages(one) if each.impossible]


ROUND = ((DESK, 0, 8), (DESK, 8, 8), (DESK, 16, 8))


def test_a_month_that_needs_overtime_is_not_impossible() -> None:
    (only,) = shortages(problem(date(2026, 3, 2), 28, *ROUND, people=4))
    assert only == Shortage(
        CountedBy.MONTH,
        False,
        only.message,
        {"month": 3, "year": 2026, "people": 4, "needed": 84, "normal": 80, "most": 96},
    )
    assert str(only) == (
        "In month 3 of 2026: 84 duties are needed, 4 people give 80 without overtime, 96 with all that is allowed."
    )


def test_a_month_that_needs_more_than_all_overtime() -> None:
    said = found(problem(date(2026, 10, 1), 31, (DESK, 8, 10), people=1))
    sentence = (
        "In month 10 of 2026: 31 duties are needed, 1 people give 14 without overtime, 18 with all that is allowed."
    )
    assert (CountedBy.MONTH, sentence) in said


def test_each_month_of_a_roster_over_two_is_counted_for_itself() -> None:
    months = sorted(
        (each.params["month"], each.params["needed"])
        for each in shortages(problem(date(2026, 10, 26), 14, (DESK, 8, 12), (DESK, 20, 12), people=2))
        if each.by == CountedBy.MONTH
    )
    assert months == [(10, "136"), (11, "192")]


def test_what_is_done_before_takes_of_the_overtime() -> None:
    one = problem(date(2026, 3, 30), 2, (DESK, 8, 8), people=1)
    before = tuple(
        Span(at(f"2026-03-{day:02} 08:00"), at(f"2026-03-{day:02} 19:00"))
        for day in range(2, 28)
        if day % 7 not in {0, 1}
    )
    assert found(change(one, 1, before=before)) == []
    more = problem(date(2026, 3, 30), 2, (DESK, 8, 10), people=1)
    assert [by for by, _said in found(change(more, 1, before=before))] == [CountedBy.MONTH]


def test_nights_of_a_week() -> None:
    one = problem(date(2026, 3, 2), 7, (DESK, 8, 8), (DESK, 22, 8), people=3)
    barred = frozenset(date(2026, 3, day) for day in range(1, 10))
    one = change(change(one, 1, no_night=barred), 2, no_night=barred)
    assert found(one) == [
        (CountedBy.NIGHTS, "In the week of 2026-03-02: 7 duties by night ((1,)), 1 people give 6 at most.")
    ]


def test_a_day_and_the_skill_that_it_needs() -> None:
    one = problem(date(2026, 3, 2), 1, (DESK, 8, 8), (REPAIR, 8, 8), (REPAIR, 16, 8), people=3)
    desk_only = frozenset({0})
    assert found(one) == []
    assert found(change(change(one, 1, may=desk_only), 2, may=desk_only)) == [
        (CountedBy.DAY, "On 2026-03-02: 2 duties ((2,)), 1 people there for them.")
    ]


def test_leave_is_not_there() -> None:
    one = problem(date(2026, 3, 12), 1, *ROUND, people=3)
    away = (Span(at("2026-03-11 12:00"), at("2026-03-14 00:00")),)
    assert found(change(one, 2, away=away)) == [
        (CountedBy.DAY, "On 2026-03-12: 3 duties ((1,)), 2 people there for them.")
    ]


def test_two_short_duties_of_a_day_are_for_one() -> None:
    assert found(problem(date(2026, 3, 12), 1, (DESK, 0, 5), (DESK, 17, 5), people=1)) == []


def test_fixed_duties_that_break_a_rule_themselves() -> None:
    one = problem(date(2026, 3, 2), 2, *ROUND, people=4)
    ((by, said),) = found(change(one, 1, fixed=frozenset({2, 4})))
    assert (by, said[:42]) == (CountedBy.FIXED, "What is fixed for 1 breaks a rule: 8 h of ")
    assert [by for by, _said in found(change(one, 1, fixed=frozenset({2}), may=frozenset({0})))] == [CountedBy.FIXED]
    twice = change(change(one, 1, fixed=frozenset({0})), 2, fixed=frozenset({0}))
    assert [by for by, _said in found(twice)] == [CountedBy.FIXED]


def test_rules_without_which_it_could_be_done_are_named() -> None:
    (alone,) = dropped([frozenset({Rule.WEEK})], ended=True)
    assert str(alone) == "It could be done without this rule: One day of rest a week."
    both, untried = dropped([frozenset({Rule.WEEK, Rule.REST})], ended=False)
    assert "without both" in str(both)
    assert str(untried) == "Not all rules could be tried in the time."
    assert len(dropped([], ended=True)) == 1


PEOPLE = st.sets(st.integers(1, 4), max_size=4)


@given(
    st.dictionaries(st.integers(0, 5), st.tuples(st.integers(1, 3), PEOPLE), max_size=5),
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
)
def test_what_is_too_much_is_too_much_for_those_who_may(
    tasks: dict[int, tuple[int, set[int]]], most: list[int]
) -> None:
    """And where nothing is, no set of tasks asks for more than its people give."""
    gives = dict(enumerate(most, start=1))
    asked = {task: amount for task, (amount, _who) in tasks.items()}
    may = {task: who for task, (_amount, who) in tasks.items()}

    def excess(chosen: frozenset[int]) -> int:
        people = {person for task in chosen for person in may[task]}
        return sum(asked[task] for task in chosen) - sum(gives[person] for person in people)

    result = too_much(asked, may, gives)
    if result is not None:
        assert excess(result.tasks) > 0
        assert result.people == {person for task in result.tasks for person in may[task]}
    else:
        sets = [
            frozenset(task for bit, task in enumerate(asked) if number >> bit & 1) for number in range(2 ** len(asked))
        ]
        assert all(excess(each) <= 0 for each in sets)

"""The escalation ladder."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.errors import RuleBroken
from jujiao.rules.figure import Figures, Unit
from jujiao.rules.ladder import HEARS, LEVELS, RUNGS, Rung, highest_due, ladder_of, ladders, next_alarm_at, rungs_at
from jujiao.rules.tests.given import FIGURES, at

ORDINARY = ladder_of(FIGURES)
START, DUE = at("2026-03-02 10:00"), at("2026-03-04 10:00")


def test_the_rungs_of_48_hours() -> None:
    assert [
        (alarm.rung, alarm.rung.order, HEARS[alarm.rung][-1], alarm.at) for alarm in rungs_at(START, DUE, ORDINARY)
    ] == [
        ("half", 1, "handler", at("2026-03-03 10:00")),
        ("three_quarters", 2, "handler", at("2026-03-03 22:00")),
        ("due", 3, "head", at("2026-03-04 10:00")),
        ("manager", 4, "manager", at("2026-03-04 22:00")),
        ("company", 5, "company", at("2026-03-06 10:00")),
    ]
    assert {HEARS[rung][-1] for rung in RUNGS} == set(LEVELS) - {"sysadmin"}


def test_after_an_outage_only_the_highest_rung_fires() -> None:
    assert highest_due(START, DUE, ORDINARY, None, at("2026-03-03 09:59")) is None
    assert highest_due(START, DUE, ORDINARY, None, at("2026-03-03 10:00")) is Rung.HALF
    assert highest_due(START, DUE, ORDINARY, "half", at("2026-03-03 12:00")) is None
    assert highest_due(START, DUE, ORDINARY, "half", at("2026-03-04 23:00")) is Rung.MANAGER
    assert highest_due(START, DUE, ORDINARY, Rung.MANAGER, at("2026-03-04 23:30")) is None
    assert highest_due(START, DUE, ORDINARY, None, at("2027-01-01 00:00")) is Rung.COMPANY
    assert highest_due(START, DUE, ORDINARY, Rung.COMPANY, at("2027-01-01 00:00")) is None


def test_the_next_alarm() -> None:
    assert next_alarm_at(START, DUE, ORDINARY, None) == at("2026-03-03 10:00")
    assert next_alarm_at(START, DUE, ORDINARY, "half") == at("2026-03-03 22:00")
    assert next_alarm_at(START, DUE, ORDINARY, Rung.MANAGER) == at("2026-03-06 10:00")
    assert next_alarm_at(START, DUE, ORDINARY, Rung.COMPANY) is None


def test_a_ladder_out_of_order_is_refused() -> None:
    with pytest.raises(RuleBroken) as refused:
        ladder_of(FIGURES.overridden({"ladder.half": Decimal("0.75")}))
    assert refused.value.code == "ladder_out_of_order"


@pytest.mark.parametrize(
    ("name", "due", "expected"),
    [
        ("minutes", "2026-03-02 10:10", [("due", "03-02 10:10"), ("manager", "03-02 10:40")]),
        (
            "",
            "2026-03-03 10:00",
            [
                ("half", "03-02 22:00"),
                ("three_quarters", "03-03 04:00"),
                ("due", "03-03 10:00"),
                ("manager", "03-03 16:00"),
                ("company", "03-04 10:00"),
            ],
        ),
        (
            "",
            "2026-03-06 00:00",  # three working days
            [
                ("half", "03-04 05:00"),
                ("three_quarters", "03-05 02:30"),
                ("due", "03-06 00:00"),
                ("manager", "03-06 21:30"),
                ("company", "03-09 14:00"),
            ],
        ),
        (
            "many",
            "2026-07-01 00:00",  # a quarter
            [("three_quarters", "05-31 20:30"), ("due", "07-01 00:00"), ("manager", "07-08 00:00")],
        ),
    ],
)
def test_who_hears_when_by_each_ladder(name: str, due: str, expected: list[tuple[str, str]]) -> None:
    ladder = ladder_of(FIGURES, name)
    assert [(alarm.rung, f"{alarm.at:%m-%d %H:%M}") for alarm in rungs_at(START, at(due), ladder)] == expected
    assert ladder.gathered is (name == "many")
    assert next_alarm_at(START, at(due), ladder, expected[-1][0]) is None
    assert highest_due(START, at(due), ladder, None, at("2027-01-01 00:00")) == expected[-1][0]


def test_a_ladder_that_a_rulebook_does_not_have_is_the_ordinary_one() -> None:
    assert ladder_of(FIGURES, "ropes") == ORDINARY


def test_every_ladder_is_known_by_its_name() -> None:
    assert list(ladders(FIGURES)) == ["", "many", "minutes", "plan", "renewal"]


def test_a_time_after_the_due_time_lies_above_any_fraction() -> None:
    with pytest.raises(RuleBroken):
        ladder_of(FIGURES.overridden({"ladder.many.due": Decimal("0.75")}), "many")


def with_times(**rungs: tuple[str, Unit]) -> Figures:
    """The figures with another ladder, "mixed", of these rungs."""
    given = {f"ladder.mixed.{rung}": each for rung, each in rungs.items()}
    model = FIGURES["ladder.due"]
    mixed = [replace(model, key=key, value=Decimal(value), unit=unit) for key, (value, unit) in given.items()]
    return Figures([*FIGURES.values(), *mixed])


def test_a_multiple_of_the_span_and_a_time_after_it_may_change_places() -> None:
    """Twice the time lies a month after the due time of a month's promise, behind seven days."""
    mixed = with_times(due=("1", Unit.FRACTION), manager=("2", Unit.FRACTION), company=("7", Unit.DAYS))
    with pytest.raises(RuleBroken) as refused:
        ladder_of(mixed, "mixed")
    assert refused.value.code == "ladder_may_cross"
    falling = with_times(due=("1", Unit.FRACTION), manager=("7", Unit.DAYS), company=("2", Unit.FRACTION))
    with pytest.raises(RuleBroken):
        ladders(falling)


@given(
    st.lists(
        st.one_of(
            st.decimals("0.1", "3", places=1).map(lambda value: (str(value), Unit.FRACTION)),
            st.integers(1, 20).map(lambda value: (str(value), Unit.DAYS)),
            st.integers(1, 90).map(lambda value: (str(value), Unit.MINUTES)),
        ),
        min_size=2,
        max_size=5,
    ),
    st.timedeltas(timedelta(minutes=1), timedelta(days=300)),
)
def test_the_rungs_of_a_ladder_that_is_accepted_fire_in_their_order_whatever_the_span(
    rungs: list[tuple[str, Unit]], span: timedelta
) -> None:
    try:
        ladder = ladder_of(with_times(**dict(zip(RUNGS, rungs, strict=False))), "mixed")
    except RuleBroken:
        return
    times = [alarm.at for alarm in rungs_at(START, START + span, ladder)]
    assert times == sorted(times)


@given(
    st.timedeltas(timedelta(minutes=1), timedelta(days=200)),
    st.lists(st.timedeltas(timedelta(0), timedelta(days=500)), max_size=12),
)
def test_a_loop_that_looks_at_any_times_fires_each_rung_at_most_once_and_ends_at_the_top(
    span: timedelta, looks: list[timedelta]
) -> None:
    due_at = START + span
    fired: Rung | None = None
    seen: list[Rung] = []
    next_at: datetime | None = next_alarm_at(START, due_at, ORDINARY, None)
    for now in [*sorted(START + look for look in looks), START + 3 * span + timedelta(days=500)]:
        rung = highest_due(START, due_at, ORDINARY, fired, now)
        assert (rung is not None) == (next_at is not None and next_at <= now)
        if rung is not None:
            seen.append(rung)
            fired, next_at = rung, next_alarm_at(START, due_at, ORDINARY, rung)
    assert [rung.order for rung in seen] == sorted({rung.order for rung in seen})
    assert fired is Rung.COMPANY

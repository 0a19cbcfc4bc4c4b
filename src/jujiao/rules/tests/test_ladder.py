"""The escalation ladder."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.errors import RuleBroken
from jujiao.rules.ladder import CHAIN, RUNGS, Rung, fractions_of, highest_due, next_alarm_at, rungs_at
from jujiao.rules.tests.given import FIGURES, at

FRACTIONS = fractions_of(FIGURES)
START, DUE = at("2026-03-02 10:00"), at("2026-03-04 10:00")


def test_the_rungs_of_48_hours() -> None:
    assert [(alarm.rung, alarm.rung.order, alarm.rung.who, alarm.at) for alarm in rungs_at(START, DUE, FRACTIONS)] == [
        ("half", 1, "handler", at("2026-03-03 10:00")),
        ("three_quarters", 2, "handler", at("2026-03-03 22:00")),
        ("due", 3, "head", at("2026-03-04 10:00")),
        ("manager", 4, "manager", at("2026-03-04 22:00")),
        ("company", 5, "company", at("2026-03-06 10:00")),
    ]
    assert {rung.who for rung in RUNGS} == set(CHAIN)


def test_after_an_outage_only_the_highest_rung_fires() -> None:
    assert highest_due(START, DUE, FRACTIONS, None, at("2026-03-03 09:59")) is None
    assert highest_due(START, DUE, FRACTIONS, None, at("2026-03-03 10:00")) is Rung.HALF
    assert highest_due(START, DUE, FRACTIONS, "half", at("2026-03-03 12:00")) is None
    assert highest_due(START, DUE, FRACTIONS, "half", at("2026-03-04 23:00")) is Rung.MANAGER
    assert highest_due(START, DUE, FRACTIONS, Rung.MANAGER, at("2026-03-04 23:30")) is None
    assert highest_due(START, DUE, FRACTIONS, None, at("2027-01-01 00:00")) is Rung.COMPANY
    assert highest_due(START, DUE, FRACTIONS, Rung.COMPANY, at("2027-01-01 00:00")) is None


def test_the_next_alarm() -> None:
    assert next_alarm_at(START, DUE, FRACTIONS, None) == at("2026-03-03 10:00")
    assert next_alarm_at(START, DUE, FRACTIONS, "half") == at("2026-03-03 22:00")
    assert next_alarm_at(START, DUE, FRACTIONS, Rung.MANAGER) == at("2026-03-06 10:00")
    assert next_alarm_at(START, DUE, FRACTIONS, Rung.COMPANY) is None


def test_a_ladder_out_of_order_is_refused() -> None:
    with pytest.raises(RuleBroken) as refused:
        fractions_of(FIGURES.overridden({"ladder.half": Decimal("0.75")}))
    assert refused.value.code == "ladder_out_of_order"


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
    next_at: datetime | None = next_alarm_at(START, due_at, FRACTIONS, None)
    for now in [*sorted(START + look for look in looks), START + 3 * span + timedelta(days=500)]:
        rung = highest_due(START, due_at, FRACTIONS, fired, now)
        assert (rung is not None) == (next_at is not None and next_at <= now)
        if rung is not None:
            seen.append(rung)
            fired, next_at = rung, next_alarm_at(START, due_at, FRACTIONS, rung)
    assert [rung.order for rung in seen] == sorted({rung.order for rung in seen})
    assert fired is Rung.COMPANY

"""Which days are public holidays, on which work is paid apart."""

from datetime import date

import pytest

from jujiao.rules.people.public_holidays import LUNAR, public_holidays


def test_2026_has_the_thirteen_days_of_the_law() -> None:
    found = public_holidays(2026)
    assert found is not None
    spring = {date(2026, 2, day) for day in (16, 17, 18, 19)}
    others = {(1, 1), (4, 5), (5, 1), (5, 2), (6, 19), (9, 25), (10, 1), (10, 2), (10, 3)}
    assert found == spring | {date(2026, *day) for day in others}
    assert len(found) == 13


@pytest.mark.parametrize("year", LUNAR)
def test_every_year_has_thirteen_unless_two_fall_on_one_day(year: int) -> None:
    found = public_holidays(year)
    assert found is not None
    meet = LUNAR[year].mid_autumn in {date(year, 10, day) for day in (1, 2, 3)}
    assert len(found) == 13 - meet
    assert {day.year for day in found} == {year}


def test_a_year_whose_moving_days_are_unknown_is_not_guessed() -> None:
    assert public_holidays(2024) is None

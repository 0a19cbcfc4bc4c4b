from datetime import date, datetime, timedelta

import pytest

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.duty import (
    Span,
    Standing,
    by_night,
    check_normal_hours,
    clause_3_1_1_there,
    in_place_of,
    rest_until,
    short_rest,
)

HOUR = timedelta(hours=1)
A, B, C, D = 1, 2, 3, 4


def at(moment: str) -> datetime:
    return datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def span(start: str, end: str) -> Span:
    return Span(at(start), at(end))


ON, PLANNED, LEAVE = ({"signed_on": True}, {"planned": True}, {"on_leave": True})


@pytest.mark.parametrize(
    ("standing", "deputies", "kept_from", "there"),
    [
        ({A: ON, B: PLANNED, C: {}}, {}, (), [A]),
        ({A: {}, B: PLANNED, C: {}}, {}, (), [B]),
        ({A: {}, B: {}, C: {}}, {}, (), [A, B, C]),
        ({A: ON | LEAVE, B: PLANNED}, {}, (), [A]),  # signed on in spite of a leave
        ({A: LEAVE | PLANNED, B: {}}, {}, (), [B]),  # planned, and on leave since
        ({A: LEAVE, B: {}}, {}, (), [B]),
        ({A: LEAVE, B: LEAVE}, {}, (), []),
        ({A: {}, B: {}}, {A: D}, (), [D, B]),
        ({A: {}, B: {}}, {A: B}, (), [B]),
        ({A: PLANNED, B: {}}, {A: D}, (), [D]),
        ({A: ON, B: {}}, {A: D}, (), [A]),  # back before the deputy's time is over
        ({A: LEAVE, B: LEAVE}, {A: D}, (), [D]),
        ({A: ON, B: PLANNED}, {}, (A,), [B]),
        ({A: ON, B: {}}, {}, (A,), [B]),
        ({A: {}, B: {}}, {A: D}, (D, B), []),
        ({}, {}, (), []),
    ],
)
def test_clause_3_1_1_there(
    standing: dict[int, dict[str, bool]], deputies: dict[int, int], kept_from: tuple[int, ...], there: list[int]
) -> None:
    holders = [Standing(number, **how) for number, how in standing.items()]
    stands_in = {absent: Standing(deputy) for absent, deputy in deputies.items()}
    assert clause_3_1_1_there(holders, stands_in, kept_from=kept_from) == there


def test_a_deputy_on_leave_gives_way_to_their_own_and_nobody_goes_round_in_a_circle() -> None:
    away = Standing(B, on_leave=True)
    assert in_place_of(Standing(A), {A: away}) is None
    assert in_place_of(Standing(A), {A: away, B: Standing(C)}) == C
    assert in_place_of(Standing(A), {A: Standing(B), B: Standing(A)}) == A


@pytest.mark.parametrize(
    ("ended", "begins", "short"),
    [
        ("03-11 08:00", "03-11 16:00", 8 * HOUR),  # 00–08, 08–16, 16–24: day after night on one date
        ("03-11 22:00", "03-12 08:00", 10 * HOUR),
        ("03-11 22:00", "03-12 09:00", None),
        ("02-28 22:00", "03-01 06:00", 8 * HOUR),  # over the end of a month
        ("03-11 22:00", "03-11 21:00", 0 * HOUR),
        (None, "03-11 08:00", None),
    ],
)
def test_how_long_the_rest_was(ended: str | None, begins: str, short: timedelta | None) -> None:
    assert short_rest(at(ended) if ended else None, at(begins)) == short
    if ended and at(ended) <= at(begins):
        assert (at(begins) < rest_until(at(ended))) == (short is not None)


@pytest.mark.parametrize(
    ("start", "end", "night"),
    [
        ("03-11 06:00", "03-11 22:00", False),
        ("03-11 05:59", "03-11 14:00", True),
        ("03-11 14:00", "03-11 22:01", True),
        ("03-11 22:00", "03-12 06:00", True),
        ("03-11 23:00", "03-11 23:30", True),
        ("03-12 00:00", "03-12 01:00", True),
    ],
)
def test_what_is_a_night(start: str, end: str, *, night: bool) -> None:
    assert by_night(span(start, end)) == night


EIGHT = [span(f"03-{day:02} 08:00", f"03-{day:02} 16:00") for day in range(9, 14)]
"""Monday to Friday."""


@pytest.mark.parametrize(
    ("planned", "start", "end", "broken"),
    [
        ([], "03-11 08:00", "03-11 16:00", None),
        ([], "03-11 08:00", "03-11 16:01", ("overtime_of_a_day", date(2026, 3, 11))),
        ([span("03-11 00:00", "03-11 04:00")], "03-11 15:00", "03-11 19:00", None),
        ([span("03-11 00:00", "03-11 04:00")], "03-11 15:00", "03-11 20:00", ("overtime_of_a_day", date(2026, 3, 11))),
        ([], "03-11 20:00", "03-12 04:00", None),
        (EIGHT, "03-14 08:00", "03-14 08:01", ("overtime_of_a_week", date(2026, 3, 9))),
        (EIGHT, "03-16 08:00", "03-16 16:00", None),
        (EIGHT, "03-15 22:00", "03-16 06:00", ("overtime_of_a_week", date(2026, 3, 9))),
        (EIGHT[:4], "03-13 08:00", "03-13 16:00", None),
    ],
)
def test_what_is_overtime(planned: list[Span], start: str, end: str, broken: tuple[str, date] | None) -> None:
    if broken is None:
        check_normal_hours(span(start, end), planned)
        return
    with pytest.raises(RuleBroken) as refused:
        check_normal_hours(span(start, end), planned)
    assert (refused.value.code, refused.value.params["day"]) == broken

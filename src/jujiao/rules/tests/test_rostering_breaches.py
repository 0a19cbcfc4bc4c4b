from datetime import UTC, date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.clocks import SHANGHAI, midnight
from jujiao.rules.people.duty import REST, Span
from jujiao.rules.people.rostering.breaches import breaches, newly_broken
from jujiao.rules.people.rostering.hours import Terms, days_between
from jujiao.rules.people.rostering.law import LAWS, NAMES, Rule
from jujiao.rules.tests.given import at

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 29)
MARCH = frozenset(day for day in days_between(date(2026, 3, 1), date(2026, 4, 30)) if day.weekday() < 5)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def terms(
    *, away: tuple[Span, ...] = (), no_night: frozenset[date] = frozenset(), no_overtime: frozenset[date] = frozenset()
) -> Terms:
    return Terms(FIRST, LAST, MARCH, frozenset(), 36 * 60, True, away, no_night, no_overtime)


def span(start: str, hours: float = 8) -> Span:
    begins = at(f"2026-{start}")
    return Span(begins, begins + hours * HOUR)


def rules(*duties: Span, by: Terms | None = None) -> list[tuple[Rule, int]]:
    return [(each.rule, each.excess) for each in breaches(duties, by or terms())]


def test_every_rule_has_its_law_and_its_name() -> None:
    assert set(LAWS) == set(NAMES) == set(Rule)


def test_two_duties_at_once() -> None:
    assert rules(span("03-03 08:00"), span("03-03 15:00")) == [(Rule.OVERLAP, 60)]


def test_rest_is_counted_between_instants() -> None:
    evening, morning = span("03-03 16:00"), span("03-04 08:00")
    assert rules(evening, morning) == [(Rule.REST, 180)]
    assert rules(evening, span("03-04 11:00")) == []
    in_utc = [Span(each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in (evening, morning)]
    assert rules(*in_utc) == [(Rule.REST, 180)]


def test_a_long_duty_counts_past_a_short_one_inside_it() -> None:
    assert rules(span("03-03 00:00", 24), span("03-03 02:00", 2), span("03-04 05:00", 6)) == [
        (Rule.OVERLAP, 120),
        (Rule.REST, 360),
    ]


def test_the_last_duty_before_the_roster_counts() -> None:
    before = span("03-01 16:00")
    assert rules(before, span("03-02 08:00")) == [(Rule.REST, 180)]
    assert rules(span("02-27 16:00"), span("02-28 08:00")) == []  # not the roster's


def test_one_day_of_rest_from_monday_to_sunday() -> None:
    six = [span(f"03-{day:02} 08:00") for day in range(2, 8)]
    assert rules(*six) == []
    (broken,) = breaches([*six, span("03-08 08:00")], terms())
    assert (broken.rule, broken.law, broken.params) == (Rule.WEEK, "劳动法 38", {"day": FIRST})
    assert (broken.start, broken.end) == (at("2026-03-02 00:00"), at("2026-03-09 00:00"))


def test_a_night_is_work_on_two_days() -> None:
    five = [span(f"03-{day:02} 22:00") for day in range(3, 8)]
    assert rules(*five, span("03-08 22:00")) == []  # Monday is free
    assert rules(span("03-02 22:00"), *five) == [(Rule.WEEK, 1440)]
    assert rules(span("03-01 22:00"), *five) == [(Rule.WEEK, 1440)]


def test_days_of_which_nothing_is_known_may_be_rest() -> None:
    assert rules(*(span(f"03-{day} 08:00") for day in range(24, 30))) == []


def test_more_overtime_than_a_month_may_have() -> None:
    """160 h are normal in the roster's part of March, 36 h of overtime are allowed."""
    duties = [span(f"03-{day:02} 08:00", 11) for day in range(2, 25) if day % 7 not in {0, 1}]
    assert rules(*duties) == []
    (broken,) = breaches([*duties, span("03-25 08:00", 11)], terms())
    assert (broken.rule, broken.excess) == (Rule.OVERTIME, 120)
    assert str(broken) == "38 h of overtime in month 3 of 2026, at most 36 h are allowed."


def test_bars_by_dated_days() -> None:
    third = frozenset({date(2026, 3, 3)})
    barred = terms(no_night=third)
    assert rules(span("03-03 08:00"), span("03-04 22:00"), by=barred) == []
    assert rules(span("03-02 22:00"), by=barred) == [(Rule.NIGHT_BAR, 480)]
    assert rules(span("03-03 14:00", 9), by=barred) == [(Rule.NIGHT_BAR, 540)]
    barred = terms(no_overtime=third)
    assert rules(span("03-03 08:00"), span("03-04 08:00", 12), by=barred) == []
    assert rules(span("03-03 08:00", 9), by=barred) == [(Rule.OVERTIME_BAR, 540)]
    week = [span(f"03-{day:02} 08:00", 12) for day in (4, 5, 6)]
    assert rules(span("03-03 08:00", 5), *week, by=barred) == [(Rule.OVERTIME_BAR, 300)]


def test_leave() -> None:
    away = terms(away=(span("03-03 12:00", 48),))
    assert rules(span("03-03 04:00"), span("03-05 12:00"), by=away) == []
    assert rules(span("03-03 08:00"), by=away) == [(Rule.LEAVE, 240)]


def test_an_edit_is_told_only_what_it_newly_breaks() -> None:
    evening, morning = span("03-03 16:00"), span("03-04 08:00")
    by = terms()
    broken = [evening, morning]
    assert [each.rule for each in newly_broken([evening], broken, by)] == [Rule.REST]
    assert newly_broken(broken, [*broken, span("03-06 08:00")], by) == []
    assert [each.excess for each in newly_broken(broken, [evening, span("03-04 09:00")], by)] == [120]
    assert newly_broken(broken, [evening], by) == []


HOURS = st.integers(0, 27 * 24)


@given(st.lists(st.tuples(HOURS, st.integers(1, 12)), max_size=12))
def test_rest_is_broken_where_an_instant_scan_says_so(drawn: list[tuple[int, int]]) -> None:
    duties = [
        Span(midnight(FIRST) + start * HOUR, midnight(FIRST) + (start + length) * HOUR) for start, length in drawn
    ]
    near = any(
        one.start < other.end + REST and other.start < one.end + REST
        for number, one in enumerate(duties)
        for other in duties[:number]
    )
    assert near == any(each.rule in {Rule.OVERLAP, Rule.REST} for each in breaches(duties, terms()))


@given(st.sets(HOURS, max_size=30))
def test_a_week_is_broken_where_no_local_day_is_empty(starts: set[int]) -> None:
    duties = [Span(midnight(FIRST) + start * HOUR, midnight(FIRST) + (start + 1) * HOUR) for start in starts]
    days = {duty.start.astimezone(SHANGHAI).date() for duty in duties}
    full = {
        monday
        for monday in (FIRST + 7 * number * DAY for number in range(4))
        if {monday + n * DAY for n in range(7)} <= days
    }
    found = {each.params["day"] for each in breaches(duties, terms()) if each.rule == Rule.WEEK}
    assert found == full

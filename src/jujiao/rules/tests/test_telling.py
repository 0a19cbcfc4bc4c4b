"""By which ways somebody is told: quiet hours are never broken, and service is never blocked."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.telling import Quiet, Ways, Weight, Wish, ways

MINUTES = [time(minute // 60, minute % 60) for minute in range(24 * 60)]
TIMES = st.sampled_from(MINUTES)
QUIET = st.tuples(TIMES, TIMES).filter(lambda ends: ends[0] != ends[1]).map(lambda ends: Quiet(*ends))
MOMENTS = st.datetimes(
    datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2040-01-01"), timezones=st.just(SHANGHAI)
)
WISHES = st.builds(Wish, st.booleans(), st.booleans())
NIGHT = Quiet(time(22), time(7))


def at(hour: int, minute: int = 0, day: int = 11) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@given(MOMENTS, st.sampled_from([*set(Weight) - {Weight.MARKETING}]), WISHES, st.none() | QUIET, st.booleans())
def test_quiet_hours_are_never_broken_and_service_is_never_blocked(
    now: datetime, weight: Weight, wish: Wish, quiet: Quiet | None, on_duty: bool
) -> None:
    found = ways(now, weight, wish, quiet, on_duty=on_duty)
    passes = weight is Weight.DEMANDED or (weight is Weight.SERVICE and on_duty)
    assert found.mail == wish.mail
    assert found.system <= wish.system
    if quiet is None or passes:
        assert found == Ways(wish.mail, wish.system)
    elif _quiet_by_the_minute(quiet, now):
        assert not found.system
        assert (found.not_before is None) == (not wish.mail)
    else:
        assert found == Ways(wish.mail, wish.system)
    if found.not_before is not None and quiet is not None:
        # What waited leaves at the first moment that is not quiet, within a day, and waits no second time.
        assert now < found.not_before <= now + timedelta(days=1)
        assert not quiet.hold(found.not_before)
        assert quiet.hold(found.not_before - timedelta(microseconds=1))
        assert ways(found.not_before, weight, wish, quiet, on_duty=on_duty).not_before is None


def _quiet_by_the_minute(quiet: Quiet, now: datetime) -> bool:
    """The same by another way: the minutes from the start on, one after the other, round the clock."""
    minute, held = MINUTES.index(quiet.start), set()
    while MINUTES[minute] != quiet.end:
        held.add(MINUTES[minute])
        minute = (minute + 1) % len(MINUTES)
    return now.astimezone(SHANGHAI).time().replace(second=0, microsecond=0) in held


@pytest.mark.parametrize(
    ("now", "not_before"),
    [
        (at(21, 59), None),
        (at(22), at(7, day=12)),
        (at(23, 59), at(7, day=12)),
        (at(0, day=12), at(7, day=12)),
        (at(6, 59, day=12), at(7, day=12)),
        (at(7, day=12), None),
    ],
)
def test_a_night_spans_midnight(now: datetime, not_before: datetime | None) -> None:
    assert ways(now, Weight.SERVICE, Wish(), NIGHT, on_duty=False) == Ways(True, not_before is None, not_before)


def test_a_noon_ends_on_its_day_and_midnight_is_an_end() -> None:
    assert Quiet(time(12), time(14)).next_end(at(13)) == at(14)
    assert Quiet(time(22), time(0)).next_end(at(23)) == at(0, day=12)
    assert not Quiet(time(22), time(0)).hold(at(0))


def test_hours_are_those_of_shanghai_wherever_the_moment_was_written() -> None:
    assert NIGHT.hold(datetime.fromisoformat("2026-07-01T14:00:00+00:00"))
    assert not NIGHT.hold(datetime.fromisoformat("2026-07-01T13:59:00+00:00"))


def test_quiet_hours_of_no_length_are_refused() -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        Quiet(time(7), time(7))

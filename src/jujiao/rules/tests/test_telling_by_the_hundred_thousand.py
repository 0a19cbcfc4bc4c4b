"""A hundred thousand sends: do-not-disturb is never broken, service never blocked, what is demanded never held back;
no offer reaches who has not consented, or anybody by night."""

from datetime import datetime, time, timedelta
from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.telling import HOUSE_NIGHT, Quiet, Ways, Weight, Wish, ways
from jujiao.rules.tests.test_telling import MOMENTS, NIGHT, QUIET, WISHES

EXAMPLES, MOMENTS_EACH = 1000, 25
SENDS = count()
DAY = timedelta(days=1)
NOTHING = Ways(mail=False, system=False)


def is_quiet(quiet: Quiet | None, at: datetime) -> bool:
    """By another way than the rule's: how far the clock has gone since the start, round the clock."""
    if quiet is None:
        return False

    def since_midnight(value: time) -> timedelta:
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)

    gone = (since_midnight(at.astimezone(SHANGHAI).time()) - since_midnight(quiet.start)) % DAY
    return gone < (since_midnight(quiet.end) - since_midnight(quiet.start)) % DAY


def check(now: datetime, weight: Weight, wish: Wish, quiet: Quiet | None, *, on_duty: bool, consents: bool) -> None:
    """One send, held against what is promised of every one."""
    found = ways(now, weight, wish, quiet, on_duty=on_duty, consents=consents)
    leaves = found.not_before or now
    passes = weight is Weight.DEMANDED or (weight is Weight.SERVICE and on_duty)
    assert found.mail <= wish.mail
    assert found.system <= wish.system
    if not passes:  # do-not-disturb is never broken
        assert not (found.system and is_quiet(quiet, now))
        assert not (found.mail and is_quiet(quiet, leaves))
    if weight is Weight.MARKETING:
        if not consents:
            assert found == NOTHING
        if found.mail or found.system:
            assert not is_quiet(HOUSE_NIGHT, leaves)
        return
    assert found.mail == wish.mail  # never blocked: it leaves within a day
    assert now <= leaves <= now + DAY
    assert found == ways(now, weight, wish, quiet, on_duty=on_duty, consents=not consents)
    if passes or not is_quiet(quiet, now):  # nothing that is demanded, or a duty, is held back; nor what need not wait
        assert found == Ways(wish.mail, wish.system)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(MOMENTS, min_size=MOMENTS_EACH, max_size=MOMENTS_EACH),
    WISHES,
    st.none() | QUIET,
    st.booleans(),
    st.booleans(),
)
def _send(moments: list[datetime], wish: Wish, quiet: Quiet | None, on_duty: bool, consents: bool) -> None:
    for now, weight in product(moments, Weight):
        check(now, weight, wish, quiet, on_duty=on_duty, consents=consents)
        next(SENDS)


def test_a_hundred_thousand_sends_keep_what_is_promised() -> None:
    _send()
    assert next(SENDS) >= EXAMPLES * MOMENTS_EACH * len(Weight) == 100_000


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("quiet", [None, NIGHT, Quiet(time(12), time(14)), Quiet(time(8), time(21))])
def test_the_whole_matrix_hour_by_hour(weight: Weight, quiet: Quiet | None) -> None:
    begin = datetime(2026, 3, 11, tzinfo=SHANGHAI)
    wishes = [Wish(mail, system) for mail, system in product((True, False), repeat=2)]
    for half, wish, on_duty, consents in product(range(48), wishes, (True, False), (True, False)):
        check(begin + timedelta(minutes=30 * half), weight, wish, quiet, on_duty=on_duty, consents=consents)


@pytest.mark.parametrize(
    ("at", "quiet", "not_before"),
    [
        ("10:00", None, None),
        ("20:59", None, None),
        ("21:00", None, "2026-03-12T08:00"),
        ("07:59", None, "2026-03-11T08:00"),
        ("08:00", None, None),
        ("23:00", NIGHT, "2026-03-12T08:00"),
        ("22:00", Quiet(time(6), time(9)), "2026-03-12T09:00"),
        ("12:30", Quiet(time(12), time(22)), "2026-03-12T08:00"),
    ],
)
def test_an_offer_waits_until_neither_the_night_nor_their_own_hours_hold(
    at: str, quiet: Quiet | None, not_before: str | None
) -> None:
    now = datetime.fromisoformat(f"2026-03-11T{at}").replace(tzinfo=SHANGHAI)
    found = ways(now, Weight.MARKETING, Wish(), quiet, on_duty=False, consents=True)
    until = datetime.fromisoformat(not_before).replace(tzinfo=SHANGHAI) if not_before else None
    assert found == Ways(mail=True, system=until is None, not_before=until)


def test_who_leaves_no_hour_for_offers_has_none() -> None:
    now = datetime(2026, 3, 11, 10, tzinfo=SHANGHAI)
    assert ways(now, Weight.MARKETING, Wish(), Quiet(time(8), time(21)), on_duty=False, consents=True) == NOTHING


def test_without_the_guard_an_offer_would_break_the_night() -> None:
    """The control: taken for an ordinary notice, an offer leaves by night and without consent."""
    late = datetime(2026, 3, 11, 23, tzinfo=SHANGHAI)
    as_ordinary = ways(late, Weight.ORDINARY, Wish(), None, on_duty=False)
    assert as_ordinary.mail
    assert is_quiet(HOUSE_NIGHT, as_ordinary.not_before or late)

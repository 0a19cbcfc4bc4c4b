"""Who is slowed by whose guesses."""

from datetime import UTC, datetime, timedelta

import pytest

from jujiao.rules.guessing import LIMITS, Kind, Limit, Scope, counted, wait

NOW = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(minutes=5), NOW + timedelta(hours=20)


@pytest.mark.parametrize("kind", [Kind.PASSWORD, Kind.SECOND_STEP, Kind.CODE_ASKED])
def test_what_an_account_knows_has_a_count_of_its_own(kind: Kind) -> None:
    strangers = (Scope.ADDRESS, Scope.PAIR, Scope.ACCOUNT)
    assert counted(kind, device_known=True, address_known=True) == (Scope.DEVICE,)
    assert counted(kind, device_known=True, address_known=False) == (Scope.DEVICE,)
    assert counted(kind, device_known=False, address_known=True) == (Scope.PLACE,)
    assert counted(kind, device_known=False, address_known=False) == strangers


def test_a_code_has_its_tries_whoever_types() -> None:
    assert counted(Kind.CODE_TYPED, device_known=True, address_known=True) == (Scope.SECRET,)
    assert counted(Kind.CODE_TYPED, device_known=False, address_known=False) == (Scope.SECRET, Scope.ADDRESS)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (((10, SOON), (100, LATER)), None),
        (((11, SOON), (100, LATER)), timedelta(minutes=5)),
        (((10, SOON), (101, LATER)), timedelta(hours=20)),
        (((11, SOON), (101, LATER)), timedelta(hours=20)),
    ],
)
def test_the_longest_wait_counts(counts: tuple[tuple[int, datetime], ...], expected: timedelta | None) -> None:
    limits = (Limit(10, timedelta(minutes=15)), Limit(100, timedelta(days=1)))
    assert wait(limits, counts, NOW) == expected


def a_day_of(kind: Kind, scope: Scope) -> int:
    """Tries a day at most, by the tightest of the limits."""
    return min(limit.most * (timedelta(days=1) // limit.within) for limit in LIMITS[kind][scope])


def test_a_day_of_guessing() -> None:
    assert {scope: a_day_of(Kind.PASSWORD, scope) for scope in LIMITS[Kind.PASSWORD]} == {
        Scope.DEVICE: 100,
        Scope.PLACE: 100,
        Scope.ADDRESS: 500,
        Scope.PAIR: 480,
        Scope.ACCOUNT: 100,
    }
    # Three codes of a million are right at any moment: one chance in 6,666 a day, for who has the password already.
    assert a_day_of(Kind.SECOND_STEP, Scope.ACCOUNT) * 3 == 150
    # Twenty codes, three tries each: one chance in 16,666 a day.
    assert a_day_of(Kind.CODE_ASKED, Scope.ACCOUNT) * LIMITS[Kind.CODE_TYPED][Scope.SECRET][0].most == 60


def test_an_address_has_room_for_an_office() -> None:
    """Everybody of a large shift may mistype twice before the first of them signs in there for the first time."""
    assert LIMITS[Kind.PASSWORD][Scope.ADDRESS][0] == Limit(100, timedelta(hours=1))

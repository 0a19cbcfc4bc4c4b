"""Tries are counted, each of them, however many come at the same moment, and are forgotten when their time is over."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from jujiao.company.accounts import counting
from jujiao.company.accounts.models import KnownSource, Tally
from jujiao.company.accounts.operations.guessing import (
    Account,
    Source,
    TooManyTries,
    begin_try,
    remember_source,
    was_right,
)
from jujiao.rules.guessing import DAY, MINUTE, QUARTER, Kind, Limit
from jujiao.testing.cast import NOW, Cast

OFFICE, STRANGE = "203.0.113.7", "198.51.100.9"


class TestCounting:
    source = Source(device="", address=STRANGE)

    def heard(self, cast: Cast, times: int, now: Any = NOW) -> int:
        count = 0
        for _time in range(times):
            try:
                begin_try(kind=Kind.PASSWORD, account=Account.of(cast.clerk.user), source=self.source, now=now)
                count += 1
            except TooManyTries:
                pass
        return count

    def test_tries_are_forgotten_when_their_time_is_over(self, cast: Cast) -> None:
        assert self.heard(cast, 9) == 5
        assert self.heard(cast, 9, NOW + QUARTER - MINUTE) == 0
        assert self.heard(cast, 9, NOW + QUARTER) == 5

    def test_a_day_of_tries_by_strangers_is_a_hundred(self, cast: Cast) -> None:
        heard = 0
        for quarter in range(24 * 4):
            heard += self.heard(cast, 6, NOW + quarter * QUARTER)
        assert heard == 100
        assert self.heard(cast, 6, NOW + DAY) == 5

    def test_a_right_one_is_taken_out_again(self, cast: Cast) -> None:
        for _time in range(20):
            account = Account.of(cast.clerk.user)
            was_right(begin_try(kind=Kind.PASSWORD, account=account, source=self.source, now=NOW))
        assert self.heard(cast, 9) == 5

    def test_whoever_knocks_on_does_not_wait_longer(self, cast: Cast) -> None:
        self.heard(cast, 500)
        assert set(Tally.objects.values_list("kind", "count")) == {
            ("password.address", 5),
            ("password.pair", 5),
            ("password.account", 5),
        }

    def test_no_number_address_or_name_can_be_read_in_the_tables(self, cast: Cast) -> None:
        begin_try(kind=Kind.CODE_ASKED, account=Account.with_phone("13800000101"), source=self.source, now=NOW)
        remember_source(user=cast.clerk.user, source=Source(device="mark", address=OFFICE), now=NOW)
        kept = " ".join(
            [*Tally.objects.values_list("key", flat=True), *KnownSource.objects.values_list("key", flat=True)]
        )
        assert all(len(key) == 64 for key in kept.split())
        assert not any(word in kept for word in ("13800000101", STRANGE, OFFICE, "mark"))


def at_once(do: Callable[[], bool], times: int) -> int:
    """How many of so many threads, let go together, got True."""
    start = Barrier(times)

    def one(_number: int) -> bool:
        try:
            start.wait()
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(one, range(times)))


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    """The limit holds for tries at the same moment; counting by reading and writing back, the control, lets more in."""

    def compared(self) -> bool:
        source = Source(device="", address=STRANGE)
        account = Account.with_phone("13800000101")
        try:
            begin_try(kind=Kind.CODE_TYPED, account=account, source=source, now=NOW, secret="a code")
        except TooManyTries:
            return False
        return True

    def test_of_many_guesses_at_one_code_three_are_compared(self) -> None:
        assert at_once(self.compared, 10) == 3
        assert self.compared() is False

    def test_the_control_counts_by_reading_and_writing_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        seen = Barrier(10)

        def read_and_write_back(kind: str, limits: list[Limit], keys: list[str], now: Any) -> Any:
            counts = []
            for limit, key in zip(limits, keys, strict=True):
                row = Tally.objects.filter(key=key).first()
                tries = (row.count if row else 0) + 1
                if "secret" in kind:
                    seen.wait()
                until = now + limit.within
                Tally.objects.update_or_create(key=key, defaults={"kind": kind, "count": tries, "until": until})
                counts.append((tries, until))
            return tuple(counts)

        monkeypatch.setattr("jujiao.company.accounts.operations.guessing.count", read_and_write_back)
        assert at_once(self.compared, 10) == 10

    def test_one_code_of_an_app_is_used_once(self) -> None:
        limit = Limit(1, MINUTE)

        def used() -> bool:
            return counting.count("used_code", [limit], ["k" * 64], NOW)[0][0] == 1

        assert at_once(used, 10) == 1

"""An exchange that is silent for longer than usual is an alarm, once, and so is the end of that."""

from datetime import datetime, timedelta

import pytest

from jujiao.kernel.models import TimelineEntry
from jujiao.notices.models import Notice
from jujiao.rules.service.calls.silence import Day, clause_3_1_2_silent
from jujiao.service.calls.models import Record, Source, Vendor
from jujiao.service.calls.operations.hearing import watch_sources
from jujiao.service.calls.operations.receiving import receive
from jujiao.service.calls.proof.exchanges import grandstream
from jujiao.service.calls.proof.rows import maker
from jujiao.testing.cast import NOW, Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEAST = timedelta(minutes=60)
BUSY, QUIET, CLOSED = Day(told_then=True, told=True), Day(told_then=False, told=True), Day(told_then=False, told=False)


@pytest.mark.parametrize(
    ("length", "days", "silent"),
    [
        (timedelta(minutes=59, seconds=59), [BUSY] * 14, False),
        (LEAST, [BUSY] * 14, True),
        (LEAST, [QUIET] * 14, False),
        (LEAST, [BUSY] * 3 + [QUIET], True),
        (LEAST, [BUSY] * 2 + [QUIET], False),
        (LEAST, [BUSY] * 3 + [QUIET] * 2, False),
        (LEAST, [BUSY] * 10 + [CLOSED] * 4, True),
        (LEAST, [BUSY] * 2 + [CLOSED] * 12, False),
        (DAY - timedelta(seconds=1), [], False),
        (DAY, [], True),
        (DAY, [QUIET] * 14, True),
    ],
)
def test_clause_3_1_2_silent(length: timedelta, days: list[Day], silent: bool) -> None:
    assert clause_3_1_2_silent(NOW - length, NOW, LEAST, days) is silent


def test_one_that_is_heard_of_all_the_time_is_silent_after_the_least_of_it() -> None:
    assert clause_3_1_2_silent(NOW - LEAST, NOW, LEAST, [], steady=True)
    assert not clause_3_1_2_silent(NOW - LEAST / 2, NOW, LEAST, [], steady=True)


def an_exchange(cast: Cast, vendor: Vendor = Vendor.GRANDSTREAM, *, heard: datetime = NOW - HOUR) -> Source:
    """One that tells something every day at half past nine."""
    source = maker(cast).source(vendor, heard_at=heard)
    for day in range(1, 15):
        at = NOW - timedelta(minutes=30) - day * DAY
        Record.objects.create(source=source, external_id=f"{day}", linked_id=f"{day}", body="{}", received_at=at)
    return source


def verbs(source: Source) -> list[str]:
    entries = TimelineEntry.objects.filter(subject_kind="telephone_source", subject_id=source.pk)
    return list(entries.order_by("seq").values_list("verb", flat=True))


def told() -> list[tuple[str, str | None]]:
    return list(Notice.objects.order_by("pk").values_list("kind", "recipient__username"))


def test_silence_is_an_alarm_once_and_its_end_is_told(cast: Cast) -> None:
    source = an_exchange(cast)
    assert [watch_sources(cast.company, now=NOW + timedelta(minutes=each)) for each in (0, 5)] == [1, 0]
    source.refresh_from_db()
    assert source.silent_since == NOW - HOUR
    assert told() == [("source.silent", cast.sysadmin.user.username)]
    row = grandstream.row(1, "S1", NOW, NOW + timedelta(seconds=5), extension="801")
    for minutes in (20, 21):
        source = Source.objects.select_related("estate").get(pk=source.pk)
        receive(source=source, body=grandstream.push(row), now=NOW + timedelta(minutes=minutes))
    source.refresh_from_db()
    assert (source.silent_since, source.heard_at) == (None, NOW + timedelta(minutes=21))
    assert [kind for kind, _ in told()] == ["source.silent", "source.heard"]
    assert verbs(source) == ["fall_silent", "hear_again"]


def test_a_time_of_day_that_is_always_quiet_is_no_alarm(cast: Cast) -> None:
    source = an_exchange(cast, heard=NOW - timedelta(minutes=25))
    assert watch_sources(cast.company, now=NOW + timedelta(hours=12)) == 0
    assert watch_sources(cast.company, now=NOW + timedelta(hours=23)) == 0
    source.refresh_from_db()
    assert source.silent_since is None
    assert watch_sources(cast.company, now=NOW + DAY) == 1


def test_who_is_not_expected_to_tell_is_never_silent(cast: Cast) -> None:
    an_exchange(cast, Vendor.CSV)
    Source.objects.filter(pk=an_exchange(cast).pk).update(in_use=False)
    assert watch_sources(cast.company, now=NOW + 3 * DAY) == 0
    assert not told()


def test_what_cannot_be_read_ends_no_silence(cast: Cast) -> None:
    source = Source.objects.select_related("estate").get(pk=an_exchange(cast).pk)
    watch_sources(cast.company, now=NOW)
    source.refresh_from_db()
    receive(source=source, body=b"<cdr/>", now=NOW + timedelta(minutes=1))
    source.refresh_from_db()
    assert source.silent_since == NOW - HOUR

"""Times as people read them: on pages, in notices, and said to an owner."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from jujiao.kernel.pages.words import (
    day_words,
    due_words,
    duration_words,
    ended_words,
    epoch,
    kept_words,
    left_words,
    moment_words,
    weekday_words,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 9, 14, 5, tzinfo=SHANGHAI)
H, M = timedelta(hours=1), timedelta(minutes=1)


def test_midnight_ends_the_day_before_it() -> None:
    midnight = datetime(2026, 10, 11, 0, 0, tzinfo=SHANGHAI)
    assert due_words(midnight) == "Oct 10, 24:00"
    assert due_words(midnight.astimezone(UTC)) == "Oct 10, 24:00"


def test_midnight_of_new_year_ends_the_old_year() -> None:
    midnight = datetime(2027, 1, 1, 0, 0, tzinfo=SHANGHAI)
    assert due_words(midnight, NOW) == "Dec 31, 24:00"
    assert due_words(midnight + H, NOW) == "Jan 1, 2027, 01:00"


def test_a_due_time_within_the_day_is_said_as_it_is() -> None:
    assert due_words(NOW) == "Oct 9, 14:05"
    assert due_words(datetime(2026, 10, 11, 0, 1, tzinfo=SHANGHAI)) == "Oct 11, 00:01"


def test_a_moment_at_midnight_that_is_no_due_time_begins_its_day() -> None:
    assert moment_words(datetime(2026, 10, 10, 16, 0, tzinfo=UTC)) == "Oct 11, 00:00"


def test_a_day_says_its_year_only_where_it_is_another_one() -> None:
    assert day_words(date(2026, 2, 3), NOW) == "Feb 3"
    assert day_words(date(2025, 2, 3), NOW) == "Feb 3, 2025"
    assert weekday_words(date(2026, 10, 9)) == "Fri, Oct 9"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "less than 1 min"),
        (timedelta(seconds=59), "less than 1 min"),
        (M, "1 min"),
        (59 * M, "59 min"),
        (H, "1 h"),
        (3 * H + 20 * M + timedelta(seconds=59), "3 h 20 min"),
        (24 * H, "1 d"),
        (24 * H + 59 * M, "1 d"),
        (50 * H, "2 d 2 h"),
        (-2 * H, "2 h"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(length: timedelta, words: str) -> None:
    assert duration_words(length) == words


def test_time_left_and_late() -> None:
    assert left_words(NOW + 200 * M, NOW) == "3 h 20 min left"
    assert left_words(NOW, NOW) == "less than 1 min left"
    assert left_words(NOW, NOW + timedelta(seconds=1)) == "less than 1 min late"
    assert left_words(NOW, NOW + 2 * H) == "2 h late"


def test_a_promise_that_ended_says_how() -> None:
    assert kept_words(NOW, NOW - H) == "kept, 1 h early"
    assert kept_words(NOW, NOW) == "kept, less than 1 min early"
    assert kept_words(NOW, NOW + H) == "done 1 h late"
    assert ended_words(NOW, NOW - H) == "ended 1 h before it was due"
    assert ended_words(NOW, NOW + H) == "1 h late when it ended"


def test_the_script_gets_whole_seconds() -> None:
    assert epoch(datetime(1970, 1, 1, 8, 0, 1, 900_000, tzinfo=SHANGHAI)) == 1


def test_chinese_says_it_the_chinese_way() -> None:
    with translation.override("zh-hans"):
        assert due_words(datetime(2026, 10, 11, 0, 0, tzinfo=SHANGHAI), NOW) == "10月10日 24:00"
        assert due_words(datetime(2027, 3, 1, 9, 0, tzinfo=SHANGHAI), NOW) == "2027年3月1日 09:00"
        assert left_words(NOW + 200 * M, NOW) == "还剩 3 小时 20 分"
        assert left_words(NOW, NOW + 2 * H) == "已超时 2 小时"
        assert kept_words(NOW, NOW - 24 * H) == "按时，提前 1 天"
        assert ended_words(NOW, NOW - 24 * H) == "到期前 1 天终止"

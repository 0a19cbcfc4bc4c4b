"""Days as people say them on a page: over midnight, over the end of a year, and on a page that stays open."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from jujiao.kernel.pages.nearness import near_due, near_moment
from jujiao.kernel.pages.timeleft import render

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


DUES = [
    ("2026-11-26T23:30", "2026-11-26T23:59", "today, 23:59", "今天 23:59"),
    ("2026-11-26T23:30", "2026-11-27T00:00", "today, 24:00", "今天 24:00"),
    ("2026-11-26T23:30", "2026-11-27T00:01", "tomorrow, 00:01", "明天 00:01"),
    ("2026-11-26T23:30", "2026-11-28T00:00", "tomorrow, 24:00", "明天 24:00"),
    ("2026-11-27T00:00", "2026-11-27T00:00", "yesterday, 24:00", "昨天 24:00"),
    ("2026-11-26T00:00", "2026-11-25T19:24", "yesterday, 19:24", "昨天 19:24"),
    ("2026-11-26T12:00", "2026-11-28T09:00", "Sat, Nov 28, 09:00", "11月28日 周六 09:00"),
    ("2026-11-26T12:00", "2026-11-24T09:00", "Tue, Nov 24, 09:00", "11月24日 周二 09:00"),
    ("2026-12-31T12:00", "2027-01-01T00:00", "today, 24:00", "今天 24:00"),
    ("2026-12-31T12:00", "2027-01-01T10:00", "tomorrow, 10:00", "明天 10:00"),
    ("2027-01-01T00:30", "2026-12-31T10:00", "yesterday, 10:00", "昨天 10:00"),
    ("2026-12-31T12:00", "2027-01-03T00:00", "Sat, Jan 2, 2027, 24:00", "2027年1月2日 周六 24:00"),
]


@pytest.mark.parametrize(("now", "due", "english", "chinese"), DUES)
def test_a_due_time_is_said_by_its_day(now: str, due: str, english: str, chinese: str) -> None:
    assert strip_tags(near_due(at(due), at(now))) == english
    assert strip_tags(near_due(at(due).astimezone(UTC), at(now).astimezone(UTC))) == english
    with translation.override("zh-hans"):
        assert strip_tags(near_due(at(due), at(now))) == chinese


def test_a_moment_at_midnight_begins_its_day() -> None:
    assert strip_tags(near_moment(at("2026-11-27T00:00"), at("2026-11-26T23:30"))) == "tomorrow, 00:00"


def test_what_is_near_says_until_when_and_what_then() -> None:
    part = near_due(at("2027-01-01T10:00"), at("2026-12-31T12:00"))
    midnight = int(at("2027-01-01T00:00").timestamp())
    assert f'data-until="{midnight}" data-then="Fri, Jan 1, 2027, 10:00"' in part
    assert "data-until" not in near_due(at("2027-01-02T10:00"), at("2026-12-31T12:00"))


def test_the_time_left_says_it_so() -> None:
    assert ">tomorrow, 10:00<" in render(at("2026-11-27T10:00"), at("2026-11-26T12:00"))

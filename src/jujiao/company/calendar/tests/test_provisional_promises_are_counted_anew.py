"""A promise that reaches into an unpublished year is settled when the year is published; a certain one never moves."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from jujiao.company.calendar import operations, shipped
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.kernel.record import subjects, timeline
from jujiao.promises.models import Promise, PromiseState, Unit
from jujiao.promises.queries import due_of
from jujiao.rules.clocks import as_24h, working_days
from jujiao.rules.figure import Unit as FigureUnit
from jujiao.rules.figure import counted as count
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.testing.cast import SHANGHAI, Cast
from jujiao.testing.rows import KIND, ROLLING, SUBJECT, a_promise

NOTICE_2027: dict[str, Any] = {
    "year": 2027,
    "notice": {"title": "2027 年放假安排", "number": "", "issued": date(2026, 11, 4)},
    "expect": {"statutory_days": 2, "working_days": 259, "source": ""},
    "holiday": [
        {"name_zh": "元旦", "name_en": "New Year's Day", "first": date(2027, 1, 1), "last": date(2027, 1, 4)},
    ],
}


pytestmark = pytest.mark.usefixtures("alone")


def midnight(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=SHANGHAI)


def follow_up(cast: Cast, closed_at: datetime, **facts: Any) -> Promise:
    due = working_days(closed_at, 3, LoadedCalendar())
    return a_promise(
        cast,
        kind=PromiseKind.FOLLOW_UP,
        clause="3.2.3",
        unit=Unit.WORKING_DAYS,
        quantity=Decimal(3),
        started_at=closed_at,
        due_at=due.due_at,
        provisional=due.provisional,
        **facts,
    )


def counted(cast: Cast, started_at: datetime, unit: Unit, quantity: int, kind: str = KIND) -> Promise:
    """A promise by one of the clocks, as it is counted today."""
    rolls = subjects.promise_kind(kind).rule.rolls
    due = count(FigureUnit(unit), Decimal(quantity), started_at, LoadedCalendar(), rolls=rolls)
    return a_promise(
        cast,
        kind=kind,
        unit=unit,
        quantity=Decimal(quantity),
        started_at=started_at,
        due_at=due.due_at,
        provisional=due.provisional,
    )


def publish(cast: Cast, data: dict[str, Any], now: datetime) -> None:
    draft = operations.load_year(data=data, actor=cast.hr.viewer, now=now)
    operations.publish_year(edition=draft, version=draft.version, actor=cast.hr.viewer, now=now)


def test_publishing_the_year_settles_the_promise(cast: Cast, now: datetime) -> None:
    promise = follow_up(cast, datetime(2026, 12, 30, 15, tzinfo=SHANGHAI))
    assert (promise.due_at, promise.provisional) == (midnight(2027, 1, 6), True)

    publish(cast, NOTICE_2027, now)

    promise.refresh_from_db()
    assert (promise.due_at, promise.provisional) == (midnight(2027, 1, 7), False)
    entry = timeline.entries_of(SUBJECT, promise.subject_id).get()
    assert (entry.verb, entry.at, entry.actor_name) == ("recount", now, "许丽")


def test_what_was_kept_before_stays_as_it_was(cast: Cast, now: datetime) -> None:
    done = datetime(2026, 12, 31, 9, tzinfo=SHANGHAI)
    promise = follow_up(
        cast, datetime(2026, 12, 30, 15, tzinfo=SHANGHAI), state=PromiseState.MET, done_at=done, next_alarm_at=None
    )
    publish(cast, NOTICE_2027, now)
    promise.refresh_from_db()
    assert (promise.due_at, promise.provisional) == (midnight(2027, 1, 6), True)


def test_a_correction_never_moves_a_certain_promise(cast: Cast, now: datetime) -> None:
    promise = follow_up(cast, datetime(2026, 10, 9, 15, tzinfo=SHANGHAI))
    assert (promise.due_at, promise.provisional) == (midnight(2026, 10, 14), False)
    data = next(data for data in shipped.notices() if data["year"] == 2026)
    data["holiday"][-1]["make_up"] = [*data["holiday"][-1]["make_up"], date(2026, 10, 11)]
    data["expect"] = {**data["expect"], "statutory_days": 12, "working_days": 249}
    publish(cast, data, now)
    promise.refresh_from_db()
    assert promise.due_at == midnight(2026, 10, 14)
    assert working_days(promise.started_at, 3, LoadedCalendar()).due_at == midnight(2026, 10, 13)
    assert not timeline.entries_of(SUBJECT, promise.subject_id).exists()


def test_a_promise_of_each_clock_is_counted_anew_and_explained(cast: Cast, now: datetime) -> None:
    """4 January 2027 is off now, and was taken for a working Monday before."""
    december = datetime(2026, 12, 25, 9, tzinfo=SHANGHAI)
    days_after = counted(cast, december, Unit.CALENDAR_DAYS, 7, ROLLING)
    day = counted(cast, datetime(2026, 12, 31, tzinfo=SHANGHAI), Unit.DAY_OF_MONTH, 1, ROLLING)
    working_day = counted(cast, datetime(2027, 1, 1, tzinfo=SHANGHAI), Unit.WORKING_DAY_OF_MONTH, 5)
    working = follow_up(cast, december.replace(day=30))
    certain = counted(cast, december, Unit.CALENDAR_DAYS, 7)
    hours = a_promise(cast, started_at=december, due_at=midnight(2027, 1, 3), provisional=True)
    before = {each.pk: each.due_at for each in (days_after, day, working_day, working)}
    assert list(before.values()) == [
        midnight(2027, 1, 5),
        midnight(2027, 1, 5),
        midnight(2027, 1, 9),
        midnight(2027, 1, 6),
    ]
    assert certain.provisional is False

    publish(cast, NOTICE_2027, now)

    settled = {
        days_after.pk: midnight(2027, 1, 6),
        day.pk: midnight(2027, 1, 6),
        working_day.pk: midnight(2027, 1, 12),
        working.pk: midnight(2027, 1, 7),
        certain.pk: midnight(2027, 1, 2),
        hours.pk: midnight(2027, 1, 3),
    }
    assert {each.pk: each.due_at for each in Promise.objects.all()} == settled
    assert not Promise.objects.filter(provisional=True).exists()
    for each in Promise.objects.all():
        due = due_of(each)
        assert due is not None
        assert due.days[-1].date == as_24h(each.due_at)[0]
    moved = Promise.objects.filter(pk__in=before)
    assert {timeline.entries_of(SUBJECT, each.subject_id).get().verb for each in moved} == {"recount"}

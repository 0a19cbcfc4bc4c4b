"""Shifts are written down, and how many people a post needs for them."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.models import TimelineEntry
from jujiao.people.rosters import operations
from jujiao.people.rosters.models import DatedNeed, ShiftColour, ShiftKind, WeeklyNeed
from jujiao.people.rosters.operations import ShiftFacts, UnableToKeepNeed, UnableToKeepShiftKind
from jujiao.people.rosters.proof.rows import maker
from jujiao.people.rosters.queries import wanted_by
from jujiao.testing.cast import NOW, SHANGHAI, Cast

pytestmark = pytest.mark.django_db
NIGHT = ShiftFacts("夜班", time(23, 30), 8 * 60, ShiftColour.PURPLE)
WORKDAYS = [1, 1, 1, 1, 1, 0, 0]


def test_a_shift_over_midnight_ends_on_the_day_after(cast: Cast) -> None:
    kind = operations.create_shift_kind(estate=cast.estate, facts=NIGHT, actor=cast.hr.viewer, now=NOW)
    span = kind.on(date(2026, 3, 12))
    assert span.start.astimezone(SHANGHAI).isoformat() == "2026-03-12T23:30:00+08:00"
    assert span.end.astimezone(SHANGHAI).isoformat() == "2026-03-13T07:30:00+08:00"
    entry = TimelineEntry.objects.get(subject_kind="shift_kind", subject_id=kind.pk)
    assert (entry.verb, entry.changes["minutes"]) == ("create_shift_kind", 480)


@pytest.mark.parametrize(
    "facts", [ShiftFacts(" ", time(8), 480), ShiftFacts("班", time(8), 0), ShiftFacts("班", time(8), 1441)]
)
def test_a_shift_that_makes_no_sense_is_refused(cast: Cast, facts: ShiftFacts) -> None:
    with pytest.raises(UnableToKeepShiftKind):
        operations.create_shift_kind(estate=cast.estate, facts=facts, actor=cast.hr.viewer, now=NOW)
    assert not ShiftKind.objects.exists()


def test_two_shifts_of_one_name_are_refused(cast: Cast) -> None:
    operations.create_shift_kind(estate=cast.estate, facts=NIGHT, actor=cast.hr.viewer, now=NOW)
    with pytest.raises(UnableToKeepShiftKind, match="夜班"):
        operations.create_shift_kind(estate=cast.estate, facts=NIGHT, actor=cast.hr.viewer, now=NOW)


def test_who_changes_a_shift_has_seen_it(cast: Cast) -> None:
    kind = operations.create_shift_kind(estate=cast.estate, facts=NIGHT, actor=cast.hr.viewer, now=NOW)
    facts = ShiftFacts("夜班", time(22), 480)
    operations.change_shift_kind(shift_kind=kind, facts=facts, version=1, actor=cast.manager.viewer, now=NOW)
    with pytest.raises(Stale):
        operations.change_shift_kind(shift_kind=kind, facts=NIGHT, version=1, actor=cast.hr.viewer, now=NOW)
    assert ShiftKind.objects.get().starts == time(22)


def test_heads_do_not_say_what_is_needed(cast: Cast) -> None:
    make = maker(cast)
    with pytest.raises(NotAllowed):
        operations.create_shift_kind(estate=cast.estate, facts=NIGHT, actor=cast.head_of_engineering.viewer, now=NOW)
    with pytest.raises(NotAllowed):
        operations.keep_weekly_need(
            duty_post=make.duties.post(), shift_kind=make.shift(), counts=WORKDAYS, version=0,
            actor=cast.head_of_engineering.viewer, now=NOW,
        )  # fmt: skip
    assert not WeeklyNeed.objects.exists()


def test_a_date_counts_instead_of_its_weekday(cast: Cast) -> None:
    make = maker(cast)
    post, kind = make.duties.post(), make.shift()
    keep: dict[str, Any] = {"duty_post": post, "shift_kind": kind, "actor": cast.hr.viewer, "now": NOW}
    operations.keep_weekly_need(counts=WORKDAYS, version=0, **keep)
    roster = make.roster(post)  # from Thursday 12 March 2026 for a week
    days = [each.day.day for each in wanted_by(roster)]
    assert days == [12, 13, 16, 17, 18]
    saturday = date(2026, 3, 14)
    operations.add_dated_need(day=saturday, count=2, **keep)
    operations.add_dated_need(day=saturday + timedelta(days=2), count=0, **keep)
    assert [(each.day.day, each.count) for each in wanted_by(roster)] == [(12, 1), (13, 1), (14, 2), (17, 1), (18, 1)]
    with pytest.raises(UnableToKeepNeed):
        operations.add_dated_need(day=saturday, count=3, **keep)
    operations.remove_dated_need(need=DatedNeed.objects.get(day=saturday), actor=cast.hr.viewer, now=NOW)
    assert [each.day.day for each in wanted_by(roster)] == [12, 13, 17, 18]


def test_two_who_say_it_at_once_do_not_write_over_each_other(cast: Cast) -> None:
    make = maker(cast)
    keep: dict[str, Any] = {"duty_post": make.duties.post(), "shift_kind": make.shift(), "now": NOW}
    operations.keep_weekly_need(counts=WORKDAYS, version=0, actor=cast.hr.viewer, **keep)
    with pytest.raises(Stale):
        operations.keep_weekly_need(counts=[2] * 7, version=0, actor=cast.manager.viewer, **keep)
    assert WeeklyNeed.objects.get().counts == WORKDAYS

"""A head edits a roster cell by cell, and reads each thing that stands against a change."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from jujiao.company.duty.models import Attendance, Duty, DutyBarKind, DutyPostKind, DutyState, LeaveKind
from jujiao.company.duty.operations import (
    DutyPostFacts,
    UnableToPlan,
    bar,
    create_duty_post,
    plan,
    take_leave,
)
from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.models import Notice
from jujiao.people.rosters import operations
from jujiao.people.rosters.asks import own_duties
from jujiao.people.rosters.cells import cell_of, token
from jujiao.people.rosters.covering import gaps_of
from jujiao.people.rosters.grid import grid_of
from jujiao.people.rosters.models import ShiftKind
from jujiao.people.rosters.operations.frame import SUBJECT
from jujiao.people.rosters.tests.planned_rows import Rows, at
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY, SATURDAY = date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 14)
DAY = timedelta(days=1)


@pytest.fixture
def rows(cast: Cast) -> Rows:
    return Rows(cast)


def put(rows: Rows, who: Member, day: date, kind: ShiftKind | None = None, **other: Any) -> None:
    there = cell_of(rows.roster, who.employee, day)
    given: dict[str, Any] = {
        "seen": token(there),
        "duty_post": rows.post,
        "actor": rows.cast.head_of_engineering.viewer,
        **other,
    }
    operations.put_duty(
        roster_id=rows.roster.pk, employee=who.employee, day=day, shift_kind=kind or rows.early, now=NOW, **given
    )


def refused(rows: Rows, who: Member, day: date, kind: ShiftKind | None = None) -> list[str]:
    """What is said when the change is refused; nothing changed by then."""
    before = list(Duty.objects.order_by("pk").values())
    with pytest.raises(UnableToPlan) as caught:
        put(rows, who, day, kind)
    assert list(Duty.objects.order_by("pk").values()) == before
    return list(caught.value.against)


def test_a_shift_is_put_in_a_cell_and_taken_out(cast: Cast, rows: Rows) -> None:
    put(rows, cast.engineer, THURSDAY)
    duty = Duty.objects.get()
    assert (duty.starts_at, duty.state, duty.origin) == (at("03-12 08:00"), "planned", "hand")
    rows.roster.refresh_from_db()
    assert rows.roster.version == 2
    operations.take_out(
        roster_id=rows.roster.pk, employee=cast.engineer.employee, day=THURSDAY, seen=str(duty.pk),
        actor=cast.head_of_engineering.viewer, now=NOW,
    )  # fmt: skip
    duty.refresh_from_db()
    assert duty.state == DutyState.CANCELLED
    told = Notice.objects.filter(kind="roster.changed", recipient=cast.engineer.user)
    assert told.count() == 2
    assert "edit_roster" in [entry.verb for entry in entries_of(SUBJECT, rows.roster.pk)]


def test_in_a_draft_nobody_is_told_and_nothing_stays_of_what_is_taken_out(cast: Cast) -> None:
    rows = Rows(cast, published=False)
    put(rows, cast.engineer, THURSDAY)
    assert Duty.objects.get().state == DutyState.DRAFT
    put(rows, cast.engineer, THURSDAY, rows.night)
    assert Duty.objects.get().starts_at == at("03-12 22:00")
    assert not Notice.objects.filter(recipient=cast.engineer.user).exists()


def test_overlap_at_another_post_is_named(cast: Cast, rows: Rows) -> None:
    other = create_duty_post(
        department=cast.engineering, facts=DutyPostFacts("泵房", DutyPostKind.OTHER), actor=cast.manager.viewer, now=NOW
    )
    plan(
        employee=cast.engineer.employee, duty_post=other, starts_at=at("03-12 10:00"), ends_at=at("03-12 12:00"),
        actor=cast.head_of_engineering.viewer, now=NOW,
    )  # fmt: skip
    [said] = refused(rows, cast.engineer, THURSDAY)
    assert "“泵房”" in said


def test_too_short_a_rest_is_named(cast: Cast, rows: Rows) -> None:
    rows.duty(cast.engineer, THURSDAY, rows.night)
    [said] = refused(rows, cast.engineer, FRIDAY)
    assert "11 hours" in said


def test_leave_a_bar_and_somebody_elses_department_are_named(cast: Cast, rows: Rows) -> None:
    take_leave(
        employee=cast.engineer.employee, kind=LeaveKind.SICK, starts_at=at("03-12 00:00"), ends_at=at("03-13 00:00"),
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    bar(
        employee=cast.engineer.employee, kind=DutyBarKind.NO_NIGHT, starts_on=THURSDAY, ends_on=None,
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    said = refused(rows, cast.engineer, THURSDAY, rows.night)
    assert len(said) == 2
    assert "on leave" in said[0]
    assert "no night duty" in said[1]
    assert "holds no post" in refused(rows, cast.guard, THURSDAY)[0]


def test_a_seventh_day_of_the_week_is_named(cast: Cast, rows: Rows) -> None:
    monday = date(2026, 3, 16)
    for number in range(6):
        rows.duty(cast.engineer, monday + number * DAY)
    [said] = refused(rows, cast.engineer, monday + 6 * DAY)
    assert "No day of rest in the week" in said


def test_more_than_36_hours_of_overtime_in_a_month_are_named(cast: Cast, rows: Rows) -> None:
    """March 2026 has 22 working days: 176 hours, and 36 more are lawful. The duties before were twelve hours long."""
    monday = date(2026, 3, 16)
    for week in (0, 7, 14):  # six times twelve hours
        for number in range(6):
            start = rows.early.on(monday - 7 * DAY + (week + number) * DAY).start
            if start > NOW:
                duty_of_twelve_hours(rows, cast.engineer, start)
    planned = sum((duty.ends_at - duty.starts_at for duty in Duty.objects.all()), timedelta())
    assert planned == timedelta(hours=15 * 12)
    for day in (30, 31):
        duty_of_twelve_hours(rows, cast.engineer, at(f"03-{day} 08:00"))
    with pytest.raises(UnableToPlan) as caught:
        plan(
            employee=cast.engineer.employee, duty_post=rows.post, starts_at=at("03-11 10:30"),
            ends_at=at("03-11 20:30"), actor=cast.head_of_engineering.viewer, now=NOW,
        )  # fmt: skip
    assert any("of overtime in month 3" in each for each in caught.value.against)


def duty_of_twelve_hours(rows: Rows, who: Member, start: Any) -> Duty:
    return plan(
        employee=who.employee, duty_post=rows.post, starts_at=start, ends_at=start + timedelta(hours=12),
        actor=rows.cast.head_of_engineering.viewer, now=NOW,
    )  # fmt: skip


def test_two_things_that_stand_against_it_are_both_named(cast: Cast, rows: Rows) -> None:
    rows.duty(cast.engineer, THURSDAY, rows.night)
    take_leave(
        employee=cast.engineer.employee, kind=LeaveKind.ANNUAL, starts_at=at("03-13 12:00"), ends_at=at("03-14 00:00"),
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    said = refused(rows, cast.engineer, FRIDAY)
    assert ["11 hours" in said[0], "on leave" in said[1]] == [True, True]


def test_the_database_refuses_overlap_and_short_rest_of_drafts_too(cast: Cast, rows: Rows) -> None:
    duty = rows.duty(cast.engineer, THURSDAY)
    copy = """INSERT INTO duty_duty (employee_id, duty_post_id, starts_at, ends_at, rest_until, state, origin, fixed)
        SELECT employee_id, duty_post_id, starts_at + late, ends_at + late, rest_until + late, 'draft', 'hand', false
        FROM duty_duty, make_interval(hours => %(hours)s) AS late WHERE duty_duty.id = %(id)s"""
    for hours in (0, 7, -18, 18):
        with pytest.raises(IntegrityError, match="duty_with_rest"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(copy, {"hours": hours, "id": duty.pk})
    with connection.cursor() as cursor:
        cursor.execute(copy, {"hours": 19, "id": duty.pk})


def test_a_cell_that_somebody_else_changed_is_not_overwritten(cast: Cast, rows: Rows) -> None:
    put(rows, cast.engineer, THURSDAY)
    with pytest.raises(Stale, match="Somebody else"):
        put(rows, cast.engineer, THURSDAY, rows.night, seen="")
    assert Duty.objects.get().starts_at == at("03-12 08:00")


def test_a_duty_moves_to_another_person_and_another_day(cast: Cast, rows: Rows) -> None:
    duty = rows.duty(cast.engineer, THURSDAY)
    operations.move_duty(
        roster_id=rows.roster.pk, duty_id=duty.pk, day=THURSDAY, seen=str(duty.pk), to_employee=cast.engineer2.employee,
        to_day=SATURDAY, actor=cast.head_of_engineering.viewer, now=NOW,
    )  # fmt: skip
    moved = Duty.objects.get(state=DutyState.PLANNED)
    assert (moved.employee, moved.starts_at) == (cast.engineer2.employee, at("03-14 08:00"))
    duty.refresh_from_db()
    assert duty.state == DutyState.CANCELLED
    told = Notice.objects.filter(kind="roster.changed").values_list("recipient", flat=True)
    assert set(told) == {cast.engineer.user.pk, cast.engineer2.user.pk}


def test_a_cell_is_fixed_and_freed(cast: Cast, rows: Rows) -> None:
    duty = rows.duty(cast.engineer, THURSDAY)
    given: dict[str, Any] = {
        "roster_id": rows.roster.pk, "employee": cast.engineer.employee, "day": THURSDAY,
        "actor": cast.head_of_engineering.viewer, "now": NOW,
    }  # fmt: skip
    operations.turn_fixed(seen=str(duty.pk), **given)
    duty.refresh_from_db()
    assert duty.fixed
    operations.turn_fixed(seen=f"{duty.pk}f", **given)
    duty.refresh_from_db()
    assert not duty.fixed


def test_another_shift_in_a_fixed_cell_is_fixed_too(cast: Cast, rows: Rows) -> None:
    put(rows, cast.engineer, THURSDAY, fixed=True)
    put(rows, cast.engineer, THURSDAY, rows.night)
    assert [duty.fixed for duty in Duty.objects.filter(state=DutyState.PLANNED)] == [True]
    put(rows, cast.engineer, THURSDAY, rows.early, fixed=False)
    assert [duty.fixed for duty in Duty.objects.filter(state=DutyState.PLANNED)] == [False]


def test_only_who_plans_the_post_edits(cast: Cast, rows: Rows) -> None:
    for who in (cast.engineer, cast.head_of_service):
        with pytest.raises(NotAllowed):
            put(rows, cast.engineer2, THURSDAY, actor=who.viewer)
    assert not Duty.objects.exists()


def test_the_grid_sums_and_says_what_nobody_covers(cast: Cast, rows: Rows) -> None:
    rows.duty(cast.engineer, THURSDAY)
    rows.duty(cast.engineer2, FRIDAY, rows.night)
    take_leave(
        employee=cast.engineer.employee, kind=LeaveKind.SICK, starts_at=at("03-12 07:00"), ends_at=at("03-13 00:00"),
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    grid = grid_of(rows.roster, NOW)
    by_name = {row.employee.pk: row for row in grid.rows}
    sick, other = by_name[cast.engineer.employee.pk], by_name[cast.engineer2.employee.pk]
    assert [(row.hours, row.nights) for row in (sick, other)] == [(8.0, 0), (8.0, 1)]
    [mark] = sick.cells[3].marks
    assert (mark.gap, mark.short, sick.cells[3].leave) == (True, "早班", True)
    assert [foot.count for foot in grid.foot] == [1] * 14  # the one who is sick covers nothing
    assert [gap.day.day for gap in gaps_of(rows.roster)] == list(range(9, 23))
    [duty] = own_duties(cast.engineer.viewer, NOW)
    assert duty.away  # type: ignore[attr-defined]


def test_who_has_left_covers_nothing_any_more(cast: Cast, rows: Rows) -> None:
    for day in (THURSDAY, FRIDAY):
        rows.duty(cast.engineer, day)
    Employee.objects.filter(pk=cast.engineer.employee.pk).update(left_on=THURSDAY)
    grid = grid_of(rows.roster, NOW)
    left = next(row for row in grid.rows if row.employee == cast.engineer.employee)
    assert [[mark.gap for mark in left.cells[number].marks] for number in (3, 4)] == [[False], [True]]
    assert [day for day in (THURSDAY, FRIDAY) if day not in [gap.day for gap in gaps_of(rows.roster)]] == [THURSDAY]
    assert [foot.count for foot in grid.foot[3:5]] == [0, 1]


def test_what_happened_against_the_rest_is_shown_on_a_past_day(cast: Cast, rows: Rows) -> None:
    """A duty begun after a night that was longer than planned."""
    morning = at("03-11 08:00")
    duty = Duty.objects.create(
        employee=cast.engineer.employee, duty_post=rows.post, starts_at=morning, ends_at=at("03-11 16:00"),
        rest_until=at("03-12 03:00"),
    )  # fmt: skip
    who: dict[str, Any] = {"employee": cast.engineer.employee, "duty_post": rows.post}
    Attendance.objects.create(**who, signed_on_at=at("03-10 20:00"), signed_off_at=at("03-11 02:00"))
    Attendance.objects.create(**who, duty=duty, signed_on_at=morning)
    row = next(row for row in grid_of(rows.roster, NOW).rows if row.employee == cast.engineer.employee)
    assert any("after a rest of" in sentence for sentence in row.cells[2].marks[0].amiss)


def test_each_change_answers_with_the_rows_and_each_sentence(
    cast: Cast, rows: Rows, sign_in: SignIn, moment: Moment
) -> None:
    head, url = sign_in(cast.head_of_engineering), reverse("rosters:edit", args=[rows.roster.pk])
    cell = {"employee": cast.engineer.employee.pk, "day": "2026-03-12", "seen": ""}
    answer = head.post(url, {**cell, "do": "put", "shift_kind": rows.night.pk})
    assert answer.status_code == 200
    assert f'id="row-{cast.engineer.employee.pk}"' in answer.text
    assert f'id="row-{cast.engineer2.employee.pk}"' not in answer.text
    assert 'id="coverage" data-part' in answer.text  # the count above the grid moves with it
    answer = head.post(url, {**cell, "day": "2026-03-13", "do": "put", "shift_kind": rows.early.pk})
    assert answer.status_code == 422
    assert answer.text.count("<li>") == 1
    answer = head.post(url, {**cell, "do": "take"})
    assert (answer.status_code, Duty.objects.filter(state="planned").count()) == (409, 1)
    assert head.post(url, {**cell, "do": "put"}).status_code == 422
    for who in (cast.engineer, cast.head_of_service, cast.outsider):
        assert sign_in(who).post(url, {**cell, "do": "take"}).status_code == 404


def test_a_cell_is_changed_in_its_dialog(cast: Cast, rows: Rows, sign_in: SignIn, moment: Moment) -> None:
    head = sign_in(cast.head_of_engineering)
    url = reverse("rosters:cell", args=[rows.roster.pk, cast.engineer.employee.pk, 4])
    assert "早班" in head.get(url).text
    given = {"shift_kind": rows.early.pk, "duty_post": rows.post.pk, "fixed": "on", "seen": ""}
    assert head.post(url, given, headers={"HX-Request": "true"}).status_code == 204
    assert Duty.objects.get().fixed
    assert head.post(url, given, headers={"HX-Request": "true"}).status_code == 409
    assert head.get(url.replace("/4/", "/15/")).status_code == 404


def test_the_dialog_leaves_what_is_none_of_the_shifts(cast: Cast, rows: Rows, sign_in: SignIn, moment: Moment) -> None:
    """Planned on the duty board for half of the early shift: fixing it in the dialog does not cancel or prolong it."""
    duty = plan(
        employee=cast.engineer.employee, duty_post=rows.post, starts_at=at("03-12 08:00"), ends_at=at("03-12 12:00"),
        actor=cast.head_of_engineering.viewer, now=NOW,
    )  # fmt: skip
    head = sign_in(cast.head_of_engineering)
    url = reverse("rosters:cell", args=[rows.roster.pk, cast.engineer.employee.pk, 4])
    form = head.get(url, headers={"HX-Request": "true"}).context["form"]
    assert form.initial["shift_kind"] is None
    assert "08:00–12:00" in str(form["shift_kind"])
    given = {"shift_kind": "", "duty_post": rows.post.pk, "fixed": "on", "seen": str(duty.pk)}
    assert head.post(url, given, headers={"HX-Request": "true"}).status_code == 204
    duty.refresh_from_db()
    assert (duty.state, duty.fixed, duty.ends_at) == (DutyState.PLANNED, True, at("03-12 12:00"))

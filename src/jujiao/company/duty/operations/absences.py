"""Who is on leave, and who may not be planned for nights or overtime."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.duty.models import DutyBar, DutyBarKind, DutyState, Leave, LeaveKind
from jujiao.company.duty.permissions import permit_bar, permit_leave
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.queries import current, today
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record import chapters
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note

ONE_DAY: Final = timedelta(days=1)


class UnableToTakeLeave(UnableTo):
    """The times cannot be right, or there is another leave in them."""


class UnableToBar(UnableTo):
    """The days cannot be right, or the bar has ended already."""


@transaction.atomic
def take_leave(
    *, employee: Employee, kind: LeaveKind, starts_at: datetime, ends_at: datetime, actor: Viewer, now: datetime
) -> Leave:
    """Grants somebody a leave from `starts_at` until before `ends_at`. Duties that are planned in it stay planned and
    uncovered, to be seen and given to others: nobody falls ill by plan. They are not expected to sign on for them."""
    employee = locked(employee)
    permit_leave(actor, employee, today(now))
    sensible(today(starts_at), now)
    sensible(today(ends_at), now)
    if ends_at <= starts_at or ends_at <= now:
        raise UnableToTakeLeave(_("The end must lie after the beginning and after now."))
    if other := employee.leaves.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).first():
        until = moment_words(other.ends_at, now)
        raise UnableToTakeLeave(
            _("%(name)s is on leave until %(until)s already.") % {"name": employee.name, "until": until}
        )
    leave = Leave.objects.create(
        employee=employee, kind=kind, starts_at=starts_at, ends_at=ends_at, approved_by_id=actor.user_id
    )
    _note(leave, "take_leave", actor, now)
    duties = employee.duties.filter(state=DutyState.PLANNED, starts_at__lt=ends_at, ends_at__gt=starts_at)
    held = duties.filter(attendances__isnull=True).order_by("pk").select_for_update(of=("self",))
    if ids := [duty.pk for duty in held]:
        chapters.called_off(ids, now)
    return leave


@transaction.atomic
def end_leave(*, leave: Leave, actor: Viewer, now: datetime) -> None:
    """The employee is back from now on. A leave that has not begun yet is taken back."""
    employee = locked(leave.employee)
    permit_leave(actor, employee, today(now))
    # The end as it was read: who waited here for a colleague's ending of it ends nothing twice.
    row = Leave.objects.select_for_update().filter(pk=leave.pk, ends_at=leave.ends_at, ends_at__gt=now).first()
    if row is None:
        raise UnableToTakeLeave(_("This has ended already."))
    _note(row, "end_leave", actor, now)
    if row.starts_at >= now:
        row.delete()
    else:
        row.ends_at = now
        row.save(update_fields=["ends_at"])


@transaction.atomic
def bar(
    *, employee: Employee, kind: DutyBarKind, starts_on: date, ends_on: date | None, actor: Viewer, now: datetime
) -> DutyBar:
    """Has somebody planned for no night, or for no overtime, on the days from `starts_on` to `ends_on`."""
    employee = locked(employee)
    permit_bar(actor, employee)
    for day in (starts_on, ends_on):
        if day is not None:
            sensible(day, now)
    if ends_on is not None and ends_on < max(starts_on, today(now)):
        raise UnableToBar(_("The last day must not lie before the first, nor in the past."))
    row = DutyBar.objects.create(employee=employee, kind=kind, starts_on=starts_on, ends_on=ends_on)
    note(row, "bar", actor, now, estate_id=None, starts_on=starts_on, ends_on=ends_on)
    return row


@transaction.atomic
def end_bar(*, bar: DutyBar, actor: Viewer, now: datetime) -> None:
    """It ends with the day before today; one that has not begun yet is taken back."""
    employee = locked(bar.employee)
    permit_bar(actor, employee)
    day = today(now)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    row = DutyBar.objects.select_for_update().filter(running, pk=bar.pk).first()
    if row is None:
        raise UnableToBar(_("This has ended already."))
    note(row, "end_bar", actor, now, estate_id=None, day=day)
    if row.starts_on >= day:
        row.delete()
    else:
        row.ends_on = day - ONE_DAY
        row.save(update_fields=["ends_on"])


def _note(leave: Leave, verb: str, actor: Viewer, now: datetime) -> None:
    note(leave, verb, actor, now, estate_id=None, starts_at=leave.starts_at, ends_at=leave.ends_at)
    posts = current(today(now), "assignments__") & Q(assignments__employee=leave.employee_id)
    changed(*((estate.place.topic, None) for estate in Estate.objects.filter(posts).distinct()))

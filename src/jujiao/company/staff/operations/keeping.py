"""What every operation on an employee shares: the lock, and dates that can be right."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.staff.models import Employee, Employment
from jujiao.kernel.errors import UnableTo

EARLIEST = date(1950, 1, 1)
AHEAD = timedelta(days=3 * 366)


class UnableToDate(UnableTo):
    """A date that cannot be right."""


def locked(employee: Employee) -> Employee:
    """The employee's row as it is now, locked until the transaction ends."""
    employees = Employee.objects.select_for_update(of=("self",)).select_related("user", "company")
    return employees.get(pk=employee.pk)


def last_spell(employee: Employee) -> Employment:
    """The time of employment that runs, or ended last; the database makes the first one with the employee."""
    return Employment.objects.filter(employee=employee).latest("starts_on")


def sensible(day: date, now: datetime) -> None:
    """UnableToDate for a day long ago or far ahead."""
    if not EARLIEST <= day <= timezone.localtime(now).date() + AHEAD:
        raise UnableToDate(_("%(day)s cannot be right: check the year.") % {"day": day.isoformat()})

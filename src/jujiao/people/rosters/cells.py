"""One cell of a roster's grid: what a person has on a day, and how that is told from what it was."""

from collections.abc import Iterable, Sequence
from datetime import date

from jujiao.company.duty.models import Duty
from jujiao.company.staff.models import Employee
from jujiao.people.rosters.models import Roster
from jujiao.people.rosters.queries import duties_of
from jujiao.rules.clocks import ONE_DAY, midnight


def cell_of(roster: Roster, employee: Employee, day: date) -> Sequence[Duty]:
    """The duties of the roster that somebody begins on a local day."""
    found = duties_of(roster).filter(employee=employee, starts_at__gte=midnight(day))
    found = found.filter(starts_at__lt=midnight(day + ONE_DAY)).select_related("duty_post", "employee")
    return list(found.order_by("starts_at", "pk"))


def token(duties: Iterable[Duty]) -> str:
    """Another one for every other content of a cell: a form sends it along, so that no edit is lost. A duty that moves
    gets another id."""
    return ",".join(f"{duty.pk}{'f' if duty.fixed else ''}" for duty in sorted(duties, key=lambda duty: duty.pk))

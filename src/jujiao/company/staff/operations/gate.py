"""The gate before every post: nobody is given one whose work they may not do."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from jujiao.company.rulebook.queries import first_in_force
from jujiao.company.staff.eligibility import (
    Eligibility,
    Gate,
    Period,
    Unmet,
    words_for,
)
from jujiao.company.staff.models import Assignment
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import UnableTo


class UnableToAssign(UnableTo):
    """The post lacks its estate or department, its dates contradict the employee's or those of the same post, or the
    employee may not do its work."""


def check_may_work(
    held: Assignment, now: datetime, *, since: date, until: date | None = None, taken_over: bool = False
) -> None:
    """UnableToAssign where something stands in the way of the post's work on its first day here (`since`), or on any
    day from then to today, where that is later.

    What ends later on stands in nobody's way yet: it is to be renewed, and each roster asks anew. A post that is
    `taken_over` and began before the company had rules here is as it was: what is missing is a gap, to be closed."""
    if taken_over and began_before_rules(held, now):
        return
    last = max(since, today(now))
    ends = until or held.ends_on
    last = min(last, ends) if ends else last
    if found := lacking(held, (since, last), gate=Gate.POSTING):
        raise UnableToAssign(
            _("%(name)s may not do the work of this post: %(why)s")
            % {"name": held.employee.name, "why": words_for(found)}
        )


def lacking(
    held: Assignment, during: Period, *, gate: Gate = Gate.WORK, eligibility: Eligibility | None = None
) -> list[Unmet]:
    """What the holder lacks of what their post asks, on any day of that time. `eligibility` has been read for several
    holders at once."""
    known = eligibility or Eligibility([held.employee])
    return known.lacking(known.asked_by(held), held.employee, during, gate)


def began_before_rules(held: Assignment, now: datetime) -> bool:
    """Whether the post began before the first rulebook of the company was in force, or there is none yet."""
    first = first_in_force(held.employee.company_id)
    return first is None or first > now or held.starts_on < today(first)

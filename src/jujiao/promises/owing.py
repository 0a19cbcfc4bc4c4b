"""What somebody owes, part by part: the one place that says it.

Each part of what is their `own` is a condition that an index serves in the order of time. `queries.owed_by` joins them
to one condition, for lists that are narrowed further; `first.FirstOwed` walks each by its index."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from jujiao.company.duty.holding import away, moment
from jujiao.company.duty.staffing import IN_A_DEPARTMENT
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Deputy
from jujiao.company.staff.queries import headless, not_in_service
from jujiao.kernel.database.literal import literal
from jujiao.kernel.record.access import Role, Viewer

ABOVE: Final = (Role.MANAGER, Role.COMPANY)
"""Who answers for all that is late."""


@dataclass(frozen=True)
class Others:
    """Those whose promises may be the viewer's too: the conditions of those of whom they stand in for, and, each a
    part, of what nobody is named for, or who is named has left or is on leave (see `Staffing`); the departments that
    nobody heads where the viewer manages."""

    absent: tuple[Q, ...]
    nobody: tuple[Q, ...]
    headless: Any


def looked_up(viewer: Viewer, now: datetime) -> Others:
    """The others, to be looked up by the statement that they stand in."""
    absent = Deputy.objects.filter(deputy_id=viewer.employee_id, starts_at__lte=now, ends_at__gt=now)
    on_leave = away(**moment(now)).values("employee")
    nobody = Q(employee__isnull=True) | Q(employee__in=not_in_service(now)) | Q(employee__in=on_leave)
    managed = headless(estates_of(viewer, Role.MANAGER), now)
    return Others((Q(employee__in=absent.values("absent_id")),), (nobody,), managed)


def own(viewer: Viewer, others: Others) -> Iterator[Q]:
    """What the viewer owes: in person or for who is absent, as a head everything of the department, and what nobody has
    taken up, with the department or by a post."""
    if viewer.employee_id is None:
        return
    yield Q(employee=viewer.employee_id)
    yield from others.absent
    yield from (Q(department=each) for each in sorted(viewer.department_ids(Role.HEAD)))
    yield from (part & nobody for part in _untaken(viewer, others) for nobody in others.nobody)


def above(viewer: Viewer, now: datetime) -> Iterator[Q]:
    """What is late where the viewer answers for all of an estate or company."""
    yield from (Q(due_at__lt=now) & place for place in at(viewer, *ABOVE))


def at(viewer: Viewer, *roles: Role) -> Iterator[Q]:
    """What is owed where the viewer holds one of `roles`: at the estates, for a post at all of them in the whole
    company, what the company alone owes too."""
    estates = viewer.estate_ids(*roles)
    if estates is None:
        yield Q(company=viewer.company_id or 0)
    else:
        yield from (Q(estate=each, company=viewer.company_id or 0) for each in sorted(estates))


def _untaken(viewer: Viewer, others: Others) -> Iterator[Q]:
    """What is owed together with a department; by the desk, where nobody at all is named; by whoever holds a post that
    the viewer holds there, in which department or in any; and by the heads of departments that have none, as the estate
    manager."""
    together = sorted(viewer.department_ids(Role.MEMBER, Role.CLERK))
    yield from (Q(role=literal(""), department=each) for each in together)
    yield from (Q(role=literal(""), department__isnull=True) & desk for desk in _desks(viewer))
    for role in sorted(viewer.roles):
        held = Q(role=literal(role))
        if role in IN_A_DEPARTMENT:
            yield from (held & Q(department=each) for each in sorted(viewer.department_ids(role)))
            yield from (held & Q(department__isnull=True) & place for place in at(viewer, role))
        else:
            yield from (held & place for place in at(viewer, role))
    if viewer.has(Role.MANAGER):
        yield Q(role=literal(Role.HEAD), department__in=others.headless)


def _desks(viewer: Viewer) -> Iterator[Q]:
    """The desks at which the viewer works; what the company alone owes is no desk's."""
    yield from (place & Q(estate__isnull=False) for place in at(viewer, Role.CLERK))

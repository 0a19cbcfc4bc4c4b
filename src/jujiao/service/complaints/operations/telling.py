"""Who hears of a step on a complaint, through the inbox and the ways out of the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from jujiao.company.accounts.models import User
from jujiao.company.staff.models import Employee
from jujiao.company.staff.staffing import Staffing
from jujiao.kernel.access import Role
from jujiao.notices.operations import Telling, tell
from jujiao.service.complaints.models import Complaint


def case_url(complaint: Complaint) -> str:
    """The page for staff."""
    return reverse("complaints:case", args=[complaint.pk])


def tell_owner(complaint: Complaint, what: str, now: datetime, **params: Any) -> None:
    """Tells the complainant, where they have an account, of this version of the complaint."""
    if complaint.person is None or complaint.person.user is None:
        return
    url = reverse("owner:case", args=[complaint.pk])
    _tell([complaint.person.user], complaint, what, now=now, url=url, params=params)


def tell_handlers(complaint: Complaint, what: str, now: datetime, **params: Any) -> None:
    """Tells whoever has the complaint in hand: its handler, the department, or the desk."""
    people = Staffing(now).handlers(
        estate_id=complaint.estate_id, department_id=complaint.department_id, employee_id=complaint.handler_id
    )
    _tell_employees(people, complaint, what, now, params)


def tell_desk(complaint: Complaint, what: str, now: datetime, **params: Any) -> None:
    staffing = Staffing(now)
    clerks = staffing.holders(Role.CLERK, estate_id=complaint.estate_id)
    _tell_employees(staffing.stand_ins(clerks), complaint, what, now, params)


def tell_heads(complaint: Complaint, what: str, now: datetime, *, manager: bool, **params: Any) -> None:
    """Tells the department's head at once, and the estate manager where they own the case."""
    staffing = Staffing(now)
    people = staffing.holders(Role.HEAD, estate_id=complaint.estate_id, department_id=complaint.department_id)
    if manager or not people:
        people += staffing.holders(Role.MANAGER, estate_id=complaint.estate_id)
    _tell_employees(staffing.stand_ins(people), complaint, what, now, params)


def _tell_employees(
    people: Iterable[Employee], complaint: Complaint, what: str, now: datetime, params: dict[str, Any]
) -> None:
    users = [person.user for person in people if person.pk != complaint.about_employee_id]
    _tell(users, complaint, what, now=now, url=case_url(complaint), params=params)


def _tell(
    users: Iterable[User], complaint: Complaint, what: str, *, now: datetime, url: str, params: dict[str, Any]
) -> None:
    telling = Telling(
        users=users,
        kind=f"complaint.{what}",
        key=f"complaint:{complaint.pk}:{what}:{complaint.version}",
        params={"number": complaint.number, **params},
        url=url,
        estate_id=complaint.estate_id,
    )
    tell(telling, now=now)

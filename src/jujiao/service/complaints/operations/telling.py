"""Who hears of a step on a complaint, through the inbox and the ways out of the house.

Whoever the case is kept from is passed over for the next place above them (`Staffing.answerers`)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from jujiao.company.accounts.models import User
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.staff.models import Employee
from jujiao.kernel.record.knowing import excluded_from
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.service.complaints.models import SUBJECT, Complaint


def case_url(complaint: Complaint) -> str:
    """The page for staff."""
    return reverse("complaints:case", args=[complaint.pk])


def tell_owner(complaint: Complaint, what: str, now: datetime, **params: Any) -> None:
    """Tells the complainant, where they have an account, of this version of the complaint."""
    if complaint.person is None or complaint.person.user is None:
        return
    url = reverse("complaints_owner:case", args=[complaint.pk])
    _tell([complaint.person.user], complaint, what, now=now, url=url, params=params)


def tell_handlers(complaint: Complaint, what: str, now: datetime, **params: Any) -> None:
    """Tells whoever has the complaint in hand: its handler, the department, or the desk."""
    people = Staffing(now).answerers(
        "handler",
        Debtor(complaint.department_id, complaint.handler_id),
        place=complaint.estate.place,
        kept_from=_kept_from(complaint),
    )
    _tell_employees(people, complaint, what, now, params)


def tell_desk(complaint: Complaint, what: str, now: datetime, **params: Any) -> None:
    people = Staffing(now).answerers("handler", Debtor(), place=complaint.estate.place, kept_from=_kept_from(complaint))
    _tell_employees(people, complaint, what, now, params)


def tell_heads(complaint: Complaint, what: str, now: datetime, *, manager: bool, **params: Any) -> None:
    """Tells the department's head at once, and the estate manager where they own the case."""
    staffing, kept_from = Staffing(now), _kept_from(complaint)
    there = Debtor(complaint.department_id)
    people = {
        person.pk: person
        for who in (("head", "manager") if manager else ("head",))
        for person in staffing.answerers(who, there, place=complaint.estate.place, kept_from=kept_from)
    }
    _tell_employees(people.values(), complaint, what, now, params)


def tell_of_arrival(complaint: Complaint, clerks: Iterable[Employee], now: datetime) -> None:
    """Tells the clerks who are there of a complaint that has just been registered; where none is, the head of the desk,
    and of what is about a colleague and none of them may know, the manager."""
    kept_from = {complaint.about_employee_id} if complaint.about_employee_id is not None else set()
    people = [*clerks] or Staffing(now).answerers(
        "manager" if kept_from else "head", Debtor(complaint.desk), place=complaint.estate.place, kept_from=kept_from
    )
    telling = Telling(
        users=[person.user for person in people],
        kind="complaint.arrived",
        key=f"complaint:{complaint.pk}:arrived",
        params={"number": complaint.number},
        url=case_url(complaint),
        estate_id=complaint.estate_id,
        subject=Subject(SUBJECT, complaint.pk),
    )
    tell(telling, now=now)


def tell_of_praise(complaint: Complaint, employee: Employee | None, now: datetime) -> None:
    """Tells the department's head of praise, and the colleague who is praised."""
    there = Debtor(complaint.department_id)
    heads = Staffing(now).answerers("head", there, place=complaint.estate.place, kept_from=_kept_from(complaint))
    people = {person.pk: person for person in (*heads, *([employee] if employee else []))}
    _tell_employees(people.values(), complaint, "praised", now, {})


def tell_users(users: Iterable[User], complaint: Complaint, what: str, now: datetime) -> None:
    """Tells colleagues by their accounts."""
    _tell(users, complaint, what, now=now, url=case_url(complaint), params={})


def _kept_from(complaint: Complaint) -> frozenset[int]:
    return excluded_from(SUBJECT, complaint.pk)


def _tell_employees(
    people: Iterable[Employee], complaint: Complaint, what: str, now: datetime, params: dict[str, Any]
) -> None:
    _tell([person.user for person in people], complaint, what, now=now, url=case_url(complaint), params=params)


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
        subject=Subject(SUBJECT, complaint.pk),
    )
    tell(telling, now=now)

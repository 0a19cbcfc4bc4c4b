"""Who hears of a step on a complaint, through the inbox and the ways out of the house.

Whoever the case is kept from is passed over for the next place above them (`Staffing.answerers`)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from jujiao.company.accounts.models import User
from jujiao.company.estates.phone_changes import proven_number
from jujiao.company.staff.models import Employee
from jujiao.company.staff.staffing import Debtor, Staffing
from jujiao.kernel.record.knowing import excluded_from
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Outsider, Telling, overtake, tell
from jujiao.promises.models import Promise
from jujiao.rules.texts import clipped
from jujiao.service.complaints.models import SUBJECT, Channel, Complaint
from jujiao.service.complaints.ways import told_later


def case_url(complaint: Complaint) -> str:
    """The page for staff."""
    return reverse("complaints:case", args=[complaint.pk])


def tell_owner(
    complaint: Complaint,
    what: str,
    now: datetime,
    *,
    way: Channel | None = None,
    knows: bool = False,
    said: str = "",
    settles: Sequence[Promise] = (),
    **params: Any,
) -> None:
    """Tells the complainant of this version of the complaint: in their inbox where they have an account, else by a text
    message, or a call where none reaches them.

    `way`: they were told on it by this step. What the house itself sends by it must reach them, with what was `said`,
    and `settles` these promises by then. On any other way they know already, as where they have just spoken with us
    (`knows`): then only the inbox has it, and nobody needs to call them."""
    account = complaint.person.user if complaint.person else None
    sent = way is not None and told_later(way)
    knows = knows or (way is not None and not sent)
    if knows:
        overtake(Subject(SUBJECT, complaint.pk), at=now)
    outside = account is None and complaint.contactable and not knows
    if account is None and not outside:
        return
    telling = replace(
        _telling([account] if account else [], complaint, what, {"said": clipped(said), **params} if said else params),
        url=reverse("complaints_owner:case", args=[complaint.pk]) if complaint.person else "",
        outsiders=[_outsider(complaint, now)] if outside else [],
        must_reach=sent,
        by=way or "",
        phone=_number(complaint, now) if sent and account else "",
        settles=[promise.pk for promise in settles],
        settle_by=min((promise.due_at for promise in settles), default=None),
    )
    tell(telling, now=now)


def tell_handlers(
    complaint: Complaint, what: str, now: datetime, *, again: datetime | None = None, **params: Any
) -> None:
    """Tells whoever has the complaint in hand: its handler, the department, or the desk. `again`: when it happened,
    for what may happen several times to one version of it."""
    people = Staffing(now).answerers(
        "handler",
        Debtor(complaint.department_id, complaint.handler_id),
        place=complaint.estate.place,
        kept_from=_kept_from(complaint),
    )
    telling = _telling([person.user for person in people], complaint, what, params)
    key = f"{telling.key}:{again.isoformat()}" if again else telling.key
    tell(replace(telling, url=case_url(complaint), key=key), now=now)


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
    """Tells the clerks of a complaint that has just been registered, or whoever stands above where none of them may
    know of it."""
    kept_from = {complaint.about_employee_id} if complaint.about_employee_id is not None else set()
    people = [clerk for clerk in clerks if clerk.pk not in kept_from] or Staffing(now).answerers(
        "manager", Debtor(), place=complaint.estate.place, kept_from=kept_from
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
    tell(replace(_telling(users, complaint, what, {}), url=case_url(complaint)), now=now)


def _kept_from(complaint: Complaint) -> frozenset[int]:
    return excluded_from(SUBJECT, complaint.pk)


def _tell_employees(
    people: Iterable[Employee], complaint: Complaint, what: str, now: datetime, params: dict[str, Any]
) -> None:
    telling = _telling([person.user for person in people], complaint, what, params)
    tell(replace(telling, url=case_url(complaint)), now=now)


def _telling(users: Iterable[User], complaint: Complaint, what: str, params: dict[str, Any]) -> Telling:
    return Telling(
        users=users,
        kind=f"complaint.{what}",
        key=f"complaint:{complaint.pk}:{what}:{complaint.version}",
        params={"number": complaint.number, **params},
        estate_id=complaint.estate_id,
        subject=Subject(SUBJECT, complaint.pk),
    )


def _outsider(complaint: Complaint, now: datetime) -> Outsider:
    """The complainant without an account, at the number that they left with this complaint, or else their own."""
    own = "" if complaint.contact_phone else _number(complaint, now)
    return Outsider(complaint.person, complaint.contact_phone, own)


def _number(complaint: Complaint, now: datetime) -> str:
    """Where a message goes: while a change of number waits, still to the one that is proven."""
    if complaint.contact_phone or complaint.person is None:
        return complaint.contact_phone
    return proven_number(complaint.person, now)

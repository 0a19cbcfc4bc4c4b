"""3.2.2: the complaint goes to the department that answers for it, which accepts it or sends it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import NotYours, UnableToTakeStep, by_the_rules
from jujiao.company.staff.models import Department, Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.promises import custody
from jujiao.rules.service.complaints import clause_3_2_1_may_handle, clause_3_2_2_on_hand_over
from jujiao.service.complaints.models import SUBJECT, Complaint, Nature, State
from jujiao.service.complaints.operations.steps import desk_promise, locked_group, take
from jujiao.service.complaints.operations.telling import tell_desk, tell_handlers, tell_owner
from jujiao.service.complaints.permissions import ACCESS, names_handler
from jujiao.service.complaints.queries import colleagues_for
from jujiao.service.complaints.texts import SENT_BACK, TO_DEPARTMENT


@transaction.atomic
def dispatch(
    *, actor: Viewer, now: datetime, complaint_id: int, version: int | None, department: Department, text: str = ""
) -> Complaint:
    """Hands the complaint, with its doubles, to a department (派单); also from one department to another."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["dispatch"].check(actor, complaint)
    if department.pk == complaint.department_id and complaint.state != State.REGISTERED:
        raise UnableToTakeStep(_("%(department)s has this complaint already.") % {"department": department.name})
    hand_over([complaint, *doubles], department, actor=actor, now=now, text=TO_DEPARTMENT.of(text, UnableToTakeStep))
    return complaint


def hand_over(group: Sequence[Complaint], department: Department, *, actor: Viewer, now: datetime, text: str) -> None:
    """Hands a complaint, the first of the group, with its doubles to another department; all are held."""
    if department.estate_id != group[0].estate_id:
        raise UnableToTakeStep(_("This department does not belong to the estate."))
    for one in group:
        one.department, one.handler, one.plan = department, None, ""
        take(
            one, "dispatch", actor=actor, now=now, text=text, details={"department": department.name},
            promised=clause_3_2_2_on_hand_over(now, one.limits, nature=one.nature),
        )  # fmt: skip
        pass_to(one, department, None, now)
    tell_handlers(group[0], "dispatched", now)


@transaction.atomic
def accept(
    *, actor: Viewer, now: datetime, complaint_id: int, version: int | None, handler: Employee | None = None
) -> Complaint:
    """Somebody takes the complaint in hand (接单): the actor, or the colleague whom the head or the manager names."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["accept"].check(actor, complaint)
    who = handler or _employee(actor)
    if who is None:
        raise UnableToTakeStep(_("Please name who takes the complaint in hand."))
    with by_the_rules():
        clause_3_2_1_may_handle(who.pk, complaint.complained_of)
    if who.pk != actor.employee_id and not names_handler(actor, complaint):
        raise NotYours(_("Whoever leads the department names the colleague."))
    if handler is not None and not colleagues_for(complaint, today(now)).filter(pk=who.pk).exists():
        raise UnableToTakeStep(_("%(person)s does not work in this department.") % {"person": who.name})
    for one in (complaint, *doubles):
        one.handler = who
        take(one, "accept", actor=actor, now=now, details={"handler": who.name})
        pass_to(one, one.department, who, now)
        tell_owner(one, "accepted", now)
    if who.pk != actor.employee_id:
        tell_handlers(complaint, "dispatched", now)
    return complaint


@transaction.atomic
def send_back(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, reason: str) -> Complaint:
    """The department sends the complaint back to the desk (退回), with a reason; the owner's clocks run on."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["send_back"].check(actor, complaint)
    reason = SENT_BACK.of(reason, UnableToTakeStep)
    for one in (complaint, *doubles):
        left = one.department.name if one.department else ""
        one.department, one.handler, one.plan = None, None, ""
        take(
            one, "send_back", actor=actor, now=now, text=reason, details={"department": left},
            promised=[desk_promise(one, now)] if one.nature == Nature.COMPLAINT else [],
        )  # fmt: skip
        release(one, now, reason=reason)
    tell_desk(complaint, "sent_back", now)
    return complaint


def pass_to(complaint: Complaint, department: Department | None, employee: Employee | None, now: datetime) -> None:
    """Writes down who holds the complaint from now on (经手); nobody while it is at the desk."""
    if department is None:
        release(complaint, now)
        return
    custody.pass_to(
        Subject(SUBJECT, complaint.pk),
        round_number=complaint.round,
        company_id=complaint.estate.company_id,
        department_id=department.pk,
        employee_id=employee.pk if employee else None,
        now=now,
    )


def release(complaint: Complaint, now: datetime, *, reason: str = "") -> None:
    """Writes down that nobody holds the complaint any more."""
    custody.release(Subject(SUBJECT, complaint.pk), now=now, reason=reason)


def _employee(actor: Viewer) -> Employee | None:
    return Employee.objects.get(pk=actor.employee_id) if actor.employee_id is not None else None

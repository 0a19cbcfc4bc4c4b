"""3.2.2: whoever has complaints in hand leaves the company: the departments keep them, and give them out anew."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.record import knowing
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.declared import Held, InHand
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.rules.service.complaint_steps import AT_WORK
from jujiao.rules.service.complaints import clause_3_2_2_on_handing_back
from jujiao.service.complaints.models import SUBJECT, Complaint, State
from jujiao.service.complaints.operations.dispatching import pass_to
from jujiao.service.complaints.operations.steps import FRAME, check_none_joined, take

TOGETHER = 50
"""Complaints that one transaction takes: nobody else waits for long."""
NAMED = 20
"""Numbers that one notice names."""


def of(employee_ids: Collection[int]) -> Sequence[Held]:
    """What each of these has in hand, the most urgent first; what is handled together counts once."""
    found = _in_hand().filter(handler__in=employee_ids).order_by("next_due_at", "pk")
    return [Held(*row) for row in found.values_list("handler_id", "pk", "number", "next_due_at")]


def hand_back(*, employee_id: int, now: datetime) -> None:
    """All that somebody has in hand is with its department again, to be taken in hand anew; the head of each hears of
    it by one notice. Stale where a double joined at this very moment: the same may be asked again."""
    while _hand_back(employee_id, now):
        pass


@transaction.atomic
def _hand_back(employee_id: int, now: datetime) -> bool:
    """As many as one transaction takes; whether there were any."""
    meant = list(in_hand_of(employee_id).values_list("pk", flat=True)[:TOGETHER])
    employee = Employee.objects.get(pk=employee_id)
    _tell_heads(take_all(meant, employee, now), employee, now)
    return bool(meant)


def take_all(meant: Collection[int], employee: Employee, now: datetime) -> list[Complaint]:
    """Takes those complaints, by their ids, out of somebody's hands, each with its doubles; those that they were."""
    held = FRAME.hold_all(Q(pk__in=meant) | Q(merged_into__in=meant))
    # What was resolved, given to somebody else or merged while this waited is theirs no more.
    left = [one for one in held.values() if one.pk in meant and _has_it(employee.pk, one)]
    for complaint in left:
        check_none_joined(complaint, held, None)
        doubles = [one for one in held.values() if one.merged_into_id == complaint.pk and one.state in AT_WORK]
        for one in (complaint, *doubles):
            one.group = complaint.group
            _take_out_of_hand(one, employee, now)
    return left


def in_hand_of(employee_id: int) -> QuerySet[Complaint]:
    """The complaints that somebody has in hand, in the order in which they are held."""
    return _in_hand().filter(handler=employee_id).order_by("pk")


def _take_out_of_hand(complaint: Complaint, employee: Employee, now: datetime) -> None:
    complaint.handler = None
    department = complaint.department
    take(
        complaint, "hand_back", actor=SYSTEM, now=now,
        details={"handler": employee.name, "department": department.name if department else ""},
        promised=clause_3_2_2_on_handing_back(now, complaint.limits, nature=complaint.nature),
    )  # fmt: skip
    pass_to(complaint, department, None, now)


def _in_hand() -> QuerySet[Complaint]:
    return Complaint.objects.filter(state=State.ACCEPTED, merged_into__isnull=True)


def _has_it(employee_id: int, complaint: Complaint) -> bool:
    return complaint.handler_id == employee_id and complaint.state == State.ACCEPTED and not complaint.follows


def _tell_heads(complaints: Sequence[Complaint], employee: Employee, now: datetime) -> None:
    """One notice for each department and those who hear for it, of what they may know; never whoever leaves, who may
    head it still. Where the department has no head, whoever stands above hears."""
    kept_from = knowing.excluded(Subject(SUBJECT, one.pk) for one in complaints)
    staffing, gathered = Staffing(now), defaultdict[tuple[Department, tuple[Employee, ...]], list[Complaint]](list)
    for one in complaints:
        if one.department is not None:
            kept = kept_from.get(Subject(SUBJECT, one.pk), frozenset()) | {employee.pk}
            heads = staffing.answerers("head", Debtor(one.department_id), place=one.estate.place, kept_from=kept)
            gathered[one.department, tuple(heads)].append(one)
    tell(*(_telling(*who, cases, employee) for who, cases in gathered.items()), now=now)


def _telling(
    department: Department, heads: Sequence[Employee], complaints: Sequence[Complaint], employee: Employee
) -> Telling:
    numbers = ", ".join(one.number for one in complaints[:NAMED])
    return Telling(
        users=[head.user for head in heads],
        kind="complaint.handed_back",
        key=f"complaint:{complaints[0].pk}:handed_back:{complaints[0].version}",
        params={"name": employee.name, "numbers": f"{numbers} …" if len(complaints) > NAMED else numbers},
        url=f"{reverse('complaints:queue')}?state={State.DISPATCHED}&department={department.pk}",
        estate_id=department.estate_id,
        # Each of those who hear may know of every complaint named.
        subject=Subject("employee", employee.pk),
    )


IN_HAND = InHand(subject=SUBJECT, of=of, hand_back=hand_back)

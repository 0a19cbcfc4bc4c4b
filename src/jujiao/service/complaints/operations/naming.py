"""3.2.1: whom a complaint is about turns out later (被投诉人更正): from then on it is kept from that colleague, with
all that is handled together with it."""

from collections.abc import Sequence
from datetime import datetime

from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import Stale
from jujiao.kernel.record import live
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import take_back
from jujiao.rules.service.complaint_steps import AT_WORK
from jujiao.service.complaints.models import SUBJECT, Complaint, State
from jujiao.service.complaints.operations.dispatching import hand_over, pass_to
from jujiao.service.complaints.operations.steps import FRAME, held_with_doubles


def held_together(complaint_id: int, *, version: int | None) -> tuple[Complaint, list[Complaint]]:
    """The complaint, and all others that are handled together with it, all held. `version` is what the person looked
    at; Stale if older, or where it has joined another one, or left it, as it was about to be held."""
    main_id = Complaint.objects.filter(pk=complaint_id).values_list("merged_into", flat=True).first()
    if main_id is None:
        held = held_with_doubles(complaint_id, version=version)
    else:
        held = held_with_doubles(main_id, complaint_id, version=None)
        FRAME.check_version(held[complaint_id], version)
    complaint = held.pop(complaint_id)
    if complaint.merged_into_id != main_id:
        raise Stale(FRAME.changed_meanwhile, given=version or complaint.version - 1, current=complaint.version)
    return complaint, list(held.values())


def name_accused(complaint: Complaint, together: Sequence[Complaint]) -> None:
    """Has the group know whom the held complaint is about, before that is saved."""
    named = complaint.about_employee_id
    group = [one._replace(about_employee_id=named) if one.id == complaint.pk else one for one in complaint.group]
    for one in (complaint, *together):
        one.group = group


def release_accused(complaint: Complaint, now: datetime) -> None:
    """Takes what is said to be done, and waits for its follow-up, out of the hands of whom it is about."""
    if complaint.state == State.RESOLVED and complaint.handler_id in complaint.complained_of:
        complaint.handler = None
        pass_to(complaint, complaint.department, None, now)


def colleagues_among(complaint: Complaint, together: Sequence[Complaint]) -> set[int]:
    """The employees who complain in one of these complaints themselves."""
    users = {one.person.user_id for one in (complaint, *together) if one.person is not None}
    return set(Employee.objects.filter(user__in=users - {None}).values_list("pk", flat=True))


def keep_from_accused(
    complaint: Complaint, together: Sequence[Complaint], *, actor: Viewer, now: datetime, returns: bool
) -> None:
    """Nobody handles a complaint about themselves: what they have in hand goes back to the department, unless it goes
    elsewhere anyway (`returns` is not set). What they were told of it is taken back, and a page of it that they have
    open is gone; they hear nothing."""
    accused = [one for one in (complaint, *together) if one.handler_id in one.complained_of]
    at_work = sorted((one for one in accused if one.state in AT_WORK), key=lambda one: one.merged_into_id is not None)
    if returns and at_work and at_work[0].department is not None:
        # Why stands where they are named; the others they may read again once they are cleared.
        hand_over(at_work, at_work[0].department, actor=actor, now=now, text="")
    for one in together:
        if one.state != State.CLOSED and one not in at_work:
            FRAME.hand_on(one, now)
    if (employee := complaint.about_employee) is not None:
        for one in (complaint, *together):
            take_back(Subject(SUBJECT, one.pk), user_id=employee.user_id, at=now)
        live.changed((f"user:{employee.user_id}", None))

"""3.1.1: whoever goes off duty at the desk gives back what they had taken of its work, in the same transaction.

What the desk has in hand is for whoever sits there: the next one takes it from the queue. The cases of other
departments last longer than a duty, and stay with whoever accepted them (see ADR 0032)."""

from collections.abc import Sequence

from django.urls import reverse

from jujiao.company.duty.models import DutyPost, DutyPostKind
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.staff.models import Employee
from jujiao.kernel.record import knowing
from jujiao.kernel.record.declared import Attended, ComingAndGoing
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.service.complaints.models import SUBJECT, Complaint, State
from jujiao.service.complaints.operations.handing_back import NAMED, in_hand_of, take_all


def went(attended: Attended) -> None:
    """What the clerk had in hand of the desk's own department is in its queue again. Stale, and they are still signed
    on, where a double joined one of them at this very moment."""
    duty_post = DutyPost.objects.select_related("estate", "department").get(pk=attended.duty_post_id)
    if duty_post.kind != DutyPostKind.DESK:
        return
    theirs = in_hand_of(attended.employee_id).filter(department=duty_post.department_id)
    if meant := list(theirs.values_list("pk", flat=True)):
        employee = Employee.objects.get(pk=attended.employee_id)
        _tell(take_all(meant, employee, attended.now), duty_post, employee, attended)


def _tell(complaints: Sequence[Complaint], duty_post: DutyPost, employee: Employee, attended: Attended) -> None:
    """Whoever is there now hears of it, in one notice, of what they may know."""
    kept = knowing.excluded(Subject(SUBJECT, one.pk) for one in complaints)
    known: dict[frozenset[int], list[str]] = {}
    for one in complaints:
        known.setdefault(kept.get(Subject(SUBJECT, one.pk), frozenset()), []).append(one.number)
    staffing, debtor = Staffing(attended.now), Debtor(duty_post.department_id)
    tell(
        *(
            Telling(
                users=[
                    each.user
                    for each in staffing.answerers(
                        "handler", debtor, place=duty_post.estate.place, kept_from=kept_from | {employee.pk}
                    )
                ],
                kind="complaint.left_at_the_desk",
                key=f"attendance:{attended.attendance_id}:left:{numbers[0]}",
                params={"name": employee.name, "numbers": _named(numbers)},
                url=f"{reverse('complaints:queue')}?state={State.DISPATCHED}&department={duty_post.department_id}",
                estate_id=duty_post.estate_id,
                subject=Subject("employee", employee.pk),
            )
            for kept_from, numbers in known.items()
        ),
        now=attended.now,
    )


def _named(numbers: Sequence[str]) -> str:
    said = ", ".join(numbers[:NAMED])
    return f"{said} …" if len(numbers) > NAMED else said


FOLLOWS = ComingAndGoing(went=went)

"""3.2.1: complaints about the same thing are handled together, and every complainant is still answered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.company.staff.models import Employee
from jujiao.kernel.record.access import Viewer
from jujiao.rules.machine import Ending
from jujiao.rules.service.complaint_steps import AT_WORK, PromiseKind
from jujiao.rules.service.complaints import (
    clause_3_2_1_answered_apart,
    clause_3_2_1_may_handle,
    clause_3_2_1_may_merge,
)
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.operations.dispatching import pass_to
from jujiao.service.complaints.operations.steps import (
    FRAME,
    desk_promise,
    held_with_doubles,
)
from jujiao.service.complaints.operations.telling import tell_owner
from jujiao.service.complaints.permissions import ACCESS


@transaction.atomic
def merge(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, into_id: int) -> Complaint:
    """Handles a complaint, with the doubles it has, together with another one (合并).

    From here on the steps of that one are taken for it too; it keeps its own clocks, its owner and its answers.
    Raises UnableToTakeStep where one of them is no longer at work or is a double itself, where somebody would come to
    handle a complaint about themselves, or to hear as an owner what is told about themselves."""
    held = held_with_doubles(complaint_id, into_id, version=version)
    if complaint_id not in held or into_id not in held:
        raise UnableToTakeStep(_("There is no such complaint."))
    complaint, main = held[complaint_id], held[into_id]
    ACCESS["merge"].check(actor, complaint)
    ACCESS["merge"].check_may(actor, main)
    if complaint.estate_id != main.estate_id:
        raise UnableToTakeStep(_("Only complaints of one estate can be merged."))
    with by_the_rules():
        clause_3_2_1_may_merge(complaint.state, main.state, main.merged_into_id is not None, complaint == main)
        clause_3_2_1_may_handle(main.handler_id, complaint.complained_of | main.complained_of)
        clause_3_2_1_answered_apart(complaint.complained_of | main.complained_of, _complaining(complaint, main))
    doubles = [one for one in held.values() if one not in (complaint, main)]
    joining = [complaint, *(one for one in doubles if one.state in AT_WORK)]
    for one in joining:
        follow(one, main, actor=actor, now=now)
    for one in doubles:
        if one not in joining:
            part(one, complaint, actor=actor, now=now)
    take_in(main, joining, actor=actor, now=now)
    # From whom all of it is kept is known only now; whoever owed one of them may be among them.
    for one in (main, *joining):
        one.group = main.group
        FRAME.hand_on(one, now)
    return complaint


def _complaining(*complaints: Complaint) -> set[int]:
    """Of those whom the complaints and their groups are about the employees who complain in one of them themselves."""
    about = frozenset[int]().union(*(one.complained_of for one in complaints))
    if not about:
        return set()
    together = {member.id for one in complaints for member in one.group}
    colleagues = Employee.objects.filter(pk__in=about, user__person__complaints__in=together)
    return set(colleagues.values_list("pk", flat=True))


def take_in(main: Complaint, joining: Sequence[Complaint], *, actor: Viewer, now: datetime) -> None:
    """Writes on the main complaint what joins it. Whoever decides there decides for these owners too from now on, so it
    is at another version: what was decided without them is stale."""
    main.forget_group()
    FRAME.write(main, "take_in", actor=actor, now=now, details={"with": [one.number for one in joining]})


def follow(double: Complaint, main: Complaint, *, actor: Viewer, now: datetime) -> None:
    """Puts a double where its main complaint stands: state, department, handler; its desk promise goes along."""
    was_at_desk, at_desk = double.state == State.REGISTERED, main.state == State.REGISTERED
    double.join_group(main)
    double.state, double.department, double.handler = main.state, main.department, main.handler
    if was_at_desk and not at_desk:
        FRAME.end(double, {PromiseKind.DISPATCH: Ending.MET}, at=now)
    if at_desk and not was_at_desk:
        FRAME.give(double, [desk_promise(double, now)], now)
    double.next_due_at = FRAME.nearest_due(double)
    FRAME.write(double, "merge", actor=actor, now=now, details={"into": main.number})
    pass_to(double, main.department, main.handler, now)
    tell_owner(double, "merged", now)


def part(double: Complaint, main: Complaint, *, actor: Viewer, now: datetime) -> None:
    """Lets a double stand on its own again: the one that it was merged into ends, or goes along with another one."""
    double.leave_group()
    FRAME.write(double, "part", actor=actor, now=now, details={"from": main.number})

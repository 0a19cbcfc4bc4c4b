"""3.2.1: complaints about the same thing are handled together, and every complainant is still answered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import Stale
from jujiao.kernel.record.access import Viewer
from jujiao.rules.promising import given
from jujiao.rules.service.complaint_groups import clause_3_2_1_may_merge, clause_3_2_1_on_joining
from jujiao.rules.service.complaint_steps import AT_WORK
from jujiao.rules.service.complaints import (
    RULES,
    clause_3_2_1_answered_apart,
    clause_3_2_1_may_handle,
)
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations.dispatching import pass_to
from jujiao.service.complaints.operations.steps import (
    FRAME,
    held_with_doubles,
    take,
)
from jujiao.service.complaints.operations.telling import tell_owner
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.texts import UNMERGED


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
    if complaint.answer_sent or main.answer_sent:
        raise UnableToTakeStep(_("An answer is on its way to one of these owners."))
    with by_the_rules():
        clause_3_2_1_may_merge(
            complaint.state,
            main.state,
            main.merged_into_id is not None,
            complaint == main,
            complaint.nature == main.nature,
        )
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


@transaction.atomic
def unmerge(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, reason: str) -> Complaint:
    """Handles a complaint on its own again that was merged by mistake (撤销合并). It stays where it stands, with its
    own promises; what its owner was told with the others stays told.

    Stale where it has joined another one meanwhile."""
    main_id = Complaint.objects.filter(pk=complaint_id).values_list("merged_into", flat=True).first()
    held = FRAME.hold_all(Q(pk__in=[complaint_id, main_id or complaint_id]))
    if complaint_id not in held:
        raise UnableToTakeStep(_("There is no such complaint."))
    complaint = held[complaint_id]
    FRAME.check_version(complaint, version)
    ACCESS["unmerge"].check(actor, complaint)
    reason = UNMERGED.of(reason, UnableToTakeStep)
    if complaint.merged_into_id != main_id or main_id is None:
        raise Stale(FRAME.changed_meanwhile, given=version or complaint.version - 1, current=complaint.version)
    main = held[main_id]
    complaint.leave_group()
    take(complaint, "unmerge", actor=actor, now=now, text=reason, details={"from": main.number})
    # Whoever decides there decides without this owner from now on.
    main.forget_group()
    FRAME.write(main, "let_go", actor=actor, now=now, details={"with": [complaint.number]})
    FRAME.hand_on(main, now)
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
    """Puts a double where its main complaint stands: state, department, handler, plan; what it owes before the work
    goes along."""
    ends, anew = clause_3_2_1_on_joining(FRAME.running_kinds(double), main.state, bool(main.plan), main.nature)
    double.join_group(main)
    double.state, double.department, double.handler, double.plan = main.state, main.department, main.handler, main.plan
    FRAME.end(double, ends, at=now)
    FRAME.give(double, given((RULES[kind] for kind in sorted(anew)), now, double.limits, LoadedCalendar()), now)
    double.next_due_at = FRAME.nearest_due(double)
    FRAME.write(double, "merge", actor=actor, now=now, details={"into": main.number})
    pass_to(double, main.department, main.handler, now)
    tell_owner(double, "merged", now)


def part(double: Complaint, main: Complaint, *, actor: Viewer, now: datetime) -> None:
    """Lets a double stand on its own again: the one that it was merged into ends, or goes along with another one."""
    double.leave_group()
    FRAME.write(double, "part", actor=actor, now=now, details={"from": main.number})

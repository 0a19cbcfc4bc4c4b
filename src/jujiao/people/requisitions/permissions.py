"""Who may take which step on a requisition: predicates over viewer and row, used by pages, API and operations."""

from collections.abc import Mapping
from types import MappingProxyType

import rules
from django.utils.translation import gettext as _

from jujiao.cases.access import Access, Condition
from jujiao.cases.errors import UnableToTakeStep
from jujiao.kernel.record.access import Role, Viewer
from jujiao.people.requisitions.models import Requisition, State
from jujiao.rules.people.requisition_steps import PromiseKind
from jujiao.rules.people.requisitions import (
    Owing,
    clause_2_1_1_approves,
    clause_2_1_1_may_take_back,
    clause_2_1_1_may_withdraw,
    clause_2_1_1_owing,
    clause_2_1_1_takes_note,
)


def holds(viewer: Viewer, requisition: Requisition, role: Role) -> bool:
    """Whether the viewer holds the role where the requisition belongs."""
    here = viewer.company_id == requisition.company_id
    return here and viewer.has(role, estate_id=requisition.estate_id)


@rules.predicate
def answers(viewer: Viewer, requisition: Requisition) -> bool:
    """Says what the department needs: its head, or the estate manager where it has none."""
    if viewer.has(Role.HEAD, department_id=requisition.department_id):
        return True
    if not holds(viewer, requisition, Role.MANAGER):
        return False
    return clause_2_1_1_owing(PromiseKind.ANSWER, has_head=requisition.has_head) is Owing.MANAGER


@rules.predicate
def is_administration(viewer: Viewer, requisition: Requisition) -> bool:
    return holds(viewer, requisition, Role.ADMINISTRATION)


@rules.predicate
def is_company(viewer: Viewer, requisition: Requisition) -> bool:
    return holds(viewer, requisition, Role.COMPANY)


@rules.predicate
def decides(viewer: Viewer, requisition: Requisition) -> bool:
    """Decides at this moment: administration before it has accepted, the company after."""
    decider = is_company if requisition.state == State.ACCEPTED else is_administration
    return bool(decider(viewer, requisition))


def approves(viewer: Viewer, requisition: Requisition) -> bool:
    """2.1.1: whether somebody else than the viewer answered."""
    answer = requisition.standing
    return answer is None or clause_2_1_1_approves(approver=viewer.employee_id, answered_by=answer.answered_by_id)


ASKED_FOR = Condition[Requisition](
    lambda _viewer, requisition: clause_2_1_1_may_take_back(asked=requisition.asked_at is not None),
    lambda _requisition: UnableToTakeStep(_("Nobody asked for this: withdraw it instead.")),
)
OF_NO_ROUND = Condition[Requisition](
    lambda _viewer, requisition: clause_2_1_1_may_withdraw(of_a_round=requisition.asked_in_id is not None),
    lambda _requisition: UnableToTakeStep(
        _("A round is answered: say what the department needs, or that it needs nobody.")
    ),
)
NOBODY_NEEDED = Condition[Requisition](
    lambda _viewer, requisition: clause_2_1_1_takes_note(none=requisition.none is True),
    lambda _requisition: UnableToTakeStep(_("The department needs people: accept it, or send it back.")),
)
PEOPLE_NEEDED = Condition[Requisition](
    lambda _viewer, requisition: not clause_2_1_1_takes_note(none=requisition.none is True),
    lambda _requisition: UnableToTakeStep(_("The department needs nobody: take note of it.")),
)
SOMEBODY_ELSES = Condition[Requisition](
    approves,
    lambda _requisition: UnableToTakeStep(_("Nobody approves what they asked for themselves.")),
)

ACCESS: Mapping[str, Access[Requisition]] = MappingProxyType(
    {
        "answer": Access(answers),
        "take_back": Access(answers, (ASKED_FOR,)),
        "withdraw": Access(answers, (OF_NO_ROUND,)),
        "take_note": Access(is_administration, (NOBODY_NEEDED,)),
        "accept": Access(is_administration, (PEOPLE_NEEDED,)),
        "approve": Access(is_company, (SOMEBODY_ELSES,)),
        "refuse": Access(is_company),
        "send_back": Access(decides),
    }
)
"""Whose each step is, and what must be so, whatever the requisition's state."""

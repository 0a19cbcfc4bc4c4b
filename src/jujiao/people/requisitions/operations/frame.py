"""What every step on a requisition has in common: the frame of all cases, who owes by 2.1.1, and what is owed next."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Unpack

from django.utils.translation import gettext_lazy

from jujiao.cases.frame import Frame, Said
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.staffing import Debtor
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Role
from jujiao.people.requisitions.models import SUBJECT, Requisition
from jujiao.rules.people.requisition_steps import OWED, STEPS, State
from jujiao.rules.people.requisitions import Owing, clause_2_1_1_owing, clause_2_1_1_promise
from jujiao.rules.promising import PromiseDue

ROLES: Mapping[Owing, Role] = MappingProxyType(
    {
        Owing.HEAD: Role.HEAD,
        Owing.MANAGER: Role.MANAGER,
        Owing.ADMINISTRATION: Role.ADMINISTRATION,
        Owing.COMPANY: Role.COMPANY,
    }
)


def debtor(requisition: Requisition, kind: str) -> Debtor:
    """Who owes a promise of this kind (2.1.1): a post. What the head owes of a department that has none is the
    manager's by the ledger, from the day on which the head goes to the one on which another comes."""
    owing = clause_2_1_1_owing(kind, has_head=True)
    return Debtor(requisition.department_id if owing is Owing.HEAD else None, role=ROLES[owing])


def debtors(requisition: Requisition, kinds: Collection[str], _now: datetime) -> Mapping[str, Debtor]:
    """The same for several kinds."""
    return {kind: debtor(requisition, kind) for kind in kinds}


FRAME = Frame(
    subject=SUBJECT,
    model=Requisition,
    machine=STEPS,
    debtors=debtors,
    changed_meanwhile=gettext_lazy("Somebody else changed this requisition meanwhile. Please look at it again."),
    related=("estate", "department"),
)


def hold(requisition_id: int) -> Requisition:
    """The requisition, held, for whoever changes its promises without a step."""
    return FRAME.hold(requisition_id, version=None)


def take(requisition: Requisition, verb: str, *, since: datetime | None = None, **said: Unpack[Said]) -> TimelineEntry:
    """Takes one step on a held requisition; what is owed in the state that it leads to is promised from `since` on,
    by default from now."""
    target = STEPS[verb].target
    promised = owed(requisition, target, since or said["now"]) if target else []
    return FRAME.take(requisition, verb, promised=promised, **said)


def owed(requisition: Requisition, state: State, since: datetime) -> list[PromiseDue]:
    """What is owed in a state, from `since` on."""
    kind = OWED.get(state)
    return [clause_2_1_1_promise(kind, since, requisition.limits, LoadedCalendar())] if kind else []

"""Who reads calls, who answers them, who keeps the exchanges and what is said."""

from django.db.models import QuerySet

from jujiao.kernel.record.access import Role, Viewer
from jujiao.promises.models import Promise
from jujiao.rules.service.calls.calling_back import PromiseKind
from jujiao.service.calls.models import CallBack

ANSWERS = (Role.CLERK, Role.MANAGER)
"""Who answers and makes the calls of an estate: the desk."""
SEES_CALLS = (*ANSWERS, Role.COMPANY, Role.AUDITOR)
SEES_CALL_BACKS = (*SEES_CALLS, Role.HEAD)
"""A head those that their department owes."""
GIVES_UP = (Role.MANAGER, Role.HEAD)
"""Who says that nobody can be reached; see `may_give_up`."""
NUMBERS = (*ANSWERS, Role.COMPANY)
"""Who may have a number shown whole, with a reason (1.3.1)."""
KEEPS_EXCHANGES = (Role.SYSADMIN,)
"""Who connects exchanges, gives out their secrets, and says which telephones stand at which post."""
SEES_EXCHANGES = (Role.SYSADMIN, Role.MANAGER, Role.COMPANY, Role.AUDITOR)
WRITES_SCRIPTS = (Role.MANAGER, Role.COMPANY)
"""Who publishes what is said: the manager for their estate, the company for all."""
SEES_SCRIPTS = (*ANSWERS, Role.COMPANY, Role.AUDITOR)
SEES_RATES = (Role.CLERK, Role.HEAD, Role.MANAGER, Role.COMPANY, Role.AUDITOR)


def may_give_up(actor: Viewer, call_back: CallBack) -> bool:
    """Whether the actor manages the estate, or heads the department that owes the call."""
    if actor.has(Role.MANAGER, estate_id=call_back.estate_id):
        return call_back.estate.company_id == actor.company_id
    return owed_by_departments_of(actor).filter(subject_id=call_back.pk).exists()


def owed_by_departments_of(head: Viewer) -> QuerySet[Promise]:
    """What is promised about numbers to call back by the departments that somebody heads."""
    return Promise.objects.filter(kind=PromiseKind.MADE, department__in=head.department_ids(Role.HEAD))

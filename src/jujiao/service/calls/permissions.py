"""Who reads calls, who answers them, who keeps the exchanges and what is said."""

from django.db.models import QuerySet

from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.kernel.record.access import Role, Viewer
from jujiao.service.calls.models import CallBack

ANSWERS = (Role.CLERK, Role.MANAGER)
"""Who answers and makes the calls of an estate: the desk."""
SEES_CALLS = (*ANSWERS, Role.COMPANY, Role.AUDITOR)
SEES_CALL_BACKS = (*SEES_CALLS, Role.HEAD)
"""A head those of the estate whose desk they head."""
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
    """Whether the actor manages the estate, or heads its desk."""
    if actor.has(Role.MANAGER, estate_id=call_back.estate_id):
        return call_back.estate.company_id == actor.company_id
    return desks_headed_by(actor).filter(estate=call_back.estate_id).exists()


def desks_headed_by(viewer: Viewer) -> QuerySet[Department]:
    heads = viewer.department_ids(Role.HEAD)
    return Department.objects.filter(pk__in=heads, kind=DepartmentKind.CUSTOMER_SERVICE)

"""Who reads calls, who answers them, who keeps the exchanges and what is said."""

from jujiao.kernel.record.access import Role

ANSWERS = (Role.CLERK, Role.MANAGER)
"""Who answers and makes the calls of an estate: the desk."""
SEES_CALLS = (*ANSWERS, Role.COMPANY, Role.AUDITOR)
NUMBERS = (*ANSWERS, Role.COMPANY)
"""Who may have a number shown whole, with a reason (1.3.1)."""
KEEPS_EXCHANGES = (Role.SYSADMIN,)
"""Who connects exchanges, gives out their secrets, and says which telephones stand at which post."""
SEES_EXCHANGES = (Role.SYSADMIN, Role.MANAGER, Role.COMPANY, Role.AUDITOR)
WRITES_SCRIPTS = (Role.MANAGER, Role.COMPANY)
"""Who publishes what is said: the manager for their estate, the company for all."""
SEES_SCRIPTS = (*ANSWERS, Role.COMPANY, Role.AUDITOR)
SEES_RATES = (Role.CLERK, Role.HEAD, Role.MANAGER, Role.COMPANY, Role.AUDITOR)

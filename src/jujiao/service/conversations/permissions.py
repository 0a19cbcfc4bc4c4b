"""Who reads conversations, who answers, and who writes what the desk answers again and again."""

from jujiao.kernel.record.access import Role

ANSWERS = (Role.CLERK, Role.MANAGER)
"""Who answers what owners write to an estate: the desk."""
SEES = (*ANSWERS, Role.COMPANY, Role.AUDITOR)
NAMES = (*ANSWERS, Role.COMPANY)
"""Who reads whose conversation it is by name; others read it shortened."""
WRITES_PHRASES = (Role.MANAGER, Role.COMPANY)
"""Who publishes what is answered again and again: the manager for their estate, the company for all."""
SEES_PHRASES = SEES
SEES_RATES = (Role.CLERK, Role.HEAD, Role.MANAGER, Role.COMPANY, Role.AUDITOR)
"""Who reads how many messages were answered in time; a head of the desk that they head."""

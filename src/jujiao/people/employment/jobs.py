"""Work of the worker: papers that end are spoken of in time, and gaps are found and closed."""

import logging
from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.company.estates.models import Company
from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock
from jujiao.people.employment.operations import watch

logger = logging.getLogger(__name__)


@app.periodic(cron="23 * * * *")
@app.task(name="employment.watch", queueing_lock="employment.watch")
def watch_all_companies(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every hour; what was missed while the machine was away is made up for."""
    watch_all(now=clock.database_now())


def watch_all(*, now: datetime) -> int:
    """Looks at every company, and says how many promises changed. A company in which that fails does not keep the
    others waiting."""
    changed = 0
    for company in Company.objects.order_by("id"):
        try:
            changed += watch(company, now=now)
        except AWAY:
            raise
        except Exception:
            logger.exception("employment: the papers of company %s cannot be looked at", company.pk)
    return changed

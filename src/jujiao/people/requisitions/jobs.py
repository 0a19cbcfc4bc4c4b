"""Work of the worker: rounds of requisitions are opened when their time has come."""

import logging
from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.company.estates.models import Company
from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock
from jujiao.people.requisitions.operations import open_rounds

logger = logging.getLogger(__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(name="requisitions.open_rounds", queueing_lock="requisitions.open_rounds")
def open_rounds_of_all(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every five minutes; what was missed while the machine was away is made up for."""
    open_all(now=clock.database_now())


def open_all(*, now: datetime) -> int:
    """Opens what is to be open in every company, and says how many rounds those were. A company in which that fails
    does not keep the others waiting."""
    opened = 0
    for company in Company.objects.order_by("id"):
        try:
            opened += len(open_rounds(company, now=now))
        except AWAY:
            raise
        except Exception:
            logger.exception("requisitions: the rounds of company %s cannot be opened", company.pk)
    return opened

"""Work of the worker: who has not come and posts without anybody, each minute; months and names, once a day."""

import logging
from collections.abc import Callable
from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.company.estates.models import Company
from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock
from jujiao.service.desk.operations import close_months, forget_names, watch

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="desk.watch", queueing_lock="desk.watch")
def watch_all_companies(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every minute; what was missed while the machine was away is made up for."""
    watch_all(now=clock.database_now())


@app.periodic(cron="17 3 * * *")
@app.task(name="desk.close", queueing_lock="desk.close")
def close_all_companies(timestamp: int) -> None:  # noqa: ARG001
    """Every night."""
    close_all(now=clock.database_now())


def watch_all(*, now: datetime) -> int:
    """Looks at every company, and says how much changed."""
    return _each(watch, now)


def close_all(*, now: datetime) -> int:
    """Closes months and has names go in every company; how many."""
    return _each(close_months, now) + _each(forget_names, now)


def _each(work: Callable[..., int], now: datetime) -> int:
    """A company in which that fails does not keep the others waiting."""
    done = 0
    for company in Company.objects.order_by("id"):
        try:
            done += work(company, now=now)
        except AWAY:
            raise
        except Exception:
            logger.exception("reception: %s failed for company %s", work.__name__, company.pk)
    return done

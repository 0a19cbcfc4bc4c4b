"""Work of the worker: calls of which nothing more is told are settled, each minute; exchanges that fall silent are
noticed; numbers go, once a day."""

import logging
from collections.abc import Callable
from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.company.estates.models import Company
from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock
from jujiao.service.calls.operations.forgetting import forget_numbers
from jujiao.service.calls.operations.hearing import watch_sources
from jujiao.service.calls.operations.settling import settle_calls

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="calls.settle", queueing_lock="calls.settle")
def settle_all_companies(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every minute; what was missed while the machine was away is made up for."""
    settle_all(now=clock.database_now())


@app.periodic(cron="41 3 * * *")
@app.task(name="calls.forget", queueing_lock="calls.forget")
def forget_all_companies(timestamp: int) -> None:  # noqa: ARG001
    """Every night."""
    forget_all(now=clock.database_now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="calls.listen", queueing_lock="calls.listen")
def watch_all_companies(timestamp: int) -> None:  # noqa: ARG001
    """Every five minutes."""
    watch_all(now=clock.database_now())


def watch_all(*, now: datetime) -> int:
    """Notices exchanges that have fallen silent in every company; how many."""
    return _each(watch_sources, now)


def settle_all(*, now: datetime) -> int:
    """Settles calls in every company; how many."""
    return _each(settle_calls, now)


def forget_all(*, now: datetime) -> int:
    """Has numbers go in every company; of how many calls and call-backs."""
    return _each(forget_numbers, now)


def _each(work: Callable[..., int], now: datetime) -> int:
    """A company in which that fails does not keep the others waiting."""
    done = 0
    for company in Company.objects.order_by("id"):
        try:
            done += work(company, now=now)
        except AWAY:
            raise
        except Exception:
            logger.exception("calls: %s failed for company %s", work.__name__, company.pk)
    return done

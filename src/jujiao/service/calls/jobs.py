"""Work of the worker: calls of which nothing more is told are settled, each minute; exchanges that fall silent are
noticed; numbers go, once a day."""

from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.company.estates.every_company import in_every_company
from jujiao.kernel.machine import clock
from jujiao.service.calls.operations.forgetting import forget_numbers
from jujiao.service.calls.operations.hearing import watch_sources
from jujiao.service.calls.operations.settling import settle_calls


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
    return in_every_company(watch_sources, now=now)


def settle_all(*, now: datetime) -> int:
    """Settles calls in every company; how many."""
    return in_every_company(settle_calls, now=now)


def forget_all(*, now: datetime) -> int:
    """Has numbers go in every company; of how many calls and call-backs."""
    return in_every_company(forget_numbers, now=now)

"""Work of the worker: who has not come and posts without anybody, each minute; months and names, once a day."""

from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.company.estates.every_company import in_every_company
from jujiao.kernel.machine import clock
from jujiao.service.desk.operations import close_months, forget_names, watch


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
    return in_every_company(watch, now=now)


def close_all(*, now: datetime) -> int:
    """Closes months and has names go in every company; how many."""
    return in_every_company(close_months, now=now) + in_every_company(forget_names, now=now)

"""Work of the worker: what waits is given out after a sign-on, answers that nobody reads are told of, and who forgot to
sign off gives back what they had in hand; what was written years ago goes, once a day."""

from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.company.estates.every_company import in_every_company
from jujiao.kernel.machine import clock
from jujiao.service.conversations.operations.forgetting import forget_words
from jujiao.service.conversations.operations.offering import OFFER
from jujiao.service.conversations.operations.reading import remind_unread
from jujiao.service.conversations.operations.taking import give_back_of_absent, offer_anew


@app.task(name=OFFER)
def offer_what_waits(*, estate_id: int) -> None:
    """Gives out what waits at an estate, once nobody writes there any more."""
    offer_anew(estate_id=estate_id, now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="conversations.remind", queueing_lock="conversations.remind")
def remind_all_companies(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every minute; what was missed while the machine was away is made up for."""
    watch_all(now=clock.database_now())


@app.periodic(cron="47 3 * * *")
@app.task(name="conversations.forget", queueing_lock="conversations.forget")
def forget_all_companies(timestamp: int) -> None:  # noqa: ARG001
    """Every night."""
    forget_all(now=clock.database_now())


def forget_all(*, now: datetime) -> int:
    """Has what was written go once it was kept for long enough, in every company; of how many messages."""
    return in_every_company(forget_words, now=now)


def watch_all(*, now: datetime) -> int:
    """Tells of answers unread, and gives back what absent people have in hand, in every company; how many."""
    return in_every_company(remind_unread, now=now) + in_every_company(give_back_of_absent, now=now)

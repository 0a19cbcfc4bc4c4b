"""Work of the worker: sending codes, and taking away what signing in leaves behind when it is over."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from jujiao.company.accounts import people, texting
from jujiao.company.accounts.models import KnownSource, Tally
from jujiao.kernel.database.clearing import clear
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry

SOURCES_KEPT: Final = timedelta(days=180)
"""How long an account knows a device or an address from which nobody signs in to it."""

TRIES: Final = Retry(max_attempts=6, exponential_wait=2)
"""Within about a minute: a code that comes later than it holds helps nobody."""


@app.task(name=texting.SEND, retry=TRIES)
def send_text(*, sealed: str) -> None:
    """Sends what a page has left. Where that was no code, only a number that several hold is told anything."""
    phone, message, attempt_id = texting.left(sealed)
    if message.template == texting.SEVERAL and not people.find(phone, clock.now()).several:
        return
    texting.send(phone, message, attempt_id)


@app.periodic(cron="37 * * * *")
@app.task(name="accounts.tidy", queueing_lock="accounts.tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every hour."""
    forget(now=clock.now())


def forget(*, now: datetime) -> None:
    """Sessions that ended, tries that count no more, codes used too long ago to be tried again, devices not seen."""
    clear(Session.objects.filter(expire_date__lte=now).order_by("expire_date"))
    clear(Tally.objects.filter(until__lte=now).order_by("until"))
    clear(KnownSource.objects.filter(seen_at__lt=now - SOURCES_KEPT).order_by("seen_at"))

"""Work of the worker: what followers sent along, what could not be dealt with in time, and who follows as whom."""

from datetime import timedelta
from typing import Final

from procrastinate.contrib.django import app

from jujiao.kernel.database.clearing import clear
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry
from jujiao.notices.wechat.models import Code, Inbound, Sending
from jujiao.notices.wechat.operations import later, media
from jujiao.notices.wechat.operations.later import DEAL_WITH
from jujiao.notices.wechat.operations.outworn import LOOK, end_outworn
from jujiao.notices.wechat.operations.passing_on import FETCH

RETRY: Final = Retry(exponential_wait=4)
INBOUND_KEPT: Final = timedelta(days=180)
"""How long it is known what the platform told; what people wrote stands in their conversation."""
SENDINGS_KEPT: Final = timedelta(days=3)
"""How long it is known what went within a window: longer than any lasts."""
CODES_KEPT: Final = timedelta(days=1)
"""How long it is known who used a code; after that the binding and the timeline tell it."""


@app.task(name=FETCH, retry=RETRY)
def fetch(*, inbound_id: int) -> None:
    """Fetches one file, for as long as the platform keeps it."""
    media.fetch(inbound_id, now=clock.database_now())


@app.task(name=DEAL_WITH, retry=RETRY)
def deal_with(*, account_id: int, sealed: str, at: str) -> None:
    """Does with one message what could not be done while the platform waited."""
    later.deal_with(account_id, sealed, at)


@app.task(name=LOOK, retry=RETRY)
def look(*, person_id: int) -> None:
    """Looks whether the bindings of a person still hold."""
    end_outworn(now=clock.database_now(), person_id=person_id)


@app.periodic(cron="11 * * * *")
@app.task(name="wechat.tidy", queueing_lock="wechat.tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every hour: bindings of who has moved out end; codes and windows that are over are forgotten, and what was told
    long ago."""
    end_outworn(now=clock.database_now())
    now = clock.now()
    clear(Code.objects.filter(made_at__lt=now - CODES_KEPT).order_by("pk"))
    clear(Sending.objects.filter(at__lt=now - SENDINGS_KEPT).order_by("pk"))
    clear(Inbound.objects.filter(received_at__lt=now - INBOUND_KEPT).order_by("pk"))

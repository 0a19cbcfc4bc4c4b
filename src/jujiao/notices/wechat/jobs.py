"""Work of the worker: what followers sent along, what could not be dealt with in time, and who follows as whom."""

from typing import Final

from procrastinate.contrib.django import app

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry
from jujiao.notices.wechat.operations import later, media
from jujiao.notices.wechat.operations.later import DEAL_WITH
from jujiao.notices.wechat.operations.passing_on import FETCH

RETRY: Final = Retry(exponential_wait=4)


@app.task(name=FETCH, retry=RETRY)
def fetch(*, inbound_id: int) -> None:
    """Fetches one file, for as long as the platform keeps it."""
    media.fetch(inbound_id, now=clock.database_now())


@app.task(name=DEAL_WITH, retry=RETRY)
def deal_with(*, account_id: int, sealed: str, at: str) -> None:
    """Does with one message what could not be done while the platform waited."""
    later.deal_with(account_id, sealed, at)

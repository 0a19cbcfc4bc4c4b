"""Work of the worker: searches for rosters, and finding those whose worker is gone."""

import logging
from datetime import datetime

from procrastinate.contrib.django import app

from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry
from jujiao.people.rosters.operations.following import TELL_CHANGES, tell_changes
from jujiao.people.rosters.operations.lapsing import lapse_swaps
from jujiao.people.rosters.operations.searching import SEARCH, begin, fail, give_up_silent
from jujiao.people.rosters.searching import look_into

logger = logging.getLogger(__name__)


@app.task(name=SEARCH)
def search_for(*, run_id: int) -> None:
    """Searches for a roster, in a process of its own, and writes down how far it is."""
    begun = begin(run_id=run_id, now=clock.database_now())
    if begun is None:
        return
    try:
        look_into(*begun)
    except AWAY:
        raise
    except Exception:
        logger.exception("rosters: the search %s failed", run_id)
        fail(run_id=run_id, now=clock.database_now())


@app.task(name=TELL_CHANGES, retry=Retry(max_attempts=12, exponential_wait=4))
def tell_of_changes(*, duty_ids: list[int], at: str) -> None:
    """Tells those whose duties in a published roster were changed on the board of duties."""
    tell_changes(duty_ids=duty_ids, at=datetime.fromisoformat(at), now=clock.database_now())


@app.periodic(cron="* * * * *")
@app.task(name="rosters.watch", queueing_lock="rosters.watch")
def find_lost(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every minute."""
    give_up_silent(now=clock.database_now())


@app.periodic(cron="* * * * *")
@app.task(name="rosters.lapse_swaps", queueing_lock="rosters.lapse_swaps")
def end_dead_swaps(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every minute: what nothing can come of any more."""
    lapse_swaps(now=clock.database_now())

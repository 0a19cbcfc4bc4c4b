"""Jobs that operations deferred in their transactions (outbox: mails and the like), done beside the worker's loop."""

import asyncio
import contextlib
import logging
import threading
from typing import Final

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition
from psycopg_pool import PoolTimeout

from jujiao.kernel.machine import clock, retrying

logger = logging.getLogger(__name__)

LONGEST_WAIT: Final = 10.0
GRACE: Final = 20.0
"""Seconds that a job under way has to end when the worker is told to stop; then it is put back to be done again."""
LOOK: Final = 0.5
"""Seconds between looks whether to stop."""
LOST: Final = 30.0
"""Seconds without a sign of life after which the jobs of a worker are taken over by others."""
LOOK_FOR_LOST: Final = 10.0
"""Seconds between looks for such jobs."""


class Courier(threading.Thread):
    """Runs jobs until `stop` is set; comes back by itself when the database was away."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__(name="deliveries", daemon=True)
        self.stop = stop

    def run(self) -> None:
        wait = 1.0
        while not self.stop.is_set():
            try:
                asyncio.run(self._work())
                wait = 1.0
            except Exception as error:
                # Whatever it was: mails must go on, and the log has it.
                known = isinstance(error, (ConnectorException, PoolTimeout))
                logger.warning("deliveries: next try in %.0f s (%s)", wait, type(error).__name__, exc_info=not known)
                wait = min(wait * 2, LONGEST_WAIT)
            self.stop.wait(wait)

    async def _work(self) -> None:
        # Not replace_connector: the loop beside us defers jobs inside its transactions, on Django's own connection.
        courier = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with courier.open_async():
            work = asyncio.create_task(
                courier.run_worker_async(
                    install_signal_handlers=False,
                    concurrency=4,
                    shutdown_graceful_timeout=GRACE,
                    delete_jobs=DeleteJobCondition.SUCCESSFUL,
                )
            )
            rescue = asyncio.create_task(_rescue(courier))
            while not self.stop.is_set() and not work.done():
                await asyncio.wait({work}, timeout=LOOK)
            for task in (rescue, work):
                task.cancel()
            # Whatever the looking for lost jobs fell over, the next connection tries it anew.
            await asyncio.gather(rescue, return_exceptions=True)
            with contextlib.suppress(asyncio.CancelledError):
                await work


async def _rescue(courier: App) -> None:
    """Looks for lost jobs again and again, and how wrong this host's clock is."""
    while True:
        with contextlib.suppress(ConnectorException):
            row = await courier.connector.execute_query_one_async("SELECT clock_timestamp() AS now")
            retrying.compare_clocks(row["now"])
            await take_over(courier)
        await asyncio.sleep(LOOK_FOR_LOST)


async def take_over(courier: App) -> int:
    """Puts back the jobs that workers were at when they died, or were frozen for too long; how many they were.

    What such a worker had sent without having noted it is sent again, under the same id."""
    lost = list(await courier.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST))
    for job in lost:
        with contextlib.suppress(ConnectorException):  # another worker was quicker
            await courier.job_manager.retry_job(job, retry_at=retrying.by_the_database(clock.now()))
    if lost:
        logger.warning("deliveries: %s jobs of workers that died are taken over", len(lost))
    return len(lost)

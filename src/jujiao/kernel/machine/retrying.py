"""When a job that failed is done again (retry): by the database's clock, however wrong this host's is."""

from datetime import datetime, timedelta
from typing import Final

from procrastinate import RetryStrategy
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.retry import RetryDecision

from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock

MET: Final = (*AWAY, ConnectorException)
"""What a job meets when the database is away; the last where it defers another job."""
SOON: Final = timedelta(seconds=10)
"""After how long a job is done again that met a database which was away."""
LONGEST: Final = timedelta(minutes=17)

_ahead = timedelta(0)


def compare_clocks(database_now: datetime) -> None:
    """Notes by how much this host's clock is ahead of the database's, as of this moment."""
    global _ahead  # noqa: PLW0603 - a fact about this host, the same for all threads
    _ahead = clock.now() - database_now


def by_the_database(at: datetime) -> datetime:
    """A moment that this host told, as the database would have told it."""
    return at - _ahead


class Retry(RetryStrategy):
    """The waits of RetryStrategy, on the clock by which the database hands out jobs.

    On a host whose clock is ten minutes ahead, a mail would otherwise wait ten minutes longer. That the database was
    away is no fault of the job's: it does not wait longer and longer for that."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, MET):
            return RetryDecision(retry_at=by_the_database(clock.now() + SOON))
        decision = super().get_retry_decision(exception=exception, job=job)
        if decision and decision.retry_at:
            latest = clock.now() + LONGEST
            decision.retry_at = by_the_database(min(decision.retry_at, latest))
        return decision

"""Work of the worker that is done for one company after the other."""

import logging
from datetime import datetime
from typing import Protocol

from jujiao.company.estates.models import Company
from jujiao.kernel.errors import AWAY

logger = logging.getLogger(__name__)


class Work(Protocol):
    """Does something for one company, in transactions of its own, and says how much that was."""

    __name__: str
    __module__: str

    def __call__(self, company: Company, *, now: datetime) -> int: ...


def in_every_company(work: Work, *, now: datetime) -> int:
    """How much was done in all. A company in which it fails does not keep the others waiting; a database that is away
    keeps all of them, and is raised (AWAY)."""
    done = 0
    for company in Company.objects.order_by("id"):
        try:
            done += work(company, now=now)
        except AWAY:
            raise
        except Exception:
            logger.exception("%s.%s failed for company %s", work.__module__, work.__name__, company.pk)
    return done

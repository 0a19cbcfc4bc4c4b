"""The worker's side of the promise loop: batch after batch, and past whatever cannot be fired."""

import logging
from datetime import datetime, timedelta
from typing import Final

from jujiao.kernel.errors import AWAY
from jujiao.promises.firing import due, fire

logger = logging.getLogger(__name__)

BATCH: Final = 250
"""Promises that are fired in one transaction: what they have in common is read once."""
LEFT: Final = timedelta(minutes=1)
"""For how long a promise that could not be fired is passed over."""


class Alarms:
    """Fires what is due at `now`, the database's clock; says how many promises that were, 0 where there were none.

    Where a batch fails its promises are fired one by one: what is wrong with one does not keep the others waiting. That
    one stays due, so it is seen as the oldest that nobody fires, and is tried again after a while."""

    def __init__(self) -> None:
        self.left: dict[int, datetime] = {}

    def __call__(self, now: datetime) -> int:
        self.left = {promise_id: until for promise_id, until in self.left.items() if until > now}
        meant = due(now).exclude(pk__in=self.left).order_by("next_alarm_at")
        try:
            return fire(meant[:BATCH], now=now)
        except AWAY:
            raise
        except Exception:
            logger.exception("alarms: a batch failed, its promises are tried one by one")
        return sum(self._fire_alone(promise_id, now) for promise_id in meant.values_list("pk", flat=True)[:BATCH])

    def _fire_alone(self, promise_id: int, now: datetime) -> int:
        try:
            return fire(due(now).filter(pk=promise_id), now=now)
        except AWAY:
            raise
        except Exception:
            logger.exception("alarms: promise %s cannot be fired", promise_id)
            self.left[promise_id] = now + LEFT
            return 0

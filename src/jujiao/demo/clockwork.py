"""The demonstration's time: steps happen in their order, and alarms fire when they are due, not when we get to them."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from django.db.models import Min
from django.utils import timezone

from jujiao.promises.firing import due, fire
from jujiao.promises.models import Promise, PromiseState

type Step = Callable[[datetime], None]


class Clockwork:
    """Runs what was planned, in order, up to `end`; what lies beyond has not happened yet."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self._planned: list[tuple[datetime, int, Step]] = []
        self._order = count()

    def plan(self, at: datetime, step: Step) -> None:
        heapq.heappush(self._planned, (at, next(self._order), step))

    def run(self) -> None:
        while self._planned and self._planned[0][0] <= self.end:
            at, _order, step = heapq.heappop(self._planned)
            self._ring_until(at)
            step(at)
        self._ring_until(self.end)

    @staticmethod
    def _ring_until(at: datetime) -> None:
        running = Promise.objects.filter(state=PromiseState.RUNNING)
        while (then := running.aggregate(at=Min("next_alarm_at"))["at"]) is not None and then <= at:
            fire(due(then), now=then)


def at_work(moment: datetime) -> datetime:
    """The moment itself by day; a moment in the night becomes the next morning, when departments are back."""
    local = timezone.localtime(moment)
    if 8 <= local.hour < 20:
        return moment
    morning = local.replace(hour=8, minute=10 + local.minute // 2, second=0, microsecond=0)
    return morning if local.hour < 8 else morning + timedelta(days=1)

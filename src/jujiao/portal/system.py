"""The state of the machinery, for the system administrator: is anybody working, and does anything wait too long."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Min
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.calendar.queries import missing_year_alarm
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.backup.condition import Condition, condition
from jujiao.kernel.machine.paths import HOME
from jujiao.kernel.models import Heartbeat
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.notices.models import Attempt, AttemptState, Delivery, DeliveryState
from jujiao.promises.firing import due

SILENT: Final = timedelta(seconds=40)
"""A worker that has not been heard for so long counts as gone."""
PATIENCE: Final = timedelta(seconds=45)
"""An alarm or a job that has waited for so long is a fault: it is shown within a minute."""


ROOM: Final = 0.05
"""The part of the disk, where the embedded database writes, that has to be free."""


@dataclass(frozen=True)
class Worker:
    """A worker process and whether it is alive."""

    beat: Heartbeat
    alive: bool


@dataclass(frozen=True)
class State:
    """What the page shows; `troubles` is how many of its lines are bad."""

    workers: Sequence[Worker]
    oldest_alarm: datetime | None
    alarm_late: bool
    jobs: int
    oldest_job: datetime | None
    jobs_late: bool
    failed: int
    tried_again: int
    last_error: str
    missing_year: int | None
    backup: Condition | None
    disk_free: int
    disk_full: bool

    @property
    def working(self) -> bool:
        return any(worker.alive for worker in self.workers)

    @property
    def troubles(self) -> int:
        late = (not self.working) + self.alarm_late + self.jobs_late
        wrong = bool(self.failed) + bool(self.tried_again) + bool(self.missing_year) + self.disk_full
        return late + wrong + (self.backup.troubles if self.backup else 0)


def state(now: datetime) -> State:
    """How things stand at `now`, by the database's clock."""
    beats = Heartbeat.objects.order_by("-beat_at")[:20]
    alarm = due(now).aggregate(oldest=Min("next_alarm_at"))["oldest"]
    # A job without a time was deferred to be done at once: how long it has waited is told by its first event. One that
    # waited for its time, as a mail for the end of quiet hours, is late from that time on.
    waiting = ProcrastinateJob.objects.filter(status="todo").exclude(scheduled_at__gt=now)
    jobs = waiting.aggregate(
        count=Count("pk", distinct=True), oldest=Min(Coalesce("scheduled_at", "procrastinateevent__at"))
    )
    disk = shutil.disk_usage(HOME)
    again = Attempt.objects.filter(state=AttemptState.FAILED, delivery__state=DeliveryState.QUEUED)
    last = again.order_by("started_at").last()
    return State(
        workers=[Worker(beat, now - beat.beat_at < SILENT) for beat in beats],
        oldest_alarm=alarm,
        alarm_late=alarm is not None and now - alarm > PATIENCE,
        jobs=jobs["count"],
        oldest_job=jobs["oldest"],
        jobs_late=jobs["oldest"] is not None and now - jobs["oldest"] > PATIENCE,
        failed=Delivery.objects.filter(state=DeliveryState.FAILED).count(),
        tried_again=again.values("delivery").distinct().count(),
        last_error=f"{last.code}: {last.sentence}" if last else "",
        missing_year=missing_year_alarm(timezone.localtime(now).date()),
        backup=condition(now),
        disk_free=disk.free,
        disk_full=disk.free < disk.total * ROOM,
    )


@door(Role.SYSADMIN)
def system(request: ViewerRequest) -> HttpResponse:
    """Workers, alarms, jobs, deliveries, the calendar and the backups; looked at anew by itself."""
    now = clock.database_now()
    return render_page(request, "portal/system.html", "state", {"state": state(now), "now": now})

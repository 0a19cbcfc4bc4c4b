"""Steps of people against the machinery: the alarms of real workers, and the recount after a year was published.

Both change promises of many complaints, and write to their timelines, while people take steps on the same complaints.
In each batch some complaints are held until people, workers and the recount wait for them, then all go at once."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from time import monotonic

from django.db import connections, transaction
from django.db.models import Count

from jujiao.drills.race.edits import Edit
from jujiao.drills.race.pairs import ill_kept
from jujiao.drills.race.sending import TOGETHER, Answer, Sender
from jujiao.drills.race.steps import DAY, Scene
from jujiao.drills.race.waiting import watched
from jujiao.kernel.models import TimelineEntry
from jujiao.promises.models import Alarm, Promise, PromiseState, Unit
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.queries_case import timeline_of

STAGES = ("registered", "dispatched", "accepted", "resolved") * 3
STEPS = {
    "registered": ("dispatch", "urge"),
    "dispatched": ("reply", "send_back"),
    "accepted": ("resolve", "reply"),
    "resolved": ("follow_up", "note"),
}
"""What two people do with a complaint of each stage: these end or give promises, or write to the timeline beside."""

HELD_FOR = 3.0
"""Seconds at most in which all have to come to wait; an idle worker looks once a second."""

FULL = TOGETHER + 2
"""As many wait as ever will: people, the recount and a worker."""

FIRED_WITHIN = 60.0
FAR = timedelta(days=400)


@dataclass
class Machinery:
    """What came of the batches."""

    steps: int = 0
    taken: int = 0
    conflicts: int = 0
    lost: int = 0
    alarms: int = 0
    recounted: int = 0
    together: int = 0
    faults: list[str] = field(default_factory=list)


def batch(scene: Scene, send: Sender, publish: Edit | None, seen: Machinery) -> None:
    """Complaints whose alarms fall due at the moment at which people take steps; with `publish`, a year is published
    at that moment too, and their working days are counted anew."""
    with transaction.atomic():
        complaints = [scene.bring(stage) for stage in STAGES]
        promises = Promise.objects.filter(subject_kind=SUBJECT, subject_id__in=[each.pk for each in complaints])
        promises.filter(next_alarm_at__isnull=False).update(next_alarm_at=scene.now + FAR)  # no worker begins yet
        if publish:
            promises.filter(unit=Unit.WORKING_DAYS).update(provisional=True)
    publishing = publish.call(publish.row(), "hr", 1) if publish else None
    with ThreadPoolExecutor(TOGETHER + 1) as pool, watched() as waiting_for:
        with transaction.atomic():
            # Of each pair of complaints one is held; the others are raced as they come.
            list(Complaint.objects.select_for_update().filter(pk__in=[each.pk for each in complaints[::2]]))
            # Due at once: another connection says so, as this one's rows are seen only when it lets go.
            pool.submit(_due_now, list(promises.values_list("pk", flat=True)), scene).result()
            published = pool.submit(send, publishing) if publishing else None
            steps = [_steps(scene, each, place, send, pool) for place, each in enumerate(complaints)]
            sent = [(each, *step) for each, both in zip(complaints, steps, strict=True) for step in both]
            _until(lambda: waiting_for() >= FULL or all(answer.done() for _each, _words, answer in sent), HELD_FOR)
            seen.together = max(seen.together, waiting_for())
        answers = [(each, words, answer.result()) for each, words, answer in sent]
        if published and not published.result().taken:
            seen.faults.append(f"the year was not published: {published.result().text[:200]}")
    _until(lambda: not promises.filter(state=PromiseState.RUNNING, next_alarm_at__lte=scene.now).exists(), FIRED_WITHIN)
    _check(complaints, answers, seen)
    seen.recounted += TimelineEntry.objects.filter(
        subject_kind=SUBJECT, subject_id__in=[each.pk for each in complaints], verb="recount"
    ).count()
    if publish and promises.filter(state=PromiseState.RUNNING, provisional=True).exists():
        seen.faults.append("a running promise is provisional still although its year is there")


def _due_now(promises: list[int], scene: Scene) -> None:
    try:
        running = Promise.objects.filter(pk__in=promises, state=PromiseState.RUNNING)
        running.filter(next_alarm_at__gt=scene.now).update(next_alarm_at=scene.now - DAY)
    finally:
        connections.close_all()


def _steps(
    scene: Scene, complaint: Complaint, place: int, send: Sender, pool: ThreadPoolExecutor
) -> list[tuple[str, Future[Answer]]]:
    """Both steps on their way, with what each says."""
    asked = []
    for number, verb in enumerate(STEPS[STAGES[place]]):
        words = f"第{number + 1}人对{complaint.pk}说的"
        call = scene.call(verb, complaint, words, second=bool(number), page=False, main=complaint)
        asked.append((words, pool.submit(send, call)))
    return asked


def _until(true: Callable[[], bool], seconds: float) -> None:
    begun = monotonic()
    while not true() and monotonic() - begun < seconds:
        Event().wait(0.02)


def _check(complaints: list[Complaint], answers: list[tuple[Complaint, str, Answer]], seen: Machinery) -> None:
    """Nothing acknowledged is lost, no alarm is doubled or missed, timelines give the rows."""
    for complaint in complaints:
        complaint.refresh_from_db()
        rows = timeline_of(complaint, owner=False)
        seen.faults += [f"{complaint}: {what}" for what in ill_kept(complaint, rows)]
        alarms = Alarm.objects.filter(promise__subject_kind=SUBJECT, promise__subject_id=complaint.pk)
        told = sum(row.verb == "alarm" for row in rows)
        seen.alarms += told
        if told != alarms.count():
            seen.faults.append(f"{complaint}: {alarms.count()} alarms, {told} in the timeline")
        doubled = alarms.values("promise", "rung").annotate(times=Count("pk")).filter(times__gt=1)
        seen.faults += [f"{complaint}: alarm fired {row['times']} times" for row in doubled]
        running = Promise.objects.filter(subject_kind=SUBJECT, subject_id=complaint.pk, state=PromiseState.RUNNING)
        if missed := running.filter(due_at__lt=complaint.received_at + DAY, alarms=None).count():
            seen.faults.append(f"{complaint}: {missed} alarms are missing")
        for words, answer in [(words, answer) for each, words, answer in answers if each.pk == complaint.pk]:
            seen.steps += 1
            seen.taken += answer.taken
            seen.conflicts += answer.status == 409
            if answer.taken and not any(words in row.text for row in rows):
                seen.lost += 1
                seen.faults.append(f"{complaint}: {words!r} was acknowledged, but is not there")
            if not answer.taken and answer.status != 409:
                seen.faults.append(f"{complaint}: a step was answered with {answer.status}: {answer.text[:200]}")

"""The promise loop: takes one promise whose alarm is due, fires it, says whether there was one."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from jujiao.company.rulebook.queries import figures
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import answerers
from jujiao.kernel import live, timeline
from jujiao.kernel.access import SYSTEM
from jujiao.notices.operations import tell
from jujiao.promises import subjects
from jujiao.promises.models import Alarm, Promise, PromiseKind, PromiseState, Rung
from jujiao.promises.operations import next_alarm_at
from jujiao.rules import ladder


@transaction.atomic
def fire_one_due(*, now: datetime) -> bool:
    """Fires the alarm that has been due longest, in one transaction: alarm, timeline, notices, next rung.

    `now` is the database's clock. A promise that another worker holds is passed over. After an outage only the
    highest rung that has passed fires, so nobody gets a flood."""
    promise = (
        Promise.objects.select_for_update(skip_locked=True)
        .filter(state=PromiseState.RUNNING, next_alarm_at__lte=now)
        .order_by("next_alarm_at")
        .first()
    )
    if promise is None:
        return False
    fractions = ladder.fractions_of(figures(promise.rulebook_version_id, promise.estate_id))
    fired = [ladder.Rung(rung) for rung in promise.alarms.values_list("rung", flat=True)]
    last = max(fired, key=lambda rung: rung.order, default=None)
    rung = ladder.highest_due(promise.started_at, promise.due_at, fractions, last, now)
    if rung is not None:
        _fire(promise, rung, now)
    promise.next_alarm_at = next_alarm_at(promise, fired=rung or last)
    promise.save(update_fields=["next_alarm_at"])
    return True


def _fire(promise: Promise, rung: ladder.Rung, now: datetime) -> None:
    people = listeners(promise, rung, now)
    # Chinese and English are made from one English name when the notice is read.
    with translation.override("en"):
        name = str(PromiseKind(promise.kind).label)
    Alarm.objects.create(promise=promise, rung=rung, fired_at=now, told=[person.name for person in people])
    timeline.record(
        subject_kind=promise.subject_kind,
        subject_id=promise.subject_id,
        estate_id=promise.estate_id,
        verb="alarm",
        actor=SYSTEM,
        now=now,
        details={
            "promise": promise.kind,
            "rung": rung.value,
            "due_at": promise.due_at,
            "told": [person.name for person in people],
        },
    )
    tell(
        users=[person.user for person in people],
        kind=f"promise.{rung.value}",
        key=f"promise:{promise.pk}:{rung.value}",
        params={"number": promise.subject_label, "promise": name},
        url=subjects.of(promise.subject_kind).url(promise.subject_id),
        estate_id=promise.estate_id,
        now=now,
    )
    live.changed(f"estate:{promise.estate_id}")


def listeners(promise: Promise, rung: ladder.Rung, now: datetime) -> list[Employee]:
    """Who hears of a rung at this moment: its own level, and from the due time on those below it too."""
    levels = {Rung.DUE: ("handler", "head"), Rung.MANAGER: ("head", "manager"), Rung.COMPANY: ("manager", "company")}
    found: dict[int, Employee] = {}
    for who in levels.get(Rung(rung.value), (rung.who,)):
        for employee in answerers(
            who,
            estate_id=promise.estate_id,
            department_id=promise.department_id,
            employee_id=promise.employee_id,
            now=now,
        ):
            found[employee.pk] = employee
    return list(found.values())

"""Firing alarms: the rows of promises taken, and for each that has a rung to fire alarm, timeline entry and notices."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from jujiao.company.accounts.models import User
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.estates.place import Place
from jujiao.company.rulebook.queries import figures
from jujiao.company.staff.models import Employee
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.record import knowing, live, subjects, timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.gathered.operations import Heard, gather
from jujiao.notices.operations import Telling, tell
from jujiao.promises.models import Alarm, Promise, PromiseState
from jujiao.rules import ladder

MOVE_ON: Final = """
UPDATE promises_promise SET next_alarm_at = moved.at FROM unnest(%s::bigint[], %s::timestamptz[]) AS moved (id, at)
WHERE promises_promise.id = moved.id
"""
SOUND: Final = """
INSERT INTO promises_alarm (promise_id, rung, fired_at, told)
SELECT promise_id, rung, %s, told
FROM jsonb_to_recordset(%s::jsonb) AS alarm (promise_id bigint, rung text, told jsonb)
"""


@dataclass(frozen=True)
class Fired:
    """A rung that goes off for a promise, who hears of it, and from whom it is kept; `gathered` with all others of its
    kind and day."""

    promise: Promise
    rung: ladder.Rung
    listeners: list[Employee]
    kept_from: frozenset[int]
    gathered: bool = False

    @property
    def names(self) -> list[str]:
        return [person.name for person in self.listeners]


def due(now: datetime) -> QuerySet[Promise]:
    """The running promises that have an alarm to fire at `now`."""
    return Promise.objects.filter(state=PromiseState.RUNNING, next_alarm_at__lte=now)


@transaction.atomic
def fire(meant: QuerySet[Promise], *, now: datetime) -> int:
    """Fires the alarms of those promises in one transaction: alarms, timeline, notices, next rungs. How many it took.

    A promise that another worker or a step holds is passed over, at its row and at its place in the timeline: nobody is
    waited for, so nobody waits in a circle (deadlock). After an outage only the highest rung that has passed fires, so
    nobody gets a flood."""
    held = list(meant.select_for_update(skip_locked=True))
    if not held:
        return 0
    places = timeline.take_places({(one.subject_kind, one.subject_id) for one in held})
    taken = [one for one in held if (one.subject_kind, one.subject_id) in places]
    _fire_all(taken, now)
    return len(taken)


def _fire_all(promises: list[Promise], now: datetime) -> None:
    last = _last_rungs(promises)
    staffing = Staffing(now)
    listeners = cache(partial(_listeners, staffing))
    kept_from = knowing.excluded({subject_of(promise) for promise in promises})
    ladders = cache(_ladder)
    fired = []
    for promise in promises:
        climbed = ladders(promise.rulebook_version_id, promise.estate_id, promise.kind)
        span = promise.started_at, promise.due_at, climbed
        rung = ladder.highest_due(*span, last.get(promise.pk), now)
        if rung is not None:
            kept = kept_from.get(subject_of(promise), frozenset())
            heard = listeners(rung, promise.debtor, promise.place, kept)
            fired.append(Fired(promise, rung, heard, kept, climbed.gathered))
        promise.next_alarm_at = ladder.next_alarm_at(*span, rung or last.get(promise.pk))
    write_down(fired, now)
    with connection.cursor() as cursor:
        cursor.execute(MOVE_ON, [[one.pk for one in promises], [one.next_alarm_at for one in promises]])


def _last_rungs(promises: Iterable[Promise]) -> dict[int, ladder.Rung]:
    """By promise the highest rung that has fired."""
    highest: dict[int, ladder.Rung] = {}
    for promise_id, name in _fired(promises=[one.pk for one in promises]):
        rung = ladder.Rung(name)
        if promise_id not in highest or rung.order > highest[promise_id].order:
            highest[promise_id] = rung
    return highest


@compiled
def _fired(*, promises: list[int]) -> QuerySet[Alarm, Any]:
    return Alarm.objects.filter(promise_id__any_of=promises).values_list("promise_id", "rung")


def subject_of(promise: Promise) -> Subject:
    return Subject(promise.subject_kind, promise.subject_id)


def _ladder(version_id: int, estate_id: int | None, kind: str) -> ladder.Ladder:
    return ladder.ladder_of(figures(version_id, estate_id), subjects.promise_kind(kind).rule.ladder)


def _listeners(
    staffing: Staffing, rung: ladder.Rung, debtor: Debtor, place: Place, kept_from: frozenset[int]
) -> list[Employee]:
    """Who hears of a rung. From the due time on somebody else than the debtor does: where all who would be told owe the
    promise themselves, the next place above hears of it too."""

    def there(level: str) -> dict[int, Employee]:
        return {person.pk: person for person in staffing.answerers(level, debtor, place=place, kept_from=kept_from)}

    levels = ladder.HEARS[rung]
    heard: dict[int, Employee] = {}
    for level in levels:
        heard |= there(level)
    if len(levels) > 1:
        # Who owes is the person named, and whoever acts in that one's place or holds the post that does.
        debtors = {debtor.employee_id, *there(ladder.LEVELS[0])}
        for level in ladder.LEVELS[ladder.LEVELS.index(levels[-1]) + 1 :]:
            if heard.keys() - debtors:
                break
            heard |= there(level)
    return list(heard.values())


def write_down(fired: list[Fired], now: datetime) -> None:
    """Alarms, timeline entries and notices of the rungs that go off at `now`, and word to the open pages."""
    # Chinese and English are made from one English name when the notice is read.
    with translation.override("en"):
        names = {kind.key: str(kind.label) for kind in subjects.promise_kinds()}
    alarms = [{"promise_id": one.promise.pk, "rung": one.rung, "told": one.names} for one in fired]
    with connection.cursor() as cursor:
        cursor.execute(SOUND, [now, json.dumps(alarms)])
    timeline.record_all(_entry(one, now) for one in fired)
    single = [_telling(one, names[one.promise.kind]) for one in fired if not one.gathered]
    many = [one for one in fired if one.gathered]
    tell(*single, *_gathered(many, names, now), now=now)
    gather([Heard(_key(one, now), who.user_id, one.promise.pk) for one in many for who in one.listeners if who.user_id])
    live.changed(*{(one.promise.place.topic, subject_of(one.promise) if one.kept_from else None) for one in fired})


def _entry(fired: Fired, now: datetime) -> timeline.Facts:
    promise = fired.promise
    return {
        "subject_kind": promise.subject_kind,
        "subject_id": promise.subject_id,
        "estate_id": promise.estate_id,
        "verb": "alarm",
        "actor": SYSTEM,
        "now": now,
        "details": {
            "promise": promise.kind,
            "rung": fired.rung.value,
            "due_at": promise.due_at,
            "told": fired.names,
        },
    }


def _telling(fired: Fired, name: str) -> Telling:
    promise = fired.promise
    return Telling(
        users=[person.user for person in fired.listeners],
        kind=f"promise.{fired.rung.value}",
        key=f"promise:{promise.pk}:{fired.rung.value}",
        params={"number": promise.subject_label, "promise": name},
        url=subjects.of(promise.subject_kind).url(promise.subject_id),
        estate_id=promise.estate_id,
        subject=subject_of(promise),
        promise_id=promise.pk,
        due_at=promise.due_at,
    )


def _gathered(fired: list[Fired], names: dict[str, str], now: datetime) -> Iterator[Telling]:
    """One notice for each kind, person and local day, which leads to the list on *My work*; it names no subject."""
    heard: dict[tuple[str, str], dict[int, User]] = {}
    for one in fired:
        told = heard.setdefault((one.promise.kind, _key(one, now)), {})
        told.update({person.user_id: person.user for person in one.listeners})
    for (kind, key), users in heard.items():
        yield Telling(
            users=users.values(),
            kind="promise.gathered",
            key=key,
            params={"promise": names[kind]},
            url=f"/?kind={kind}",
            subject=None,
        )


def _key(fired: Fired, now: datetime) -> str:
    """One for each kind and local day."""
    return f"gathered:{fired.promise.kind}:{timezone.localtime(now).date()}"

"""Giving, ending and handing on promises. Called inside the transaction of the step that does so."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jujiao.company.calendar.operations import keep_still
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.estates.place import Place
from jujiao.company.rulebook.queries import figures
from jujiao.company.staff.staffing import Debtor
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import subjects, timeline
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.kernel.record.timeline import InstantEncoder
from jujiao.notices import operations as notices
from jujiao.promises.counting import by_its_clock, counted_anew
from jujiao.promises.models import Promise, PromiseState, Unit
from jujiao.rules import ladder
from jujiao.rules.clocks import Calendar, Due
from jujiao.rules.figure import Figures
from jujiao.rules.promising import PromiseDue

GIVE: Final = """
INSERT INTO promises_promise (subject_kind, subject_id, subject_label, kind, round, seq, clause, rulebook_version_id,
    unit, quantity, started_at, due_at, agreed, provisional, company_id, estate_id, department_id, employee_id, role,
    owed_to_kind, owed_to_id, state, next_alarm_at)
SELECT subject_kind, subject_id, subject_label, kind, round, 1 + coalesce((SELECT max(earlier.seq)
        FROM promises_promise AS earlier WHERE earlier.subject_kind = given.subject_kind
        AND earlier.subject_id = given.subject_id AND earlier.kind = given.kind AND earlier.round = given.round), 0),
    clause, rulebook_version_id, unit, quantity, started_at, due_at, agreed, provisional, company_id, estate_id,
    department_id, employee_id, role, owed_to_kind, owed_to_id, 'running', next_alarm_at
FROM jsonb_populate_recordset(NULL::promises_promise, %s::jsonb) AS given
RETURNING id, seq
"""
"""Promises with the next `seq` of their kinds, in one statement; what each column holds is said by its type."""


class CalendarMoves(UnableTo):
    """The years of the calendar are changing at this moment; the same may be asked again."""

    status = 409


@dataclass(frozen=True)
class Owed:
    """A promise as the rules computed it, the figure behind it (None where it was agreed), and who owes it."""

    promised: PromiseDue
    quantity: Decimal | None
    debtor: Debtor


def give(
    owed: Sequence[Owed],
    *,
    subject_kind: str,
    subject_id: int,
    subject_label: str,
    round_number: int,
    rulebook_version_id: int,
    place: Place,
    owed_to: Subject | None,
) -> list[Promise]:
    """Opens promises of one subject and round at its place; each is the next `seq` of its kind. `owed_to`
    names a resident, an employee, a company, or whatever other subject it is owed to. Returns them in that order.

    Raises IntegrityError where one of the same kind and round is still running, UnknownKindError for a kind of subject
    or of promise that no app has declared, CalendarMoves for a provisional one while a year is being published."""
    if not owed:
        return []
    if any(one.promised.due.provisional for one in owed):
        owed = _counted_again(owed)
    limits = figures(rulebook_version_id, place.estate_id)
    subject = {
        "subject_kind": subjects.of(subject_kind).key,
        "subject_id": subject_id,
        "subject_label": subject_label,
        "round": round_number,
        "rulebook_version_id": rulebook_version_id,
        **place._asdict(),
    }
    rows = [{**subject, **_owed_to(one, owed_to), **_row(one, limits)} for one in owed]
    with connection.cursor() as cursor:
        cursor.execute(GIVE, [json.dumps(rows, cls=InstantEncoder)])
        named = cursor.fetchall()
    running = PromiseState.RUNNING
    return [Promise(id=pk, seq=seq, state=running, **row) for (pk, seq), row in zip(named, rows, strict=True)]


def _owed_to(one: Owed, owed_to: Subject | None) -> dict[str, Any]:
    """To whom it is owed; to nobody by name what the house owes itself."""
    if owed_to is None or subjects.promise_kind(one.promised.kind).rule.inside:
        return {"owed_to_kind": "", "owed_to_id": None}
    return {"owed_to_kind": subjects.of(owed_to.kind).key, "owed_to_id": owed_to.id}


def _counted_again(owed: Sequence[Owed]) -> list[Owed]:
    """The same, provisional dates counted while nobody can publish a year: its recount finds what is there by then, so
    a promise counted by the years before and written after would stay provisional for ever."""
    if not keep_still():
        raise CalendarMoves(_("The working days are being published at this moment. Please try again."))
    calendar = LoadedCalendar()
    return [
        replace(one, promised=replace(one.promised, due=_due(one, calendar))) if one.promised.due.provisional else one
        for one in owed
    ]


def _due(one: Owed, calendar: Calendar) -> Due:
    promised = one.promised
    return by_its_clock(promised.kind, promised.unit, one.quantity or Decimal(0), promised.started_at, calendar)


def _row(one: Owed, limits: Figures) -> dict[str, Any]:
    """The columns of a new promise that are its own."""
    begun, due = one.promised.started_at, one.promised.due
    rule = subjects.promise_kind(one.promised.kind).rule
    alarm = ladder.next_alarm_at(begun, due.due_at, ladder.ladder_of(limits, rule.ladder), None)
    return {
        "kind": rule.key,
        "clause": one.promised.clause,
        "unit": Unit(one.promised.unit).value,
        "quantity": one.quantity,
        "started_at": begun,
        "due_at": due.due_at,
        "agreed": due.agreed,
        "provisional": due.provisional,
        **one.debtor.columns(),
        "next_alarm_at": alarm,
    }


def next_alarm_at(promise: Promise, fired: str | None) -> datetime | None:
    """When the rung above `fired` goes off, by the ladder of the version under which the promise was given."""
    name = subjects.promise_kind(promise.kind).rule.ladder
    climbed = ladder.ladder_of(figures(promise.rulebook_version_id, promise.estate_id), name)
    return ladder.next_alarm_at(promise.started_at, promise.due_at, climbed, fired)


def end(
    *, subject_kind: str, subject_id: int, kinds: Iterable[str], state: PromiseState, at: datetime
) -> list[Promise]:
    """Ends the running promises of these kinds as met, cancelled or superseded at `at`, and withdraws their reminders;
    returns them.

    Whether they were kept is not decided here: it follows from `at` and the due time, for ever."""
    ended = list(running(subject_kind, subject_id).filter(kind__in=list(kinds)).select_for_update())
    return _ended(ended, state, at)


def keep(promise_ids: Collection[int], *, at: datetime) -> list[Promise]:
    """Ends those of these promises that still run as met at `at`, and returns them: what they promised reached whom
    they were given to. The caller holds their subject."""
    found = Promise.objects.filter(pk__in=promise_ids, state=PromiseState.RUNNING)
    return _ended(list(found.order_by("pk").select_for_update()), PromiseState.MET, at)


def _ended(ended: list[Promise], state: PromiseState, at: datetime) -> list[Promise]:
    for promise in ended:
        promise.state = state
        promise.done_at = at
        promise.next_alarm_at = None
        promise.save(update_fields=["state", "done_at", "next_alarm_at"])
    notices.withdraw([promise.pk for promise in ended], at=at)
    return ended


def hand_on(*, subject_kind: str, subject_id: int, kinds: Iterable[str], debtor: Debtor) -> None:
    """Names another who owes the running promises of these kinds; their times stay as promised."""
    running(subject_kind, subject_id).filter(kind__in=list(kinds)).update(**debtor.columns())


def owe_to(subject: Subject, owed_to: Subject | None) -> None:
    """Names to whom all promises about a subject are, and were, owed, but for what the house owes itself: somebody else
    was named by mistake. Their times stay as promised."""
    outside = [kind.key for kind in subjects.of(subject.kind).promises if not kind.rule.inside]
    columns = {"owed_to_kind": owed_to.kind if owed_to else "", "owed_to_id": owed_to.id if owed_to else None}
    of_subject(subject.kind, subject.id).filter(kind__in=outside).update(**columns)


def of_subject(subject_kind: str, subject_id: int) -> QuerySet[Promise]:
    return Promise.objects.filter(subject_kind=subject_kind, subject_id=subject_id)


def running(subject_kind: str, subject_id: int) -> QuerySet[Promise]:
    return of_subject(subject_kind, subject_id).filter(state=PromiseState.RUNNING)


def recount(*, year: int, actor: Viewer, now: datetime) -> int:
    """Counts provisional promises anew after `year` of the calendar was published; returns how many were settled.

    A promise that was certain is never moved (a published limit binds); each move is a row of the timeline."""
    calendar = LoadedCalendar()
    settled = 0
    provisional = Promise.objects.filter(state=PromiseState.RUNNING, provisional=True)
    for found in provisional.order_by("subject_kind", "subject_id", "pk"):
        subjects.of(found.subject_kind).hold(found.subject_id)
        promise = provisional.select_for_update().filter(pk=found.pk).first()
        if promise is None:  # ended by a step in the meantime
            continue
        due = counted_anew(promise, calendar)
        if due.provisional and due.due_at == promise.due_at:
            continue
        before = promise.due_at
        promise.due_at, promise.provisional = due.due_at, due.provisional
        fired = promise.alarms.order_by("-fired_at").values_list("rung", flat=True).first()
        promise.next_alarm_at = next_alarm_at(promise, fired)
        promise.save(update_fields=["due_at", "provisional", "next_alarm_at"])
        notices.move(promise.pk, due_at=promise.due_at)
        changes = subjects.of(promise.subject_kind).due_moved(promise.subject_id)
        timeline.record(
            subject_kind=promise.subject_kind,
            subject_id=promise.subject_id,
            estate_id=promise.estate_id,
            verb="recount",
            actor=actor,
            now=now,
            changes=changes,
            details={"promise": promise.kind, "year": year, "before": before, "due_at": due.due_at},
        )
        settled += 1
    return settled

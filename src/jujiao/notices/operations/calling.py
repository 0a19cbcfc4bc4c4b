"""Calls that are to be made (待致电): what no message could tell, a person is told by a person."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import subjects, timeline
from jujiao.kernel.record.access import Role, Viewer, permit
from jujiao.kernel.record.knowing import excluded_from
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import CallEnd, CallTask, CallTry, Notice
from jujiao.notices.operations.reaching import BY_PHONE, reach

CALLERS = (Role.CLERK, Role.MANAGER)
"""Who makes the calls of an estate: the desk."""
A_DAY: Final = timedelta(days=1)
CHANGED = gettext_lazy("Somebody else has just made this call. Please look at it again.")


class UnableToCall(UnableTo):
    """The call was made already, or is not needed any more."""


def call_for(notice: Notice, *, now: datetime) -> None:
    """Has somebody called who must be told of a notice, which joins the call that waits for them about the subject."""
    if notice.subject is None or notice.estate_id is None:
        raise ValueError("what must reach somebody is about a subject at an estate")
    person = notice.person or (getattr(notice.recipient, "person", None) if notice.recipient else None)
    task, _made = CallTask.objects.get_or_create(
        subject_kind=notice.subject.kind,
        subject_id=notice.subject.id,
        person=person,
        phone=notice.phone or (person.phone if person else ""),
        ended_at=None,
        defaults={"estate_id": notice.estate_id, "created_at": now, "place_at": now + A_DAY},
    )
    if notice.settle_by is not None:
        task.due_at = task.place_at = min(task.due_at or notice.settle_by, notice.settle_by)
    task.version += 1
    task.save(update_fields=["due_at", "place_at", "version"])
    notice.call = task
    Notice.objects.filter(pk=notice.pk).update(call=task)


@transaction.atomic
def reached(*, actor: Viewer, now: datetime, task_id: int, version: int | None) -> CallTask:
    """Somebody was called and told what was to be said: what that settles ends now, as by any other call."""
    task = _held(actor, task_id, version)
    _end(task, CallEnd.REACHED, actor, now)
    reach(_unsaid(task), channel=BY_PHONE, at=now, actor=actor)
    return task


@transaction.atomic
def nobody_there(*, actor: Viewer, now: datetime, task_id: int, version: int | None) -> CallTask:
    """Nobody answered: the try is a row, and the call waits on."""
    task = _held(actor, task_id, version)
    CallTry.objects.create(task=task, at=now, employee_id=actor.employee_id)
    task.version += 1
    task.save(update_fields=["version"])
    _note(task, "call_tried", actor, now)
    return task


@transaction.atomic
def wrong_number(*, actor: Viewer, now: datetime, task_id: int, version: int | None) -> CallTask:
    """The number is somebody else's: there is no way to them any more, and whoever has the subject in hand hears so.
    What was promised runs on."""
    task = _held(actor, task_id, version)
    _end(task, CallEnd.WRONG_NUMBER, actor, now)
    _note(task, "call_wrong_number", actor, now)
    subjects.of(task.subject_kind).unreached(task.subject_id, now)
    return task


@transaction.atomic
def reveal_number(*, actor: Viewer, now: datetime, task_id: int) -> str:
    """The number to call, in full, which the timeline of the subject notes."""
    task = _held(actor, task_id, None)
    _note(task, "reveal_phone", actor, now, text=_("To make the call that waits"))
    return task.phone


def overtake(subject: Subject, *, at: datetime) -> None:
    """Somebody was spoken to about a subject, which the caller holds: nobody needs to call them about it any more."""
    waiting = CallTask.objects.filter(subject_kind=subject.kind, subject_id=subject.id, ended_at__isnull=True)
    end_all(waiting.values_list("pk", flat=True), at=at)


def end_if_told(notice: Notice, *, at: datetime) -> None:
    """Ends the call to which a notice points once all that was to be said in it has reached its reader."""
    if notice.call_id is not None and not Notice.objects.filter(call=notice.call_id, accepted_at__isnull=True).exists():
        end_all([notice.call_id], at=at)


def end_all(task_ids: Collection[int], *, at: datetime) -> None:
    """Ends calls that are not needed any more."""
    CallTask.objects.filter(pk__in=task_ids, ended_at__isnull=True).update(outcome=CallEnd.OVERTAKEN, ended_at=at)


def _held(actor: Viewer, task_id: int, version: int | None) -> CallTask:
    """The call, held with its subject, for whoever may make it."""
    found = CallTask.objects.get(pk=task_id)
    subjects.of(found.subject_kind).hold(found.subject_id)
    task = CallTask.objects.select_for_update(of=("self",)).get(pk=task_id)
    permit(actor, *CALLERS, sentence=_("The desk makes this call."), estate_id=task.estate_id)
    if actor.employee_id in excluded_from(task.subject_kind, task.subject_id):
        raise CallTask.DoesNotExist
    if not task.waits:
        raise UnableToCall(_("This call is not waiting any more."))
    freshness.check(given=version, current=task.version, sentence=CHANGED)
    return task


def _unsaid(task: CallTask) -> list[Notice]:
    return list(task.notices.select_for_update(of=("self",), no_key=True).filter(taken_back=False).order_by("pk"))


def _end(task: CallTask, outcome: CallEnd, actor: Viewer, now: datetime) -> None:
    task.outcome, task.ended_at, task.ended_by_id = outcome, now, actor.employee_id
    task.version += 1
    task.save(update_fields=["outcome", "ended_at", "ended_by", "version"])


def _note(task: CallTask, verb: str, actor: Viewer, now: datetime, *, text: str = "") -> None:
    timeline.record(
        subject_kind=task.subject_kind,
        subject_id=task.subject_id,
        estate_id=task.estate_id,
        verb=verb,
        actor=actor,
        now=now,
        text=text,
    )

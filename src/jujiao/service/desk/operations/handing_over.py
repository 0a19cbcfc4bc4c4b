"""3.1.1: a duty is handed over (交接班), signed by the one who leaves and by the one who comes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.duty.holding import signed_on
from jujiao.company.duty.models import Attendance
from jujiao.company.duty.permissions import may_plan
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.promises.models import PromiseState
from jujiao.promises.operations import end
from jujiao.rules.people.duty import FORGOTTEN
from jujiao.rules.service.desk import PromiseKind
from jujiao.service.desk.cover import to_cover
from jujiao.service.desk.models import Handover
from jujiao.service.desk.operations.promising import hold_duty, promise_handover
from jujiao.service.desk.queries import DUTY, open_promises_of, things_of

NOTE: Final = Text(1000)
REMARK: Final = Text(500)
STILL: Final = timedelta(days=3)
"""So long after signing off a duty may still be handed over."""
MISSING: Final = gettext_lazy("Not everything is there: say in the note what became of it.")


class UnableToHandOver(UnableTo):
    """It was handed over or taken over already, or something is missing and nobody says why."""


@transaction.atomic
def hand_over(
    *, attendance: Attendance, counts: Mapping[int, int], note_text: str, actor: Viewer, now: datetime
) -> Handover:
    """The one who leaves signs: what is open at the post as of `now` is frozen, with how many there are of each thing
    (`counts`, by the thing's id). What is missing has to be explained in the note.

    Raises NotAllowed for anybody else, UnableToHandOver."""
    rows = Attendance.objects.select_for_update(of=("self",))
    attendance = rows.select_related("duty_post__estate", "duty_post__department").get(pk=attendance.pk)
    if attendance.employee_id != actor.employee_id:
        raise NotAllowed(_("A duty is handed over by whoever it was."))
    if attendance.signed_off_at is not None and attendance.signed_off_at < now - STILL:
        raise UnableToHandOver(_("This duty was over days ago: it is handed over no more."))
    if Handover.objects.filter(attendance=attendance).exists():
        raise UnableToHandOver(_("This duty was handed over already."))
    text = NOTE.of(note_text, UnableToHandOver)
    things: list[dict[str, Any]] = [
        {"name": each.name, "expected": each.count, "count": counts.get(each.pk, 0)}
        for each in things_of(attendance.duty_post)
    ]
    if not text and any(each["count"] < each["expected"] for each in things):
        raise UnableToHandOver(MISSING)
    if attendance.duty_id is not None and to_cover([attendance.duty_post], now):
        promise_handover(hold_duty(attendance.duty_id))
    row = Handover.objects.create(
        attendance=attendance, given_at=now, note=text, things=things, promises=_frozen(attendance)
    )
    _note(row, "hand_over", actor, now, promises=len(row.promises))
    return row


@transaction.atomic
def take_over(*, handover: Handover, version: int | None, remark: str, actor: Viewer, now: datetime) -> Handover:
    """The one who comes signs, who has signed on for the post; where nobody came, whoever plans it.

    Raises NotAllowed, Stale, UnableToHandOver."""
    rows = Handover.objects.select_for_update(of=("self",))
    related = rows.select_related("attendance__duty_post__estate", "attendance__duty_post__department")
    handover = related.get(pk=handover.pk)
    if handover.taken_at is not None:
        raise UnableToHandOver(_("This was taken over already."))
    freshness.check(given=version, current=handover.version, sentence=_("Somebody has changed this since."))
    attendance = handover.attendance
    if actor.employee_id is None or actor.employee_id == attendance.employee_id:
        raise NotAllowed(_("Somebody else takes it over: whoever comes after you."))
    there = signed_on(now, now - FORGOTTEN).filter(employee=actor.employee_id, duty_post=attendance.duty_post_id)
    if not there.exists() and not may_plan(actor, attendance.duty_post):
        raise NotAllowed(_("Sign on for “%(post)s” first.") % {"post": attendance.duty_post.name})
    handover.taken_by_id, handover.taken_at = actor.employee_id, now
    handover.remark = REMARK.of(remark, UnableToHandOver)
    handover.version += 1
    handover.save(update_fields=["taken_by", "taken_at", "remark", "version"])
    if attendance.duty_id is not None:
        hold_duty(attendance.duty_id)
        kinds = [PromiseKind.HANDOVER]
        end(subject_kind=DUTY, subject_id=attendance.duty_id, kinds=kinds, state=PromiseState.MET, at=now)
    _note(handover, "take_over", actor, now)
    return handover


def missing(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the things counted at a handover those of which there were fewer than there should be."""
    return [{**each, "short": each["expected"] - each["count"]} for each in things if each["count"] < each["expected"]]


def _frozen(attendance: Attendance) -> list[dict[str, Any]]:
    return [
        {
            "promise": each.pk,
            "subject_kind": each.subject_kind,
            "subject_id": each.subject_id,
            "label": each.subject_label,
            "kind": each.kind,
            "due_at": each.due_at.isoformat(),
        }
        for each in open_promises_of(attendance.duty_post, attendance.employee_id)
    ]


def _note(handover: Handover, verb: str, actor: Viewer, now: datetime, **details: Any) -> None:
    duty_post = handover.attendance.duty_post
    note(duty_post, verb, actor, now, handover=handover.pk, attendance=handover.attendance_id, **details)
    changed((duty_post.estate.place.topic, None))

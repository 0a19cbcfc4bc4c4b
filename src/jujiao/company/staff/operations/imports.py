"""Taking over a workbook in two steps: look at what it would change, then confirm exactly that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.permissions import permit
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.models import WorkbookImport
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.company.staff.workbook.taking import take
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.machine.spreadsheets import read
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note

KEPT = timedelta(days=1)
NAME = Text(120)


class UnableToTakeOver(UnableTo):
    """The workbook has errors, was taken over already, or would change something else than was shown."""


@dataclass(frozen=True)
class Tried:
    """A workbook on trial: what it would change, what is wrong with it, and which of its parts are passed over."""

    outcome: Outcome
    passed_over: list[str]


@transaction.atomic
def send_workbook(*, estate: Estate, name: str, content: bytes, actor: Viewer, now: datetime) -> WorkbookImport:
    """Keeps a workbook for a day (KEPT), for whoever sent it to look at and confirm; UnableToRead where it is none."""
    permit(actor, estate, *EDIT_STAFF)
    if actor.user_id is None:
        raise NotAllowed(_("A workbook has somebody who answers for it."))
    name = NAME.of(name, UnableToTakeOver)
    read(content)
    return WorkbookImport.objects.create(
        estate=estate, name=name, content=content, sent_by_id=actor.user_id, sent_at=now
    )


@transaction.atomic
def try_workbook(*, upload: WorkbookImport, actor: Viewer, now: datetime) -> Tried:
    """Does all that taking over would do, and takes it back."""
    permit(actor, upload.estate, *EDIT_STAFF)
    tried = take(bytes(upload.content), upload.estate, actor, now)
    transaction.set_rollback(True)
    return Tried(*tried)


@transaction.atomic
def take_over(
    *, upload: WorkbookImport, plan: str, actor: Viewer, now: datetime, answers: Mapping[str, str] | None = None
) -> Outcome:
    """Takes over all of a workbook, if that still changes what the person was shown (`plan`, the digest of the
    outcome on trial), else nothing. `answers` are those to the trial's questions, each by its key."""
    permit(actor, upload.estate, *EDIT_STAFF)
    estate = Estate.objects.select_related("company").select_for_update(of=("self",)).get(pk=upload.estate_id)
    upload = WorkbookImport.objects.select_for_update().get(pk=upload.pk)
    if upload.taken_over_at is not None:
        raise UnableToTakeOver(_("This workbook has been taken over already."))
    outcome, _passed_over = take(bytes(upload.content), estate, actor, now, answers)
    if outcome.problems:
        raise UnableToTakeOver(_("The workbook has errors. Mend them and send it again; nothing was changed."))
    if any(question.key not in outcome.answers for question in outcome.questions):
        raise UnableToTakeOver(_("Say first whose the numbers are that others have on record; nothing was changed."))
    if outcome.digest != plan:
        raise UnableToTakeOver(_("Somebody has changed rooms or people since. Look at it again; nothing was changed."))
    upload.content, upload.taken_over_at, upload.counts = b"", now, dict(outcome.counts)
    upload.save(update_fields=["content", "taken_over_at", "counts"])
    counts: dict[str, Any] = dict(outcome.counts)
    note(estate, "take_over_workbook", actor, now, text=upload.name, upload=upload.pk, **counts)
    return outcome

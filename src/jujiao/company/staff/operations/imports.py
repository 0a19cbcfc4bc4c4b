"""Taking over a list in steps: match its columns, look at what it would change, then confirm exactly that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.permissions import permit
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.models import ColumnMatching, WorkbookImport
from jujiao.company.staff.workbook.looking import Look, look
from jujiao.company.staff.workbook.matching import Matching, digest, heading_rows, labels, remember
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.company.staff.workbook.taking import take
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.machine.spreadsheets import Sheet, read
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note

KEPT = timedelta(days=1)
NAME = Text(120)


class UnableToTakeOver(UnableTo):
    """The workbook has errors, was taken over already, or would change something else than was shown."""


class UnableToMatch(UnableTo):
    """A column that is required is matched with nothing, or the list was taken over meanwhile."""


@dataclass(frozen=True)
class Tried:
    """A list on trial: what it would change, what is wrong with it, which of its parts are passed over, what is told of
    how it was read; and whether its columns are matched with certainty, perhaps as the company did before."""

    outcome: Outcome
    passed_over: list[str]
    told: list[str]
    look: Look


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
    looked = look(upload)
    outcome, contents = take(looked.sheets, looked.matchings, upload.estate, actor, now=now)
    transaction.set_rollback(True)
    return Tried(outcome, contents.passed_over, contents.told, looked)


@transaction.atomic
def match_columns(
    *, upload: WorkbookImport, matchings: Sequence[Matching], actor: Viewer, now: datetime
) -> WorkbookImport:
    """Says how each sheet of a list is read, for this one and for the company's next with the same headings."""
    permit(actor, upload.estate, *EDIT_STAFF)
    estate, upload = upload.estate, _locked(upload)
    sheets = read(bytes(upload.content))
    if len(sheets) != len(matchings) or any(each.missing() for each in matchings):
        raise UnableToMatch(_("Match every column that is required."))
    upload.matching = [each.plain() for each in matchings]
    upload.save(update_fields=["matching"])
    for sheet, matching in zip(sheets, matchings, strict=True):
        if matching.heading in heading_rows(sheet):
            _remember(estate, sheet, matching, now)
    return upload


@transaction.atomic
def take_over(
    *, upload: WorkbookImport, plan: str, actor: Viewer, now: datetime, answers: Mapping[str, str] | None = None
) -> Outcome:
    """Takes over all of a workbook, if that still changes what the person was shown (`plan`, the digest of the
    outcome on trial), else nothing. `answers` are those to the trial's questions, each by its key."""
    permit(actor, upload.estate, *EDIT_STAFF)
    estate = Estate.objects.select_related("company").select_for_update(of=("self",)).get(pk=upload.estate_id)
    upload = _locked(upload)
    looked = look(upload)
    if not looked.certain:
        raise UnableToTakeOver(_("Match the columns first."))
    outcome, _contents = take(looked.sheets, looked.matchings, estate, actor, now=now, answers=answers)
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


def _locked(upload: WorkbookImport) -> WorkbookImport:
    imports = WorkbookImport.objects.select_for_update(of=("self",)).select_related("estate")
    upload = imports.get(pk=upload.pk)
    if upload.taken_over_at is not None:
        raise UnableToTakeOver(_("This workbook has been taken over already."))
    return upload


def _remember(estate: Estate, sheet: Sheet, matching: Matching, now: datetime) -> None:
    headings = labels(sheet, matching.heading)
    kept = remember(matching, headings)
    ColumnMatching.objects.update_or_create(
        company_id=estate.company_id,
        digest=digest(headings),
        defaults={
            "form": kept.form,
            "fields": kept.fields,
            "given": kept.given,
            "adds_rooms": kept.adds_rooms,
            "continues_rooms": kept.continues_rooms,
            "matched_at": now,
        },
    )

"""Handing out the workbook (1.3.1): with phone numbers for a reason, above a number of rows by a second person."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.operations.people import FEWEST
from jujiao.company.estates.permissions import permit
from jujiao.company.rulebook.queries import figures, version_in_force
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.models import ExportState, WorkbookExport
from jujiao.company.staff.operations.two_persons import check_two_persons
from jujiao.company.staff.workbook.export import export, rows_with_contacts
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.privacy import Export, clause_1_3_1_export
from jujiao.rules.texts import says_anything

APPROVERS = (Role.ADMINISTRATION, Role.MANAGER)
READY = timedelta(hours=24)
REASON = Text(200, line=True)


class UnableToExport(UnableTo):
    """The reason is missing, there are too many rows, or the time for it is over."""


@transaction.atomic
def ask_for_export(*, estate: Estate, contacts: bool, reason: str, actor: Viewer, now: datetime) -> WorkbookExport:
    """A request for the estate's workbook: ready at once, or waiting for a second person where it must."""
    user_id = _permit(actor, estate)
    reason = REASON.of(reason, UnableToExport)
    rows = rows_with_contacts(estate) if contacts else 0
    asks = _asks(estate, rows, now) if contacts else Export.WITH_REASON
    if contacts and (len(reason) < FEWEST or not says_anything(reason)):
        raise UnableToExport(_("Say in a few words what the phone numbers are needed for."))
    if asks is Export.REFUSED:
        raise UnableToExport(
            _("%(rows)s rows with phone numbers are more than may leave at once. Export without phone numbers.")
            % {"rows": f"{rows:,}"}
        )
    row = WorkbookExport.objects.create(
        estate=estate,
        contacts=contacts,
        reason=reason,
        rows=rows,
        state=ExportState.WAITING if asks is Export.WITH_SECOND_PERSON else ExportState.APPROVED,
        asked_by_id=user_id,
        asked_at=now,
    )
    _note(row, "ask_for_export", actor, now, text=reason)
    return row


def approve_export(*, request: WorkbookExport, actor: Viewer, now: datetime) -> None:
    """The second person agrees: whoever asked may download it within a day. UnableToExport where one of the two might
    hold the account of the other."""
    _decide(request, ExportState.APPROVED, "approve_export", actor, now)


def refuse_export(*, request: WorkbookExport, actor: Viewer, now: datetime) -> None:
    """The second person does not agree."""
    _decide(request, ExportState.REFUSED, "refuse_export", actor, now)


@transaction.atomic
def take_export(*, request: WorkbookExport, actor: Viewer, now: datetime) -> bytes:
    """The workbook, once, for whoever asked for it; marked with who and when."""
    row = _locked(request)
    _permit(actor, row.estate)
    if actor.user_id != row.asked_by_id:
        raise NotAllowed(_("Only whoever asked for the export may download it."))
    if row.state != ExportState.APPROVED:
        raise UnableToExport(_("This export is not ready, or has been downloaded already. Ask for a new one."))
    if now - (row.decided_at or row.asked_at) > READY:
        raise UnableToExport(_("This export was ready for a day and is not any more. Ask for a new one."))
    if row.contacts:
        rows = rows_with_contacts(row.estate)
        allowed = {Export.WITH_REASON} | ({Export.WITH_SECOND_PERSON} if row.decided_by_id else set())
        if _asks(row.estate, rows, now) not in allowed:
            raise UnableToExport(_("There are more rows now than when it was asked for. Ask for a new one."))
    row.state, row.taken_at = ExportState.TAKEN, now
    row.save(update_fields=["state", "taken_at"])
    _note(row, "take_export", actor, now)
    return export(row.estate, contacts=row.contacts, by=actor.name, reason=row.reason, now=now)


@transaction.atomic
def _decide(request: WorkbookExport, state: ExportState, verb: str, actor: Viewer, now: datetime) -> None:
    row = _locked(request)
    permit(actor, row.estate, *APPROVERS)
    if actor.user_id == row.asked_by_id:
        raise NotAllowed(_("A second person has to decide about your own request."))
    if row.state != ExportState.WAITING:
        raise UnableToExport(_("This request has been decided already."))
    if state == ExportState.APPROVED:
        _two_persons(row, actor, now)
    row.state, row.decided_by_id, row.decided_at = state, actor.user_id, now
    row.save(update_fields=["state", "decided_by", "decided_at"])
    _note(row, verb, actor, now)


def _two_persons(row: WorkbookExport, actor: Viewer, now: datetime) -> None:
    check_two_persons(
        asks=row.asked_by_id,
        decides=actor.user_id or 0,
        refusal=UnableToExport,
        sentence=_(
            "One of your two accounts was set up, or helped to sign in, by somebody else within the last week."
            " Until %(until)s a third person has to approve."
        ),
        now=now,
    )


def _permit(actor: Viewer, estate: Estate) -> int:
    permit(actor, estate, *EDIT_STAFF)
    if actor.user_id is None:
        raise NotAllowed(_("An export has somebody who answers for it."))
    return actor.user_id


def _asks(estate: Estate, rows: int, now: datetime) -> Export:
    in_force = version_in_force(estate.company_id, now)
    return clause_1_3_1_export(rows, figures(in_force.pk, estate.pk))


def _locked(request: WorkbookExport) -> WorkbookExport:
    return WorkbookExport.objects.select_for_update(of=("self",)).select_related("estate").get(pk=request.pk)


def _note(row: WorkbookExport, verb: str, actor: Viewer, now: datetime, text: str = "") -> None:
    Estate.objects.select_for_update().get(pk=row.estate_id)
    note(row.estate, verb, actor, now, text=text, export=row.pk, rows=row.rows, contacts=row.contacts)

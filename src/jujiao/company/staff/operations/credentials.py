"""Papers that people hold (证件) and what bars them: written down by one person, seen by a second one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.staff.models import (
    Bar,
    BarKind,
    Credential,
    CredentialKind,
    Employee,
    PersonalFile,
    RevokedAs,
)
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.operations.two_persons import check_two_persons
from jujiao.company.staff.permissions import permit_file
from jujiao.company.staff.queries import today
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.identity_numbers import without_identities

NUMBER = Text(40, line=True)
ISSUER = Text(80, line=True)
WHY = Text(200, gettext_lazy("Say in a few words why."), line=True)


class UnableToKeepCredential(UnableTo):
    """Its dates contradict each other, it lacks its number, or it has been decided about already."""


class UnableToKeepBar(UnableTo):
    """The day lies ahead, or it is on record already."""


@dataclass(frozen=True)
class NewCredential:
    """A credential to write down; see `Credential`."""

    kind: CredentialKind
    starts_on: date
    number: str = ""
    issuer: str = ""
    ends_on: date | None = None
    reviewed_on: date | None = None


@transaction.atomic
def record_credential(*, employee: Employee, facts: NewCredential, actor: Viewer, now: datetime) -> Credential:
    """Writes down a credential. It counts once somebody else has verified it."""
    permit_file(actor, employee)
    employee = locked(employee)
    _dates(facts, now)
    number = without_identities(NUMBER.of(facts.number, UnableToKeepCredential))
    if not number and facts.kind != CredentialKind.INDUCTION:
        raise UnableToKeepCredential(_("Write the number of the certificate."))
    row = Credential.objects.create(
        employee=employee,
        kind=facts.kind,
        number=number,
        issuer=ISSUER.of(facts.issuer, UnableToKeepCredential),
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        reviewed_on=facts.reviewed_on,
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    _note(row, "record_credential", actor, now)
    return row


@transaction.atomic
def verify_credential(*, credential: Credential, version: int | None, actor: Viewer, now: datetime) -> Credential:
    """A second person has seen the original (核验): from now on it counts for the days that it names."""
    row = _locked(credential, version, actor)
    if row.verified_at is not None or row.revoked_as:
        raise UnableToKeepCredential(_("This credential has been decided about already."))
    if actor.user_id is None or actor.user_id == row.recorded_by_id:
        raise NotAllowed(_("A second person has to verify what you wrote down."))
    if row.recorded_by_id is not None:
        check_two_persons(
            asks=row.recorded_by_id,
            decides=actor.user_id,
            refusal=UnableToKeepCredential,
            sentence=_(
                "One of your two accounts was set up, or helped to sign in, by somebody else within the last week."
                " Until %(until)s a third person has to verify."
            ),
            now=now,
        )
    row.verified_by_id, row.verified_at = actor.user_id, now
    row.version += 1
    row.save(update_fields=["verified_by", "verified_at", "version"])
    _note(row, "verify_credential", actor, now)
    return row


@transaction.atomic
def revoke_credential(
    *,
    credential: Credential,
    revoked_as: RevokedAs,
    revoked_on: date,
    reason: str,
    version: int | None,
    actor: Viewer,
    now: datetime,
) -> Credential:
    """The authority withdrew it on that day, or it was entered wrongly and never counted. The row stays."""
    row = _locked(credential, version, actor)
    if row.revoked_as:
        raise UnableToKeepCredential(_("This credential has been decided about already."))
    reason = WHY.of(reason, UnableToKeepCredential)
    sensible(revoked_on, now)
    if revoked_on > today(now):
        raise UnableToKeepCredential(_("What is to come is written down when it has come."))
    if revoked_on < row.starts_on and revoked_as == RevokedAs.REVOKED:
        raise UnableToKeepCredential(_("It cannot be revoked before it was given."))
    row.revoked_as, row.revoked_on = revoked_as, revoked_on
    row.version += 1
    row.save(update_fields=["revoked_as", "revoked_on", "version"])
    _note(row, "revoke_credential" if revoked_as == RevokedAs.REVOKED else "void_credential", actor, now, reason)
    return row


@transaction.atomic
def record_bar(*, employee: Employee, kind: BarKind, since: date, actor: Viewer, now: datetime) -> Bar:
    """保安服务管理条例 17: writes down what bars somebody from the work of a guard."""
    permit_file(actor, employee)
    employee = locked(employee)
    sensible(since, now)
    if since > today(now):
        raise UnableToKeepBar(_("What is to come is written down when it has come."))
    try:
        with transaction.atomic():
            bar = Bar.objects.create(
                employee=employee, kind=kind, since=since, recorded_by_id=actor.user_id, recorded_at=now
            )
    except IntegrityError as error:
        raise UnableToKeepBar(_("This is on record already.")) from error
    _note_on_file(employee, "record_bar", actor, now, "")
    return bar


@transaction.atomic
def strike_bar(*, bar: Bar, reason: str, version: int | None, actor: Viewer, now: datetime) -> Bar:
    """What was written down wrongly bars nobody any more; the row and the reason stay."""
    permit_file(actor, bar.employee)
    employee = locked(bar.employee)
    bar = Bar.objects.get(pk=bar.pk)
    freshness.check(given=version, current=bar.version, sentence=_("Somebody has changed this since."))
    if bar.struck_at is not None:
        raise UnableToKeepBar(_("This has been struck already."))
    reason = WHY.of(reason, UnableToKeepBar)
    bar.struck_at = now
    bar.version += 1
    bar.save(update_fields=["struck_at", "version"])
    _note_on_file(employee, "strike_bar", actor, now, reason)
    return bar


def _dates(facts: NewCredential, now: datetime) -> None:
    for day in (facts.starts_on, facts.reviewed_on):
        if day is not None:
            sensible(day, now)
    if facts.ends_on and facts.ends_on < facts.starts_on:
        raise UnableToKeepCredential(_("It would end before it begins."))
    if facts.reviewed_on and not facts.starts_on <= facts.reviewed_on <= today(now):
        raise UnableToKeepCredential(_("The last review lies between the first day and today."))


def _locked(credential: Credential, version: int | None, actor: Viewer) -> Credential:
    """The row as it is now; whoever decides about it holds its employee first, as every step does."""
    permit_file(actor, credential.employee)
    locked(credential.employee)
    row = Credential.objects.select_related("employee").get(pk=credential.pk)
    freshness.check(given=version, current=row.version, sentence=_("Somebody has decided about it since."))
    return row


def _note(row: Credential, verb: str, actor: Viewer, now: datetime, text: str = "") -> None:
    note(row.employee, verb, actor, now, text=text, credential=row.pk, kind=row.kind)


def _note_on_file(employee: Employee, verb: str, actor: Viewer, now: datetime, text: str) -> None:
    """On the timeline of the file, which is read by whoever keeps it alone."""
    file, _made = PersonalFile.objects.get_or_create(employee=employee, defaults={"company_id": employee.company_id})
    note(file, verb, actor, now, text=text)

"""What the roll of employees asks about a person: kept by administration, opened for a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.operations.people import clean_reason
from jujiao.company.staff.models import Employee, PersonalFile, Sex
from jujiao.company.staff.operations.keeping import EARLIEST, locked
from jujiao.company.staff.permissions import permit_file
from jujiao.company.staff.queries import today
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine.sealing import Seal, SealBroken
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.errors import RuleBroken
from jujiao.rules.identity_numbers import Identity, agrees, identity_of, mask_identity

IDENTITIES = Seal("staff.identity")
ADDRESS = Text(200, line=True)
COLUMNS = ("sex", "born_on", "identity_mark", "registered_address", "current_address")


class UnableToKeepFile(UnableTo):
    """The identity number is mistyped, says otherwise than the file, or is on the file of somebody else."""


class UnableToRevealIdentity(UnableTo):
    """No reason was given, or there is no number, or it can no longer be read."""


@dataclass(frozen=True)
class FileFacts:
    """What is on file. `identity` None keeps the number on record, "" removes it; sex and birth date that are left out
    are taken from the number."""

    sex: Sex | None = None
    born_on: date | None = None
    identity: str | None = None
    registered_address: str = ""
    current_address: str = ""


@transaction.atomic
def keep_file(*, employee: Employee, facts: FileFacts, version: int, actor: Viewer, now: datetime) -> PersonalFile:
    """Keeps the file of an employee; `version` is 0 where there is none yet. Stale where somebody changed it since.

    The timeline keeps which fields were changed, never what they hold."""
    permit_file(actor, employee)
    employee = locked(employee)
    file = PersonalFile.objects.filter(pk=employee.pk).first()
    file = file or PersonalFile(employee=employee, company_id=employee.company_id, version=0)
    freshness.check(given=version, current=file.version, sentence=_("Somebody has changed this file since."))
    before = {name: getattr(file, name) for name in COLUMNS}
    identity = _identity(file, facts)
    file.sex = facts.sex or (identity.sex if identity else "")
    file.born_on = facts.born_on or (identity.born_on if identity else None)
    file.registered_address = ADDRESS.of(facts.registered_address, UnableToKeepFile)
    file.current_address = ADDRESS.of(facts.current_address, UnableToKeepFile)
    if file.born_on and not EARLIEST < file.born_on <= today(now):
        raise UnableToKeepFile(_("The birth date cannot be right: check the year."))
    if identity:
        _agree(identity, file)
    _seal(file, identity, kept=facts.identity is None)
    changed = [name for name in COLUMNS if getattr(file, name) != before[name]]
    if not changed:
        return file
    file.version += 1
    _save(file)
    note(file, "keep_file", actor, now, fields=changed)
    return file


@transaction.atomic
def reveal_identity(*, employee: Employee, reason: str, actor: Viewer, now: datetime) -> str:
    """The whole identity number, for a reason that stays on record with who asked and when."""
    permit_file(actor, employee)
    reason = clean_reason(reason, UnableToRevealIdentity)
    employee = locked(employee)
    file = PersonalFile.objects.filter(pk=employee.pk).first()
    if file is None or not file.identity:
        raise UnableToRevealIdentity(_("There is no identity number on record."))
    number = opened(file)
    note(file, "reveal_identity", actor, now, text=reason)
    return number


def opened(file: PersonalFile) -> str:
    """The number in the file. Whoever asks writes down why in the same transaction."""
    try:
        return IDENTITIES.open(file.identity) if file.identity else ""
    except SealBroken as error:
        raise UnableToRevealIdentity(_("The number was kept under a key that is gone. Write it down anew.")) from error


def _identity(file: PersonalFile, facts: FileFacts) -> Identity | None:
    """The number as it is to be from now on: the one typed, or the one on record."""
    typed = opened(file) if facts.identity is None else facts.identity.strip()
    try:
        return identity_of(typed) if typed else None
    except RuleBroken as broken:
        raise UnableToKeepFile(_(broken.message)) from broken


def _agree(identity: Identity, file: PersonalFile) -> None:
    try:
        agrees(identity, born_on=file.born_on, sex=file.sex)
    except RuleBroken as broken:
        raise UnableToKeepFile(_(broken.message)) from broken


def _seal(file: PersonalFile, identity: Identity | None, *, kept: bool) -> None:
    if kept:
        return
    file.identity = file.identity_mark = file.identity_shown = ""
    if identity:
        file.identity = IDENTITIES.close(identity.number)
        file.identity_mark = IDENTITIES.mark(identity.number)
        file.identity_shown = mask_identity(identity.number)
        _nobody_elses(file, identity.number)


def _nobody_elses(file: PersonalFile, number: str) -> None:
    """Found under former keys as well; that no two write it at once is the database's to hold."""
    others = PersonalFile.objects.filter(company_id=file.company_id, identity_mark__in=IDENTITIES.marks(number))
    if other := others.exclude(pk=file.pk).select_related("employee").first():
        raise UnableToKeepFile(
            _("This identity number is on the file of staff number %(number)s already.")
            % {"number": other.employee.number}
        )


def _save(file: PersonalFile) -> None:
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError as error:
        raise UnableToKeepFile(_("This identity number is on another file already.")) from error

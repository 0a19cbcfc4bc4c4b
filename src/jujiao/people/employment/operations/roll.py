"""劳动合同法实施条例 8: the roll of employees (职工名册), printed whole for a reason that stays on record."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.operations.people import clean_reason
from jujiao.company.rulebook.queries import figures, version_in_force
from jujiao.company.staff.directory import KEEP_FILES, files_of
from jujiao.company.staff.models import Contract, Employee, Employment, PersonalFile
from jujiao.company.staff.operations.files import opened
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer, may
from jujiao.people.employment.queries import on_the_roll
from jujiao.rules.privacy import Export, clause_1_3_1_export, mask_phone


class UnableToOpenRoll(UnableTo):
    """No reason was given, or more numbers would leave at once than may."""


@dataclass(frozen=True)
class Line:
    """One employee as the roll has them. `identity` and `phone` are masked unless the roll was opened."""

    employee: Employee
    personal: PersonalFile | None
    spell: Employment | None
    contract: Contract | None
    identity: str
    phone: str


def masked_roll(estate: Estate, viewer: Viewer, now: datetime) -> list[Line]:
    """The roll as whoever keeps files sees it at any time; of whose file is for others to keep, the name alone."""
    kept = _kept(viewer) | {viewer.employee_id}
    return [_line(each, _file(each) if each.pk in kept else None) for each in on_the_roll(estate, now)]


@transaction.atomic
def open_roll(*, estate: Estate, reason: str, actor: Viewer, now: datetime) -> list[Line]:
    """The roll with identity and phone numbers, for a reason that stays with who asked: on the estate's timeline, and
    on the file of everybody whose number was opened. Of whose file is for others to keep, the name alone."""
    if not may(actor, *KEEP_FILES, company_id=estate.company_id, estate_id=estate.pk):
        raise NotAllowed(_("The roll of employees is for others to print."))
    reason = clean_reason(reason, UnableToOpenRoll)
    estate = Estate.objects.select_for_update(of=("self",)).get(pk=estate.pk)
    people = on_the_roll(estate, now)
    limits = figures(version_in_force(estate.company_id, now).pk, estate.pk)
    if clause_1_3_1_export(len(people), limits) is not Export.WITH_REASON:
        raise UnableToOpenRoll(
            _("%(rows)s numbers are more than may leave at once. Print the roll with masked numbers.")
            % {"rows": f"{len(people):,}"}
        )
    kept = _kept(actor)
    known = kept | {actor.employee_id}
    lines = [_line(each, _file(each) if each.pk in known else None, whole=each.pk in kept) for each in people]
    shown = [line.personal for line in lines if line.personal and line.personal.identity and line.employee.pk in kept]
    timeline.note(estate, "open_roll", actor, now, text=reason, people=len(people), numbers=len(shown))
    timeline.record_all(
        {
            "subject_kind": "personal_file", "subject_id": file.pk, "estate_id": None, "verb": "reveal_identity",
            "actor": actor, "now": now, "text": reason,
        }
        for file in shown
    )  # fmt: skip
    return lines


def _kept(viewer: Viewer) -> set[int | None]:
    return set(files_of(viewer).values_list("pk", flat=True))


def _file(employee: Employee) -> PersonalFile | None:
    return getattr(employee, "file", None)


def _line(employee: Employee, file: PersonalFile | None, *, whole: bool = False) -> Line:
    spell: Employment | None = next(iter(employee.running), None)  # type: ignore[attr-defined]
    contract = next(iter(spell.contracts.all()), None) if spell else None
    shown = file.identity_shown if file else ""
    return Line(
        employee=employee,
        personal=file,
        spell=spell,
        contract=contract,
        identity=opened(file) if whole and file and file.identity else shown,
        phone=employee.phone if whole else mask_phone(employee.phone),
    )

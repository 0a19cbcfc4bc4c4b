"""How somebody is employed, and by which contracts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.staff.models import Contract, ContractKind, Employee, Employment, EmploymentForm
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.permissions import permit_file
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note


class UnableToKeepContract(UnableTo):
    """Its dates contradict its kind, another contract, or the time of employment."""


@dataclass(frozen=True)
class ContractFacts:
    """A contract; see `Contract`."""

    kind: ContractKind
    starts_on: date
    ends_on: date | None = None
    signed_on: date | None = None


@transaction.atomic
def change_form(
    *, employment: Employment, form: EmploymentForm, version: int | None, actor: Viewer, now: datetime
) -> Employment:
    """How somebody is employed in one time of employment (用工形式)."""
    employee = _held(employment.employee, actor)
    row = Employment.objects.get(pk=employment.pk)
    freshness.check(given=version, current=row.version, sentence=_("Somebody has changed this since."))
    if row.form == form:
        return row
    row.form = form
    row.version += 1
    row.save(update_fields=["form", "version"])
    note(employee, "change_form", actor, now, employment=row.pk, form=form)
    return row


@transaction.atomic
def add_contract(*, employment: Employment, facts: ContractFacts, actor: Viewer, now: datetime) -> Contract:
    """A contract, or the next one, within a time of employment."""
    employee = _held(employment.employee, actor)
    employment = Employment.objects.get(pk=employment.pk)
    row = Contract(employment=employment)
    _keep(row, facts, now)
    note(employee, "add_contract", actor, now, contract=row.pk)
    return row


@transaction.atomic
def change_contract(
    *, contract: Contract, facts: ContractFacts, version: int | None, actor: Viewer, now: datetime
) -> Contract:
    """A contract as it is, above all when it was signed. Stale where somebody changed it since `version`."""
    employee = _held(contract.employment.employee, actor)
    row = Contract.objects.select_related("employment").get(pk=contract.pk)
    freshness.check(given=version, current=row.version, sentence=_("Somebody has changed this contract since."))
    changed = [name for name, value in vars(facts).items() if getattr(row, name) != value]
    if not changed:
        return row
    row.version += 1
    _keep(row, facts, now)
    note(employee, "change_contract", actor, now, contract=row.pk)
    return row


def _held(employee: Employee, actor: Viewer) -> Employee:
    permit_file(actor, employee)
    return locked(employee)


def _keep(row: Contract, facts: ContractFacts, now: datetime) -> None:
    sensible(facts.starts_on, now)
    if facts.kind == ContractKind.FIXED and facts.ends_on is None:
        raise UnableToKeepContract(_("A contract for a fixed term has its last day."))
    if facts.kind == ContractKind.OPEN and facts.ends_on is not None:
        raise UnableToKeepContract(_("A contract without a fixed term has no last day."))
    if facts.ends_on and facts.ends_on < facts.starts_on:
        raise UnableToKeepContract(_("It would end before it begins."))
    spell = row.employment
    if facts.starts_on < spell.starts_on or (spell.ends_on and facts.starts_on > spell.ends_on):
        raise UnableToKeepContract(_("The contract begins outside of this time of employment."))
    row.kind, row.starts_on, row.ends_on = facts.kind, facts.starts_on, facts.ends_on
    row.signed_on = facts.signed_on
    if facts.signed_on:
        sensible(facts.signed_on, now)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise UnableToKeepContract(_("There is another contract in that time.")) from error

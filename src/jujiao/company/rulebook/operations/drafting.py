"""Drafting a version of the rulebook, figure by figure.

Administration and estate managers draft; only the company's director puts a version in force, so that two people
stand behind every limit that binds the company (民法典 938)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Company, Estate
from jujiao.company.rulebook import queries
from jujiao.company.rulebook.models import FigureKind, Parameter, RulebookVersion
from jujiao.company.rulebook.operations.keeping import DRAFTERS, UnableToDraft, locked, only, shipped_row
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.rules.errors import RuleBroken
from jujiao.rules.figure import Unit, check_value
from jujiao.rules.figures import SHIPPED
from jujiao.rules.texts import says_anything

NOTE = Text(200)
SOURCE = Text(200)


class UnableToNameSource(UnableToDraft):
    """A figure was changed away from the regulation, but its source still names the regulation, or nothing."""


@transaction.atomic
def draft_version(*, company: Company, note: str, actor: Viewer, now: datetime) -> RulebookVersion:
    """A draft with the figures of the latest published version, and those that the product has brought since. A
    company has one draft at a time."""
    only(DRAFTERS, actor, company)
    note = NOTE.of(note, UnableToDraft)
    Company.objects.select_for_update().get(pk=company.pk)
    if queries.draft_of(company.pk):
        raise UnableToDraft(_("There is a draft already. Change that one, or publish it first."))
    base = queries.latest_published(company.pk)
    if base is None:
        raise UnableToDraft(_("There is no published version yet to start from."))
    version = RulebookVersion.objects.create(company=company, number=_next_number(company), note=note)
    rows = list(base.parameters.all())
    for row in rows:
        row.pk, row.rulebook_version = None, version
    known = {row.key for row in rows}
    brought = [shipped_row(version, figure) for figure in SHIPPED if figure.key not in known]
    Parameter.objects.bulk_create([*rows, *brought])
    based_on: dict[str, Any] = {"from": base.number}
    timeline.note(version, "draft", actor, now, changes={"state": version.state}, **based_on)
    return version


@transaction.atomic
def set_figure(
    *,
    version: RulebookVersion,
    row_version: int,
    key: str,
    value: Decimal,
    source: str,
    actor: Viewer,
    now: datetime,
    estate: Estate | None = None,
    enabled: bool = True,
) -> Parameter:
    """Sets a figure of a draft, for every estate or for `estate` alone; `source` says where the figure comes from.

    A regulation figure that is given another value becomes a house figure: it is no longer the regulation's.
    Only presets can be off; the other figures are duties."""
    version = _draft(version, row_version, actor, estate)
    base = version.parameters.filter(key=key, estate=None).first()
    if base is None:
        raise UnableToDraft(_("This version has no such figure."))
    if not enabled and (base.kind != FigureKind.PRESET or estate is not None):
        raise UnableToDraft(_("Only a preset can be switched off, and only for every estate alike."))
    value = _checked(base, value)
    row = version.parameters.filter(key=key, estate=estate).first() or _override(base, estate)
    before = {"value": row.value if row.pk else base.value, "enabled": row.enabled}
    row.value, row.enabled, row.kind = value, enabled, _kind(base, value)
    row.source = _source(base, row.kind, SOURCE.of(source, UnableToDraft))
    row.save()
    _touch(version)
    place = estate and estate.code
    timeline.note(version, "set_figure", actor, now, key=key, estate=place, before=before, value=value, enabled=enabled)
    return row


@transaction.atomic
def remove_override(
    *, version: RulebookVersion, row_version: int, key: str, estate: Estate, actor: Viewer, now: datetime
) -> None:
    """Takes an estate's own figure out of a draft, so that the company's holds there again."""
    version = _draft(version, row_version, actor, estate)
    deleted, _per_model = version.parameters.filter(key=key, estate=estate).delete()
    if not deleted:
        raise UnableToDraft(_("This estate has no figure of its own here."))
    _touch(version)
    timeline.note(version, "remove_override", actor, now, key=key, estate=estate.code)


@transaction.atomic
def discard_draft(*, version: RulebookVersion, row_version: int, actor: Viewer, now: datetime) -> None:
    """Throws a draft away; its number is used again by the next one."""
    version = _draft(version, row_version, actor, None)
    timeline.note(version, "discard", actor, now, number=version.number)
    version.parameters.all().delete()
    version.delete()


def _draft(version: RulebookVersion, row_version: int, actor: Viewer, estate: Estate | None) -> RulebookVersion:
    """The draft, locked, for somebody who may change it there."""
    only(DRAFTERS, actor, version.company)
    if estate is not None:
        if estate.company_id != version.company_id:
            raise UnableToDraft(_("This estate belongs to another company."))
        if not actor.has(*DRAFTERS, estate_id=estate.pk):
            raise NotAllowed(_("The figures of this estate are kept by its own manager or by administration."))
    return locked(version, row_version)


def _touch(version: RulebookVersion) -> None:
    version.version += 1
    version.save(update_fields=["version"])


def _override(base: Parameter, estate: Estate | None) -> Parameter:
    return Parameter(
        rulebook_version=base.rulebook_version,
        estate=estate,
        key=base.key,
        value=base.value,
        unit=base.unit,
        kind=base.kind,
        clause=base.clause,
        source=base.source,
    )


def _checked(base: Parameter, value: Decimal) -> Decimal:
    """The value as the table will keep it, once it makes sense for its unit."""
    try:
        check_value(base.clause, Unit(base.unit), value)
        value = round(value, 3)
        check_value(base.clause, Unit(base.unit), value)
    except RuleBroken as broken:
        raise UnableToDraft(_(broken.message) % broken.params) from broken
    return value


def _kind(base: Parameter, value: Decimal) -> str:
    shipped = queries.SHIPPED_BY_KEY.get(base.key)
    if shipped is None:
        return base.kind
    changed = shipped.kind.value == FigureKind.REGULATION and value != shipped.value
    return FigureKind.HOUSE if changed else shipped.kind.value


def _source(base: Parameter, kind: str, source: str) -> str:
    shipped = queries.SHIPPED_BY_KEY.get(base.key)
    if (
        shipped
        and shipped.kind.value != kind
        and (not says_anything(source) or source in (shipped.source_zh, shipped.source_en))
    ):
        raise UnableToNameSource(_("Say where the new value comes from: it is no longer the regulation's."))
    return source or base.source


def _next_number(company: Company) -> int:
    last = company.rulebook_versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1

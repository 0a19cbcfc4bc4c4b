"""Drafting a version of the rulebook, publishing it, and saying that one has read it.

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
from jujiao.company.rulebook.models import Acknowledgement, FigureKind, Parameter, RulebookVersion, VersionState
from jujiao.kernel import freshness, timeline
from jujiao.kernel.access import STAFF, SYSTEM, Role, Viewer
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.rules.errors import RuleBroken
from jujiao.rules.figure import Unit, check_value
from jujiao.rules.figures import SHIPPED
from jujiao.rules.ladder import fractions_of

DRAFTERS = (Role.ADMINISTRATION, Role.MANAGER, Role.COMPANY)
PUBLISHERS = (Role.COMPANY,)
SUBJECT = "rulebook"


class UnableToDraft(UnableTo):
    """A draft cannot be opened or changed as asked."""


class UnableToNameSource(UnableToDraft):
    """A figure was changed away from the regulation, but its source still names the regulation, or nothing."""


class UnableToPublish(UnableTo):
    """A version cannot be put in force as asked."""


class UnableToAcknowledge(UnableTo):
    """Only a published version can be read and acknowledged."""


@transaction.atomic
def draft_version(*, company: Company, note: str, actor: Viewer, now: datetime) -> RulebookVersion:
    """A draft with the figures of the latest published version. A company has one draft at a time."""
    _only(DRAFTERS, actor, company)
    Company.objects.select_for_update().get(pk=company.pk)
    if queries.draft_of(company.pk):
        raise UnableToDraft(_("There is a draft already. Change that one, or publish it first."))
    base = queries.latest_published(company.pk)
    if base is None:
        raise UnableToDraft(_("There is no published version yet to start from."))
    version = RulebookVersion.objects.create(company=company, number=_next_number(company), note=note.strip()[:200])
    rows = list(base.parameters.all())
    for row in rows:
        row.pk, row.rulebook_version = None, version
    Parameter.objects.bulk_create(rows)
    _note(version, "draft", actor, now, changes={"state": version.state}, details={"from": base.number})
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
    row.source = _source(base, row.kind, source.strip()[:200])
    row.save()
    _touch(version)
    details = {"key": key, "estate": estate and estate.code, "before": before, "value": value, "enabled": enabled}
    _note(version, "set_figure", actor, now, details=details)
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
    _note(version, "remove_override", actor, now, details={"key": key, "estate": estate.code})


@transaction.atomic
def discard_draft(*, version: RulebookVersion, row_version: int, actor: Viewer, now: datetime) -> None:
    """Throws a draft away; its number is used again by the next one."""
    version = _draft(version, row_version, actor, None)
    _note(version, "discard", actor, now, details={"number": version.number})
    version.parameters.all().delete()
    version.delete()


@transaction.atomic
def publish(
    *,
    version: RulebookVersion,
    row_version: int,
    proof: str,
    effective_from: datetime | None,
    actor: Viewer,
    now: datetime,
) -> RulebookVersion:
    """Puts a draft in force from `effective_from` (None: at once), with proof of how it was made known (劳动合同法 4).

    Cases that came before keep the version under which they came."""
    _only(PUBLISHERS, actor, version.company)
    version = _locked(version, row_version)
    if not proof.strip():
        raise UnableToPublish(_("Say how the version was made known: where and when it was posted, or who was told."))
    starts = effective_from or now
    if starts < now:
        raise UnableToPublish(_("A version cannot come into force in the past."))
    last = queries.latest_published(version.company_id)
    if last and last.effective_from and starts < last.effective_from:
        raise UnableToPublish(_("Version %(number)s comes into force later than that.") % {"number": last.number})
    _check_ladder(version)
    version.state, version.effective_from, version.proof = VersionState.PUBLISHED, starts, proof.strip()
    version.published_at, version.published_by_id = now, actor.user_id
    version.version += 1
    version.save()
    changes = {"state": version.state, "effective_from": starts}
    _note(version, "publish", actor, now, text=version.proof, changes=changes)
    return version


@transaction.atomic
def acknowledge(*, version: RulebookVersion, actor: Viewer, now: datetime) -> Acknowledgement:
    """Notes that an employee has read a published version; reading it again changes nothing."""
    _only(tuple(STAFF), actor, version.company)
    version = RulebookVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != VersionState.PUBLISHED or actor.user_id is None:
        raise UnableToAcknowledge(_("Only a published version can be acknowledged."))
    row, made = Acknowledgement.objects.get_or_create(
        rulebook_version=version, user_id=actor.user_id, defaults={"read_at": now}
    )
    if made:
        _note(version, "acknowledge", actor, now)
    return row


@transaction.atomic
def ship_first_version(
    *, company: Company, now: datetime, effective_from: datetime | None = None, actor: Viewer = SYSTEM
) -> RulebookVersion:
    """Version 1 with the figures that the product ships, in force from `effective_from` (None: at once).

    It may lie in the past, for a company whose history is brought in. Where a version is there already, that one."""
    Company.objects.select_for_update().get(pk=company.pk)
    if first := company.rulebook_versions.order_by("number").first():
        return first
    version = RulebookVersion.objects.create(company=company, number=1, note=_("As shipped: the regulation's figures"))
    Parameter.objects.bulk_create(
        Parameter(
            rulebook_version=version,
            key=figure.key,
            value=figure.value,
            unit=figure.unit.value,
            kind=figure.kind.value,
            clause=figure.clause,
            source=figure.source_zh,
            enabled=figure.on_by_default,
        )
        for figure in SHIPPED
    )
    version.state, version.effective_from, version.published_at = VersionState.PUBLISHED, effective_from or now, now
    version.published_by_id, version.proof = actor.user_id, _("Handed over with the regulation at the first start")
    version.save()
    changes = {"state": version.state, "effective_from": version.effective_from}
    _note(version, "publish", actor, now, text=version.proof, changes=changes)
    return version


def _draft(version: RulebookVersion, row_version: int, actor: Viewer, estate: Estate | None) -> RulebookVersion:
    """The draft, locked, for somebody who may change it there."""
    _only(DRAFTERS, actor, version.company)
    if estate is not None:
        if estate.company_id != version.company_id:
            raise UnableToDraft(_("This estate belongs to another company."))
        if not actor.has(*DRAFTERS, estate_id=estate.pk):
            raise NotAllowed(_("The figures of this estate are kept by its own manager or by administration."))
    return _locked(version, row_version)


def _locked(version: RulebookVersion, row_version: int) -> RulebookVersion:
    held = RulebookVersion.objects.select_for_update().filter(pk=version.pk).first()
    if held is None:
        raise UnableToDraft(_("This draft has been thrown away by somebody else."))
    version = held
    if version.state != VersionState.DRAFT:
        raise UnableToDraft(_("Version %(number)s is published and never changes.") % {"number": version.number})
    sentence = _("Somebody else has changed this draft. Reload to see it as it is now.")
    freshness.check(given=row_version, current=version.version, sentence=sentence)
    return version


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
    if shipped and shipped.kind.value != kind and source in ("", shipped.source_zh, shipped.source_en):
        raise UnableToNameSource(_("Say where the new value comes from: it is no longer the regulation's."))
    return source or base.source


def _check_ladder(version: RulebookVersion) -> None:
    estates = version.parameters.exclude(estate=None).values_list("estate_id", flat=True).distinct()
    for estate_id in (None, *estates):
        try:
            fractions_of(queries.read_figures(version.pk, estate_id))
        except RuleBroken as broken:
            raise UnableToPublish(_(broken.message) % broken.params) from broken


def _next_number(company: Company) -> int:
    last = company.rulebook_versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _note(
    version: RulebookVersion,
    verb: str,
    actor: Viewer,
    now: datetime,
    *,
    text: str = "",
    changes: dict[str, Any] | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    timeline.record(
        subject_kind=SUBJECT,
        subject_id=version.pk,
        estate_id=None,
        verb=verb,
        actor=actor,
        now=now,
        text=text,
        changes=changes,
        details=details,
    )


def _only(roles: tuple[Role, ...], actor: Viewer, company: Company) -> None:
    """Somebody of this company with one of the roles; what belongs to another company is not even there."""
    if actor is SYSTEM:
        return
    if queries.company_of(actor).pk != company.pk:
        raise NotAllowed(_("This rulebook belongs to another company."))
    if not actor.has(*roles):
        raise NotAllowed(_refusal(roles))


def _refusal(roles: tuple[Role, ...]) -> str:
    if roles == PUBLISHERS:
        return _("Only the company's director puts a version in force.")
    if roles == DRAFTERS:
        return _("Drafts are made by administration, estate managers and the director.")
    return _("This step is for employees.")

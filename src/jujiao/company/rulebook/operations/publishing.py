"""Putting a version in force, the first one at the start of a company, and saying that one has read it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from jujiao.company.estates.models import Company
from jujiao.company.rulebook import queries
from jujiao.company.rulebook.models import Acknowledgement, Parameter, RulebookVersion, VersionState
from jujiao.company.rulebook.operations.keeping import PUBLISHERS, locked, only, shipped_row
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import STAFF, SYSTEM, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.errors import RuleBroken
from jujiao.rules.figures import SHIPPED
from jujiao.rules.ladder import ladders

PROOF = Text(2000, _lazy("Say how the version was made known: where and when it was posted, or who was told."))


class UnableToPublish(UnableTo):
    """A version cannot be put in force as asked."""


class UnableToAcknowledge(UnableTo):
    """Only a published version can be read and acknowledged."""


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
    only(PUBLISHERS, actor, version.company)
    version = locked(version, row_version)
    proof = PROOF.of(proof, UnableToPublish)
    starts = effective_from or now
    if starts < now:
        raise UnableToPublish(_("A version cannot come into force in the past."))
    last = queries.latest_published(version.company_id)
    if last and last.effective_from and starts < last.effective_from:
        raise UnableToPublish(_("Version %(number)s comes into force later than that.") % {"number": last.number})
    _check_ladder(version)
    version.state, version.effective_from, version.proof = VersionState.PUBLISHED, starts, proof
    version.published_at, version.published_by_id = now, actor.user_id
    version.version += 1
    version.save()
    changes = {"state": version.state, "effective_from": starts}
    note(version, "publish", actor, now, text=version.proof, changes=changes)
    return version


@transaction.atomic
def acknowledge(*, version: RulebookVersion, actor: Viewer, now: datetime) -> Acknowledgement:
    """Notes that an employee has read a published version; reading it again changes nothing."""
    only(tuple(STAFF), actor, version.company)
    version = RulebookVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != VersionState.PUBLISHED or actor.user_id is None:
        raise UnableToAcknowledge(_("Only a published version can be acknowledged."))
    row, made = Acknowledgement.objects.get_or_create(
        rulebook_version=version, user_id=actor.user_id, defaults={"read_at": now}
    )
    if made:
        note(version, "acknowledge", actor, now)
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
    Parameter.objects.bulk_create(shipped_row(version, figure) for figure in SHIPPED)
    version.state, version.effective_from, version.published_at = VersionState.PUBLISHED, effective_from or now, now
    version.published_by_id, version.proof = actor.user_id, _("Handed over with the regulation at the first start")
    version.save()
    changes = {"state": version.state, "effective_from": version.effective_from}
    note(version, "publish", actor, now, text=version.proof, changes=changes)
    return version


def _check_ladder(version: RulebookVersion) -> None:
    estates = version.parameters.exclude(estate=None).values_list("estate_id", flat=True).distinct()
    for estate_id in (None, *estates):
        try:
            ladders(queries.read_figures(version.pk, estate_id))
        except RuleBroken as broken:
            raise UnableToPublish(_(broken.message) % broken.params) from broken

"""Which versions of the rulebook there are, and which figures are in force where and when."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Company
from jujiao.company.rulebook.models import Parameter, RulebookVersion, VersionState
from jujiao.kernel.database.compiled import Asked, compiled, first
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import STAFF, Viewer
from jujiao.rules.figure import Figure, Figures, Kind, Unit
from jujiao.rules.figures import SHIPPED

SHIPPED_BY_KEY = {figure.key: figure for figure in SHIPPED}


class UnableToFindRules(UnableTo):
    """No version of the rulebook is in force yet."""


def company_of(viewer: Viewer) -> Company:
    """The company whose rules bind the viewer; Http404 for somebody of no company."""
    company = Company.objects.filter(pk=viewer.company_id).first() if viewer.company_id else None
    if company is None:
        raise Http404
    return company


def visible_to(viewer: Viewer) -> QuerySet[RulebookVersion]:
    """Employees see every version of their company, drafts too; owners see what has been published."""
    if viewer.company_id is None:
        return RulebookVersion.objects.none()
    versions = RulebookVersion.objects.filter(company_id=viewer.company_id)
    return versions if viewer.has(*STAFF) else versions.filter(state=VersionState.PUBLISHED)


def get_for(viewer: Viewer, version_id: int) -> RulebookVersion:
    """One version with its publisher; Http404 where it is not the viewer's to see."""
    version = visible_to(viewer).select_related("published_by").filter(pk=version_id).first()
    if version is None:
        raise Http404
    return version


def version_in_force(company_id: int, at: datetime) -> RulebookVersion:
    """The version that binds a case received at `at`; UnableToFindRules where none is in force then."""
    return existing(in_force(company_id, at))


def first_in_force(company_id: int) -> datetime | None:
    """Since when the company has rules here at all; None where it has none."""
    published = RulebookVersion.objects.filter(company_id=company_id, state=VersionState.PUBLISHED)
    return published.order_by("effective_from").values_list("effective_from", flat=True).first()


def existing(version: RulebookVersion | None) -> RulebookVersion:
    """The version that was found; UnableToFindRules where none was."""
    if version is None:
        raise UnableToFindRules(_("No version of the rulebook is in force yet. The company has to publish one first."))
    return version


def in_force(company_id: int, at: datetime) -> RulebookVersion | None:
    """The same, None where none is in force."""
    return first(asked_in_force(company_id, at).rows())


def asked_in_force(company_id: int, at: datetime) -> Asked[RulebookVersion]:
    """Asks for the same."""
    return _begun.asked(company=company_id, at=at)


@compiled
def _begun(*, company: int, at: datetime) -> QuerySet[RulebookVersion]:
    begun = published(company).filter(effective_from__lte=at)
    return begun.order_by("-effective_from", "-number")[:1]


def published(company_id: int) -> QuerySet[RulebookVersion]:
    return RulebookVersion.objects.filter(company_id=company_id, state=VersionState.PUBLISHED)


def version_for(company_id: int, at: datetime) -> RulebookVersion | None:
    """The version in force at `at`, for a time before all of them the first, None where there is none at all."""
    return in_force(company_id, at) or published(company_id).order_by("effective_from", "number").first()


def latest_published(company_id: int) -> RulebookVersion | None:
    """The version with the highest number, in force or still to come."""
    return published(company_id).order_by("-number").first()


def published_before(version: RulebookVersion) -> RulebookVersion | None:
    """The published version that this one follows."""
    return published(version.company_id).filter(number__lt=version.number).order_by("-number").first()


def draft_of(company_id: int) -> RulebookVersion | None:
    """The company's draft; there is at most one."""
    return RulebookVersion.objects.filter(company_id=company_id, state=VersionState.DRAFT).first()


def figures(version_id: int, estate_id: int | None) -> Figures:
    """The figures of a published version at an estate (None: without any estate's own), those that are on.

    Kept per process: a published version never changes. UnableToFindRules where there is no such published version."""
    return _published_figures(version_id, estate_id)


@lru_cache(maxsize=512)
def _published_figures(version_id: int, estate_id: int | None) -> Figures:
    if not RulebookVersion.objects.filter(pk=version_id, state=VersionState.PUBLISHED).exists():
        raise UnableToFindRules(_("This version of the rulebook is not published."))
    return read_figures(version_id, estate_id)


def read_figures(version_id: int, estate_id: int | None) -> Figures:
    """The figures of any version, a draft too, as they stand now; those that are on."""
    rows = parameters_of(version_id, estate_id)
    return Figures(figure_of(row) for row in rows.values() if row.enabled)


def parameters_of(version_id: int, estate_id: int | None) -> dict[str, Parameter]:
    """The row that holds for each key: the estate's own where it has one."""
    rows = Parameter.objects.filter(rulebook_version_id=version_id)
    rows = rows.filter(Q(estate__isnull=True) | Q(estate_id=estate_id))
    common = {row.key: row for row in rows if row.estate_id is None}
    return {**common, **{row.key: row for row in rows if row.estate_id is not None}}


def figure_of(row: Parameter) -> Figure:
    """A row as the rules know it. Its words come from the product; a figure that it no longer ships bears its key."""
    shipped = SHIPPED_BY_KEY.get(row.key)
    labels = (shipped.label_zh, shipped.label_en) if shipped else (row.key, row.key)
    sources = (row.source, row.source)
    if shipped and row.source == shipped.source_zh:
        sources = (shipped.source_zh, shipped.source_en)
    return Figure(row.key, row.value, Unit(row.unit), Kind(row.kind), row.clause, *labels, *sources)

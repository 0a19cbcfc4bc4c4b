"""What the desk answers again and again: the texts and their versions, by who may read them."""

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Role, Viewer, may
from jujiao.service.conversations.models import Phrase, PhraseVersion
from jujiao.service.conversations.permissions import SEES_PHRASES


def phrases_for(viewer: Viewer) -> QuerySet[Phrase]:
    """The company's own, and those of the estates where the viewer reads them; what is in use first, by title."""
    estates = Q(estate=None) | Q(estate__in=estates_of(viewer, *SEES_PHRASES).order_by())
    found = Phrase.objects.filter(estates, company=viewer.company_id or 0).select_related("estate", "company")
    return found.order_by("-in_use", "title", "id")


def get_phrase_for(viewer: Viewer, phrase_id: int) -> Phrase:
    return get_object_or_404(phrases_for(viewer), pk=phrase_id)


def versions_of(phrase: Phrase) -> QuerySet[PhraseVersion]:
    """The latest first."""
    return PhraseVersion.objects.filter(phrase=phrase).select_related("published_by").order_by("-number")


def current(phrases: QuerySet[Phrase]) -> QuerySet[PhraseVersion]:
    """The wording of each of some texts that is in force now."""
    found = PhraseVersion.objects.filter(phrase__in=phrases.order_by(), number=F("phrase__version"))
    return found.select_related("phrase__estate")


def offered_at(estate: Estate) -> list[PhraseVersion]:
    """What clerks of an estate choose from, as they were begun: its own texts, and those of its company, but for such
    as it has in its own words."""
    phrases = Phrase.objects.filter(Q(estate=None) | Q(estate=estate), company=estate.company_id, in_use=True)
    by_title = {}
    for each in sorted(current(phrases), key=lambda one: one.phrase.estate_id is not None):
        by_title[each.phrase.title] = each
    return sorted(by_title.values(), key=lambda one: one.phrase_id)


def may_write(viewer: Viewer, company_id: int, estate_id: int | None) -> bool:
    """Whether the viewer publishes such texts: the company for all, the manager for their estate."""
    if may(viewer, Role.COMPANY, company_id=company_id):
        return True
    return estate_id is not None and may(viewer, Role.MANAGER, company_id=company_id, estate_id=estate_id)

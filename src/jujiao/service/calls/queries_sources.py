"""Every read of exchanges, their telephones, and what was refused of them."""

from typing import Final

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.duty.models import DutyPost
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.machine.sealing import Seal
from jujiao.kernel.record.access import Viewer
from jujiao.service.calls.models import Refusal, Source, Telephone
from jujiao.service.calls.permissions import KEEPS_EXCHANGES, SEES_EXCHANGES

SOURCE: Final = "telephone_source"
"""The kind of subject that the timelines of exchanges speak of."""
PASSWORDS: Final = Seal("telephone_sources")
SHOWN: Final = 50
"""Refusals that a page shows, the latest of them."""


def sources_for(viewer: Viewer) -> QuerySet[Source]:
    """The exchanges of the estates where the viewer answers for them."""
    found = Source.objects.filter(estate__in=estates_of(viewer, *SEES_EXCHANGES).order_by())
    return found.select_related("estate")


def listed(viewer: Viewer) -> QuerySet[Source]:
    """The same, with how many telephones each has at a desk."""
    telephones = Count("telephones", filter=Q(telephones__in_use=True))
    return sources_for(viewer).annotate(telephone_count=telephones).order_by("estate_id", "name")


def get_source_for(viewer: Viewer, source_id: int) -> Source:
    return get_object_or_404(sources_for(viewer), pk=source_id)


def get_kept_by(viewer: Viewer, source_id: int) -> Source:
    """One that the viewer keeps; Http404 for whoever only looks."""
    estates = estates_of(viewer, *KEEPS_EXCHANGES).order_by()
    return get_object_or_404(Source.objects.filter(estate__in=estates).select_related("estate"), pk=source_id)


def telephones_of(source: Source) -> QuerySet[Telephone]:
    return source.telephones.select_related("duty_post").order_by("-in_use", "extension")


def get_telephone_kept_by(viewer: Viewer, telephone_id: int) -> Telephone:
    estates = estates_of(viewer, *KEEPS_EXCHANGES).order_by()
    found = Telephone.objects.filter(source__estate__in=estates).select_related("source__estate", "duty_post")
    return get_object_or_404(found, pk=telephone_id)


def posts_for(source: Source) -> QuerySet[DutyPost]:
    """The posts of its estate at which a telephone may stand."""
    return DutyPost.objects.filter(estate=source.estate_id, in_use=True).order_by("name")


def refusals_of(source: Source) -> QuerySet[Refusal]:
    return source.refusals.order_by("-at", "-pk")[:SHOWN]


def to_listen_to() -> QuerySet[Source]:
    """The exchanges at whose addresses we listen."""
    return Source.objects.filter(in_use=True).exclude(address="").select_related("estate").order_by("pk")

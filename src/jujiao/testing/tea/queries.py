"""Whose cup is whose to see."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Role, Viewer
from jujiao.testing.tea.models import Cup

SERVES = (Role.CLERK, Role.MANAGER)


def visible_to(viewer: Viewer) -> QuerySet[Cup]:
    """The cups of the estates where the viewer serves tea."""
    return Cup.objects.filter(estate__in=estates_of(viewer, *SERVES))


def get_for(viewer: Viewer, cup_id: int) -> Cup:
    """One cup; Http404 where it is not the viewer's to see."""
    return get_object_or_404(visible_to(viewer), pk=cup_id)


def headlines(viewer: Viewer, ids: Collection[int]) -> dict[int, str]:
    """What is in the cups."""
    return dict(visible_to(viewer).filter(pk__in=ids).values_list("pk", "blend"))

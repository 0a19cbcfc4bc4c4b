"""Whose cup is whose to see."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.declared import Hit
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


def find_cups(viewer: Viewer, text: str, _now: datetime, most: int) -> Iterator[Hit]:
    """Cups by what is in them."""
    for cup in visible_to(viewer).filter(blend__icontains=text).order_by("-pk")[:most]:
        yield Hit(cup.blend, "", reverse("tea:cup", args=[cup.pk]))

"""Reading what people were told."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.access import Role, Viewer
from jujiao.kernel.compiled import compiled
from jujiao.notices.models import Delivery, Notice

WATCHERS = (Role.SYSADMIN, Role.COMPANY, Role.AUDITOR)
"""Who may see how every telling went."""


def inbox_of(viewer: Viewer) -> QuerySet[Notice]:
    """What was told to the viewer."""
    return Notice.objects.filter(recipient_id=viewer.user_id)


def unread(user_id: int) -> int:
    """How many notices the user has not read, counted no further than a hundred."""
    return len(_unread(recipient=user_id))


@compiled
def _unread(*, recipient: int) -> QuerySet[Notice, Any]:
    return Notice.objects.filter(recipient_id=recipient, read_at__isnull=True).values_list("pk")[:100]


def get_for(viewer: Viewer, notice_id: int) -> Notice:
    """One notice of the viewer's own; Http404 for any other."""
    notice = inbox_of(viewer).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    return notice


def deliveries_for(viewer: Viewer) -> QuerySet[Delivery]:
    """Every delivery about the estates that the viewer watches over, and those about no estate."""
    if not viewer.has(*WATCHERS):
        return Delivery.objects.none()
    estates = estates_of(viewer, *WATCHERS).values("pk")
    ours = Delivery.objects.filter(notice__estate_id__in=estates) | Delivery.objects.filter(
        notice__estate_id__isnull=True
    )
    return ours.select_related("notice__recipient")


def get_delivery(viewer: Viewer, delivery_id: int) -> Delivery:
    """One delivery; Http404 for whoever may not see it."""
    delivery = deliveries_for(viewer).filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404
    return delivery

"""Who sits at which telephone."""

from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.duty.models import Attendance
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Viewer
from jujiao.rules.people.duty import FORGOTTEN
from jujiao.service.calls.models import Seat, Telephone
from jujiao.service.calls.permissions import ANSWERS


def seats_taken(now: datetime) -> QuerySet[Seat]:
    """The seats of those who sit there at `now`; whoever forgot to sign off does not sit there any more."""
    there = Seat.objects.filter(until_at=None, attendance__signed_off_at=None)
    return there.filter(attendance__signed_on_at__gt=now - FORGOTTEN)


def own_seat(viewer: Viewer, now: datetime) -> Seat | None:
    """Where the viewer sits."""
    found = seats_taken(now).filter(employee=viewer.employee_id or 0)
    return found.select_related("telephone__source", "telephone__duty_post__estate", "employee").first()


def own_attendance(viewer: Viewer, now: datetime) -> Attendance | None:
    """Where the viewer is on duty and could sit down at a telephone."""
    found = Attendance.objects.filter(employee=viewer.employee_id or 0, signed_off_at=None)
    return found.filter(signed_on_at__gt=now - FORGOTTEN).select_related("duty_post__estate").first()


def telephones_for(viewer: Viewer) -> QuerySet[Telephone]:
    """The telephones in use where the viewer answers calls."""
    found = Telephone.objects.filter(in_use=True, duty_post__estate__in=estates_of(viewer, *ANSWERS).order_by())
    return found.select_related("duty_post__estate", "source").order_by("duty_post__estate", "extension", "id")


def get_telephone_to_sit_at(viewer: Viewer, telephone_id: int) -> Telephone:
    return get_object_or_404(telephones_for(viewer), pk=telephone_id)


def sitter(telephone: Telephone) -> Seat | None:
    """Who has a telephone, if only on paper: somebody who forgot to sign off is named too."""
    return Seat.objects.filter(telephone=telephone, until_at=None).select_related("employee").first()

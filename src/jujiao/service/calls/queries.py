"""Every read of calls and of numbers to call back, but for the list that is narrowed (`queries_calls`)."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Viewer
from jujiao.service.calls.models import Call, CallBack
from jujiao.service.calls.permissions import SEES_CALLS, desks_headed_by

PHONE_CALL, CALL_BACK = "phone_call", "call_back"
"""The kinds of subjects that this app's promises, measurements and timelines speak of."""
MISSED_TOPIC: Final = "missed"
"""The news that a call was missed, which rings at the desk of its estate."""


def call_backs_for(viewer: Viewer) -> QuerySet[CallBack]:
    """The numbers to call back at the estates where the viewer reads of calls, or heads the desk."""
    headed = Q(estate__in=desks_headed_by(viewer).values("estate"))
    found = CallBack.objects.filter(Q(estate__in=estates_of(viewer, *SEES_CALLS).order_by()) | headed)
    return found.select_related("estate", "ended_by")


def get_call_back_for(viewer: Viewer, call_back_id: int) -> CallBack:
    return get_object_or_404(call_backs_for(viewer), pk=call_back_id)


def began(call: Call) -> str:
    """What a call is called where anybody may read it: when it began, never the number."""
    return f"{localtime(call.began_at):%Y-%m-%d %H:%M}"


def called(call_back: CallBack) -> str:
    """What a number to call back is called where anybody may read it: when its call was missed, never the number."""
    return f"{localtime(call_back.missed_at):%Y-%m-%d %H:%M}"


def call_back_headlines(viewer: Viewer, call_back_ids: Collection[int]) -> dict[int, str]:
    """When the call was missed, for those that the viewer may see."""
    return {each.pk: called(each) for each in call_backs_for(viewer).filter(pk__in=call_back_ids)}

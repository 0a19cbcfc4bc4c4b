"""Every read of calls and of numbers to call back, but for the list that is narrowed (`queries_calls`)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime

from jujiao.company.estates.queries import estates_of
from jujiao.company.rulebook.queries import SHIPPED_BY_KEY, figures, version_for
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer
from jujiao.promises.models import Promise
from jujiao.rules.service.calls.ringing import strictly_kept
from jujiao.service.calls.models import Call, CallBack, Grade
from jujiao.service.calls.permissions import SEES_CALLS, owed_by_departments_of
from jujiao.service.calls.queries_calls import calls_for

PHONE_CALL, CALL_BACK = "phone_call", "call_back"
"""The kinds of subjects that this app's promises, measurements and timelines speak of."""
STRICT: Final = "call.seconds_strict"
MISSED_TOPIC: Final = "missed"
"""The news that a call was missed, which rings at the desk of its estate."""


def call_backs_for(viewer: Viewer) -> QuerySet[CallBack]:
    """The numbers to call back at the estates where the viewer reads of calls, and those that a department owes which
    the viewer heads."""
    headed = Q(pk__in=owed_by_departments_of(viewer).values("subject_id"))
    found = CallBack.objects.filter(Q(estate__in=estates_of(viewer, *SEES_CALLS).order_by()) | headed)
    return found.select_related("estate", "ended_by")


def get_call_back_for(viewer: Viewer, call_back_id: int) -> CallBack:
    return get_object_or_404(call_backs_for(viewer), pk=call_back_id)


def began(call: Call) -> str:
    """What a call is called where anybody may read it: when it began, never the number."""
    return f"{localtime(call.began_at):%Y-%m-%d %H:%M}"


def get_call_for(viewer: Viewer, call_id: int) -> Call:
    return get_object_or_404(with_people(calls_for(viewer)), pk=call_id)


def with_people(calls: QuerySet[Call]) -> QuerySet[Call]:
    """The same calls, with all that a page says of each."""
    return calls.select_related(
        "estate", "source", "room", "person", "answered_by", "telephone", "duty_post", "call_back", "script_version"
    )


@dataclass(frozen=True)
class MadeCase:
    """The case that was made of a call, for who may know of it."""

    number: str
    url: str


def case_of(call: Call, viewer: Viewer) -> MadeCase | None:
    """None where there is none, or where the viewer must not know of it."""
    if call.case_id is None:
        return None
    kind = subjects.of(call.case_kind)
    if call.case_id not in kind.headlines(viewer, [call.case_id]):
        return None
    row = kind.model._default_manager.filter(**{kind.id_column: call.case_id}).first()
    return MadeCase(str(getattr(row, kind.number)) if kind.number else "", kind.url(call.case_id))


def strict_of(call: Call) -> bool | None:
    """Whether an answered call kept the strict reading too (`call.seconds_strict`); None where nothing can be said.

    It is offered and off in most rulebooks: then what is shipped is held against it."""
    if call.ring_seconds is None or call.answered_at is None or call.grade == Grade.BY_HAND:
        return None
    version = version_for(call.estate.company_id, call.began_at)
    limits = figures(version.pk, call.estate_id) if version else {}
    return strictly_kept(call.ring_seconds, (limits[STRICT] if STRICT in limits else SHIPPED_BY_KEY[STRICT]).span)


def promises_of(rows: Collection[CallBack]) -> dict[int, Promise]:
    """What was promised about numbers to call back, by their ids: the last of it."""
    found = Promise.objects.filter(subject_kind=CALL_BACK, subject_id__in=[each.pk for each in rows])
    return {each.subject_id: each for each in found.order_by("seq")}


def calls_behind(rows: Collection[CallBack]) -> dict[int, list[Call]]:
    """The calls that were missed, by the number to call back, the latest first."""
    found = Call.objects.filter(call_back__in=[each.pk for each in rows]).select_related("person", "room")
    calls: dict[int, list[Call]] = {}
    for each in found.order_by("-began_at", "-pk"):
        calls.setdefault(each.call_back_id or 0, []).append(each)
    return calls


def called(call_back: CallBack) -> str:
    """What a number to call back is called where anybody may read it: when its call was missed, never the number."""
    return f"{localtime(call_back.missed_at):%Y-%m-%d %H:%M}"


def call_back_headlines(viewer: Viewer, call_back_ids: Collection[int]) -> dict[int, str]:
    """When the call was missed, for those that the viewer may see."""
    return {each.pk: called(each) for each in call_backs_for(viewer).filter(pk__in=call_back_ids)}

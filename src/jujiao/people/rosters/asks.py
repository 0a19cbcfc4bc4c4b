"""Reads of what employees ask for: swaps, leave, wishes, and their own duties to come."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from jujiao.company.duty.models import Duty, DutyPost, DutyState, Leave
from jujiao.company.duty.permissions import covered_by, covers, may_grant_leave
from jujiao.company.staff.directory import visible_to as employees_visible_to
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import in_service, today
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.models import AskedLeave, LeaveStep, Roster, RosterState, Swap, SwapStep, Wish
from jujiao.people.rosters.models.asked import OPEN
from jujiao.people.rosters.permissions import PLAN, may_decide_swap, plannable_by

SHOWN = 100
"""Rows of each part of a page."""
NAMED = "asker", "other", "duty__duty_post__estate", "in_return__duty_post__estate"


def swaps_concerning(viewer: Viewer) -> QuerySet[Swap]:
    """The swaps that the viewer is in."""
    mine = viewer.employee_id or 0
    found = Swap.objects.filter(Q(asker=mine) | Q(other=mine)).select_related(*NAMED)
    return found.order_by("-asked_at")


def swaps_to_decide(viewer: Viewer) -> Sequence[Swap]:
    """The swaps that wait for the viewer, the duty that begins first before the others."""
    if not viewer.has(*PLAN):
        return []
    posts = DutyPost.objects.filter(plannable_by(viewer))
    found = Swap.objects.filter(duty__duty_post__in=posts, state=SwapStep.ACCEPTED).select_related(*NAMED)
    return [swap for swap in found.order_by("duty__starts_at", "pk")[:SHOWN] if may_decide_swap(viewer, swap)]


def get_swap(viewer: Viewer, swap_id: int) -> Swap:
    """Http404 for whoever is not in it and does not decide it."""
    swap = get_object_or_404(Swap.objects.select_related(*NAMED), pk=swap_id)
    if viewer.employee_id not in (swap.asker_id, swap.other_id) and not may_decide_swap(viewer, swap):
        raise Http404
    return swap


def leaves_to_decide(viewer: Viewer, now: datetime) -> Sequence[AskedLeave]:
    """The leave that the viewer is to grant or refuse, the one that begins first before the others."""
    if not viewer.has(*PLAN):
        return []
    found = AskedLeave.objects.filter(state=LeaveStep.ASKED, employee__in=employees_visible_to(viewer))
    found = found.select_related("employee").order_by("starts_at", "pk")
    return [asked for asked in found[:SHOWN] if may_grant_leave(viewer, asked.employee, today(now))]


def leaves_asked_by(viewer: Viewer) -> QuerySet[AskedLeave]:
    found = AskedLeave.objects.filter(employee=viewer.employee_id or 0)
    return found.select_related("employee").order_by("-asked_at")


def get_asked_leave(viewer: Viewer, asked_id: int, now: datetime) -> AskedLeave:
    """Http404 for whoever neither asked for it nor grants it."""
    asked = get_object_or_404(AskedLeave.objects.select_related("employee"), pk=asked_id)
    own = asked.employee_id == viewer.employee_id
    known = employees_visible_to(viewer).filter(pk=asked.employee_id)
    if not own and not (known.exists() and may_grant_leave(viewer, asked.employee, today(now))):
        raise Http404
    return asked


def own_duties(viewer: Viewer, now: datetime) -> Sequence[Duty]:
    """The viewer's duties that are on or to come, the next first; each with the open swap that it is in, and whether it
    falls into their leave: somebody else does it then."""
    duties = Duty.objects.filter(employee=viewer.employee_id or 0, state=DutyState.PLANNED, ends_at__gt=now)
    away = Leave.objects.filter(
        employee=OuterRef("employee"), starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    )
    duties = duties.annotate(away=Exists(away)).select_related("duty_post__estate")
    found = list(duties.order_by("starts_at")[:SHOWN])
    ids = [duty.pk for duty in found]
    open_swaps = Swap.objects.filter(Q(duty__in=ids) | Q(in_return__in=ids), state__in=OPEN).select_related(*NAMED)
    by_duty = {pk: swap for swap in open_swaps for pk in (swap.duty_id, swap.in_return_id)}
    for duty in found:
        duty.swap = by_duty.get(duty.pk)  # type: ignore[attr-defined]
    return found


def get_own_duty(viewer: Viewer, duty_id: int) -> Duty:
    mine = Duty.objects.filter(employee=viewer.employee_id or 0).exclude(state=DutyState.DRAFT)
    return get_object_or_404(mine.select_related("duty_post__estate", "duty_post__department"), pk=duty_id)


def colleagues_for(duty: Duty) -> QuerySet[Employee]:
    """Who else may cover the post of a duty on its day."""
    day = today(duty.starts_at)
    found = in_service(day).filter(covers(duty.duty_post, day)).exclude(pk=duty.employee_id)
    return found.order_by("pinyin", "pk")


def duties_in_return(duty: Duty, now: datetime) -> QuerySet[Duty]:
    """What these have to come that the person of the duty may cover."""
    posts = DutyPost.objects.filter(covered_by(duty.employee_id, today(now)))
    found = Duty.objects.filter(state=DutyState.PLANNED, starts_at__gt=now, duty_post__in=posts)
    found = found.filter(employee__in=colleagues_for(duty).order_by())
    return found.select_related("employee", "duty_post").order_by("employee__pinyin", "starts_at")


def open_to_wishes(viewer: Viewer, now: datetime) -> QuerySet[Roster]:
    """The rosters to come, not published yet, in which the viewer may be planned."""
    day = today(now)
    posts = DutyPost.objects.filter(covered_by(viewer.employee_id or 0, day))
    found = Roster.objects.filter(state=RosterState.DRAFT, last__gte=day, posts__in=posts)
    return found.select_related("estate").distinct().order_by("first", "pk")


def own_wishes(viewer: Viewer) -> QuerySet[Wish]:
    found = Wish.objects.filter(employee=viewer.employee_id or 0, roster__state=RosterState.DRAFT)
    return found.select_related("roster__estate", "shift_kind").order_by("day", "shift_kind__starts", "pk")


def get_wish(viewer: Viewer, wish_id: int) -> Wish:
    return get_object_or_404(own_wishes(viewer), pk=wish_id)

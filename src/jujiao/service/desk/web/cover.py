"""Whether every minute is covered (3.1.1): now, in the coming days, this month, and in months that are over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.queries import OnDuty, on_duty, posts_of
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.rules.people.duty import Span
from jujiao.service.desk.cover import covered_until, gaps_planned, gaps_there, to_cover, uncovered
from jujiao.service.desk.models import CoverMonth
from jujiao.service.desk.operations.closing import counted_in
from jujiao.service.desk.permissions import SEES_COVER
from jujiao.service.desk.queries import get_gap_for, get_month_for

COMING: Final = timedelta(days=7)
"""So far ahead what nobody is planned for is shown."""
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Counted:
    """How much of a time of a post was covered, and when it was not. Minutes that were begun without anybody count as
    uncovered."""

    span: Span
    gaps: list[Span]

    @property
    def minutes(self) -> int:
        return (self.span.end - self.span.start) // MINUTE

    @property
    def covered(self) -> int:
        """Whole minutes."""
        return (self.span.end - self.span.start - uncovered(self.gaps)) // MINUTE

    @property
    def missing(self) -> timedelta:
        return uncovered(self.gaps)

    @property
    def latest(self) -> list[Span]:
        """The latest gaps first."""
        return self.gaps[::-1]


@dataclass(frozen=True)
class PostCover:
    """A post with who is there now, or since when nobody is; what nobody is planned for; and its month so far."""

    duty_post: DutyPost
    there: list[OnDuty]
    since: datetime | None
    coming: list[Span]
    month: Counted | None
    closed: list[CoverMonth]


@door(*SEES_COVER)
@require_safe
def cover(request: ViewerRequest) -> HttpResponse:
    """The posts of one estate that have to be covered every minute."""
    now, viewer = clock.now(), request.viewer
    estates = list(estates_of(viewer, *SEES_COVER))
    asked = request.GET.get("estate", "")
    estate = next((each for each in estates if str(each.pk) == asked), estates[0] if estates else None)
    posts = posts_of(viewer).filter(estate=estate, in_use=True).order_by("kind", "name") if estate else []
    context = {"now": now, "estates": estates, "estate": estate, "rows": _rows(to_cover(posts, now), now)}
    return render_page(request, "desk/cover.html", "list", context)


@door(*SEES_COVER)
@require_safe
def month(request: ViewerRequest, month_id: int) -> HttpResponse:
    """Where the figure of a month leads: each time in which nobody was there."""
    row, now = get_month_for(request.viewer, month_id), clock.now()
    context = {"month": row, "counted": _counted(row.duty_post, row.month, now), "now": now}
    return render(request, "desk/month.html", context)


@door(*SEES_COVER)
@require_safe
def gap(request: ViewerRequest, gap_id: int) -> HttpResponseBase:
    """Where an alarm about a gap leads: the posts of its estate."""
    row = get_gap_for(request.viewer, gap_id)
    return redirect(f"{reverse('reception:cover')}?estate={row.duty_post.estate_id}")


def _rows(posts: list[DutyPost], now: datetime) -> list[PostCover]:
    ids = [each.pk for each in posts]
    there, coming = on_duty(posts, now), gaps_planned(ids, now, now + COMING)
    months: dict[int, list[CoverMonth]] = {}
    for one in CoverMonth.objects.filter(duty_post__in=ids).order_by("-month"):
        months.setdefault(one.duty_post_id, []).append(one)
    return [
        PostCover(
            duty_post=each,
            there=[one for one in there[each.pk] if one.since is not None],
            since=None if any(one.since for one in there[each.pk]) else covered_until(each, now),
            coming=coming.get(each.pk, []),
            month=_counted(each, today(now), now),
            closed=months.get(each.pk, []),
        )
        for each in posts
    ]


def _counted(post: DutyPost, day: date, now: datetime) -> Counted | None:
    """The local month of a day as far as it has gone; None where the post was not there yet."""
    whole = counted_in(post, day)
    if whole is None or whole.start >= now:
        return None
    span = Span(whole.start, min(whole.end, now))
    return Counted(span, gaps_there([post.pk], span.start, span.end, now).get(post.pk, []))

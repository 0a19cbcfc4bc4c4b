"""Reads of rosters, of what is needed, and of what searches came to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.dates import WEEKDAYS_ABBR

from jujiao.company.duty.models import TAKING_TIME, Duty, DutyPost
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.models import (
    GOING,
    DatedNeed,
    Roster,
    RosterReceipt,
    RosterRun,
    ShiftKind,
    WeeklyNeed,
)
from jujiao.people.rosters.permissions import PLAN, SEES, plannable_by, seen_by
from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.hours import days_between
from jujiao.rules.people.rostering.problem import Need


def visible_to(viewer: Viewer) -> QuerySet[Roster]:
    return Roster.objects.filter(seen_by(viewer)).select_related("estate")


def get_for(viewer: Viewer, roster_id: int) -> Roster:
    """Http404 for whoever may not know that it exists."""
    return get_object_or_404(visible_to(viewer), pk=roster_id)


def get_run(viewer: Viewer, run_id: int) -> RosterRun:
    runs = RosterRun.objects.filter(roster__in=visible_to(viewer)).select_related("roster__estate")
    return get_object_or_404(runs, pk=run_id)


def shift_kinds_of(viewer: Viewer) -> QuerySet[ShiftKind]:
    """The kinds of shifts of the estates where the viewer plans duties."""
    found = ShiftKind.objects.filter(estate__in=estates_of(viewer, *SEES).order_by()).select_related("estate")
    return found.order_by("estate_id", "-in_use", "starts", "id")


def get_shift_kind(viewer: Viewer, shift_kind_id: int) -> ShiftKind:
    return get_object_or_404(shift_kinds_of(viewer), pk=shift_kind_id)


def posts_planned_by(viewer: Viewer) -> QuerySet[DutyPost]:
    """The posts in use for which the viewer may plan duties."""
    found = DutyPost.objects.filter(plannable_by(viewer)).select_related("estate", "department")
    return found.order_by("estate_id", "kind", "name")


def posts_needing(viewer: Viewer) -> QuerySet[DutyPost]:
    """The posts of the estates where the viewer plans duties."""
    found = DutyPost.objects.filter(estate__in=estates_of(viewer, *PLAN).order_by())
    return found.select_related("estate", "department").order_by("estate_id", "kind", "name")


def get_post(viewer: Viewer, duty_post_id: int) -> DutyPost:
    return get_object_or_404(posts_needing(viewer), pk=duty_post_id)


def get_dated(viewer: Viewer, need_id: int) -> DatedNeed:
    needs = DatedNeed.objects.filter(duty_post__in=posts_needing(viewer).order_by())
    return get_object_or_404(needs.select_related("duty_post__estate", "shift_kind"), pk=need_id)


@dataclass(frozen=True)
class Line:
    """What a post needs of one kind of shift on each day of the week, Monday first; `need` is its row, if any."""

    shift_kind: ShiftKind
    counts: Sequence[int]
    need: WeeklyNeed | None

    @property
    def by_day(self) -> list[tuple[str, int]]:
        """Each weekday in words, with its count."""
        return list(zip(map(str, WEEKDAYS_ABBR.values()), self.counts, strict=True))


@dataclass(frozen=True)
class PostNeeds:
    """What a post needs: by weekday, and on the days to come that are different."""

    duty_post: DutyPost
    lines: Sequence[Line]
    dated: Sequence[DatedNeed]


def needs_at(estate: Estate, posts: Iterable[DutyPost], day: date) -> list[PostNeeds]:
    """What posts of an estate need, with what is said of dates from `day` on."""
    kinds = list(ShiftKind.objects.filter(estate=estate, in_use=True).order_by("starts", "id"))
    weekly = {
        (each.duty_post_id, each.shift_kind_id): each for each in WeeklyNeed.objects.filter(duty_post__estate=estate)
    }
    dated = defaultdict(list)
    later = DatedNeed.objects.filter(duty_post__estate=estate, day__gte=day).select_related("shift_kind")
    for each in later.order_by("day", "shift_kind__starts", "id"):
        dated[each.duty_post_id].append(each)
    none = [0] * 7
    return [
        PostNeeds(
            post,
            [
                Line(kind, need.counts if (need := weekly.get((post.pk, kind.pk))) else none, need)
                for kind in kinds
            ],
            dated[post.pk],
        )
        for post in posts
    ]  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A need of a roster: people for a post and a kind of shift that starts on a local day."""

    day: date
    duty_post: DutyPost
    shift_kind: ShiftKind
    count: int

    @property
    def need(self) -> Need:
        return Need(self.duty_post.pk, self.span, self.count)

    @property
    def span(self) -> Span:
        return self.shift_kind.on(self.day)


def wanted_by(roster: Roster) -> list[Wanted]:
    """What the posts of a roster need on its days, in the order of days, posts and times; what is said of a date
    counts instead of what its weekday says of that post and kind of shift."""
    posts = posts_of(roster)
    kinds = {each.pk: each for each in ShiftKind.objects.filter(estate=roster.estate_id, in_use=True)}
    weekly = {
        (each.duty_post_id, each.shift_kind_id): each.counts for each in WeeklyNeed.objects.filter(duty_post__in=posts)
    }
    dated = {
        (each.duty_post_id, each.shift_kind_id, each.day): each.count
        for each in DatedNeed.objects.filter(duty_post__in=posts, day__range=(roster.first, roster.last))
    }
    ordered = sorted(kinds.values(), key=lambda kind: (kind.starts, kind.pk))
    found = []
    for day in days_of(roster):
        for post in posts:
            for kind in ordered:
                usual = weekly.get((post.pk, kind.pk), [0] * 7)[day.weekday()]
                count = dated.get((post.pk, kind.pk, day), usual)
                if count:
                    found.append(Wanted(day, post, kind, count))
    return found


def posts_of(roster: Roster) -> list[DutyPost]:
    """The posts of a roster, by kind and name."""
    posts = DutyPost.objects.filter(roster_posts__roster=roster).select_related("estate", "department", "post")
    return list(posts.order_by("kind", "name"))


def days_of(roster: Roster) -> list[date]:
    """The local days of a roster."""
    return days_between(roster.first, roster.last)


def duties_of(roster: Roster) -> QuerySet[Duty]:
    """The duties of a roster, drafts and planned: those of its posts that start on its days."""
    return duties_between(roster).filter(duty_post__roster_posts__roster=roster)


def duties_outside(roster: Roster) -> Q:
    """The condition that a duty is not one of the roster's."""
    inside = Q(duty_post__in=roster.posts.values("pk"), starts_at__gte=midnight(roster.first))
    return ~(inside & Q(starts_at__lt=midnight(roster.last + ONE_DAY)))


def duties_between(roster: Roster) -> QuerySet[Duty]:
    """The duties, drafts and planned, that start on the days of a roster, wherever."""
    start, end = midnight(roster.first), midnight(roster.last + ONE_DAY)
    return Duty.objects.filter(starts_at__gte=start, starts_at__lt=end, state__in=TAKING_TIME)


def roster_at(duty_post_id: int, day: date) -> Roster | None:
    """The roster in force of a post on a local day."""
    found = Roster.objects.filter(
        roster_posts__duty_post=duty_post_id, roster_posts__in_force=True, first__lte=day, last__gte=day
    )
    return found.select_related("estate").first()


def latest_run(roster: Roster) -> RosterRun | None:
    return RosterRun.objects.filter(roster=roster).order_by("-pk").first()


def going(roster: Roster) -> QuerySet[RosterRun]:
    return RosterRun.objects.filter(roster=roster, state__in=GOING)


def receipts_of(roster: Roster) -> QuerySet[RosterReceipt]:
    """Who was told of a roster, those who have not acknowledged it first."""
    found = RosterReceipt.objects.filter(roster=roster).select_related("employee")
    return found.order_by("-acknowledged_at", "employee__pinyin", "employee_id")


def own_receipt(viewer: Viewer, roster: Roster) -> RosterReceipt | None:
    return RosterReceipt.objects.filter(roster=roster, employee=viewer.employee_id or 0).first()

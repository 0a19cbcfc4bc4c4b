"""3.1.1: what comes of itself: who has not come, what was not handed over, and posts at which nobody is."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from jujiao.company.duty.models import Attendance, Duty, DutyPost, DutyState, Leave
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.estates.models import Company
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.subjects import Subject
from jujiao.kernel.record.timeline import note
from jujiao.notices.operations import Telling, tell
from jujiao.promises.models import Promise, PromiseState
from jujiao.promises.operations import end
from jujiao.rules.people.duty import FORGOTTEN
from jujiao.rules.service.desk import PromiseKind
from jujiao.service.desk.cover import covered_until, to_cover
from jujiao.service.desk.models import Gap, Handover
from jujiao.service.desk.operations.following import close
from jujiao.service.desk.operations.handing_over import STILL
from jujiao.service.desk.operations.promising import (
    hold_duty,
    hold_gap,
    promise_cover,
    promise_handover,
    promise_sign_on,
)
from jujiao.service.desk.queries import DUTY, GAP, nobody_there, promised, somebody_comes

LOOKED_BACK: Final = timedelta(days=3)
"""So long after a duty began, what nobody said of it is still said: the machine may have been away."""
NOTICED: Final = timedelta(minutes=1)
"""A post without anybody is a gap after so long: one goes, the next one signs on."""
LET_GO: Final = {PromiseKind.SIGN_ON: "let_sign_on_go", PromiseKind.HANDOVER: "let_handover_go"}
"""What a timeline says of a promise that nobody can keep any more."""


def watch(company: Company, *, now: datetime) -> int:
    """Brings promises and gaps of a company's posts to what they are to be now; how many changed. Done again, it
    changes nothing."""
    gone = _let_go(company, now) + _let_handovers_go(company, now)
    return gone + _expect(company, now) + _hand_over(company, now) + _watch_gaps(company, now)


def _expect(company: Company, now: datetime) -> int:
    """Duties that have begun, for which nobody has signed on: the sign-on is owed as of their start, and stays so for
    whoever was not there while the worker was away. Nothing is expected of who was on leave, nor of who had signed on
    for the post before the duty was theirs."""
    away = Leave.objects.filter(
        employee=OuterRef("employee"), starts_at__lte=OuterRef("starts_at"), ends_at__gt=OuterRef("starts_at")
    )
    known = promised(PromiseKind.SIGN_ON).filter(employee=OuterRef("employee"))
    there = Attendance.objects.filter(
        Q(signed_off_at__isnull=True) | Q(signed_off_at__gt=OuterRef("starts_at")),
        employee=OuterRef("employee"), duty_post=OuterRef("duty_post"), signed_on_at__lt=OuterRef("ends_at"),
        signed_on_at__gt=OuterRef("starts_at") - FORGOTTEN,
    )  # fmt: skip
    begun = _begun(company, now).filter(~Exists(away), ~Exists(known), ~Exists(there), attendances__isnull=True)
    return sum(_expect_one(duty_id, now) for duty_id in begun.order_by("starts_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def _expect_one(duty_id: int, now: datetime) -> int:
    duty = hold_duty(duty_id)
    if not duty.planned or duty.attendances.exists() or promise_sign_on(duty, now) is None:
        return 0
    note(duty, "expect_sign_on", SYSTEM, now, estate_id=duty.duty_post.estate_id, employee=duty.employee_id)
    return 1


def _let_go(company: Company, now: datetime) -> int:
    """What is owed for duties that are cancelled or somebody else's, or are over: it was never kept, and once its
    alarms have said so nothing is owed any more."""
    duty = Duty.objects.filter(pk=OuterRef("subject_id"))
    still = duty.filter(state=DutyState.PLANNED, employee=OuterRef("employee"))
    told = Q(next_alarm_at__isnull=True) | Q(next_alarm_at__gt=now)
    ended = Q(Exists(duty.filter(ends_at__lte=now))) & told
    found = Promise.objects.filter(
        ~Exists(still) | ended, company=company, kind=PromiseKind.SIGN_ON, state=PromiseState.RUNNING
    )
    ids = found.order_by("pk").values_list("subject_id", flat=True)
    return sum(_let_one_go(duty_id, PromiseKind.SIGN_ON, now) for duty_id in ids)


def _let_handovers_go(company: Company, now: datetime) -> int:
    """What nobody handed over while it could be is handed over no more: once its alarms have said so nothing is owed.
    What only waits to be taken over can still be."""
    there = Attendance.objects.filter(duty=OuterRef("subject_id"))
    still = there.filter(Q(signed_off_at__isnull=True) | Q(signed_off_at__gte=now - STILL) | Q(handover__isnull=False))
    told = Q(next_alarm_at__isnull=True) | Q(next_alarm_at__gt=now)
    found = Promise.objects.filter(
        ~Exists(still), told, company=company, kind=PromiseKind.HANDOVER, state=PromiseState.RUNNING
    )
    ids = found.order_by("pk").values_list("subject_id", flat=True)
    return sum(_let_one_go(duty_id, PromiseKind.HANDOVER, now) for duty_id in ids)


@transaction.atomic
def _let_one_go(duty_id: int, kind: PromiseKind, now: datetime) -> int:
    duty = hold_duty(duty_id)
    over = end(subject_kind=DUTY, subject_id=duty_id, kinds=[kind], state=PromiseState.CANCELLED, at=now)
    if over:
        note(duty, LET_GO[kind], SYSTEM, now, estate_id=duty.duty_post.estate_id)
    return len(over)


def _hand_over(company: Company, now: datetime) -> int:
    """Duties that are over, of posts at which the next one comes at once."""
    there = Attendance.objects.filter(duty=OuterRef("pk"))
    over = _begun(company, now).filter(Exists(there), ~Exists(promised(PromiseKind.HANDOVER)), ends_at__lte=now)
    over = over.select_related("duty_post__estate").order_by("ends_at", "pk")
    asked = {each.pk for each in to_cover({duty.duty_post for duty in over}, now)}
    return sum(_hand_one_over(duty.pk, now) for duty in over if duty.duty_post_id in asked)


@transaction.atomic
def _hand_one_over(duty_id: int, now: datetime) -> int:
    duty = hold_duty(duty_id)
    if not duty.planned or promise_handover(duty) is None:
        return 0
    note(duty, "expect_handover", SYSTEM, now, estate_id=duty.duty_post.estate_id, employee=duty.employee_id)
    if taken := Handover.objects.filter(attendance__duty=duty, taken_at__isnull=False).first():
        at = taken.taken_at or now
        end(subject_kind=DUTY, subject_id=duty_id, kinds=[PromiseKind.HANDOVER], state=PromiseState.MET, at=at)
    return 1


def _watch_gaps(company: Company, now: datetime) -> int:
    posts = DutyPost.objects.filter(estate__company=company, in_use=True).select_related("estate", "department")
    asked = to_cover(posts.order_by("pk"), now)
    running = {gap.duty_post_id: gap for gap in Gap.objects.filter(duty_post__estate__company=company, ends_at=None)}
    empty = nobody_there(asked, now)
    ids = {each.pk for each in empty}
    count = sum(_fill(gap.pk, now) for post_id, gap in running.items() if post_id not in ids)
    for post in empty:
        if post.pk in running:
            count += _ask_for_cover(running[post.pk].pk, now)
        else:
            count += _open(post.pk, now)
    return count


@transaction.atomic
def _open(duty_post_id: int, now: datetime) -> int:
    """A gap begins where the last one went. The post is held, so that two who look open one."""
    posts = DutyPost.objects.select_for_update(of=("self",), no_key=True).select_related("estate", "department")
    post = posts.get(pk=duty_post_id)
    if not nobody_there([post], now) or Gap.objects.filter(duty_post=post, ends_at=None).exists():
        return 0
    since = covered_until(post, now)
    last = Gap.objects.filter(duty_post=post).order_by("-starts_at").values_list("ends_at", flat=True).first()
    since = max(since, last) if last else since
    if now - since < NOTICED and post.attendances.exists():
        return 0
    gap = Gap.objects.create(duty_post=post, starts_at=since)
    note(gap, "open_cover_gap", SYSTEM, now, estate_id=post.estate_id, starts_at=since)
    changed((post.estate.place.topic, None))
    return 1 + _ask(gap, now)


@transaction.atomic
def _ask_for_cover(gap_id: int, now: datetime) -> int:
    gap = hold_gap(gap_id)
    return _ask(gap, now) if gap.ends_at is None else 0


def _ask(gap: Gap, now: datetime) -> int:
    """Nobody is planned: the head hears of it at once, and owes that somebody comes. Where somebody is planned, their
    sign-on is owed, and the head hears of that."""
    post = gap.duty_post
    if somebody_comes(post, now):
        return 0
    over = post.duties.filter(state=DutyState.PLANNED, ends_at__lte=now).order_by("-ends_at").first()
    since = max(gap.starts_at, over.ends_at) if over else gap.starts_at
    promise = promise_cover(gap, since)
    if promise is None:
        return 0
    heads = Staffing(now).answerers("head", Debtor(post.department_id), place=post.estate.place, kept_from=())
    tell(
        Telling(
            users=[each.user for each in heads],
            kind="gap.opened",
            key=f"gap:{gap.pk}:opened",
            params={"post": post.name},
            url=reverse("reception:gap", args=[gap.pk]),
            estate_id=post.estate_id,
            subject=Subject(GAP, gap.pk),
            promise_id=promise.pk,
            due_at=promise.due_at,
        ),
        now=now,
    )
    return 1


@transaction.atomic
def _fill(gap_id: int, now: datetime) -> int:
    """Of a post that nobody has to cover any more, or where somebody signed on while this looked."""
    gap = hold_gap(gap_id)
    if gap.ends_at is not None:
        return 0
    close(gap, max(now, gap.starts_at), PromiseState.CANCELLED)
    return 1


def _begun(company: Company, now: datetime) -> QuerySet[Duty]:
    """Planned duties of the company that began a while ago at most, of posts in use."""
    found = Duty.objects.filter(duty_post__estate__company=company, duty_post__in_use=True, state=DutyState.PLANNED)
    return found.filter(starts_at__lte=now, starts_at__gt=now - LOOKED_BACK)

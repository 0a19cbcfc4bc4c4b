"""3.1.1: who is planned for a post. There is no other way to a planned duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import Duty, DutyOrigin, DutyPost, DutyState
from jujiao.company.duty.operations.checking import against
from jujiao.company.duty.permissions import permit_plan
from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import chapters
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.rules.people.duty import LONGEST, Span, rest_until


class UnableToPlan(UnableTo):
    """The times cannot be right, the person cannot be planned then, or the duty is cancelled or over already.

    `against`: each thing that stands against it, as a sentence."""

    @property
    def against(self) -> Sequence[str]:
        return self.details.get("against") or [str(self)]


@dataclass(frozen=True)
class How:
    """How a duty is planned: by whom, as a draft or in force, and whether it stays as it is when a roster is made.
    Where hours are `averaged` over an approved period (综合计算工时), those of a single month may be more."""

    state: DutyState = DutyState.PLANNED
    origin: DutyOrigin = DutyOrigin.HAND
    fixed: bool = False
    averaged: bool = False


BY_HAND = How()


@dataclass(frozen=True)
class Meant:
    """Who is to be on duty where, from `span.start` until before `span.end`."""

    employee: Employee
    duty_post: DutyPost
    span: Span


@transaction.atomic
def plan(
    *,
    employee: Employee,
    duty_post: DutyPost,
    starts_at: datetime,
    ends_at: datetime,
    actor: Viewer,
    now: datetime,
    how: How = BY_HAND,
) -> Duty:
    """Plans somebody for a post from `starts_at` until before `ends_at`.

    Raises NotAllowed, UnableToPlan: with a sentence for each thing that stands against it."""
    (duty,) = replan(
        taken=(), meant=(Meant(employee, duty_post, Span(starts_at, ends_at)),), actor=actor, now=now, how=how
    )
    return duty


@transaction.atomic
def cancel(*, duty: Duty, actor: Viewer, now: datetime) -> None:
    """Takes a duty back that is not over, and for which nobody has signed on."""
    replan(taken=(duty,), meant=(), actor=actor, now=now)


@transaction.atomic
def replan(
    *, taken: Sequence[Duty], meant: Sequence[Meant], actor: Viewer, now: datetime, how: How = BY_HAND
) -> list[Duty]:
    """Takes some duties back and plans others, all or nothing: a duty that moves to another person or day ends, and is
    planned anew. A draft that is taken back leaves no row: nobody has heard of it.

    Raises NotAllowed, UnableToPlan: with a sentence for each thing that stands against it."""
    people = {one.employee.pk for one in meant} | {one.employee_id for one in taken}
    held = {pk: locked(Employee(pk=pk)) for pk in sorted(people)}  # in one order, so that two do not wait in a circle
    taken = _held(taken)
    in_force = [duty.pk for duty in taken if duty.planned]
    for duty in taken:
        _take_back(duty, actor, now)
    planned = [_plan(Meant(held[one.employee.pk], one.duty_post, one.span), how, actor, now) for one in meant]
    in_force += [duty.pk for duty in planned if duty.planned]
    if in_force:
        chapters.replanned(in_force, now)
    return planned


def standing_against(
    *, taken: Sequence[Duty], meant: Sequence[Meant], now: datetime, how: How = BY_HAND
) -> Sequence[str]:
    """What stands against a change of plans, whoever would make it, each as a sentence; nothing is changed."""
    try:
        with transaction.atomic():
            replan(taken=taken, meant=meant, actor=SYSTEM, now=now, how=how)
            transaction.set_rollback(True)
    except UnableToPlan as refused:
        return refused.against
    return []


@transaction.atomic
def fix(*, duty: Duty, fixed: bool, actor: Viewer, now: datetime) -> None:
    """Says whether a duty that takes somebody's time stays as it is when a roster is made."""
    (duty,) = _held([duty])
    permit_plan(actor, duty.duty_post)
    if duty.state == DutyState.CANCELLED:
        raise UnableToPlan(_("This duty is cancelled already."))
    if duty.fixed != fixed:
        duty.fixed = fixed
        duty.save(update_fields=["fixed"])
        _note(duty, "fix_duty" if fixed else "free_duty", actor, now)


def _held(duties: Sequence[Duty]) -> Sequence[Duty]:
    rows = Duty.objects.select_for_update(of=("self",)).select_related("duty_post__estate", "employee")
    found = rows.in_bulk(sorted(duty.pk for duty in duties))
    if len(found) < len(duties):
        raise UnableToPlan(_("This duty is cancelled already."))
    return [found[duty.pk] for duty in duties]


def _take_back(duty: Duty, actor: Viewer, now: datetime) -> None:
    permit_plan(actor, duty.duty_post)
    if duty.state == DutyState.CANCELLED:
        raise UnableToPlan(_("This duty is cancelled already."))
    if duty.ends_at <= now:
        raise UnableToPlan(_("This duty is over."))
    if duty.attendances.exists():
        raise UnableToPlan(_("%(name)s has signed on for this duty already.") % {"name": duty.employee.name})
    _note(duty, "cancel_duty", actor, now)
    if duty.state == DutyState.DRAFT:
        duty.delete()
        return
    duty.state = DutyState.CANCELLED
    duty.save(update_fields=["state"])
    chapters.called_off([duty.pk], now)


def _plan(one: Meant, how: How, actor: Viewer, now: datetime) -> Duty:
    duty_post = DutyPost.objects.select_related("estate", "department", "post").get(pk=one.duty_post.pk)
    permit_plan(actor, duty_post)
    _check_times(one.span, now)
    if not duty_post.in_use:
        raise UnableToPlan(_("This post is not covered any more."))
    if found := against(one.employee, duty_post, one.span, averaged=how.averaged, now=now):
        raise UnableToPlan(" ".join(found), against=found)
    duty = Duty.objects.create(
        employee=one.employee,
        duty_post=duty_post,
        starts_at=one.span.start,
        ends_at=one.span.end,
        rest_until=rest_until(one.span.end),
        state=how.state,
        origin=how.origin,
        fixed=how.fixed,
    )
    _note(duty, "plan_duty", actor, now)
    return duty


def _check_times(span: Span, now: datetime) -> None:
    sensible(today(span.start), now)
    if span.end <= span.start or span.end <= now:
        raise UnableToPlan(_("The end must lie after the beginning and after now."))
    if span.end - span.start > LONGEST:
        raise UnableToPlan(_("A duty is of 24 hours at most: plan two people."))


def _note(duty: Duty, verb: str, actor: Viewer, now: datetime) -> None:
    times: dict[str, Any] = {"starts_at": duty.starts_at, "ends_at": duty.ends_at}
    note(duty.duty_post, verb, actor, now, duty=duty.pk, employee=duty.employee_id, **times)
    changed((duty.duty_post.estate.place.topic, None))

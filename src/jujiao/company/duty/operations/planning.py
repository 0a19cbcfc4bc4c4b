"""3.1.1: who is planned for a post, and what stands against it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.duty.models import TAKING_TIME, Duty, DutyBar, DutyBarKind, DutyPost, DutyState, Leave
from jujiao.company.duty.permissions import covers, permit_plan
from jujiao.company.staff.eligibility import unmet, words_for
from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.queries import in_service, today
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.kernel.record import chapters
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.duty import LONGEST, Span, by_night, check_normal_hours, rest_until

A_WEEK = timedelta(days=7)
INSTANT = timedelta(microseconds=1)
"""What ends at midnight ends on the day before."""


class UnableToPlan(UnableTo):
    """The times cannot be right, the person cannot be planned then, or the duty is cancelled or over already."""


@transaction.atomic
def plan(
    *, employee: Employee, duty_post: DutyPost, starts_at: datetime, ends_at: datetime, actor: Viewer, now: datetime
) -> Duty:
    """Plans somebody for a post from `starts_at` until before `ends_at`.

    Raises NotAllowed, UnableToPlan: with the sentence of the first thing that stands against it."""
    employee = locked(employee)
    duty_post = DutyPost.objects.select_related("estate", "department", "post").get(pk=duty_post.pk)
    permit_plan(actor, duty_post)
    _check_times(starts_at, ends_at, now)
    if not duty_post.in_use:
        raise UnableToPlan(_("This post is not covered any more."))
    _check_works_there(employee, duty_post, starts_at, ends_at)
    _check_free(employee, starts_at, ends_at, now)
    _check_leave(employee, starts_at, ends_at, now)
    _check_bars(employee, Span(starts_at, ends_at))
    _check_may_work(employee, duty_post, starts_at, ends_at)
    duty = Duty.objects.create(
        employee=employee, duty_post=duty_post, starts_at=starts_at, ends_at=ends_at, rest_until=rest_until(ends_at)
    )
    _note(duty, "plan_duty", actor, now)
    return duty


@transaction.atomic
def cancel(*, duty: Duty, actor: Viewer, now: datetime) -> None:
    """Takes a planned duty back that is not over, and for which nobody has signed on."""
    duties = Duty.objects.select_for_update(of=("self",)).select_related("duty_post__estate", "employee")
    duty = duties.get(pk=duty.pk)
    permit_plan(actor, duty.duty_post)
    if not duty.planned:
        raise UnableToPlan(_("This duty is cancelled already."))
    if duty.ends_at <= now:
        raise UnableToPlan(_("This duty is over."))
    if duty.attendances.exists():
        raise UnableToPlan(_("%(name)s has signed on for this duty already.") % {"name": duty.employee.name})
    duty.state = DutyState.CANCELLED
    duty.save(update_fields=["state"])
    _note(duty, "cancel_duty", actor, now)
    chapters.called_off([duty.pk], now)


def _check_times(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    sensible(today(starts_at), now)
    if ends_at <= starts_at or ends_at <= now:
        raise UnableToPlan(_("The end must lie after the beginning and after now."))
    if ends_at - starts_at > LONGEST:
        raise UnableToPlan(_("A duty is of 24 hours at most: plan two people."))


def _check_works_there(employee: Employee, duty_post: DutyPost, starts_at: datetime, ends_at: datetime) -> None:
    for day in {today(starts_at), today(ends_at - INSTANT)}:
        if not in_service(day).filter(covers(duty_post, day), pk=employee.pk).exists():
            raise UnableToPlan(
                _("%(name)s holds no post in the department of “%(post)s” on %(day)s.")
                % {"name": employee.name, "post": duty_post.name, "day": day_words(day)}
            )


def _check_free(employee: Employee, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Neither two duties at once, nor less than the rest between two; the table refuses both as well."""
    near = Duty.objects.filter(employee=employee, state__in=TAKING_TIME, starts_at__lt=rest_until(ends_at))
    other = near.filter(rest_until__gt=starts_at).select_related("duty_post").order_by("starts_at").first()
    if other is None:
        return
    said = {
        "name": employee.name,
        "post": other.duty_post.name,
        "from": moment_words(other.starts_at, now),
        "until": moment_words(other.ends_at, now),
        "rest": moment_words(other.rest_until, now),
        "own_rest": moment_words(rest_until(ends_at), now),
    }
    if other.starts_at < ends_at and other.ends_at > starts_at:
        raise UnableToPlan(_("%(name)s is planned for “%(post)s” from %(from)s until %(until)s.") % said)
    if other.ends_at <= starts_at:
        raise UnableToPlan(
            _("%(name)s is on duty until %(until)s (“%(post)s”) and rests until %(rest)s: 11 hours.") % said
        )
    raise UnableToPlan(
        _("%(name)s would rest until %(own_rest)s: 11 hours. The next duty, “%(post)s”, begins at %(from)s.") % said
    )


def _check_leave(employee: Employee, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    leave = Leave.objects.filter(employee=employee, starts_at__lt=ends_at, ends_at__gt=starts_at).first()
    if leave is not None:
        until = moment_words(leave.ends_at, now)
        raise UnableToPlan(_("%(name)s is on leave until %(until)s.") % {"name": employee.name, "until": until})


def _check_may_work(employee: Employee, duty_post: DutyPost, starts_at: datetime, ends_at: datetime) -> None:
    """2.1.3: nobody is planned for work that they may not do on one of its days."""
    during = today(starts_at), today(ends_at - INSTANT)
    if found := unmet(post=duty_post.post, employee=employee, during=during):
        raise UnableToPlan(
            _("%(name)s may not do the work of “%(post)s” then: %(why)s")
            % {"name": employee.name, "post": duty_post.name, "why": words_for(found)}
        )


def _check_bars(employee: Employee, span: Span) -> None:
    first, last = today(span.start), today(span.end - INSTANT)
    bars = DutyBar.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=first), employee=employee, starts_on__lte=last
    )
    kinds = {bar.kind for bar in bars}
    if DutyBarKind.NO_NIGHT in kinds and by_night(span):
        sentence = _("%(name)s may have no night duty (22:00–06:00) in that time.")
        raise UnableToPlan(sentence % {"name": employee.name})
    if DutyBarKind.NO_OVERTIME in kinds:
        try:
            check_normal_hours(span, _planned_near(employee, span))
        except RuleBroken as broken:
            why = _(broken.message) % {
                name: day_words(day) for name, day in broken.params.items() if isinstance(day, date)
            }
            sentence = _("%(name)s may have no overtime in that time. %(why)s")
            raise UnableToPlan(sentence % {"name": employee.name, "why": why}) from broken


def _planned_near(employee: Employee, span: Span) -> list[Span]:
    """What is planned in the weeks of a duty."""
    duties = Duty.objects.filter(employee=employee, state__in=TAKING_TIME)
    near = duties.filter(starts_at__lt=span.end + A_WEEK, ends_at__gt=span.start - A_WEEK)
    return [Span(duty.starts_at, duty.ends_at) for duty in near]


def _note(duty: Duty, verb: str, actor: Viewer, now: datetime) -> None:
    times: dict[str, Any] = {"starts_at": duty.starts_at, "ends_at": duty.ends_at}
    note(duty.duty_post, verb, actor, now, duty=duty.pk, employee=duty.employee_id, **times)
    changed((duty.duty_post.estate.place.topic, None))

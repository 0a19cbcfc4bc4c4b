"""3.1.1: everything that stands against a planned duty, each as a sentence."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jujiao.company.duty.hours import first_and_last, month_terms, time_of
from jujiao.company.duty.models import TAKING_TIME, Duty, DutyBar, DutyBarKind, DutyPost, Leave
from jujiao.company.duty.permissions import covers
from jujiao.company.staff.eligibility import unmet, words_for
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import in_service
from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.duty import Span, by_night, check_normal_hours, rest_until
from jujiao.rules.people.rostering.breaches import Breach, newly_broken
from jujiao.rules.people.rostering.law import Rule

A_WEEK = timedelta(days=7)
OF_HOURS = (Rule.WEEK, Rule.OVERTIME)
"""What the rules find that is not said more fully here."""


def against(employee: Employee, duty_post: DutyPost, span: Span, *, averaged: bool, now: datetime) -> list[str]:
    """What stands against one more duty of somebody, all of it, in the language in force; nothing where it may be
    planned. `averaged`: the hours of a month may be more."""
    return [
        *_works_there(employee, duty_post, span),
        *_free(employee, span, now),
        *_leave(employee, span, now),
        *_bars(employee, span),
        *_may_work(employee, duty_post, span),
        *_hours(employee, duty_post, span, (Rule.WEEK,) if averaged else OF_HOURS, now),
    ]


def _works_there(employee: Employee, duty_post: DutyPost, span: Span) -> Iterator[str]:
    for day in sorted({*first_and_last(span)}):
        if not in_service(day).filter(covers(duty_post, day), pk=employee.pk).exists():
            yield _("%(name)s holds no post in the department of “%(post)s” on %(day)s.") % {
                "name": employee.name,
                "post": duty_post.name,
                "day": day_words(day),
            }


def _free(employee: Employee, span: Span, now: datetime) -> Iterator[str]:
    """Neither two duties at once, nor less than the rest between two; the table refuses both as well."""
    near = _taken(employee).filter(starts_at__lt=rest_until(span.end), rest_until__gt=span.start)
    for other in near.select_related("duty_post").order_by("starts_at"):
        said = {
            "name": employee.name,
            "post": other.duty_post.name,
            "from": moment_words(other.starts_at, now),
            "until": moment_words(other.ends_at, now),
            "rest": moment_words(other.rest_until, now),
            "own_rest": moment_words(rest_until(span.end), now),
        }
        if other.starts_at < span.end and other.ends_at > span.start:
            yield _("%(name)s is planned for “%(post)s” from %(from)s until %(until)s.") % said
        elif other.ends_at <= span.start:
            yield _("%(name)s is on duty until %(until)s (“%(post)s”) and rests until %(rest)s: 11 hours.") % said
        else:
            sentence = _(
                "%(name)s would rest until %(own_rest)s: 11 hours. The next duty, “%(post)s”, begins at %(from)s."
            )
            yield sentence % said


def _leave(employee: Employee, span: Span, now: datetime) -> Iterator[str]:
    leave = Leave.objects.filter(employee=employee, starts_at__lt=span.end, ends_at__gt=span.start).first()
    if leave is not None:
        until = moment_words(leave.ends_at, now)
        yield _("%(name)s is on leave until %(until)s.") % {"name": employee.name, "until": until}


def _bars(employee: Employee, span: Span) -> Iterator[str]:
    first, last = first_and_last(span)
    bars = DutyBar.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=first), employee=employee, starts_on__lte=last
    )
    kinds = {bar.kind for bar in bars}
    if DutyBarKind.NO_NIGHT in kinds and by_night(span):
        yield _("%(name)s may have no night duty (22:00–06:00) in that time.") % {"name": employee.name}
    if DutyBarKind.NO_OVERTIME in kinds:
        try:
            check_normal_hours(span, _near(employee, span))
        except RuleBroken as broken:
            why = _(broken.message) % {
                name: day_words(day) for name, day in broken.params.items() if isinstance(day, date)
            }
            sentence = _("%(name)s may have no overtime in that time. %(why)s")
            yield sentence % {"name": employee.name, "why": why}


def _may_work(employee: Employee, duty_post: DutyPost, span: Span) -> Iterator[str]:
    """2.1.3: nobody is planned for work that they may not do on one of its days."""
    during = first_and_last(span)
    if found := unmet(post=duty_post.post, employee=employee, during=during):
        yield _("%(name)s may not do the work of “%(post)s” then: %(why)s") % {
            "name": employee.name,
            "post": duty_post.name,
            "why": words_for(found),
        }


def _hours(
    employee: Employee, duty_post: DutyPost, span: Span, rules: Collection[Rule], now: datetime
) -> Iterator[str]:
    """劳动法 38, 41: what the hours of the duty's weeks and months break that they did not break without it."""
    terms = month_terms(duty_post.estate, first_and_last(span), now)
    known = time_of([employee.pk], terms.first, terms.last)[employee.pk]
    for breach in newly_broken(known, [*known, span], terms):
        if breach.rule in rules:
            yield _("%(name)s: %(why)s") % {"name": employee.name, "why": breach_words(breach, now)}


def breach_words(breach: Breach, now: datetime) -> str:
    """What a breach says, in the language in force."""
    return _(breach.message) % {name: _said(value, now) for name, value in breach.params.items()}


def _said(value: object, now: datetime) -> object:
    if isinstance(value, datetime):
        return moment_words(value, now)
    return day_words(value) if isinstance(value, date) else value


def _near(employee: Employee, span: Span) -> list[Span]:
    """What is planned in the weeks of a duty."""
    near = _taken(employee).filter(starts_at__lt=span.end + A_WEEK, ends_at__gt=span.start - A_WEEK)
    return [Span(duty.starts_at, duty.ends_at) for duty in near]


def _taken(employee: Employee) -> QuerySet[Duty]:
    return Duty.objects.filter(employee=employee, state__in=TAKING_TIME)

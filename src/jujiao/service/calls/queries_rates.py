"""The share of calls answered within three rings (3.1.2), of any calls and by what they have in common."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.hours import figure_in
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.record.access import Role, Viewer
from jujiao.rules.clocks import midnight
from jujiao.rules.figure import Figure, Figures
from jujiao.rules.service.calls.rates import TENTH, TOLD, Rate, clause_3_1_2_rate, share
from jujiao.rules.service.calls.ringing import COUNTED
from jujiao.service.calls.models import Call, Grade, Verdict
from jujiao.service.calls.permissions import SEES_RATES

ANSWERED: Final = (Verdict.KEPT, Verdict.LATE)
STRICT: Final = "call.seconds_strict"
"""The figure of the rulebook for who reads "within three rings" strictly."""
type Hour = tuple[int, int]
"""A weekday, 1 is Monday, and a local hour."""


class By(ColouredChoices):
    """What calls have in common by which their rates are told apart."""

    HOUR = "hour", "secondary", _("Hour")
    WEEKDAY = "weekday", "secondary", _("Weekday")
    EMPLOYEE = "employee", "secondary", _("Answered by")
    QUEUE = "queue", "secondary", _("Queue")
    POST = "post", "secondary", _("Post")
    TELEPHONE = "telephone", "secondary", _("Extension")


COLUMNS: Final[Mapping[By, tuple[str, ...]]] = {
    By.EMPLOYEE: ("answered_by", "answered_by__name"),
    By.QUEUE: ("queue", "queue"),
    By.POST: ("duty_post", "duty_post__name", "duty_post__estate__name"),
    By.TELEPHONE: ("telephone", "telephone__extension", "telephone__source__name"),
}
"""What tells calls apart, and then what it is called."""


@dataclass(frozen=True)
class Part:
    """The calls that have something in common: its value as it stands in an address, "" for those without any, and
    what it is called."""

    value: str
    label: str
    rate: Rate


@dataclass(frozen=True)
class Grid:
    """The rate of calls, and of each hour of each weekday in which there were any."""

    whole: Rate
    hours: Mapping[Hour, Rate]
    by_hour: Mapping[int, Rate]
    by_weekday: Mapping[int, Rate]


@dataclass(frozen=True)
class Strictly:
    """How many of the calls were answered below the strict limit, of those of which that can be said."""

    kept: int
    counted: int
    limit: Figure

    @property
    def percent(self) -> Decimal | None:
        return share(self.kept, self.counted, TENTH)


def sites_rated(viewer: Viewer) -> list[Estate]:
    """The estates where the viewer reads rates."""
    return list(estates_of(viewer, *SEES_RATES))


def rated_for(viewer: Viewer) -> QuerySet[Call]:
    """The calls of which the viewer reads the rates: of the estates that they answer for or whose desk they are or
    head; any other head reads those of the posts of their own department."""
    heads = Department.objects.filter(pk__in=viewer.department_ids(Role.HEAD))
    desks = heads.filter(kind=DepartmentKind.CUSTOMER_SERVICE).values("estate")
    sites = estates_of(viewer, *(role for role in SEES_RATES if role is not Role.HEAD)).order_by()
    found = Q(estate__in=sites) | Q(estate__in=desks) | Q(duty_post__department__in=heads.values("pk"))
    return Call.objects.filter(found)


def answers_seen(viewer: Viewer) -> Q:
    """Whose own rates a viewer reads: everybody's who answers for them, else their own alone."""
    if viewer.has(*(role for role in SEES_RATES if role is not Role.CLERK)):
        return Q()
    return Q(answered_by=viewer.employee_id or 0)


def grid(calls: QuerySet[Call]) -> Grid:
    """Rates by weekday and hour in local time, a call belonging to the hour in which it began to ring; one query."""
    when = calls.order_by().annotate(weekday=ExtractIsoWeekDay("began_at"), hour=ExtractHour("began_at"))
    rows = list(when.values_list("weekday", "hour", "verdict", "grade").annotate(Count("pk")))
    return Grid(
        whole=clause_3_1_2_rate(row[2:] for row in rows),
        hours=_rates(((row[0], row[1]), *row[2:]) for row in rows),
        by_hour=_rates(row[1:] for row in rows),
        by_weekday=_rates((row[0], *row[2:]) for row in rows),
    )


def parts(calls: QuerySet[Call], by: By) -> list[Part]:
    """Rates by what calls have in common, most counted calls first; one query. Not for hours and weekdays, of which a
    grid has the rates."""
    columns = COLUMNS[by]
    rows = list(calls.order_by().values_list(*columns, "verdict", "grade").annotate(Count("pk")))
    size = len(columns)
    called = {row[0]: " · ".join(each or "" for each in row[1:size]) for row in rows}
    found = _rates((row[0], *row[size:]) for row in rows)
    named = [Part(str(key or ""), called[key] if key else "", rate) for key, rate in found.items()]
    return sorted(named, key=lambda each: (each.value == "", -each.rate.counted, each.label, each.value))


def strictly(calls: QuerySet[Call], company_id: int, now: datetime) -> Strictly:
    """How it stands by the strict reading of the rulebook in force at the company, whether that binds or not. An upper
    bound at or above the limit says nothing."""
    version = in_force(company_id, now)
    limit = figure_in(figures(version.pk, None) if version else Figures(()), STRICT)
    seconds = limit.span.total_seconds()
    told = calls.filter(verdict__in=COUNTED, grade__in=TOLD)
    below = Q(verdict__in=ANSWERED, ring_seconds__lt=seconds)
    silent = Q(verdict__in=ANSWERED, grade=Grade.UPPER_BOUND, ring_seconds__gte=seconds)
    found = told.order_by().aggregate(kept=Count("pk", filter=below), counted=Count("pk", filter=~silent))
    return Strictly(found["kept"], found["counted"], limit)


def of_days(calls: QuerySet[Call], first: date, last: date) -> QuerySet[Call]:
    """Those that began to ring on one of the local days from the first to the last."""
    return calls.filter(began_at__gte=midnight(first), began_at__lt=midnight(last + timedelta(days=1)))


def rate(calls: QuerySet[Call]) -> Rate:
    return clause_3_1_2_rate(calls.order_by().values_list("verdict", "grade").annotate(Count("pk")))


def _rates(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Rate]:
    """By what stands first in a row; then come verdict, grade and how many."""
    found: dict[Any, list[tuple[str, str, int]]] = defaultdict(list)
    for key, verdict, grade, number in rows:
        found[key].append((verdict, grade, number))
    return {key: clause_3_1_2_rate(told) for key, told in found.items()}

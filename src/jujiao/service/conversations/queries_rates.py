"""The share of messages that were answered in time (3.1.3), of any turns and by what they have in common.

A turn is what was promised of it: it began with the first message without an answer, and was over once a way had
accepted one. What was promised anew when two conversations were joined counts once, as it runs on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractHour
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Department, DepartmentKind, Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.pages.filters import Choice, Filter, Options, Since, Until
from jujiao.kernel.record.access import Role, Viewer
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.clocks import midnight
from jujiao.rules.promising import DAY_BEGINS, DAY_ENDS
from jujiao.rules.service.conversations import PromiseKind, Rate, clause_3_1_3_rate
from jujiao.rules.service.conversations import Verdict as Judged
from jujiao.service.conversations.models import Conversation, Direction, Message, Way
from jujiao.service.conversations.permissions import SEES_RATES

NONE: Final = "none"
"""In the address of a list: those that nobody by name has answered or has in hand."""
HOURS: Final = tuple((str(hour), f"{hour:02}:00") for hour in range(24))


class Verdict(ColouredChoices):
    """See `rules.service.conversations.Verdict`."""

    KEPT = "kept", "green", _("Answered in time")
    LATE = "late", "red", _("Late")
    WAITING = "waiting", "blue", _("Waits, in time yet")
    GIVEN_UP = "given_up", "secondary", _("Nobody could be reached")


class Light(ColouredChoices):
    """By which figure it counts."""

    DAY = "day", "yellow", _("By day")
    NIGHT = "night", "dark", _("By night")


class By(ColouredChoices):
    """What turns have in common by which their rates are told apart."""

    LIGHT = "light", "secondary", _("Day and night")
    WAY = "way", "secondary", _("Way")
    EMPLOYEE = "employee", "secondary", _("Clerk")
    HOUR = "hour", "secondary", _("Hour")


@dataclass(frozen=True)
class Part:
    """The turns that have something in common: its value as it stands in an address, and what it is called."""

    value: str
    label: Any
    rate: Rate


def sites_rated(viewer: Viewer) -> QuerySet[Estate]:
    """The estates where the viewer reads rates: a head those whose desk they head."""
    desks = Department.objects.filter(pk__in=viewer.department_ids(Role.HEAD), kind=DepartmentKind.CUSTOMER_SERVICE)
    others = estates_of(viewer, *(role for role in SEES_RATES if role is not Role.HEAD)).order_by()
    here = Estate.objects.filter(company=viewer.company_id or 0)
    return here.filter(Q(pk__in=others.values("pk")) | Q(pk__in=desks.values("estate"))).order_by("id")


def turns_for(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    """The turns at the estates where the viewer reads rates, each with its `verdict` at `now`, its local `hour`, its
    `light`, and the `way` by which its first message came."""
    found = Promise.objects.filter(kind=PromiseKind.ANSWER.value, estate__in=sites_rated(viewer).order_by())
    return judged(found.exclude(state=PromiseState.SUPERSEDED), now)


def judged(turns: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """The same with what is said of each."""
    late = Q(done_at__gt=F("due_at")) | Q(done_at=None, due_at__lt=now)
    verdict = Case(
        When(late, then=Value(Judged.LATE.value)),
        When(state=PromiseState.RUNNING, then=Value(Judged.WAITING.value)),
        When(state=PromiseState.CANCELLED, then=Value(Judged.GIVEN_UP.value)),
        default=Value(Judged.KEPT.value),
        output_field=CharField(),
    )
    first = Message.objects.filter(
        conversation=OuterRef("subject_id"), round=OuterRef("round"), seq=OuterRef("seq"), direction=Direction.INCOMING
    )
    whole = Conversation.objects.filter(pk=OuterRef("subject_id"))
    found = turns.annotate(verdict=verdict, hour=ExtractHour("started_at"))
    told: QuerySet[Any] = found.annotate(
        light=Case(
            When(hour__gte=DAY_BEGINS.hour, hour__lt=DAY_ENDS.hour, then=Value(Light.DAY.value)),
            default=Value(Light.NIGHT.value),
            output_field=CharField(),
        ),
        # What a stranger had written stands in another conversation once it was joined to that.
        way=Coalesce(Subquery(first.order_by("id").values("way")[:1]), Subquery(whole.values("way")[:1])),
    )
    return told


def answers_seen(viewer: Viewer) -> Q:
    """Whose own rates a viewer reads: everybody's who answers for them, else their own alone."""
    if viewer.has(*(role for role in SEES_RATES if role is not Role.CLERK)):
        return Q()
    return Q(employee=viewer.employee_id or 0)


def narrowing(viewer: Viewer) -> list[Filter]:
    """The filters by which turns are narrowed, by what stands in the address: `from`, `to` (local days), `verdict`,
    `light`, `way`, `employee`, `hour`, `estate`."""
    sites = [(each.pk, each.name) for each in sites_rated(viewer)]
    several = [Choice("estate", _("Estate"), sites, named=True)]
    return [
        Since("from", _("From"), column="started_at"),
        Until("to", _("Until"), column="started_at"),
        Choice("verdict", _("Verdict"), Verdict.choices),
        Choice("light", _("Day and night"), Light.choices),
        Choice("way", _("Way"), Way.choices),
        Choice("employee", _("Clerk"), lambda: _clerks(viewer), named=True, by=_of_clerks),
        Choice("hour", _("Hour"), HOURS),
        *(several if len(sites) > 1 else []),
    ]


def of_days(turns: QuerySet[Any], first: date, last: date) -> QuerySet[Any]:
    """Those that began on one of the local days from the first to the last."""
    return turns.filter(started_at__gte=midnight(first), started_at__lt=midnight(last + timedelta(days=1)))


def rate(turns: QuerySet[Any]) -> Rate:
    """Of all of them; one query."""
    return clause_3_1_3_rate(turns.order_by().values_list("verdict").annotate(Count("pk")))


def parts(turns: QuerySet[Any], by: By) -> list[Part]:
    """Rates by what turns have in common; one query."""
    # Each column once: of a text that stands twice among them PostgreSQL groups by one alone.
    columns = ("employee", "employee__name") if by is By.EMPLOYEE else (by.value,)
    rows = list(turns.order_by().values_list(*columns, "verdict").annotate(Count("pk")))
    called = {row[0]: row[len(columns) - 1] for row in rows}
    found = _rates((row[0], *row[-2:]) for row in rows)
    named = [Part(NONE if key is None else str(key), LABELS[by](called[key]), rate) for key, rate in found.items()]
    if by is By.EMPLOYEE:
        return sorted(named, key=lambda each: (each.value == NONE, -each.rate.counted, str(each.label), each.value))
    return sorted(named, key=lambda each: ORDERS[by].index(each.value))


LABELS: Final[Mapping[By, Callable[[Any], Any]]] = {
    By.LIGHT: lambda value: Light(value).label,
    By.WAY: lambda value: Way(value).label,
    By.EMPLOYEE: lambda name: name or "",
    By.HOUR: lambda hour: dict(HOURS)[str(hour)],
}
ORDERS: Final[Mapping[By, Sequence[str]]] = {
    By.LIGHT: Light.values,
    By.WAY: Way.values,
    By.HOUR: [value for value, _label in HOURS],
}


def _rates(rows: Iterable[tuple[Any, str, int]]) -> dict[Any, Rate]:
    found: dict[Any, list[tuple[str, int]]] = defaultdict(list)
    for key, verdict, number in rows:
        found[key].append((verdict, number))
    return {key: clause_3_1_3_rate(told) for key, told in found.items()}


def _clerks(viewer: Viewer) -> Options:
    """Whoever answered or has something in hand, as far as the viewer reads their rates, and nobody by name."""
    turns = Promise.objects.filter(answers_seen(viewer), kind=PromiseKind.ANSWER.value)
    there = turns.filter(estate__in=sites_rated(viewer).order_by()).order_by().values("employee").distinct()
    named = Employee.objects.filter(pk__in=there).order_by("name", "pk")
    return [*((each.pk, each.name) for each in named), (NONE, _("nobody by name"))]


def _of_clerks(rows: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    meant = Q(employee__in=[value for value in values if value != NONE])
    return rows.filter(meant | Q(employee=None) if NONE in values else meant)

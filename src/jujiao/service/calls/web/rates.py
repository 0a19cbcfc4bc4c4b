"""How many calls were answered within three rings (3.1.2): as a whole, by hour and weekday, and by whom and where."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jujiao.company.rulebook.words import value_words
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Page, Table
from jujiao.kernel.pages.words import WEEKDAYS
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.rules.service.calls.rates import FEW
from jujiao.service.calls.lines import LEVELS, Line, Lines, heat
from jujiao.service.calls.models import Call
from jujiao.service.calls.periods import PERIODS, Period, four_weeks
from jujiao.service.calls.permissions import SEES_CALLS, SEES_RATES
from jujiao.service.calls.queries_calls import HOURS, NONE, narrowing
from jujiao.service.calls.queries_rates import By, Grid, answers_seen, grid, parts, rated_for, sites_rated, strictly

NARROWED: Final = frozenset({"from", "to", "queue", "telephone", "post", "estate"})
"""What the page is narrowed by; each of its figures opens to calls that are narrowed further."""
ORDERS: Final = [Order("new", _("Latest first"), ("-began_at", "-id"))]


@door(*SEES_RATES)
@require_safe
def rates(request: ViewerRequest) -> HttpResponse:
    """Rates of a time, by default of four whole weeks, in which each weekday has its share."""
    now, viewer = clock.now(), request.viewer
    offered = [each for each in narrowing(viewer, estates=sites_rated(viewer)) if each.name in NARROWED]
    page = Table(orders=ORDERS, filters=offered).page(rated_for(viewer), _asked(request.GET, today(now)))
    found, strict = grid(page.queryset), strictly(page.queryset, viewer.company_id or 0, now)
    lines = Lines(reverse("telephony:calls") if viewer.has(*SEES_CALLS) else "", page.chosen)
    context: dict[str, Any] = {
        "page": page,
        "whole": lines.of(found.whole),
        "strict": strict,
        "strict_words": value_words(strict.limit.value, strict.limit.unit),
        "heat": heat(found, lines),
        "levels": LEVELS,
        "few": FEW,
        "sections": list(_sections(viewer, page.queryset, found, lines)),
        "periods": [_period(page, label, of(today(now))) for label, of in PERIODS],
    }
    return render_page(request, "telephony/rates_page.html", "list", context)


def _asked(params: QueryDict, day: date) -> QueryDict:
    """What the address asks for, with the usual time where it names none."""
    asked = params.copy()
    if not (asked.get("from") or asked.get("to")):
        for name, values in four_weeks(day).address.items():
            asked.setlist(name, values)
    return asked


def _period(page: Page[Call], label: Any, period: Period) -> dict[str, Any]:
    query = QueryDict(mutable=True)
    for name, values in {**page.chosen, **period.address}.items():
        query.setlist(name, values)
    chosen = {name: page.chosen[name] for name in period.address}
    return {"label": label, "url": f"?{query.urlencode()}", "chosen": chosen == period.address}


def _sections(viewer: Viewer, calls: QuerySet[Call], found: Grid, lines: Lines) -> Iterator[dict[str, Any]]:
    """Each way to tell rates apart. Where a grid stands above it already, it stands closed."""
    hours = [lines.of(rate, HOURS[each][1], hour=[str(each)]) for each, rate in sorted(found.by_hour.items())]
    days = [lines.of(rate, WEEKDAYS[each - 1], weekday=[str(each)]) for each, rate in sorted(found.by_weekday.items())]
    seen = calls.filter(answers_seen(viewer))
    for by in (By.EMPLOYEE, By.QUEUE, By.POST, By.TELEPHONE):
        yield {"by": by, "open": True, "named": True, "lines": _lines(seen if by is By.EMPLOYEE else calls, by, lines)}
    yield {"by": By.HOUR, "open": False, "named": False, "lines": hours}
    yield {"by": By.WEEKDAY, "open": False, "named": False, "lines": days}


def _lines(calls: QuerySet[Call], by: By, lines: Lines) -> list[Line]:
    found = parts(calls, by)
    return [lines.of(each.rate, each.label, **{by.value: [each.value or NONE]}) for each in found]

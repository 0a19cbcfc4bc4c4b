"""How many messages were answered in time (3.1.3): as a whole, by day and night, way, clerk and hour; and the turns
behind each number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.promises.models import Promise
from jujiao.rules.clocks import ONE_DAY
from jujiao.rules.service.conversations import Rate
from jujiao.service.conversations.models import Conversation, Way
from jujiao.service.conversations.permissions import SEES, SEES_RATES
from jujiao.service.conversations.queries_rates import (
    By,
    Verdict,
    answers_seen,
    narrowing,
    parts,
    rate,
    turns_for,
)

USUAL_DAYS: Final = 28
"""Local days that are looked at where nobody asks for others: four of each weekday."""
COUNTED: Final = (Verdict.KEPT.value, Verdict.LATE.value)


@dataclass(frozen=True)
class Number:
    """How many, and the address of the list of them; "" where there are none, or none to be opened."""

    value: int
    url: str


@dataclass(frozen=True)
class Line:
    """One rate with what it is of, each number with the turns behind it. `named`: the label is a name."""

    label: Any
    rate: Rate
    counted: Number
    kept: Number
    late: Number
    waiting: Number
    given_up: Number


@dataclass(frozen=True)
class Row:
    """One turn, whose conversation it is of, and what is said of it."""

    turn: Promise
    conversation: Conversation | None
    way: Way
    verdict: Verdict


@door(*SEES_RATES)
@require_safe
def rates(request: ViewerRequest) -> HttpResponse:
    """Rates of a time, by default of four whole weeks."""
    now, viewer = clock.now(), request.viewer
    offered = [each for each in narrowing(viewer) if each.name in {"from", "to", "estate"}]
    page = Table(orders=ORDERS, filters=offered).page(turns_for(viewer, now), _asked(request.GET, today(now)))
    turns, lists = page.queryset, reverse("conversations:turns") if viewer.has(*SEES) else ""

    def line(found: Rate, label: Any = "", **narrowed: list[str]) -> Line:
        def number(value: int, *verdicts: str) -> Number:
            return Number(value, _url(lists, {**page.chosen, **narrowed, "verdict": [*verdicts]}) if value else "")

        return Line(
            label,
            found,
            counted=number(found.counted, *COUNTED),
            kept=number(found.kept, Verdict.KEPT.value),
            late=number(found.late, Verdict.LATE.value),
            waiting=number(found.waiting, Verdict.WAITING.value),
            given_up=number(found.given_up, Verdict.GIVEN_UP.value),
        )

    sections = [
        {
            "by": by,
            "lines": [
                line(each.rate, each.label, **{by.value: [each.value]})
                for each in parts(turns.filter(answers_seen(viewer)) if by is By.EMPLOYEE else turns, by)
            ],
        }
        for by in By
    ]
    context = {"page": page, "whole": line(rate(turns)), "sections": sections, "Verdict": Verdict}
    return render_page(request, "conversations/rates_page.html", "list", context)


@door(*SEES)
@require_safe
def turns(request: ViewerRequest) -> HttpResponse:
    """The turns behind a number, the latest first."""
    now, viewer = clock.now(), request.viewer
    found = turns_for(viewer, now).select_related("employee")
    page = Table(orders=ORDERS, filters=narrowing(viewer)).page(found, request.GET)
    context = {"page": page, "rows": _rows(page.rows), "now": now}
    return render_page(request, "conversations/rates_turns.html", "list", context)


ORDERS: Final = [Order("new", _("Latest first"), ("-started_at", "-id"))]


def _rows(found: Sequence[Any]) -> list[Row]:
    """Each with its conversation, of one that was joined to another with that other one."""
    rows = Conversation.objects.select_related("estate", "person", "joined__person", "joined__estate")
    known = rows.in_bulk([each.subject_id for each in found])
    living = {pk: each.joined or each for pk, each in known.items()}
    return [Row(each, living.get(each.subject_id), Way(each.way), Verdict(each.verdict)) for each in found]


def _asked(params: QueryDict, day: date) -> QueryDict:
    """What the address asks for, with the usual time where it names none."""
    asked = params.copy()
    if not (asked.get("from") or asked.get("to")):
        asked["from"], asked["to"] = (day - (USUAL_DAYS - 1) * ONE_DAY).isoformat(), day.isoformat()
    return asked


def _url(page: str, narrowed: Mapping[str, list[str]]) -> str:
    if not page:
        return ""
    query = QueryDict(mutable=True)
    for name, values in narrowed.items():
        query.setlist(name, values)
    return f"{page}?{query.urlencode()}"

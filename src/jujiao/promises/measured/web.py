"""What was measured of one kind, behind the figure that counts it: each figure can be opened down to its cases."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jujiao.company.rulebook.words import value_words
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.filters import Choice, Day
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import STAFF, ViewerRequest, door
from jujiao.promises.measured.models import Comparison, Grade, Measurement, Verdict
from jujiao.promises.measured.queries import tally, visible_to
from jujiao.rules.figure import Unit

TABLE = Table(
    orders=[Order("newest", _("Newest first"), ("-happened_at", "-id"))],
    filters=[
        Choice("verdict", _("Outcome"), options=Verdict.choices),
        Choice("grade", _("Source"), options=Grade.choices),
        Day("from", _("From"), lookup="day__gte"),
        Day("until", _("Until"), lookup="day__lte"),
    ],
)


@dataclass(frozen=True)
class Row:
    """A measurement in words; `url` leads to its case, "" where there is no page."""

    measurement: Measurement
    url: str
    value: str
    limit: str
    verdict: Verdict
    grade: Grade


@door(*STAFF)
@require_safe
def measured(request: ViewerRequest, kind: str) -> HttpResponse:
    """All of one kind that the viewer may see, and how many of those that the filters leave were kept."""
    try:
        declared = subjects.measurement_kind(kind)
    except subjects.UnknownKindError as error:
        raise Http404 from error
    found = visible_to(request.viewer).filter(kind=declared.key).select_related("estate", "department", "employee")
    page = TABLE.page(found, request.GET)
    context: dict[str, Any] = {
        "kind": declared,
        "page": page,
        "rows": [_row(one) for one in page.rows],
        "tally": tally(page.queryset),
        "now": clock.now(),
    }
    return render_page(request, "promises/measured.html", "list", context)


def _row(one: Measurement) -> Row:
    unit = Unit(one.unit)
    return Row(
        measurement=one,
        url=subjects.of(one.subject_kind).url(one.subject_id),
        value="" if one.value is None else value_words(one.value, unit),
        limit=f"{Comparison(one.comparison).label} {value_words(one.limit, unit)}",
        verdict=Verdict(one.verdict),
        grade=Grade(one.grade),
    )

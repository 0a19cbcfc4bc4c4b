"""How calls stand at a glance (3.1.2): on the first page of those who answer for an estate."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, Count, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Figure
from jujiao.rules.clocks import midnight
from jujiao.rules.service.calls.rates import Rate, clause_3_1_2_rate
from jujiao.service.calls.lines import Lines
from jujiao.service.calls.periods import WEEK, Period, seven_days
from jujiao.service.calls.queries_rates import of_days, rated_for


def at_a_glance(viewer: Viewer, now: datetime) -> Sequence[Figure]:
    """The rate of the last seven days and the calls missed in them, each beside the seven days before; nothing where no
    exchange told of any."""
    period = seven_days(today(now))
    rate, before = _rates(viewer, period)
    if not (rate.counted or before.counted):
        return []
    line = Lines(reverse("telephony:calls"), period.address).of(rate)
    said = _("%(kept)s of %(counted)s calls, 7 days") % {"kept": rate.kept, "counted": rate.counted}
    return [
        Figure(
            label=_("Calls answered in time"),
            value=rate.whole_percent,
            unit="%",
            note=said,
            url=line.counted.url or reverse("telephony:rates"),
            before=before.whole_percent,
            good_up=True,
        ),
        Figure(
            label=_("Missed calls"),
            value=rate.missed,
            note=_("in 7 days"),
            url=line.missed.url or reverse("telephony:rates"),
            before=before.missed,
            good_up=False,
        ),
    ]


def _rates(viewer: Viewer, period: Period) -> tuple[Rate, Rate]:
    """Of a time, and of the seven days before it; one query."""
    calls = of_days(rated_for(viewer), period.first - WEEK, period.last)
    recent = Case(When(began_at__gte=midnight(period.first), then=Value(True)), default=Value(False))
    rows = list(
        calls.order_by().annotate(recent=recent).values_list("recent", "verdict", "grade").annotate(Count("pk"))
    )
    return clause_3_1_2_rate(row[1:] for row in rows if row[0]), clause_3_1_2_rate(
        row[1:] for row in rows if not row[0]
    )

"""How answers stand at a glance (3.1.3): on the first page of those who answer for an estate."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, Count, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Figure
from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.rules.service.conversations import Rate, clause_3_1_3_rate
from jujiao.service.conversations.permissions import SEES
from jujiao.service.conversations.queries import conversations_for
from jujiao.service.conversations.queries_rates import of_days, turns_for

WEEK: Final = timedelta(days=7)


def at_a_glance(viewer: Viewer, now: datetime) -> Sequence[Figure]:
    """The rate of the last seven days beside the seven days before, and how many wait now; nothing where nobody has
    written lately."""
    last = today(now)
    first = last - WEEK + ONE_DAY
    rate, before = _rates(viewer, now)
    waiting, overdue = _waiting(viewer, now)
    if not (rate.counted or before.counted or waiting):
        return []
    said = _("%(kept)s of %(counted)s in 7 days") % {"kept": rate.kept, "counted": rate.counted}
    days = f"?from={first.isoformat()}&to={last.isoformat()}"
    inbox = reverse("conversations:inbox") if viewer.has(*SEES) else reverse("conversations:rates")
    return [
        Figure(
            label=_("Messages answered in time"),
            value=rate.whole_percent,
            unit="%",
            note=said,
            url=f"{reverse('conversations:rates')}{days}",
            before=before.whole_percent,
            good_up=True,
        ),
        Figure(
            label=_("Messages that wait for an answer"),
            value=waiting,
            note=_("%(n)s of them late") % {"n": overdue} if overdue else "",
            url=f"{inbox}?show=waiting" if viewer.has(*SEES) else inbox,
            needs=bool(overdue),
        ),
    ]


def _rates(viewer: Viewer, now: datetime) -> tuple[Rate, Rate]:
    """Of the last seven days, and of the seven before; one query."""
    last = today(now)
    first = last - WEEK + ONE_DAY
    turns = of_days(turns_for(viewer, now), first - WEEK, last)
    recent = Case(When(started_at__gte=midnight(first), then=Value(True)), default=Value(False))
    rows = list(turns.order_by().annotate(recent=recent).values_list("recent", "verdict").annotate(Count("pk")))
    return clause_3_1_3_rate(row[1:] for row in rows if row[0]), clause_3_1_3_rate(
        row[1:] for row in rows if not row[0]
    )


def _waiting(viewer: Viewer, now: datetime) -> tuple[int, int]:
    waits = conversations_for(viewer).filter(waiting_since__isnull=False)
    found = waits.aggregate(waiting=Count("pk"), overdue=Count("pk", filter=Q(due_at__lt=now)))
    return found["waiting"], found["overdue"]

"""The lists of calls and of numbers to call back: their filters and orders, and how a number is shown."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Q, QuerySet, When
from django.db.models.functions import Cast, Extract
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates.queries import estates_at_work
from jujiao.kernel.pages.filters import Choice, Switch, Words
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Viewer
from jujiao.rules.privacy import mask_digits, mask_name, mask_phone
from jujiao.service.calls.models import Call, CallBack, CallBackEnd
from jujiao.service.calls.permissions import NUMBERS, SEES_CALLS
from jujiao.service.calls.queries_calls import calls_for, narrowing


def calls_table(viewer: Viewer, now: datetime) -> Table:
    """Calls, the latest first, found by a whole number or its last four digits, a room, or words."""
    words = Words("q", gettext_lazy("Number, room or words"), by=lambda rows, text: search(viewer, rows, text, now))
    return Table(
        orders=[Order("new", gettext_lazy("Latest first"), ("-began_at", "-id"))],
        filters=[words, *narrowing(viewer)],
    )


def search(viewer: Viewer, rows: QuerySet[Any], text: str, now: datetime) -> QuerySet[Any]:
    """The calls of a number, else those of a room or with the words; by a name for whoever reads names."""
    meant = by_number(viewer, calls_for(viewer), text, now, has=lambda on: on("number"))
    if meant is not None:
        return rows.filter(meant)
    for word in text.split():
        found = Q(note__icontains=word) | Q(room__code__icontains=word)
        rows = rows.filter(found | Q(person__name__icontains=word) if viewer.has(*NUMBERS) else found)
    return rows


def call_backs_table(viewer: Viewer) -> Table:
    """Numbers to call back, as `in_turn` gives them: the longest waiting first, then the latest of those that ended."""
    sites = [(each.pk, each.name) for each in estates_at_work(viewer, *SEES_CALLS)]
    return Table(
        orders=[
            Order("due", gettext_lazy("Due first"), ("over", "turn", "id")),
            Order("new", gettext_lazy("Latest first"), ("-missed_at", "-id")),
        ],
        filters=[
            Switch("waiting", gettext_lazy("Waits to be called back"), by=lambda rows: rows.filter(ended_at=None)),
            Choice("end", gettext_lazy("How it ended"), CallBackEnd.choices),
            *([Choice("estate", gettext_lazy("Estate"), sites, named=True)] if len(sites) > 1 else []),
        ],
    )


def in_turn(rows: QuerySet[CallBack]) -> QuerySet[CallBack]:
    """Each with whether it is `over`, and its `turn` among those that are as it is, in seconds."""
    missed: Any = Extract("missed_at", "epoch")
    seconds: Any = Cast(missed, BigIntegerField())
    waits = Q(ended_at=None)
    return rows.annotate(
        over=Case(When(waits, then=0), default=1), turn=Case(When(waits, then=seconds), default=-seconds)
    )


def number_shown(call: Call) -> str:
    """The number of whoever called as all may read it, "" where none is known."""
    return mask_phone(call.number) if call.number else mask_digits(call.shown_number)


def name_shown(call: Call, viewer: Viewer) -> str:
    """Who called, as the viewer may read it, "" where nobody has said."""
    if call.person is None:
        return ""
    return call.person.name if viewer.has(*NUMBERS, estate_id=call.estate_id) else mask_name(call.person.name)


def no_number(call: Call) -> str:
    """The words for a call without a number."""
    return _("Number no longer kept") if call.numbers_gone_at else _("Number hidden")

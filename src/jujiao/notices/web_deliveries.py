"""The log of what left the house, for those who watch over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.filters import Choice, Words
from jujiao.kernel.pages.htmx import done, render_page
from jujiao.kernel.pages.tables import Table
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.notices import operations
from jujiao.notices.addresses import masked
from jujiao.notices.models import Attempt, AttemptState, Channel, Delivery, DeliveryState, Notice
from jujiao.notices.queries_sent import WATCHERS, deliveries_for, get_delivery
from jujiao.notices.web import NEWEST, worded
from jujiao.notices.wechat.models import WayOut

RETRIERS = (Role.SYSADMIN, Role.COMPANY)


def _found(rows: QuerySet[Delivery], text: str) -> QuerySet[Delivery]:
    failed = Attempt.objects.filter(delivery=OuterRef("pk"), sentence__icontains=text)
    named = Q(notice__recipient__name__icontains=text) | Q(notice__person__name__icontains=text)
    return rows.filter(named | Exists(failed))


DELIVERIES = Table(
    orders=NEWEST,
    filters=[
        Words("q", gettext_lazy("Recipient or error"), by=_found),
        Choice("state", gettext_lazy("State"), options=DeliveryState.choices),
        Choice("channel", gettext_lazy("Way"), options=Channel.choices),
    ],
)


@dataclass(frozen=True)
class Try:
    """One attempt, with its address masked, or the way within its channel where there are several, and what the vendor
    said where it failed."""

    state: AttemptState
    address: str
    way: Any
    at: datetime
    why: str


@dataclass(frozen=True)
class Sending:
    """A delivery with its notice's sentence, its reader, and its tries; `replaced` where a call took its place."""

    delivery: Delivery
    text: SafeString
    reader: str
    channel: Channel
    state: DeliveryState
    tries: Sequence[Try]
    replaced: bool


def sending(row: Delivery, notice: Notice) -> Sending:
    """A delivery as it is shown."""
    tries = [tried(attempt) for attempt in row.attempts.all()]
    reader = notice.recipient or notice.person
    name = reader.name if reader else masked(notice.phone) if notice.phone else str(Channel.WECHAT.label)
    channel, state = Channel(row.channel), DeliveryState(row.state)
    return Sending(row, worded(notice), name, channel, state, tries, replaced=notice.call_id is not None)


def tried(attempt: Attempt) -> Try:
    """An attempt as it is shown."""
    why = ": ".join(part for part in (attempt.code, attempt.sentence) if part)
    at = attempt.ended_at or attempt.accepted_at or attempt.started_at
    way = WayOut(attempt.way).label if attempt.way in WayOut else ""
    return Try(AttemptState(attempt.state), "" if attempt.way else masked(attempt.address), way, at, why)


@door(*WATCHERS)
def deliveries(request: ViewerRequest) -> HttpResponse:
    """How every telling went: waiting, sent, arrived or failed, with each try."""
    page = DELIVERIES.page(deliveries_for(request.viewer), request.GET)
    sendings = [sending(row, row.notice) for row in page.rows]
    may_retry = request.viewer.has(*RETRIERS)
    context = {"page": page, "sendings": sendings, "may_retry": may_retry, "now": clock.now()}
    return render_page(request, "notices/deliveries.html", "list", context)


@door(*RETRIERS)
@require_POST
def retry(request: ViewerRequest, delivery_id: int) -> HttpResponse:
    """Sends a failed delivery once more."""
    operations.retry(delivery=get_delivery(request.viewer, delivery_id))
    return done(request, _("It is being sent again."), stay=True, events={"deliveries-changed": True})

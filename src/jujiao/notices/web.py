"""The inbox of each person, and the log of deliveries for those who watch over them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.filters import Choice, Switch, Words
from jujiao.kernel.pages.htmx import done, render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.notices import operations
from jujiao.notices.models import Channel, Delivery, DeliveryState, Notice
from jujiao.notices.queries import WATCHERS, deliveries_for, get_delivery, get_for, inbox_of
from jujiao.notices.sentences import sentence

RETRIERS = (Role.SYSADMIN, Role.COMPANY)
NEWEST = [Order("newest", gettext_lazy("Newest first"), ("-id",))]
INBOX = Table(
    orders=NEWEST,
    filters=[Switch("unread", gettext_lazy("Only unread"), by=lambda notices: notices.filter(read_at__isnull=True))],
)
DELIVERIES = Table(
    orders=NEWEST,
    filters=[
        Words("q", gettext_lazy("Recipient or error"), fields=("notice__recipient__name", "last_error")),
        Choice("state", gettext_lazy("State"), options=DeliveryState.choices),
        Choice("channel", gettext_lazy("Way"), options=Channel.choices),
    ],
)


@dataclass(frozen=True)
class Letter:
    """A notice with its sentence."""

    notice: Notice
    text: str


@dataclass(frozen=True)
class Sending:
    """A delivery with its notice's sentence."""

    delivery: Delivery
    text: str
    channel: Channel
    state: DeliveryState


def worded(notice: Notice) -> SafeString:
    """The notice's sentence for a page, the names and numbers in it marked as data."""
    params = {
        name: data(value) if isinstance(value, str) and name != "promise" else value
        for name, value in notice.params.items()
    }
    # The sentences are our own, and what fills them was escaped as it was marked.
    return mark_safe(sentence(Notice(kind=notice.kind, params=params)))  # noqa: S308


@door(*Role)
def inbox(request: ViewerRequest) -> HttpResponse:
    """What the person was told, newest first."""
    page = INBOX.page(inbox_of(request.viewer), request.GET)
    letters = [Letter(notice, worded(notice)) for notice in page.rows]
    context = {"page": page, "letters": letters, "now": clock.now()}
    return render_page(request, "notices/inbox.html", "list", context)


@door(*Role)
@require_POST
def open_notice(request: ViewerRequest, notice_id: int) -> HttpResponse:
    """Marks one notice as read and goes where it leads."""
    notice = get_for(request.viewer, notice_id)
    operations.mark_read(user_id=notice.recipient_id, notice_id=notice.pk, now=clock.now())
    ours = notice.url and url_has_allowed_host_and_scheme(notice.url, {request.get_host()})
    return redirect(notice.url if ours else "notices:inbox")


@door(*Role)
@require_POST
def read_all(request: ViewerRequest) -> HttpResponse:
    """Marks everything as read."""
    if request.viewer.user_id is None:
        raise RuntimeError("the door lets nobody in without a user")
    count = operations.mark_read(user_id=request.viewer.user_id, now=clock.now())
    words = ngettext("%(count)s notice marked as read", "%(count)s notices marked as read", count)
    return done(request, words % {"count": count}, url=reverse("notices:inbox"))


@door(*WATCHERS)
def deliveries(request: ViewerRequest) -> HttpResponse:
    """How every telling went: waiting, sent or failed, with the last error."""
    page = DELIVERIES.page(deliveries_for(request.viewer), request.GET)
    sendings = [Sending(row, worded(row.notice), Channel(row.channel), DeliveryState(row.state)) for row in page.rows]
    may_retry = request.viewer.has(*RETRIERS)
    context = {"page": page, "sendings": sendings, "may_retry": may_retry, "now": clock.now()}
    return render_page(request, "notices/deliveries.html", "list", context)


@door(*RETRIERS)
@require_POST
def retry(request: ViewerRequest, delivery_id: int) -> HttpResponse:
    """Sends a failed delivery once more."""
    operations.retry(delivery=get_delivery(request.viewer, delivery_id))
    return done(request, _("It is being sent again."), stay=True, events={"deliveries-changed": True})

"""The inbox of each person."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.filters import Switch
from jujiao.kernel.pages.htmx import done, render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.pages.words import epoch, left_words
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.notices import operations
from jujiao.notices.models import Notice
from jujiao.notices.news import news_of
from jujiao.notices.queries import about_the_same, abouts, by_case, counted, get_for
from jujiao.notices.sentences import inside, said, sentence

LONGEST_ID = 18
"""Digits of a number that a column can hold."""
UNFOLDED = 100
"""So many more notices of a case are shown at once."""
NEWEST = [Order("newest", gettext_lazy("Newest first"), ("-id",))]
INBOX = Table(
    orders=NEWEST,
    filters=[Switch("unread", gettext_lazy("Only unread"), by=lambda notices: notices.filter(open=True))],
)


@dataclass(frozen=True)
class Letter:
    """A notice as its reader sees it: `number` is what its case is called where the sentence says what it is about,
    `others` how many more there are of it, and `waits` whether any of them waits for its reader."""

    notice: Notice
    text: str
    waits: bool
    number: str = ""
    others: int = 0


def worded(notice: Notice) -> SafeString:
    """What was told, for a page, the names and numbers in it marked as data."""
    # The sentences are our own, and what fills them was escaped as it was marked.
    return mark_safe(sentence(_marked(notice)))  # noqa: S308


def to_say(notice: Notice) -> SafeString:
    """What whoever calls says, with what it holds of people's own words marked as data."""
    # As in `worded`.
    return mark_safe(said(_marked(notice)))  # noqa: S308


def read_now(notice: Notice, about: str, now: datetime) -> SafeString:
    """What its reader reads at `now`; the time left goes on ticking on the page."""
    time = _ticking(notice.due_at, now) if notice.due_at else ""
    # As in `worded`.
    return mark_safe(inside(_marked(notice), about=data(about) if about else "", time=time))  # noqa: S308


def _ticking(due_at: datetime, now: datetime) -> SafeString:
    return format_html(
        '<span class="j-letter-due{}" data-due="{}"><span class="j-due-words">{}</span></span>',
        " is-late" if now > due_at else "",
        epoch(due_at),
        left_words(due_at, now),
    )


def _marked(notice: Notice) -> Notice:
    params = {
        name: data(value) if isinstance(value, str) and name != "promise" else value
        for name, value in notice.params.items()
    }
    return Notice(kind=notice.kind, params=params, due_at=notice.due_at, withdrawn_at=notice.withdrawn_at)


@door(*Role)
def inbox(request: ViewerRequest) -> HttpResponse:
    """What the person was told, one row a case, the newest first."""
    viewer, now = request.viewer, clock.now()
    page = INBOX.page(by_case(viewer), request.GET)
    about, count = abouts(viewer, page.rows), counted(viewer, page.rows)
    letters = []
    for notice in page.rows:
        words = about.get(notice.subject, "") if notice.subject else ""
        letters.append(
            Letter(
                notice,
                read_now(notice, words, now),
                waits=vars(notice)["open"],
                number=str(notice.params.get("number", "")) if words else "",
                others=count[notice.subject] - 1 if notice.subject in count else 0,
            )
        )
    context = {"page": page, "letters": letters, "waiting": any(one.waits for one in letters), "now": now}
    return render_page(request, "notices/inbox.html", "list", context)


@door(*Role)
def others(request: ViewerRequest, notice_id: int) -> HttpResponse:
    """What else the person was told of the same case, the newest first."""
    viewer, now = request.viewer, clock.now()
    rows = list(about_the_same(viewer, get_for(viewer, notice_id)).order_by("-id")[:UNFOLDED])
    about = abouts(viewer, rows)
    letters = [
        Letter(one, read_now(one, about.get(one.subject, "") if one.subject else "", now), waits=one.waits)
        for one in rows
    ]
    return render(request, "notices/others.html", {"letters": letters, "now": now})


@door(*Role)
def news(request: ViewerRequest) -> HttpResponse:
    """How many wait, and, for a page that names the last one it knows of, the new ones in words."""
    after = request.GET.get("after", "")
    known = int(after) if after.isascii() and after.isdecimal() and len(after) <= LONGEST_ID else None
    return JsonResponse(news_of(request.viewer, after=known, now=clock.now()))


@door(*Role)
@require_POST
def open_notice(request: ViewerRequest, notice_id: int) -> HttpResponse:
    """Marks one notice as read, with whatever else was told of its case, and goes where it leads."""
    notice = get_for(request.viewer, notice_id)
    operations.mark_read(user_id=notice.recipient_id, notice_id=notice.pk, subject=notice.subject, now=clock.now())
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

"""The inbox: the list beside one conversation, each a part that asks anew when something was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import is_partial
from jujiao.kernel.pages.shared import shared
from jujiao.kernel.pages.tables import Page
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.service.conversations.lists import TABS, Rows, inbox_table, show_of
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.permissions import SEES
from jujiao.service.conversations.queries import get_conversation_for
from jujiao.service.conversations.queries_box import LONGEST_ID, Show, how_many_wait, joined_to, shown
from jujiao.service.conversations.web.thread import thread_context

TEMPLATE: Final = "conversations/inbox.html"
ASKED: Final = ("after", "before")


@dataclass(frozen=True)
class Tab:
    """One kind of conversations to choose; `count` is how many wait there, 0 where it is not said."""

    label: Any
    url: str
    current: bool
    count: int = 0


@door(*SEES)
@require_safe
def inbox(request: ViewerRequest) -> HttpResponse:
    """The list, and nothing open. As a part it names in `open` the conversation that stands beside it."""
    if is_partial(request):
        return _list(request)
    now = clock.now()
    return render(request, TEMPLATE, {**list_context(request, 0, now), "now": now})


@door(*SEES)
@require_safe
def conversation(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """One conversation beside the list; as a part, what was written and how it stands."""
    if joined := joined_to(request.viewer, conversation_id):
        return HttpResponsePermanentRedirect(reverse("conversations:conversation", args=[joined]))
    row = get_conversation_for(request.viewer, conversation_id)
    now = clock.now()
    context = {**thread_context(request, row, now), "now": now, "partial": is_partial(request)}
    if is_partial(request):
        return render(request, "conversations/thread.html", context)
    return render(request, TEMPLATE, {**list_context(request, row.pk, now), **context})


def _list(request: ViewerRequest) -> HttpResponse:
    """The list as a part; people who see the same have it drawn once."""
    viewer, opened = request.viewer, _id(request.GET.get("open", ""))

    def draw() -> HttpResponse:
        now = clock.now()
        return render(request, f"{TEMPLATE}#list", {**list_context(request, opened, now), "now": now})

    own = viewer.employee_id if show_of(viewer, request.GET.get("show", "")) is Show.MINE else None
    return shared(request, lambda: (viewer.shape, own), draw)


def list_context(request: ViewerRequest, opened: int, now: datetime) -> dict[str, Any]:
    """The list with its tabs, beside the conversation that is `opened`."""
    viewer = request.viewer
    show = show_of(viewer, request.GET.get("show", ""))
    page = inbox_table(viewer, show, now).page(
        shown(viewer, show).select_related("estate", "person", "taken_by"), request.GET
    )
    rows: Sequence[Conversation] = page.rows
    state = state_of(request, page)
    place = reverse("conversations:conversation", args=[opened]) if opened else reverse("conversations:inbox")

    def url_of(row: Conversation) -> str:
        return f"{reverse('conversations:conversation', args=[row.pk])}{asked(state)}"

    sites = any(control.name == "estate" for control in page.controls)
    return {
        "page": page,
        "rows": Rows(viewer, now, url_of, opened, sites=sites).drawn(rows),
        "show": show,
        "find_in": Show.ALL if show is Show.WAITING else show,
        "tabs": _tabs(viewer, show, place, state),
        "list_url": f"{reverse('conversations:inbox')}{asked({**state, 'open': opened} if opened else state)}",
        "previous_url": page.previous_url and f"{place}{page.previous_url}",
        "next_url": page.next_url and f"{place}{page.next_url}",
        "hears": viewer.has(Role.CLERK),
    }


def state_of(request: ViewerRequest, page: Page[Any]) -> dict[str, Any]:
    """What narrows the list and where in it one is, for the addresses that lead back to it."""
    cursor = {name: value for name in ASKED if (value := request.GET.get(name))}
    return {**{name: values for name, values in page.chosen.items() if values}, **cursor}


def asked(state: dict[str, Any]) -> str:
    """The same as the end of an address."""
    return f"?{urlencode(state, doseq=True)}" if state else ""


def _tabs(viewer: Viewer, show: Show, place: str, state: dict[str, Any]) -> list[Tab]:
    kept = {name: state[name] for name in ("estate",) if name in state}
    counts = {Show.WAITING: how_many_wait(viewer)}
    return [
        Tab(words, f"{place}{asked({'show': [each], **kept})}", each is show, counts.get(each, 0))
        for each, words in TABS.items()
    ]


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_ID else 0

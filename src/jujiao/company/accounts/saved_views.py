"""The views above a list: those that a role expects and the person's own, each with how many rows it holds now.

A view is what stands in the list's URL and nothing else: it shows, and counts, what whoever opens it may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from jujiao.company.accounts.phones import typed_number
from jujiao.company.accounts.queries import views_of
from jujiao.kernel.pages.presets import Preset, counts, same
from jujiao.kernel.pages.tables import Page
from jujiao.kernel.record.access import ViewerRequest

COUNTS = "counts"


@dataclass(frozen=True)
class Views:
    """The views of one list for one request: `list_name` is the name of the list's address, which takes no more than
    that; `expected` are those that it offers by itself."""

    request: ViewerRequest
    list_name: str
    expected: Sequence[Preset] = ()
    counted: bool = field(default=False, init=False)

    @property
    def asked(self) -> bool:
        """Whether the page asks only for the views, counted: it does so once it is there."""
        return self.request.GET.get("views") == COUNTS

    def answer(self, page_of: Callable[[QueryDict], Page[Any]]) -> HttpResponse:
        """The views with their counts; `page_of` gives the page of the list that a URL asks for.

        A view of a whole telephone number stays without: each look for one that nobody has counts against the person
        (see `number_search`), and nobody looks by merely being on the page."""
        here = (self.request.htmx.current_url or "").partition("#")[0]
        shown = Shown(self, here.partition("?")[2], counted=True)
        found = iter(counts([page_of(QueryDict(each.query)) for each in shown.presets if not _has_number(each)]))
        counted = [each if _has_number(each) else replace(each, count=next(found)) for each in shown.presets]
        return render(self.request, "parts/views.html", {"views": replace(shown, presets=counted)})

    def beside(self, page: Page[Any]) -> "Shown":
        """What a page of the list shows of them."""
        return Shown(self, page.query)

    def presets(self, query: str) -> list[Preset]:
        """All of them, marked where one is what `query` asks for."""
        own = [Preset(one.name, one.query, own=True) for one in views_of(self.request.viewer.user_id, self.list_name)]
        return [replace(one, current=same(one.query, query)) for one in (*self.expected, *own)]


@dataclass
class Shown:
    """The part views.html, for a list that now shows `query`."""

    views: Views
    query: str
    presets: Sequence[Preset] = ()
    counted: bool = False

    def __post_init__(self) -> None:
        self.presets = self.presets or self.views.presets(self.query)

    @property
    def url(self) -> str:
        return reverse(self.views.list_name)

    @property
    def counts_url(self) -> str:
        return f"{self.url}?views={COUNTS}"

    @property
    def all(self) -> bool:
        return same(self.query, "")

    @property
    def has_own(self) -> bool:
        return any(one.own for one in self.presets)

    @property
    def arrange_url(self) -> str:
        return reverse("accounts:arrange_views", args=[self.views.list_name])

    @property
    def save_url(self) -> str:
        """Where what the list shows is given a name; "" where it has one."""
        if self.all or any(one.current for one in self.presets):
            return ""
        return f"{reverse('accounts:save_view', args=[self.views.list_name])}?{urlencode({'query': self.query})}"


def _has_number(preset: Preset) -> bool:
    """Whether it looks for a whole telephone number."""
    typed = typed_number(QueryDict(preset.query).get("q", ""))
    return typed is not None and bool(typed.whole)

"""The views above a list: those that a role expects and the person's own, each with how many rows it holds now.

A view is what stands in the list's URL and nothing else: it shows, and counts, what whoever opens it may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

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
        """The views with their counts; `page_of` gives the page of the list that a URL asks for."""
        shown = Shown(self, urlsplit(self.request.htmx.current_url or "").query, counted=True)
        found = counts([page_of(QueryDict(each.query)) for each in shown.presets])
        counted = [replace(each, count=count) for each, count in zip(shown.presets, found, strict=True)]
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

"""Finding from anywhere: one text, looked for among the kinds of things that all chapters declare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jujiao.company.accounts.number_search import TooManySearches, one_look
from jujiao.company.estates.searching import folded
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import STAFF, Viewer, ViewerRequest, door
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.declared import Finder, Hit

LONGEST: Final = 60
"""Characters of what is looked for."""
MOST: Final = 10
"""Things of one kind that are shown."""


@dataclass(frozen=True)
class Found:
    """What was found of one kind; `more` where there is more than is shown."""

    finder: Finder
    hits: Sequence[Hit]
    more: bool


def find(viewer: Viewer, text: str, now: datetime) -> list[Found]:
    """What fits, of the kinds whose door lets the viewer in, in their order. TooManySearches for who tries out
    numbers."""
    text = folded(text)[:LONGEST].strip()
    if not text or not text.isprintable():
        return []
    found = []
    with one_look():
        for finder in finders():
            if viewer.has(*finder.door):
                hits = list(finder.find(viewer, text, now, MOST + 1))
                found.append(Found(finder, hits[:MOST], more=len(hits) > MOST))
    return [each for each in found if each.hits]


@cache
def finders() -> list[Finder]:
    """Those of all chapters, in their order."""
    return sorted((finder for chapter in chapters() for finder in chapter.finders), key=lambda finder: finder.rank)


@door(*STAFF)
@require_safe
def found(request: ViewerRequest) -> HttpResponse:
    """The lines under the search box, while one types."""
    text = request.GET.get("q", "")
    try:
        kinds = find(request.viewer, text, clock.now())
    except TooManySearches as refused:
        return render(request, "portal/found.html", {"refused": refused}, status=refused.status)
    context = {"kinds": kinds, "count": sum(len(each.hits) for each in kinds), "text": text.strip()}
    return render(request, "portal/found.html", context)

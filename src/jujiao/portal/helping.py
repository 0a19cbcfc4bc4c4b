"""Help (帮助): what all chapters say to those who begin, put together for the roles that somebody has."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import end_tour
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import is_partial
from jujiao.kernel.record.access import STAFF, Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.declared import Menu
from jujiao.kernel.record.helping import Help
from jujiao.portal.keys import keys
from jujiao.portal.navigation import actions, menu_of, target
from jujiao.portal.start import start_of

STEPS = 6
"""So many things are shown by the tour."""


@dataclass(frozen=True)
class Line:
    """One thing to do, where it is found, in words, and its address where the reader may go there. `at` is what the
    tour points to, a CSS selector."""

    title: Any
    text: Any
    where: Any
    url: str
    at: str


@dataclass(frozen=True)
class Sheet:
    """The help of some roles."""

    roles: list[Role]
    owes: list[Any]
    lines: list[Line]


@cache
def helps() -> tuple[Help, ...]:
    """What chapters say, the lowest floor last."""
    return tuple(chapter.help for chapter in chapters() if chapter.help is not None)


def sheet_of(roles: Collection[Role], viewer: Viewer) -> Sheet:
    """What whoever has those roles owes and does; the viewer is the one who reads it."""
    held = [role for role in Role if role in roles]
    things = [thing for each in helps() for thing in each.things if {*thing.roles} & {*roles}]
    named = {place.page: place.label for menu in Menu for place in menu_of(menu)}
    lines = []
    for thing in sorted(things, key=lambda one: one.rank):
        url, entered_by = target(thing.page) if thing.page else ("", None)
        open_to_them = bool(url) and (entered_by is None or bool(viewer.roles & entered_by))
        at = thing.at or (f'a[href="{url}"]' if url else "")
        lines.append(Line(thing.title, thing.text, named.get(thing.page, ""), url if open_to_them else "", at))
    owes = [each.owes[role] for role in held for each in helps() if role in each.owes]
    return Sheet(held, owes, lines)


def own_roles(viewer: Viewer) -> frozenset[Role]:
    """Those in which somebody is helped: who works here and lives here begins with the work."""
    return viewer.roles & STAFF or viewer.roles


def touring(request: HttpRequest) -> dict[str, Any]:
    """The context of the tour, which is looked up where a page asks for it."""
    if is_partial(request) or not hasattr(request, "viewer"):
        return {}
    return {"tour": SimpleLazyObject(lambda: tour(request))}


def tour(request: HttpRequest) -> list[Line]:
    """What the tour shows: on the person's first page, until they have ended it once, or where they ask for it."""
    viewer, user = cast(ViewerRequest, request).viewer, request.user
    if not isinstance(user, User) or request.path != target(start_of(viewer))[0]:
        return []
    if user.toured and "tour" not in request.GET:
        return []
    return sheet_of(own_roles(viewer), viewer).lines[:STEPS]


@door(*Role)
@require_safe
def show(request: ViewerRequest) -> HttpResponse:
    """The help of the person's own roles, or, for those who teach others, of another one: one sheet of paper."""
    viewer, asked = request.viewer, request.GET.get("role", "")
    works = viewer.has(*STAFF)
    other = asked if works and asked in Role.values else ""
    context = {
        "sheet": sheet_of([Role(other)] if other else own_roles(viewer), viewer),
        "own": not other,
        "others": list(Role) if works else [],
        "chosen": other,
        "keys": keys(actions(viewer)) if works else [],
        "start_url": target(start_of(viewer))[0],
        "now": clock.now(),
    }
    return render(request, "portal/help.html", context)


@door(*Role)
@require_POST
def toured(request: ViewerRequest) -> HttpResponse:
    """The person has seen the tour, or wants none."""
    end_tour(user=cast(User, request.user), actor=request.viewer, now=clock.now())
    return HttpResponse(status=204)

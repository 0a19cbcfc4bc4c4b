"""What stands in the frame of every page: the places that this person may open, their inbox, their own menu."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jujiao.company.estates import at_home
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.site import as_named
from jujiao.kernel.pages.htmx import is_partial
from jujiao.kernel.record.access import STAFF, Role, Viewer
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.declared import Menu, Place
from jujiao.notices.queries import unread
from jujiao.portal.hearing import quick_topics
from jujiao.portal.keys import keys
from jujiao.portal.start import elsewhere, start_of
from jujiao.portal.type_size import is_large


@dataclass(frozen=True)
class Item:
    """One place to go; `count` is how many things wait there, 0 for none; `key` leads there."""

    url: str
    label: str
    icon: str
    active: bool = False
    count: int = 0
    key: str = ""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context of full pages. Everything is looked up when a template asks for it, so fragments cost nothing."""
    if is_partial(request) or not hasattr(request, "viewer"):
        return {}
    viewer: Viewer = request.viewer
    return {
        "navigation": SimpleLazyObject(lambda: places(viewer, request.path)),
        "places_key": SimpleLazyObject(lambda: places_key(places(viewer, request.path))),
        "person_menu": SimpleLazyObject(lambda: listed(Menu.PERSON, viewer)),
        "actions": SimpleLazyObject(lambda: actions(viewer)),
        "begins_key": SimpleLazyObject(lambda: places_key(actions(viewer))),
        "keys": SimpleLazyObject(lambda: keys(actions(viewer)) if viewer.has(*STAFF) else []),
        "inbox": SimpleLazyObject(lambda: inbox(viewer)),
        "role_words": SimpleLazyObject(lambda: role_words(viewer)),
        "live": SimpleLazyObject(lambda: live(viewer, request.get_host())),
        "slots": SimpleLazyObject(lambda: slots(viewer)),
        "large_type": SimpleLazyObject(lambda: is_large(request)),
        "shell": "portal/base.html" if viewer.has(*STAFF) else "portal/base_owner.html",
        "house": SimpleLazyObject(lambda: house(viewer)),
    }


def places(viewer: Viewer, path: str) -> list[Item]:
    """The items of the main navigation; the one with the longest address that leads to `path` is active."""
    at_home = not viewer.has(*STAFF) or _leads_to(target(elsewhere().get(Role.OWNER, ""))[0], path)
    start = target(start_of(viewer))[0]
    items = listed(Menu.HOME if at_home else Menu.STAFF, viewer)
    if start != "/":
        items = [item for item in items if item.url != "/"]
    items.sort(key=lambda item: item.url != start)
    here = max((item.url for item in items if _leads_to(item.url, path)), key=len, default="")
    return [Item(item.url, item.label, item.icon, active=item.url == here) for item in items]


def places_key(items: list[Item]) -> str:
    """Tells one navigation from another: what is drawn of it is kept by this."""
    return " ".join(f"{item.url}*" if item.active else item.url for item in items)


@cache
def menu_of(menu: Menu) -> list[Place]:
    """The places of all chapters in a menu, in their order."""
    found = [place for chapter in chapters() for place in chapter.places if place.menu is menu]
    return sorted(found, key=lambda place: place.rank)


def listed(menu: Menu, viewer: Viewer) -> list[Item]:
    """Those pages of a menu that exist and whose door lets the viewer in."""
    return [Item(url, str(place.label), place.icon, key=place.key) for place, url in open_to(menu, viewer)]


def open_to(menu: Menu, viewer: Viewer) -> Iterator[tuple[Place, str]]:
    """The same, as they are declared, each with its address."""
    for place in menu_of(menu):
        url, door = target(place.page)
        if url and (door is None or viewer.roles & door):
            yield place, url


def actions(viewer: Viewer) -> list[Item]:
    """What stands in the top bar of staff: the actions that have a key."""
    return [item for item in listed(Menu.ACTION, viewer) if item.key]


@cache
def target(name: str) -> tuple[str, frozenset[Role] | None]:
    """The address of a page and who may enter it; "" where the product has no such page."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return "", None
    return url, getattr(resolve(url).func, "door", None)


@dataclass(frozen=True)
class House:
    """What an owner's pages bear instead of the product: the `name` of their estate, or of several, and the front
    desks that can be called."""

    name: str
    desks: Sequence[at_home.HomeEstate]


def house(viewer: Viewer) -> House:
    """The owner's part, which asks for it once a page."""
    estates = at_home.estates(viewer, today(clock.now()))
    return House(_(", ").join(one.name for one in estates), [one for one in estates if one.desk_phone])


def inbox(viewer: Viewer) -> Item | None:
    if viewer.user_id is None:
        return None
    return Item(target("notices:inbox")[0], _("Inbox"), "bell", count=unread(viewer))


def role_words(viewer: Viewer) -> str:
    """The person's roles in words, in the order of the ladder."""
    return " · ".join(str(role.label) for role in Role if role in viewer.roles)


def live(viewer: Viewer, host: str = "") -> dict[str, str] | None:
    """Where the live process is for a page of that host, where the page asks what is new in the inbox, what it says, by
    topic, when something rings that its reader hears of, and which topics stir nothing but the parts that wait for
    them."""
    if viewer.user_id is None:
        return None
    return {
        "url": as_named(settings.LIVE_URL, host.rsplit(":", 1)[0]),
        "news": target("notices:news")[0],
        "rings": _rings(viewer.roles, get_language()),
        "quick": _quick(),
    }


@lru_cache(maxsize=200)
def _rings(roles: frozenset[Role], _language: str | None) -> str:
    rings = {
        topic.name: str(topic.ring)
        for chapter in chapters()
        for topic in chapter.topics
        if topic.ring and topic.heard_by in roles
    }
    return json.dumps(rings, ensure_ascii=False)


@cache
def _quick() -> str:
    return " ".join(sorted(quick_topics()))


def slots(viewer: Viewer) -> list[tuple[str, str]]:
    """The topics and addresses of what chapters show in the frame of this person's pages."""
    if not viewer.has(*STAFF):
        return []
    found = [(slot.topic, *target(slot.page)) for chapter in chapters() for slot in chapter.slots]
    return [(topic, url) for topic, url, door in found if url and viewer.roles & (door or frozenset())]


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url not in ("", "/") and path.startswith(url))

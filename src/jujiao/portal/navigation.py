"""What stands in the frame of every page: the places that this person may open, their inbox, their own menu."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.access import STAFF, Role, Viewer
from jujiao.kernel.htmx import is_partial
from jujiao.notices.queries import unread
from jujiao.portal.start import start_of

ITEMS = [
    ("portal:home", gettext_lazy("My work"), "checklist"),
    ("complaints:board", gettext_lazy("Desk board"), "layout-kanban"),
    ("complaints:queue", gettext_lazy("Complaints"), "messages"),
    ("complaints:follow_ups", gettext_lazy("Follow-ups"), "phone-call"),
    ("owner:cases", gettext_lazy("My complaints"), "home"),
    ("estates:rooms", gettext_lazy("Places"), "building"),
    ("estates:people", gettext_lazy("Residents"), "users"),
    ("staff:employees", gettext_lazy("Staff"), "id-badge-2"),
    ("rulebook:versions", gettext_lazy("Rulebook"), "book"),
    ("calendar:year", gettext_lazy("Calendar"), "calendar"),
    ("notices:deliveries", gettext_lazy("Deliveries"), "send"),
    ("portal:audit", gettext_lazy("Audit"), "shield-check"),
    ("portal:system", gettext_lazy("System"), "activity"),
]
OWNER_ITEMS = [
    ("owner:cases", gettext_lazy("My complaints"), "messages"),
    ("owner:register", gettext_lazy("New complaint"), "message-plus"),
    ("notices:inbox", gettext_lazy("Inbox"), "inbox"),
    ("owner:me", gettext_lazy("Me"), "user-circle"),
]
"""The tabs of owners and residents, also of staff who live here, on the pages of their home."""
PERSON_MENU = [
    ("owner:cases", gettext_lazy("My complaints"), "home"),
    ("notices:inbox", gettext_lazy("Inbox"), "inbox"),
    ("accounts:security", gettext_lazy("Sign-in and security"), "shield-lock"),
]


@dataclass(frozen=True)
class Item:
    """One place to go; `count` is how many things wait there, 0 for none."""

    url: str
    label: str
    icon: str
    active: bool = False
    count: int = 0


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context of full pages. Everything is looked up when a template asks for it, so fragments cost nothing."""
    if is_partial(request) or not hasattr(request, "viewer"):
        return {}
    viewer: Viewer = request.viewer
    return {
        "navigation": SimpleLazyObject(lambda: places(viewer, request.path)),
        "places_key": SimpleLazyObject(lambda: places_key(places(viewer, request.path))),
        "person_menu": SimpleLazyObject(lambda: listed(PERSON_MENU, viewer)),
        "inbox": SimpleLazyObject(lambda: inbox(viewer)),
        "role_words": SimpleLazyObject(lambda: role_words(viewer)),
        "live": SimpleLazyObject(lambda: live(viewer)),
    }


def places(viewer: Viewer, path: str) -> list[Item]:
    """The items of the main navigation; the one with the longest address that leads to `path` is active."""
    at_home = not viewer.has(*STAFF) or _leads_to(target("owner:cases")[0], path)
    start = target(start_of(viewer))[0]
    items = listed(OWNER_ITEMS if at_home else ITEMS, viewer)
    if start != "/":
        items = [item for item in items if item.url != "/"]
    items.sort(key=lambda item: item.url != start)
    here = max((item.url for item in items if _leads_to(item.url, path)), key=len, default="")
    return [Item(item.url, item.label, item.icon, active=item.url == here) for item in items]


def places_key(items: list[Item]) -> str:
    """Tells one navigation from another: what is drawn of it is kept by this."""
    return " ".join(f"{item.url}*" if item.active else item.url for item in items)


def listed(names: list[tuple[str, Any, str]], viewer: Viewer) -> list[Item]:
    """Those of the named pages that exist and whose door lets the viewer in."""
    found = []
    for name, label, icon in names:
        url, door = target(name)
        if url and (door is None or viewer.roles & door):
            found.append(Item(url, str(label), icon))
    return found


@cache
def target(name: str) -> tuple[str, frozenset[Role] | None]:
    """The address of a page and who may enter it; "" where the product has no such page."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return "", None
    return url, getattr(resolve(url).func, "door", None)


def inbox(viewer: Viewer) -> Item | None:
    if viewer.user_id is None:
        return None
    return Item(target("notices:inbox")[0], _("Inbox"), "bell", count=unread(viewer))


def role_words(viewer: Viewer) -> str:
    """The person's roles in words, in the order of the ladder."""
    return " · ".join(str(role.label) for role in Role if role in viewer.roles)


def live(viewer: Viewer) -> dict[str, str] | None:
    """Where the live process is, and what the page of a clerk says when a new case rings."""
    if viewer.user_id is None:
        return None
    ring = _("A new complaint has come in") if viewer.has(Role.CLERK) else ""
    return {"url": settings.LIVE_URL, "ring": ring}


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url not in ("", "/") and path.startswith(url))

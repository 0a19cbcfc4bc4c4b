"""What the search in the top bar finds of the product itself: its pages and what one begins, from the menus."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from django.utils import translation
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.names import pinyin_of, pinyin_pattern
from jujiao.kernel.record.access import STAFF, Role, Viewer
from jujiao.kernel.record.declared import Finder, Hit, Menu, Place
from jujiao.portal.navigation import open_to

LANGUAGES = ("zh-hans", "en")


def find_pages(viewer: Viewer, text: str, _now: datetime, most: int) -> Iterator[Hit]:
    """The pages of all menus that let the viewer in."""
    return _within((Menu.STAFF, Menu.HOME, Menu.PERSON), viewer, text, most)


def find_actions(viewer: Viewer, text: str, _now: datetime, most: int) -> Iterator[Hit]:
    """What the viewer may begin."""
    return _within((Menu.ACTION,), viewer, text, most)


def _within(menus: tuple[Menu, ...], viewer: Viewer, text: str, most: int) -> Iterator[Hit]:
    found = {url: place for menu in menus for place, url in open_to(menu, viewer) if _fits(place, text)}
    for url, place in list(found.items())[:most]:
        yield Hit(str(place.label), "", url)


def _fits(place: Place, text: str) -> bool:
    called, sounding = _called(place)
    return all(
        word in called or (word.isascii() and word.isalpha() and re.search(pinyin_pattern(word), sounding) is not None)
        for word in text.casefold().split()
    )


@cache
def _called(place: Place) -> tuple[str, str]:
    """What a page is called in both languages, and how that sounds."""
    labels = []
    for language in LANGUAGES:
        with translation.override(language):
            labels.append(str(place.label))
    return "\n".join(labels).casefold(), pinyin_of(labels[0])


DOOR = tuple(role for role in Role if role in STAFF)
FINDERS = (
    Finder(
        key="actions",
        rank=100,
        words=pgettext_lazy("heading of what was found", "Begin"),
        icon="plus",
        door=DOOR,
        find=find_actions,
        named=False,
    ),
    Finder(
        key="pages",
        rank=900,
        words=pgettext_lazy("of the product", "Pages"),
        icon="list-details",
        door=DOOR,
        find=find_pages,
        named=False,
    ),
)

"""Every page that the tables of doors name, in a real browser: narrow and wide, light and dark, in both languages, with
all that can be unfolded open. It stands up to axe, says nothing in another language and does not scroll sideways.

Each page is looked at in one of the states, another one for each page; JUJIAO_EVERY_LIGHT=1 looks at all of them, in
some ten minutes."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Page

from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast, Member
from jujiao.testing.every_url import PEOPLE, Address, addresses, committed
from jujiao.testing.fixtures import SignIn
from jujiao.testing.samples import arguments

THOROUGH = os.environ.get("JUJIAO_EVERY_LIGHT") == "1"
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTHS = (360, 390, 1440, 1920)
STATES = [(width, *rest) for rest in (("light", "zh-hans"), ("dark", "zh-hans"), ("light", "en")) for width in WIDTHS]
"""English has other words, and the same colours."""
DOORS = committed()
PARTS = 40 if THOROUGH else 4
"""Tests that share the pages, so that they run beside each other, each within the time of a test."""
TAPPED = 768
"""Pixels below which a page is tapped on."""


def looked_at(address: Address) -> list[tuple[int, str, str]]:
    return STATES if THOROUGH else [STATES[crc32(address.name.encode()) % len(STATES)]]


def who_opens(address: Address, cast: Cast) -> Member:
    """The first who may: an owner where owners may, else in the order of the regulation."""
    roles = DOORS.get(address.name) or frozenset(PEOPLE)
    return getattr(cast, PEOPLE[next(role for role in PEOPLE if role in roles)])  # type: ignore[no-any-return]


def pages(part: int, cast: Cast, sign_in: SignIn) -> Iterator[tuple[Address, Member, str]]:
    """The addresses that answer a look with a page, with who opens them."""
    for address in sorted(addresses(), key=lambda each: each.name)[part::PARTS]:
        member = who_opens(address, cast)
        try:
            url = reverse(address.name, kwargs=arguments(address.name, cast, member))
        except NoReverseMatch:
            continue
        client = Client() if DOORS.get(address.name, "") is None else sign_in(member)
        answer = client.get(url)
        whole = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        if whole and not answer.streaming and b"<html" in answer.content:
            yield address, member, url


def show(page: Page, url: str, width: int, light: str) -> None:
    shown = page.locator("html").get_attribute("data-bs-theme"), urlsplit(page.url).path
    page.set_viewport_size({"width": width, "height": 844 if width < TAPPED else 900})
    page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
    if shown != (light, urlsplit(url).path):  # the same page is only made wider: colours fade from one to the other
        page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_stands_up_to_a_look(
    part: int, cast: Cast, sign_in: SignIn, page_as: PageAs, moment: Moment
) -> None:
    opened: dict[tuple[int, bool, str, bool], Page] = {}
    seen, wrong = [], []
    for address, member, url in list(pages(part, cast, sign_in)):
        stranger = DOORS.get(address.name, "") is None
        for width, light, language in looked_at(address):
            key = member.user.pk, stranger, language, width < TAPPED
            if key not in opened:
                opened[key] = page_as(None if stranger else member, width=width, language=language)
            page = opened[key]
            show(page, url, width, light)
            seen.append(address.name)
            try:
                check_page(page)
                if width < TAPPED:
                    check_targets(page)
            except AssertionError as found:
                wrong.append(f"{address.name} {width} {light} {language}: {found}")
    assert seen
    assert wrong == [], "\n\n".join(wrong)

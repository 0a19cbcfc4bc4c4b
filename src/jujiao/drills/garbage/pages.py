"""Garbage for the pages: every address, its query string and its form, with values that no browser sends."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import quote_from_bytes

from django.urls import reverse

from jujiao.drills.garbage.visiting import Answer, Visitor, Visits
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import Cast, Member
from jujiao.testing.every_url import PEOPLE, addresses, committed
from jujiao.testing.samples import arguments

FIELDS = re.compile(r"""<(?:input|select|textarea)\b[^>]*?\bname=["']?([^"'\s>]+)""")
ASKED = ("q", "after", "before", "page", "state", "estate", "sort", "next", "seen", "from", "until", "kind", "user")
"""Names that pages read from their query string."""

MILLION = 1_000_000
VALUES = {
    "NUL": b"a\x00b",
    "lone surrogate": "\ud800x\udfff".encode("utf-8", "surrogatepass"),
    "5,000 digits": b"9" * 5000,
    "negative": b"-9223372036854775809",
    "right to left": "\u202emoc.elpmaxe//:sptth\u2066".encode(),
    "broken UTF-8": b"\xff\xfe\xc0\xaf",
    "other digits": "٣٤५６\u0661".encode(),
    "markup": b"</textarea><script>alert(1)</script>{{ 7*7 }}{% load x %}${7*7}",
    "a moment that is none": b"9999-99-99T99:99+99:99",
    "not a number": b"NaN",
    "infinite": b"1e999999",
    "quotes": b"' OR 1=1; --\" \\",
    "many marks": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢".encode() * 50,
}
LARGE = {"a million characters": "长".encode() * MILLION, "a million digits": b"1" * MILLION}
FORM = "application/x-www-form-urlencoded"
LONGEST_LINE = 20_000
"""Bytes of a value that a web server still takes in an address."""


def at_pages(cast: Cast, visits: Visits, values: Mapping[str, bytes], *, every: int = 1) -> Iterator[tuple[int, str]]:
    """Each address with these values as somebody who may enter: after each request 1, or 0 and what was wrong with it.
    `every` takes only one address in so many with all the values, the others with one of them."""
    table = committed()
    for number, address in enumerate(addresses()):
        if address.name == "account_logout":
            continue
        roles = [role for role in Role if role in (table.get(address.name) or frozenset(Role))]
        member: Member = getattr(cast, PEOPLE[roles[number % len(roles)]])
        url = reverse(address.name, kwargs=arguments(address.name, cast, member))
        labels = list(values) if number % every == 0 else [list(values)[number % len(values)]]
        yield from throw(visits(member), url, {label: values[label] for label in labels})


def throw(visitor: Visitor, url: str, values: Mapping[str, bytes]) -> Iterator[tuple[int, str]]:
    """Sends each value in every field, and in one after the other: 1 for each request, and what was answered with an
    error of ours, or came back as markup."""
    names = _fields_of(visitor, url) or ["text", "version", "reason"]
    for number, (label, value) in enumerate(values.items()):
        sent = quote_from_bytes(value, safe="")
        everywhere = "&".join(f"{name}={sent}" for name in names)
        alone = "&".join(f"{name}={sent if place == number % len(names) else 1}" for place, name in enumerate(names))
        for body in (everywhere, alone):
            yield from _judged(visitor("POST", url, body.encode(), FORM), f"POST {url} with {label}")
        if len(value) <= LONGEST_LINE:
            query = "&".join(f"{name}={sent}" for name in ASKED)
            yield from _judged(visitor("GET", f"{url}?{query}"), f"GET {url} with {label}")


def _fields_of(visitor: Visitor, url: str) -> list[str]:
    """The names of the fields that a page shows."""
    answer = visitor("GET", url)
    if answer.status != 200 or not answer.html:
        return []
    names = FIELDS.findall(answer.content.decode("utf-8", "replace"))
    return sorted(set(map(unescape, names)) - {"csrfmiddlewaretoken"})


def _judged(answer: Answer, what: str) -> Iterator[tuple[int, str]]:
    yield 1, ""
    if answer.status >= 500:
        yield 0, f"{what}: {answer.status}"
    if answer.html and b"<script>alert(1)" in answer.content:
        yield 0, f"{what}: it came back as markup"

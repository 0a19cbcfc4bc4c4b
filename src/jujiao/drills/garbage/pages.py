"""Garbage for the pages: every address, its query string and its form, with values that no browser sends."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote_from_bytes

from django.test import Client

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


def fields_of(client: Client, url: str) -> list[str]:
    """The names of the fields that a page shows."""
    answer = client.get(url, headers={"HX-Request": "true"})
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return []
    text = b"".join(answer) if answer.streaming else answer.content
    return sorted(set(map(unescape, FIELDS.findall(text.decode("utf-8", "replace")))) - {"csrfmiddlewaretoken"})


def throw(client: Client, url: str, values: dict[str, bytes]) -> Iterator[str]:
    """Sends each value in every field, and in one after the other; says what was answered with an error of ours, or
    came back as markup."""
    names = fields_of(client, url) or ["text", "version", "reason"]
    for number, (label, value) in enumerate(values.items()):
        sent = quote_from_bytes(value, safe="")
        everywhere = "&".join(f"{name}={sent}" for name in names)
        alone = "&".join(f"{name}={sent if place == number % len(names) else 1}" for place, name in enumerate(names))
        for body in (everywhere, alone):
            yield from _judged(client.post(url, body.encode(), content_type=FORM), f"POST {url} with {label}")
        if len(value) <= 20_000:  # a web server takes no longer line
            query = "&".join(f"{name}={sent}" for name in ASKED)
            yield from _judged(client.get(f"{url}?{query}"), f"GET {url} with {label}")


def _judged(answer: Any, what: str) -> Iterator[str]:
    if answer.status_code >= 500:
        yield f"{what}: {answer.status_code}"
    if "html" in answer.get("Content-Type", ""):
        text = b"".join(answer) if answer.streaming else answer.content
        if b"<script>alert(1)" in text:
            yield f"{what}: it came back as markup"

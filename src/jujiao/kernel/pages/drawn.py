"""Rows of a list that are drawn once for as long as they say the same: fifty cost more than all else of a page.

What is kept is found by all that a row shows, so nothing is taken back when something changes. Only the time left,
which every minute says something else, is set in anew."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

DUE_HERE = SafeString("<due-here>")
"""Stands in a drawn row where the time left belongs. What people wrote is escaped, so it cannot look like this."""


def drawn_once(template: str, *, kept: int, **worded: Callable[[Any], Any]) -> Callable[[Hashable, str], SafeString]:
    """A function that draws a line by the template, with the time left (HTML, or "") where that has `{{ due }}`.

    The template sees the line as `row`, and what `worded` makes of it. Lines that are equal must look the same in one
    language; `kept` of them stay in the process, some kilobytes each."""

    @lru_cache(maxsize=kept)
    def halves(line: Hashable, _language: str | None) -> tuple[str, str]:
        context = {name: words(line) for name, words in worded.items()}
        before, _here, after = render_to_string(template, {"row": line, "due": DUE_HERE, **context}).partition(DUE_HERE)
        return before, after

    def draw(line: Hashable, due: str) -> SafeString:
        before, after = halves(line, get_language())
        return SafeString(f"{before}{due}{after}")

    return draw

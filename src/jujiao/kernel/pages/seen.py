"""Which version of a row somebody had before them as they pressed a button."""

from typing import Final

from django.http import HttpRequest

DIGITS: Final = 10
"""A version has fewer."""


def seen_version(request: HttpRequest) -> int:
    """What the hidden field `version` says; -1, which no row has, where it says nothing of the kind."""
    seen = request.POST.get("version", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < DIGITS else -1

"""Addresses of rows: a list needs hundreds, and Django takes longer to put one together than to draw its row."""

from functools import lru_cache

from django.urls import reverse

KEPT = 10_000


@lru_cache(maxsize=KEPT)
def address(page: str, number: int) -> str:
    """The address of a page whose one argument is a number, such as ("tea:cup", 7)."""
    return reverse(page, args=[number])

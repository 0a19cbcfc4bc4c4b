"""The icons that pages may use: their names stand in icons.txt, from which the set-up copies just these."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

NAMES = frozenset((Path(__file__).parent / "icons.txt").read_text(encoding="utf-8").split())
FOLDER = "vendor/icons"

_OPENING = re.compile(r"<svg[^>]*>", re.DOTALL)
_FRAME = re.compile(r'<path stroke="none"[^>]*/>')


class UnknownIcon(LookupError):
    """A page asks for an icon that icons.txt does not name, or that the set-up has not copied."""


@cache
def svg(name: str) -> SafeString:
    """The icon as inline SVG, hidden from screen readers: the words beside it carry the meaning."""
    if name not in NAMES:
        raise UnknownIcon(
            f"“{name}” is not in jujiao/kernel/pages/icons.txt: add the name there and run the set-up again."
        )
    drawing = _drawing(name)
    fill = ' fill="currentColor"' if name.endswith("-filled") else ' fill="none" stroke="currentColor"'
    return mark_safe(  # noqa: S308 -- a drawing from our own files
        f'<svg class="icon" viewBox="0 0 24 24"{fill} aria-hidden="true" focusable="false">{drawing}</svg>'
    )


def _drawing(name: str) -> str:
    found = finders.find(f"{FOLDER}/{name}.svg")
    path = Path(found) if found else Path(settings.STATIC_ROOT or "") / FOLDER / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(f"{FOLDER}/{name}.svg is missing: run the set-up of the front-end packages.")
    text = _FRAME.sub("", _OPENING.sub("", path.read_text(encoding="utf-8")))
    return " ".join(text.replace("</svg>", "").split())

"""What the parts timeline, attached and promise card show: plain values, so that any chapter can fill them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.utils.html import conditional_escape, escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import SYSTEM


class Side(StrEnum):
    """Whose words an entry holds, and so where it stands and who may read it."""

    OWNER = "owner"
    """Said by the owner."""
    REPLY = "reply"
    """Said to the owner."""
    NOTE = "note"
    """Internal: the owner never sees it."""
    EVENT = "event"
    """Something that happened, in one line."""


@dataclass(frozen=True)
class Photo:
    """A picture with its small form; `alt` says what it is."""

    url: str
    thumb_url: str
    alt: str = ""


@dataclass(frozen=True)
class Document:
    """A file that is no picture: a recording or a PDF. `name` is what its sender called it, "" where that says
    nothing; `label` says what it is, `ending` of which sort, `size` how large. `played`: browsers can play it."""

    url: str
    label: Any
    icon: str
    name: str
    ending: str
    size: str
    played: bool


@dataclass(frozen=True)
class Attached:
    """All that was sent along: pictures to look at, and the rest."""

    photos: Sequence[Photo] = ()
    documents: Sequence[Document] = ()

    def __bool__(self) -> bool:
        return bool(self.photos or self.documents)


@dataclass(frozen=True)
class Entry:
    """One entry of a timeline: who, when, and what happened (`title`) or was said (`text`).

    `hidden` marks an event that the owner does not see; a NOTE is always hidden. Events with the same `run` that
    follow each other are told as one, which has them in `inner` (see `folded`)."""

    at: datetime
    who: str
    side: Side
    title: Any = ""
    text: str = ""
    role: Any = ""
    icon: str = "circle-dot"
    hidden: bool = False
    sent: Attached = Attached()
    run: str = ""
    inner: "Sequence[Entry]" = ()


def folded(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, where events of one run that follow each other are one: as many as there were, and the last of
    them."""
    found: list[Entry] = []
    for run, group in groupby(entries, key=lambda entry: entry.run):
        of_it = list(group)
        found += [_folded(of_it)] if run and len(of_it) > 1 else of_it
    return found


def _folded(entries: Sequence[Entry]) -> Entry:
    last, count = entries[-1], len(entries)
    words = ngettext("%(count)s time, at last: %(last)s", "%(count)s times, at last: %(last)s", count)
    told = conditional_escape(last.title)
    return replace(last, title=SafeString(escape(words) % {"count": count, "last": told}), inner=entries)


def who_did(name: str) -> str:
    """Whoever took a step, in words; the product's own steps bear its name in the reader's language."""
    return _("Jujiao") if name == SYSTEM.name else name


def say(sentence: Any, names: Mapping[str, Any]) -> SafeString:
    """A sentence with names in it, each marked as data: whatever the page's language, they are not read out in it."""
    return SafeString(escape(sentence) % {key: data(value) for key, value in names.items()})


def dotted(*parts: Any) -> SafeString:
    """Those parts that say something, with dots between them."""
    return format_html_join(" · ", "{}", ((part,) for part in parts if part))


@dataclass(frozen=True)
class ReasonDay:
    """A day on the way to a due time: whether it counted, and why."""

    day: date
    counted: bool
    why: Any
    number: int | None = None

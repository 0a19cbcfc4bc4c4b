"""The rows of the queue, drawn once for as long as they say the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from jujiao.kernel.pages import timeleft
from jujiao.kernel.pages.drawn import drawn_once
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.models import Kind, Nature, State, category_label
from jujiao.service.complaints.queries import numbers_of

COLUMNS = (
    "id",
    "version",
    "text",
    "number",
    "category__name_zh",
    "category__name_en",
    "room__code",
    "building__name",
    "place",
    "state",
    "round",
    "nature",
    "kind",
    "urges",
    "merged_into_id",
    "handler__name",
    "department__name",
    "received_at",
    "closed_at",
    "next_due_at",
)
"""What is read for a row. Fifty complaints with all that they point to would be three hundred objects."""


class Line(NamedTuple):
    """All that a row shows but its time left, as text: two lines that are equal look the same. `pick` is what its box
    sends, "-" for a row without one among others that have it."""

    pk: int
    pick: str
    text: str
    number: str
    category: str
    code: str
    place: str
    state: str
    round: int
    nature: str
    complex: bool
    urges: int
    merged_into: str
    handler: str
    department: str
    closed: str
    received_at: datetime
    received: str


def drawn(viewer: Viewer, rows: Sequence[Any], now: datetime, *, picked: bool = False) -> list[SafeString]:
    """The rows of the table, each with COLUMNS by name, as HTML; `picked` where open ones are chosen by a box each."""
    numbers = numbers_of(viewer, [row.merged_into_id for row in rows])
    return [_row(row, numbers.get(row.merged_into_id, ""), now, picked=picked) for row in rows]


def _row(row: Any, merged_into: str, now: datetime, *, picked: bool) -> SafeString:
    due = timeleft.render(row.next_due_at, now) if row.next_due_at else ""
    pick = f"{row.id}:{row.version}" if picked and not row.closed_at else "-" if picked else ""
    return _draw(_line(row, pick, merged_into, now), due)


def _line(row: Any, pick: str, merged_into: str, now: datetime) -> Line:
    return Line(
        pk=row.id,
        pick=pick,
        text=row.text,
        number=row.number,
        category=category_label(row.category__name_zh, row.category__name_en),
        code=row.room__code or row.building__name or "",
        place="" if row.room__code else row.place,
        state=row.state,
        round=row.round,
        nature="" if row.nature == Nature.COMPLAINT else str(Nature(row.nature).label),
        complex=row.kind == Kind.COMPLEX,
        urges=row.urges,
        merged_into=merged_into,
        handler=row.handler__name or "",
        department=row.department__name or "",
        closed=moment_words(row.closed_at) if row.closed_at and not row.next_due_at else "",
        received_at=row.received_at,
        received=moment_words(row.received_at, now),
    )


_draw = drawn_once("complaints/queue_row.html", kept=4000, state=lambda line: State(line.state))

"""The rows of the queue, drawn once for as long as they say the same: fifty cost more than all else of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jujiao.kernel import timeleft
from jujiao.kernel.words import moment_words
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.queries import numbers_of

DRAWN = 4000
"""Rows that a process keeps, some kilobytes each."""

DUE_HERE = SafeString("<due-here>")
"""Stands in a drawn row where the time left belongs, which every minute says something else. What people wrote is
escaped, so it cannot look like this."""


@dataclass(frozen=True)
class Line:
    """All that a row shows but its time left, as text: two lines that are equal look the same."""

    pk: int
    text: str
    number: str
    category: str
    where: str
    state: str
    round: int
    complex: bool
    urges: int
    merged_into: str
    handler: str
    department: str
    closed: str
    received_at: datetime
    received: str
    language: str | None


def drawn(rows: Sequence[Complaint], now: datetime) -> list[SafeString]:
    """The rows of the table as HTML."""
    numbers = numbers_of([row.merged_into_id for row in rows])
    return [_row(row, numbers.get(row.merged_into_id or 0, ""), now) for row in rows]


def _row(row: Complaint, merged_into: str, now: datetime) -> SafeString:
    due = timeleft.render(row.next_due_at, now) if row.next_due_at else ""
    before, after = _drawn(_line(row, merged_into, now))
    return SafeString(f"{before}{due}{after}")


def _line(row: Complaint, merged_into: str, now: datetime) -> Line:
    return Line(
        pk=row.pk,
        text=row.text,
        number=row.number,
        category=str(row.category),
        where=row.where,
        state=row.state,
        round=row.round,
        complex=row.kind == "complex",
        urges=row.urges,
        merged_into=merged_into,
        handler=row.handler.name if row.handler else "",
        department=row.department.name if row.department else "",
        closed=moment_words(row.closed_at) if row.closed_at and not row.next_due_at else "",
        received_at=row.received_at,
        received=moment_words(row.received_at, now),
        language=get_language(),
    )


@lru_cache(maxsize=DRAWN)
def _drawn(line: Line) -> tuple[str, str]:
    html = render_to_string("complaints/queue_row.html", {"row": line, "state": State(line.state), "due": DUE_HERE})
    before, _here, after = html.partition(DUE_HERE)
    return before, after

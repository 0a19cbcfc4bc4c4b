"""The cards of the board, drawn once for as long as they say the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from jujiao.kernel.pages import timeleft
from jujiao.kernel.pages.drawn import drawn_once
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.models import Kind, Nature, category_label, place_words
from jujiao.service.complaints.queries import numbers_of


class Card(NamedTuple):
    """All that a card shows but its time left."""

    pk: int
    number: str
    category: str
    where: str
    text: str
    who: str
    nature: str
    round: int
    complex: bool
    urges: int
    merged_into: str
    wall: bool

    @property
    def marked(self) -> bool:
        return bool(self.nature or self.round > 1 or self.complex or self.urges or self.merged_into)


def drawn(viewer: Viewer, rows: Sequence[Any], now: datetime, *, wall: bool) -> list[SafeString]:
    """The cards of the rows of a board, as HTML; on a wall without rooms and words."""
    numbers = numbers_of(viewer, [row.merged_into_id for row in rows])
    return [_card(row, numbers.get(row.merged_into_id, ""), now, wall=wall) for row in rows]


def _card(row: Any, merged_into: str, now: datetime, *, wall: bool) -> SafeString:
    due = timeleft.render(row.next_due_at, now, due=False) if row.next_due_at else ""
    card = Card(
        pk=row.id,
        number=row.number,
        category=category_label(row.category__name_zh, row.category__name_en),
        where="" if wall else place_words(row.room__code or "", row.building__name or "", row.place),
        text="" if wall else row.said,
        who=row.handler__name or row.department__name or "",
        nature="" if row.nature == Nature.COMPLAINT else str(Nature(row.nature).label),
        round=row.round,
        complex=row.kind == Kind.COMPLEX,
        urges=row.urges,
        merged_into=merged_into,
        wall=wall,
    )
    return _draw(card, due)


_draw = drawn_once("complaints/card.html", kept=2000)

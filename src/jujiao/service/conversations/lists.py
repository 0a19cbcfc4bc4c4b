"""The list of the inbox: what narrows it, and the rows as they are drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jujiao.company.estates.queries import estates_at_work
from jujiao.kernel.pages import timeleft
from jujiao.kernel.pages.drawn import drawn_once
from jujiao.kernel.pages.filters import Choice, Words
from jujiao.kernel.pages.nearness import near_moment
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Viewer
from jujiao.rules.privacy import mask_name
from jujiao.service.conversations.models import Conversation, Way
from jujiao.service.conversations.permissions import ANSWERS, NAMES, SEES
from jujiao.service.conversations.queries_box import ORDERS, Show, rooms_at, search

ROWS: Final = 40
"""Conversations on one page of the list."""
TABS: Final[Mapping[Show, Any]] = {
    Show.WAITING: pgettext_lazy("conversations", "Waiting"),
    Show.MINE: pgettext_lazy("conversations", "Mine"),
    Show.ALL: pgettext_lazy("conversations", "All"),
    Show.ENDED: pgettext_lazy("conversations", "Ended"),
}


def show_of(viewer: Viewer, asked: str) -> Show:
    """Which are shown: as asked for, else what waits for whoever answers, and all for others."""
    if asked in set(Show):
        return Show(asked)
    return Show.WAITING if viewer.has(*ANSWERS) else Show.ALL


def inbox_table(viewer: Viewer, show: Show, now: datetime) -> Table:
    """Found by a name, a room, a whole number, or the words of the last message."""
    words = gettext_lazy("Name, room, number or words")
    sites = [(each.pk, each.name) for each in estates_at_work(viewer, *SEES)]
    return Table(
        orders=[Order(show, TABS[show], ORDERS[show])],
        filters=[
            Words("q", words, by=lambda rows, text: search(viewer, rows, text, now)),
            Choice("show", gettext_lazy("Shown"), list(TABS.items()), by=lambda rows, _values: rows),
            *([Choice("estate", gettext_lazy("Estate"), sites, named=True)] if len(sites) > 1 else []),
        ],
        size=ROWS,
    )  # fmt: skip


class Line(NamedTuple):
    """All that a row shows but its time left, as text: two lines that are equal look the same. `stranger`: nobody knows
    who that is."""

    url: str
    open: bool
    who: str
    stranger: bool
    rooms: str
    estate: str
    way: str
    text: str
    taken_by: str
    waits: bool
    ended: bool
    last_at: datetime
    last: str


@dataclass(frozen=True)
class Rows:
    """How rows are drawn: for whom, when, where each leads, which one is `opened` (by its id), and whether the estate's
    name stands there (`sites`)."""

    viewer: Viewer
    now: datetime
    url_of: Callable[[Conversation], str]
    opened: int
    sites: bool

    def drawn(self, rows: Sequence[Conversation]) -> list[SafeString]:
        """The rows as HTML."""
        rooms = rooms_at(rows, self.now)
        return [self._row(each, " ".join(rooms.get(each.pk, ()))) for each in rows]

    def _row(self, row: Conversation, rooms: str) -> SafeString:
        due = timeleft.render(row.due_at, self.now, started_at=row.waiting_since, due=False) if row.due_at else ""
        line = Line(
            url=self.url_of(row),
            open=row.pk == self.opened,
            who=who_of(self.viewer, row),
            stranger=row.person is None,
            rooms=rooms,
            estate=row.estate.name if self.sites else "",
            way=row.way,
            text=row.last_text,
            taken_by=row.taken_by.name if row.taken_by else "",
            waits=row.waiting_since is not None,
            ended=row.ended_at is not None,
            last_at=row.last_at,
            last=near_moment(row.last_at, self.now),
        )
        return _draw(line, due)


_draw = drawn_once("conversations/row.html", kept=4000, way=lambda line: Way(line.way))


def who_of(viewer: Viewer, row: Conversation) -> str:
    """Whose conversation it is, as the viewer may read it."""
    if row.person is None:
        return _("Stranger")
    return row.person.name if viewer.has(*NAMES, estate_id=row.estate_id) else mask_name(row.person.name)

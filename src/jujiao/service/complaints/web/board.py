"""The board (看板): the open cases of one estate, or of one department for its head, by state, the nearest due first,
moving by itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_at_work
from jujiao.company.staff.models import Department
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.shared import shared
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.knowing import hidden_from
from jujiao.service.complaints.glance import four
from jujiao.service.complaints.models import Nature, State
from jujiao.service.complaints.queries import SEES_ESTATE
from jujiao.service.complaints.queries_board import COUNTED, OnBoard, cases_of, on_board
from jujiao.service.complaints.web.board_cards import drawn

LANES = (State.REGISTERED, State.DISPATCHED, State.ACCEPTED, State.RESOLVED)


@dataclass(frozen=True)
class Lane:
    """One state with its most urgent cases; `count` goes no further than COUNTED + 1."""

    state: State
    rows: list[Any]
    cards: list[SafeString]
    count: int
    url: str

    @property
    def many(self) -> bool:
        return self.count > COUNTED

    @property
    def more(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class Counted:
    """A nature as a badge, with how many are open, no further than COUNTED + 1."""

    nature: Nature
    count: int

    @property
    def many(self) -> bool:
        return self.count > COUNTED

    @property
    def label(self) -> str:
        return str(self.nature.label)

    @property
    def colour(self) -> str:
        return self.nature.colour


@dataclass(frozen=True)
class Board:
    """What one board shows: an estate for those who see all of it, or the department that somebody heads."""

    estate: Estate
    department: Department | None = None

    @property
    def query(self) -> str:
        """The part of an address that asks for this board."""
        return f"department={self.department.pk}" if self.department else f"estate={self.estate.pk}"

    @property
    def states(self) -> tuple[State, ...]:
        """What is not handed over yet is in no department's hands."""
        return LANES[1:] if self.department else LANES

    def __str__(self) -> str:
        return str(self.department or self.estate)

    @property
    def where(self) -> dict[str, int]:
        """What its cases have in common, by their columns."""
        here = {"estate": self.estate.pk}
        return {**here, "department": self.department.pk} if self.department else here


@door(*SEES_ESTATE, Role.HEAD)
def board(request: ViewerRequest) -> HttpResponse:
    """One board. `wall` makes it large, for a room where anybody may look: without rooms, words, and the cases about
    a person with what is handled together with them."""
    return shared(request, lambda: _seen_as(request), lambda: _board(request))


def _board(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    boards = boards_of(viewer)
    shown = _chosen(boards, request.GET)
    now, wall = clock.now(), request.GET.get("wall") == "1"
    found = on_board(viewer, shown.states, now, wall=wall, **shown.where)
    context = {
        "figures": four(cases_of(viewer, wall=wall, **shown.where), now) if wall else (),
        "natures": [Counted(*each) for each in zip(Nature, found.of_natures, strict=True)],
        "now": now,
        "wall": wall,
        "shown": shown,
        "boards": boards if len(boards) > 1 else [],
        "lanes": _lanes(viewer, found, shown, now, wall=wall),
        "newest": found.newest,
        "late": found.late,
    }
    return render_page(request, "complaints/wall.html" if wall else "complaints/board.html", "board", context)


def _seen_as(request: ViewerRequest) -> tuple[Any, ...]:
    """Stands for what a viewer sees on a board: the same for all who see the same estates whole, but for who must not
    know of a case. Whoever sees no estate whole, or asks for a department, sees what they head or took down."""
    viewer = request.viewer
    estates = viewer.estate_ids(*SEES_ESTATE)
    whole = estates is None or bool(estates)
    alike = whole and not hidden_from(viewer.employee_id)
    headed = frozenset() if whole and "department" not in request.GET else viewer.department_ids(Role.HEAD)
    return viewer.company_id, estates, headed, None if alike else viewer.user_id


def boards_of(viewer: Viewer) -> list[Board]:
    """The boards that a person may look at: the estates that they see whole, then the departments that they head
    elsewhere."""
    estates = estates_at_work(viewer, *SEES_ESTATE)
    headed = viewer.department_ids(Role.HEAD)
    departments = _others(ids=list(headed), estates=[each.pk for each in estates]) if headed else ()
    return [*map(Board, estates), *(Board(each.estate, each) for each in departments)]


@compiled
def _others(*, ids: list[int], estates: list[int]) -> QuerySet[Department]:
    found = Department.objects.filter(pk__any_of=ids).exclude(estate__any_of=estates)
    return found.select_related("estate").order_by("estate_id", "id")


def _lanes(viewer: Viewer, found: OnBoard, shown: Board, now: datetime, *, wall: bool) -> list[Lane]:
    cards = iter(drawn(viewer, [row for lane in found.lanes for row in lane], now, wall=wall))
    return [
        Lane(state, rows, [next(cards) for _row in rows], count, _queue_of(state, shown))
        for state, rows, count in zip(shown.states, found.lanes, found.in_lanes, strict=True)
    ]


def _queue_of(state: State, shown: Board) -> str:
    """Where all cases of a lane are listed."""
    query = QueryDict(mutable=True)
    query["state"] = state
    return f"{reverse('complaints:queue')}?{query.urlencode()}&{shown.query}"


def _chosen(boards: list[Board], wanted: QueryDict) -> Board:
    """The board asked for, else the first; Http404 for whoever has none."""
    if not boards:
        raise Http404
    asked = {f"{name}={wanted[name]}" for name in ("estate", "department") if name in wanted}
    return next((each for each in boards if each.query in asked), boards[0])

"""The board (看板): the open cases of one estate, or of one department for its head, by state, the nearest due first,
moving by itself."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Department
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.shared import shared
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.knowing import hidden_from, kept_from_anybody
from jujiao.service.complaints.glance import four
from jujiao.service.complaints.models import SUBJECT, Complaint, Nature, State
from jujiao.service.complaints.queries import SEES_ESTATE, open_ones, visible_to
from jujiao.service.complaints.web.board_cards import COLUMNS, drawn

SHOWN = 30
COUNTED = 1000
LANES = (State.REGISTERED, State.DISPATCHED, State.ACCEPTED, State.RESOLVED)
OTHERS = tuple(nature for nature in Nature if nature != Nature.COMPLAINT)


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

    def narrow(self, cases: QuerySet[Complaint]) -> QuerySet[Complaint]:
        here = cases.filter(estate=self.estate)
        return here.filter(department=self.department) if self.department else here


@door(*SEES_ESTATE, Role.HEAD)
def board(request: ViewerRequest) -> HttpResponse:
    """One board. `wall` makes it large, for a room where anybody may look: without rooms, words, and the cases about
    a person with what is handled together with them."""
    return shared(request, lambda: _seen_as(request.viewer), lambda: _board(request))


def _board(request: ViewerRequest) -> HttpResponse:
    boards = boards_of(request.viewer)
    shown = _chosen(boards, request.GET)
    now, wall = clock.now(), request.GET.get("wall") == "1"
    seen = visible_to(request.viewer)
    if wall:
        seen = seen.exclude(pk__in=kept_from_anybody(subjects.of(SUBJECT)))
    cases = shown.narrow(seen)
    counts = _of_each_nature(open_ones(cases))
    context = {
        "figures": four(cases, now) if wall else (),
        "natures": [Counted(nature, counts.get(nature, 0)) for nature in Nature],
        "now": now,
        "wall": wall,
        "shown": shown,
        "boards": boards if len(boards) > 1 else [],
        "lanes": _lanes(request.viewer, cases, shown, now, wall=wall),
        "newest": cases.aggregate(newest=Max("id"))["newest"] or 0,
        "late": open_ones(cases).filter(next_due_at__lt=now)[: COUNTED + 1].count(),
    }
    return render_page(request, "complaints/wall.html" if wall else "complaints/board.html", "board", context)


def _seen_as(viewer: Viewer) -> tuple[Any, ...]:
    """Stands for what a viewer sees on a board: the same for all who see the same estates whole and head the same
    departments, but for who must not know of a case, and who sees some for having taken them down."""
    alike = viewer.has(*SEES_ESTATE) and not hidden_from(viewer.employee_id)
    places = viewer.estate_ids(*SEES_ESTATE), viewer.department_ids(Role.HEAD)
    return viewer.company_id, *places, None if alike else viewer.user_id


def boards_of(viewer: Viewer) -> list[Board]:
    """The boards that a person may look at: the estates that they see whole, then the departments that they head
    elsewhere."""
    estates = list(estates_of(viewer, *SEES_ESTATE))
    headed = Department.objects.filter(pk__in=viewer.department_ids(Role.HEAD)).exclude(estate__in=estates)
    departments = headed.select_related("estate").order_by("estate_id", "id") if viewer.has(Role.HEAD) else ()
    return [*map(Board, estates), *(Board(each.estate, each) for each in departments)]


def _of_each_nature(cases: QuerySet[Complaint]) -> Counter[str]:
    """How many of these open cases there are of each nature. Most are complaints, of which it is enough to count some;
    what else there is, is counted together."""
    others = cases.filter(nature__in=OTHERS).values_list("nature", flat=True)
    complaints = cases.filter(nature=Nature.COMPLAINT)
    return Counter(others[: COUNTED + 1]) + Counter({Nature.COMPLAINT: complaints[: COUNTED + 1].count()})


def _lanes(viewer: Viewer, cases: QuerySet[Complaint], shown: Board, now: datetime, *, wall: bool) -> list[Lane]:
    found = [(state, cases.filter(state=state)) for state in shown.states]
    rows = [
        list(rows.values_list(*COLUMNS, named=True).order_by("next_due_at", "id")[:SHOWN]) for _state, rows in found
    ]
    cards = iter(drawn(viewer, [row for lane in rows for row in lane], now, wall=wall))
    return [
        Lane(state, lane, [next(cards) for _row in lane], these[: COUNTED + 1].count(), _queue_of(state, shown))
        for (state, these), lane in zip(found, rows, strict=True)
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

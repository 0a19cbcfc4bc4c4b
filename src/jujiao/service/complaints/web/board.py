"""The board (看板): the open cases of one estate, or of one department for its head, by state, the nearest due first,
moving by itself."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Prefetch, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Department
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.knowing import kept_from_anybody
from jujiao.service.complaints.glance import four
from jujiao.service.complaints.models import SUBJECT, Complaint, Nature, State
from jujiao.service.complaints.queries import SEES_ESTATE, open_ones, visible_to

SHOWN = 30
COUNTED = 1000
COLUMNS = (State.REGISTERED, State.DISPATCHED, State.ACCEPTED, State.RESOLVED)


@dataclass(frozen=True)
class Lane:
    """One state with its most urgent cases; `count` goes no further than COUNTED + 1."""

    state: State
    rows: list[Complaint]
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
    """A nature as a badge, with how many are open."""

    nature: Nature
    count: int

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
        return COLUMNS[1:] if self.department else COLUMNS

    def __str__(self) -> str:
        return str(self.department or self.estate)

    def narrow(self, cases: QuerySet[Complaint]) -> QuerySet[Complaint]:
        return cases.filter(department=self.department) if self.department else cases.filter(estate=self.estate)


@door(*SEES_ESTATE, Role.HEAD)
def board(request: ViewerRequest) -> HttpResponse:
    """One board. `wall` makes it large, for a room where anybody may look: without rooms, words, and the cases about
    a person with what is handled together with them."""
    boards = boards_of(request.viewer)
    shown = _chosen(boards, request.GET)
    now, wall = clock.now(), request.GET.get("wall") == "1"
    seen = visible_to(request.viewer)
    if wall:
        seen = seen.exclude(pk__in=kept_from_anybody(subjects.of(SUBJECT)))
    cases = shown.narrow(seen)
    counts = dict(open_ones(cases).values_list("nature").annotate(Count("pk")))
    context = {
        "figures": four(cases, now) if wall else (),
        "natures": [Counted(nature, counts.get(nature, 0)) for nature in Nature],
        "now": now,
        "wall": wall,
        "shown": shown,
        "boards": boards if len(boards) > 1 else [],
        "lanes": [_lane(state, cases, Prefetch("merged_into", seen), shown) for state in shown.states],
        "newest": cases.aggregate(newest=Max("id"))["newest"] or 0,
        "late": open_ones(cases).filter(next_due_at__lt=now)[: COUNTED + 1].count(),
    }
    return render_page(request, "complaints/wall.html" if wall else "complaints/board.html", "board", context)


def boards_of(viewer: Viewer) -> list[Board]:
    """The boards that a person may look at: the estates that they see whole, then the departments that they head
    elsewhere."""
    estates = list(estates_of(viewer, *SEES_ESTATE))
    headed = Department.objects.filter(pk__in=viewer.department_ids(Role.HEAD)).exclude(estate__in=estates)
    departments = headed.select_related("estate").order_by("estate_id", "id") if viewer.has(Role.HEAD) else ()
    return [*map(Board, estates), *(Board(each.estate, each) for each in departments)]


def _lane(state: State, cases: QuerySet[Complaint], mains: "Prefetch[Any]", shown: Board) -> Lane:
    """`mains` reads what the cases were merged into, where it may be named."""
    found = cases.filter(state=state)
    rows = found.select_related("room", "building", "category", "department", "handler")
    query = QueryDict(mutable=True)
    query["state"] = state
    return Lane(
        state,
        list(rows.prefetch_related(mains).order_by("next_due_at", "id")[:SHOWN]),
        found[: COUNTED + 1].count(),
        f"{reverse('complaints:queue')}?{query.urlencode()}&{shown.query}",
    )


def _chosen(boards: list[Board], wanted: QueryDict) -> Board:
    """The board asked for, else the first; Http404 for whoever has none."""
    if not boards:
        raise Http404
    asked = {f"{name}={wanted[name]}" for name in ("estate", "department") if name in wanted}
    return next((each for each in boards if each.query in asked), boards[0])

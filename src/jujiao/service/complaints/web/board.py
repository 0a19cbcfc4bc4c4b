"""The desk board (看板): the open cases of one estate by state, the nearest due first, moving by itself."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Prefetch, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.kernel.record.knowing import kept_from_anybody
from jujiao.service.complaints.models import SUBJECT, Complaint, Nature, State
from jujiao.service.complaints.permissions import REGISTERS
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


@door(*SEES_ESTATE)
def board(request: ViewerRequest) -> HttpResponse:
    """The board of one estate. `wall` makes it large, for a room where anybody may look: without rooms, words, and
    the cases about a person with what is handled together with them."""
    estates = list(estates_of(request.viewer, *SEES_ESTATE))
    estate = _chosen(estates, request.GET.get("estate", ""))
    now, wall = clock.now(), request.GET.get("wall") == "1"
    seen = visible_to(request.viewer)
    if wall:
        seen = seen.exclude(pk__in=kept_from_anybody(subjects.of(SUBJECT)))
    cases = seen.filter(estate=estate)
    counts = dict(open_ones(cases).values_list("nature").annotate(Count("pk")))
    context = {
        "natures": [Counted(nature, counts.get(nature, 0)) for nature in Nature],
        "now": now,
        "wall": wall,
        "estate": estate,
        "estates": estates if len(estates) > 1 else [],
        "lanes": [_lane(state, cases, Prefetch("merged_into", seen), estate) for state in COLUMNS],
        "newest": cases.aggregate(newest=Max("id"))["newest"] or 0,
        "late": open_ones(cases).filter(next_due_at__lt=now)[: COUNTED + 1].count(),
        "may_register": request.viewer.has(*REGISTERS, estate_id=estate.pk),
    }
    return render_page(request, "complaints/wall.html" if wall else "complaints/board.html", "board", context)


def _lane(state: State, cases: QuerySet[Complaint], mains: "Prefetch[Any]", estate: Estate) -> Lane:
    """`mains` reads what the cases were merged into, where it may be named."""
    found = cases.filter(state=state)
    rows = found.select_related("room", "building", "category", "department", "handler")
    query = QueryDict(mutable=True)
    query.update({"state": state, "estate": str(estate.pk)})
    url = f"{reverse('complaints:queue')}?{query.urlencode()}"
    return Lane(
        state,
        list(rows.prefetch_related(mains).order_by("next_due_at", "id")[:SHOWN]),
        found[: COUNTED + 1].count(),
        url,
    )


def _chosen(estates: list[Estate], wanted: str) -> Estate:
    """The estate asked for, else the first; Http404 for whoever has none."""
    if not estates:
        raise Http404
    return next((estate for estate in estates if str(estate.pk) == wanted), estates[0])

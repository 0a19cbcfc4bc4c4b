"""What a board shows, read in one statement: an open board asks for it whenever a case changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.functions import Left

from jujiao.company.estates.models import Estate
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.database.literal import literal
from jujiao.kernel.database.together import together
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.knowing import kept_from_anybody
from jujiao.service.complaints.models import SUBJECT, Complaint, Nature, State
from jujiao.service.complaints.queries import open_ones, visible_to

SHOWN: Final = 30
COUNTED: Final = 1000
SAID: Final = 120
"""Characters of the owner's words among which are those on a card."""
COLUMNS: Final = (
    "id",
    "number",
    "said",
    "category__name_zh",
    "category__name_en",
    "room__code",
    "building__name",
    "place",
    "round",
    "nature",
    "kind",
    "urges",
    "merged_into_id",
    "handler__name",
    "department__name",
    "next_due_at",
)
"""What is read for a card."""


@dataclass(frozen=True)
class OnBoard:
    """The most urgent cases of each lane, rows with COLUMNS by name; how many each lane has, how many are open of each
    nature and how many are late, each no further than COUNTED + 1; the id of the newest case, 0 where there is none."""

    lanes: Sequence[list[Any]]
    in_lanes: Sequence[int]
    of_natures: Sequence[int]
    late: int
    newest: int


class HowMany(Subquery):
    """How many rows a query finds."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def on_board(viewer: Viewer, states: Sequence[State], now: datetime, *, wall: bool, **where: int) -> OnBoard:
    """What the viewer sees of the cases `where` the board is: of an `estate`, and there of one `department` if any. On
    a `wall` without those about a person, and what is handled together with them."""
    shape, given = viewer.shape, {**where, **viewer.who}
    counts, *lanes = together(
        _counts.asked(shape, tuple(states), wall, now=now, **given),
        *(_lane.asked(shape, state, wall, **given) for state in states),
    )
    newest, late, *many = counts[0]
    return OnBoard(lanes, many[: len(states)], many[len(states) :], late, newest or 0)


def cases_of(viewer: Viewer, *, wall: bool, estate: int, department: int | None = None) -> QuerySet[Complaint]:
    """The cases of a board."""
    here = visible_to(viewer).filter(estate=estate)
    if wall:
        here = here.exclude(pk__in=kept_from_anybody(subjects.of(SUBJECT)))
    return here if department is None else here.filter(department=department)


@compiled
def _counts(
    shape: Viewer, states: tuple[State, ...], wall: bool, /, *, estate: int, now: datetime, department: Any = None,
    **who: int,
) -> QuerySet[Estate, Any]:  # fmt: skip
    cases = cases_of(shape.filled(who), wall=wall, estate=estate, department=department)
    opened = open_ones(cases)
    counted = [
        opened.filter(next_due_at__lt=now),
        *(cases.filter(state=literal(state)) for state in states),
        *(opened.filter(nature=literal(nature)) for nature in Nature),
    ]
    many = [HowMany(each.order_by().values("pk")[: COUNTED + 1]) for each in counted]
    newest = Subquery(cases.order_by("-id").values("pk")[:1])
    return Estate.objects.filter(pk=estate).values_list(newest, *many)


@compiled
def _lane(
    shape: Viewer, state: State, wall: bool, /, *, estate: int, department: Any = None, **who: int
) -> QuerySet[Complaint, Any]:
    cases = cases_of(shape.filled(who), wall=wall, estate=estate, department=department)
    rows = cases.filter(state=literal(state)).annotate(said=Left("text", SAID))
    return rows.order_by("next_due_at", "id").values_list(*COLUMNS, named=True)[:SHOWN]

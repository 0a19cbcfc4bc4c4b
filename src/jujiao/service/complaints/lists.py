"""The queue's filters and orders (投诉列表)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Func, IntegerField, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Building, Estate, Room
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.pages.filters import Choice, Filter, Since, Switch, Until, Words
from jujiao.kernel.pages.presets import Preset
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Role, Viewer
from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.service.complaints.models import Category, Channel, Complaint, Kind, Nature, State
from jujiao.service.complaints.queries import SEES_DEPARTMENT, SEES_ESTATE, open_ones, visible_to
from jujiao.service.complaints.queries_figures import PAST, Shown, behind
from jujiao.service.complaints.searching import search

URGENT = Order("due", _("Most urgent"), ("next_due_at", "id"))
NEWEST = Order("new", _("Newest"), ("-id",))


class NumNulls(Func):
    """How many are null. Of closed cases nothing is due, so `IS NOT NULL` says once more that a case is open, which the
    planner counts twice: it then takes what is left for so few that it reads and sorts all of them for one page."""

    function = "num_nulls"
    output_field = IntegerField()


def queue(
    viewer: Viewer, params: QueryDict, now: datetime, *, offered: Sequence[Filter] = ()
) -> tuple[Table, QuerySet[Complaint]]:
    """The list that `params` ask for, with the filters that are `offered`, by default all. Open cases, the most urgent
    first; closed ones come in, newest first, where they are asked for or searched for, as nothing of theirs is urgent
    any more."""
    figure = params.get("figure", "")
    closed = params.get("closed") == "1" or State.CLOSED in params.getlist("state") or bool(params.get("q", "").strip())
    closed |= figure in PAST
    rows = visible_to(viewer) if closed else open_ones(visible_to(viewer))
    # Nothing is due of praise, so it has no place in the order of what is urgent.
    praise = params.getlist("nature") == [Nature.PRAISE] or figure == Shown.OPEN
    if not closed and not praise:
        rows = rows.alias(without_time=NumNulls("next_due_at")).exclude(without_time=1)
    orders = [NEWEST] if closed or praise else [URGENT, NEWEST]
    return Table(orders=orders, filters=offered or filters(viewer, now)), rows


def filters(viewer: Viewer, now: datetime) -> list[Filter]:
    """The filters for this person: only the places and people of where they work are offered."""
    estates = _places(viewer.shape)
    ids = [estate.pk for estate in estates]
    several = [Choice("estate", _("Estate"), lambda: _named(estates), named=True)] if len(estates) > 1 else []
    return [
        Words("q", _("Number, room, name or words"), by=lambda rows, text: search(viewer, rows, text, now)),
        *several,
        Choice("state", _("State"), State.choices),
        Switch("late", _("Late"), by=lambda rows: rows.filter(next_due_at__lt=now)),
        Switch("today", _("Due today"), by=lambda rows: _due_on(rows, timezone.localtime(now).date())),
        Choice("category", _("Category"), lambda: _named(_categories())),
        Choice("department", _("Department"), lambda: _named(_departments(viewer.shape, estates=ids)), named=True),
        Choice("handler", _("In hand of"), lambda: _named(_handlers(estates=ids)), named=True),
        Choice("nature", _("Nature"), Nature.choices),
        Choice("kind", _("Kind"), Kind.choices),
        Choice("channel", _("Channel"), Channel.choices),
        Choice(
            "building",
            _("Building"),
            lambda: _named(_buildings(estates=ids)),
            by=in_buildings,
            named=True,
        ),
        Choice("figure", _("At a glance"), Shown.choices, by=lambda rows, shown: _behind(rows, shown, now)),
        Switch("again", _("Round 2 or later"), by=lambda rows: rows.filter(round__gte=2)),
        Switch("closed", _("Closed ones too")),
        Since("from", _("Received from"), column="received_at"),
        Until("to", _("Received until"), column="received_at"),
    ]


def presets(viewer: Viewer) -> list[Preset]:
    """The views of the list that somebody in these posts expects."""
    found = []
    if viewer.has(Role.CLERK):
        found.append(Preset(_("To be dispatched"), f"state={State.REGISTERED}"))
    if departments := viewer.department_ids(*SEES_DEPARTMENT):
        ours = "".join(f"&department={each}" for each in sorted(departments))
        found.append(Preset(_("Not taken in hand by our department"), f"state={State.DISPATCHED}{ours}"))
    found += [Preset(_("Due today"), "today=1"), Preset(_("Late"), "late=1")]
    if viewer.has(Role.CLERK, Role.MANAGER):
        found.append(Preset(_("To be followed up"), f"state={State.RESOLVED}"))
    if viewer.has(Role.MANAGER, Role.COMPANY):
        found.append(Preset(Shown.THIRD.label, f"figure={Shown.THIRD}"))
        found.append(Preset(Shown.INSTRUCTED.label, f"figure={Shown.INSTRUCTED}"))
    return found


def _due_on(rows: QuerySet[Complaint], day: date) -> QuerySet[Complaint]:
    return rows.filter(next_due_at__gte=midnight(day), next_due_at__lt=midnight(day + ONE_DAY))


def _behind(rows: QuerySet[Complaint], shown: list[str], now: datetime) -> QuerySet[Complaint]:
    """The cases behind one of those figures."""
    found = Q()
    for each in shown:
        found |= Q(pk__in=behind(Complaint.objects.all(), each, now).values("pk"))
    return rows.filter(found)


def in_buildings(rows: QuerySet[Complaint], ids: list[str]) -> QuerySet[Complaint]:
    # The ids of the rooms go along, so that the indexes serve.
    rooms = Room.objects.filter(unit__building__in=[int(each) for each in ids]).values_list("pk", flat=True)
    return rows.filter(Q(building__in=ids) | Q(room__any_of=list(rooms)))


@compiled
def _places(shape: Viewer, /) -> QuerySet[Estate]:
    """The estates whose complaints this person may see, some or all of them."""
    ids = shape.estate_ids(*SEES_ESTATE, *SEES_DEPARTMENT)
    estates = Estate.objects.filter(company=shape.company_id).order_by("id")
    return estates if ids is None else estates.filter(pk__in=ids)


@compiled
def _categories() -> QuerySet[Category]:
    return Category.objects.all()


@compiled
def _departments(shape: Viewer, /, *, estates: list[int]) -> QuerySet[Department]:
    found = Department.objects.filter(estate_id__any_of=estates).order_by("estate_id", "id")
    overview = shape.has(*SEES_ESTATE)
    return found if overview else found.filter(pk__in=shape.department_ids(*SEES_DEPARTMENT))


@compiled
def _handlers(*, estates: list[int]) -> QuerySet[Employee]:
    """Who may have a complaint in hand at these estates, or had."""
    work = (Role.MEMBER, Role.HEAD, Role.CLERK, Role.MANAGER)
    posts = Q(assignments__estate_id__any_of=estates, assignments__role__in=work)
    return Employee.objects.filter(posts).distinct().order_by("pinyin", "id")


@compiled
def _buildings(*, estates: list[int]) -> QuerySet[Building]:
    return Building.objects.filter(estate_id__any_of=estates)


def _named(rows: Any) -> list[tuple[int, str]]:
    return [(row.pk, str(row)) for row in rows]

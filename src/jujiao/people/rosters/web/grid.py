"""The grid of a roster: its people and its days, changed by keys, by dragging, and by a dialog for each cell."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from pypinyin import Style, lazy_pinyin

from jujiao.company.duty.models import Duty
from jujiao.company.rulebook.queries import UnableToFindRules
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.words import weekday_words
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.people.rosters import operations
from jujiao.people.rosters.cells import cell_of, token
from jujiao.people.rosters.covering import gaps_of
from jujiao.people.rosters.forms_grid import CellForm, EditForm
from jujiao.people.rosters.grid import Grid, kinds_of, people_of
from jujiao.people.rosters.grid import grid_of as drawn
from jujiao.people.rosters.models import Roster, RosterState, ShiftKind
from jujiao.people.rosters.permissions import PLAN, SEES, may_plan_all, sees_inside
from jujiao.people.rosters.posts import post_meant
from jujiao.people.rosters.queries import days_of, duties_of, get_for, posts_of
from jujiao.people.rosters.workbook import workbook as written
from jujiao.rules.people.duty import Span

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIX = "f"
"""The letter that fixes a cell; no kind of shift has it."""


def grid_of(roster: Roster, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """What `rosters/grid.html` shows."""
    posts = posts_of(roster)
    try:
        grid: Grid | None = drawn(roster, now, inside=sees_inside(viewer, roster.estate, posts))
    except UnableToFindRules:
        grid = None
    return {
        "grid": grid,
        "today": today(now),
        "edits": roster.state != RosterState.WITHDRAWN and may_plan_all(viewer, posts),
        "keys": keys_of(grid.kinds) if grid else (),
    }


def keys_of(kinds: Sequence[ShiftKind]) -> list[tuple[ShiftKind, str, str]]:
    """Each kind of shift with its number, and the letter with which it begins, where no other has it."""
    taken, found = {FIX}, []
    for number, kind in enumerate(kinds, start=1):
        letter = "".join(lazy_pinyin(kind.name[:1], style=Style.FIRST_LETTER))[:1].lower()
        letter = letter if letter.isalpha() and letter not in taken else ""
        taken.add(letter)
        found.append((kind, str(number) if number <= 9 else "", letter))
    return found


@door(*SEES)
@require_safe
def sheet(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """The grid alone: large on a screen, a landscape sheet on paper."""
    roster, now = get_for(request.viewer, roster_id), clock.now()
    context = {"roster": roster, "posts": posts_of(roster), "now": now, **grid_of(roster, request.viewer, now)}
    return render(request, "rosters/sheet.html", context)


@door(*PLAN)
@require_POST
def edit(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """One change by a key or a drag. Answers with the rows that it concerns, as they are now, and, where it is refused,
    with a sentence for each thing that stands against it."""
    now, roster = clock.now(), _edited(request.viewer, roster_id)
    form = EditForm(roster, request.POST)
    if not form.is_valid():
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        return _answer(request, roster, (), now, _Outcome(sentences, 422))
    given = form.cleaned_data
    people = {each.pk for each in (given["employee"], given["to_employee"]) if each is not None}
    try:
        _do(roster, given, request.viewer, now)
    except UnableTo as error:
        said = error.details.get("against") or [str(error)]
        return _answer(request, roster, people, now, _Outcome(said, error.status))
    return _answer(request, roster, people, now)


def _do(roster: Roster, given: dict[str, Any], actor: Viewer, now: datetime) -> None:
    where: dict[str, Any] = {"roster_id": roster.pk, "day": given["day"], "seen": given["seen"]}
    who: dict[str, Any] = {"actor": actor, "now": now}
    employee = given["employee"]
    match given["do"]:
        case "put":
            kind = given["shift_kind"]
            post = post_meant(roster, employee, given["day"], kind)
            operations.put_duty(**where, employee=employee, duty_post=post, shift_kind=kind, **who)
        case "take":
            operations.take_out(**where, employee=employee, **who)
        case "fix":
            operations.turn_fixed(**where, employee=employee, **who)
        case _:
            to: dict[str, Any] = {"to_employee": given["to_employee"], "to_day": given["to_day"]}
            operations.move_duty(**where, duty_id=given["duty"], **to, **who)


@dataclass(frozen=True)
class _Outcome:
    """What stands against a change, and the status that says so."""

    sentences: Sequence[str] = ()
    status: int = 200


TAKEN = _Outcome()


def _answer(
    request: ViewerRequest, roster: Roster, people: Collection[int], now: datetime, outcome: _Outcome = TAKEN
) -> HttpResponse:
    shown = grid_of(roster, request.viewer, now)
    grid = shown["grid"]
    rows = [row for row in grid.rows if row.employee.pk in people] if grid else []
    context = {**shown, "roster": roster, "now": now, "rows": rows, "gaps": gaps_of(roster)}
    context["sentences"] = outcome.sentences
    return render(request, "rosters/grid_answer.html", context, status=outcome.status)


@door(*PLAN)
def cell(request: ViewerRequest, roster_id: int, employee_id: int, day: int) -> HttpResponse:
    """The dialog of one cell; days of a roster are numbered from 1."""
    now, roster = clock.now(), _edited(request.viewer, roster_id)
    planned = duties_of(roster).values_list("employee_id", flat=True)
    employee = get_object_or_404(Employee.objects.filter(pk__in=people_of(roster, planned)), pk=employee_id)
    at = _day(roster, day)
    there = cell_of(roster, employee, at)
    first = there[0] if there else None
    kind = next(
        (each for each in kinds_of(roster) if first and each.on(at) == Span(first.starts_at, first.ends_at)), None
    )
    as_is = _as_planned(there) if len(there) > 1 or (first and kind is None) else ""
    initial = {
        "shift_kind": None if as_is else kind,
        "duty_post": first.duty_post if first else posts_of(roster)[0],
        "fixed": bool(there) and all(duty.fixed for duty in there),
        "seen": token(there),
    }
    dialog = Dialog(
        _("Duty of a day"),
        SAVE,
        reverse("rosters:roster", args=[roster_id]),
        subject=f"{employee.name} · {weekday_words(at)}",
        sentence=_("Saved."),
    )
    form = CellForm(roster, request.POST or None, initial=initial, as_is=as_is)
    stays = there if as_is else ()
    return dialog.answer(request, form, _saver(roster, employee, at, stays, actor=request.viewer, now=now))


def _as_planned(duties: Sequence[Duty]) -> str:
    """What is planned in a cell that is none of the kinds of shifts, or several."""
    times = (f"{timezone.localtime(each.starts_at):%H:%M}–{timezone.localtime(each.ends_at):%H:%M}" for each in duties)
    return _("As planned: %(times)s") % {"times": " / ".join(times)}


def _saver(
    roster: Roster, employee: Employee, day: date, stays: Sequence[Duty], *, actor: Viewer, now: datetime
) -> Callable[[dict[str, Any]], None]:
    def save(given: dict[str, Any]) -> None:
        where: dict[str, Any] = {"roster_id": roster.pk, "employee": employee, "day": day, "seen": given["seen"]}
        who: dict[str, Any] = {"actor": actor, "now": now}
        if given["shift_kind"] is None and stays:
            if given["fixed"] != all(duty.fixed for duty in stays):
                operations.turn_fixed(**where, **who)
        elif given["shift_kind"] is None:
            operations.take_out(**where, **who)
        else:
            what = {name: given[name] for name in ("shift_kind", "duty_post", "fixed")}
            operations.put_duty(**where, **what, **who)

    return save


def _edited(viewer: Viewer, roster_id: int) -> Roster:
    """The roster, for whoever plans all its posts; Http404 for others."""
    roster = get_for(viewer, roster_id)
    if not may_plan_all(viewer, posts_of(roster)):
        raise Http404
    return roster


def _day(roster: Roster, number: int) -> date:
    days = days_of(roster)
    if not 1 <= number <= len(days):
        raise Http404
    return days[number - 1]


@door(*SEES)
@require_safe
def workbook(request: ViewerRequest, roster_id: int) -> HttpResponse:
    """The grid and its duties as a workbook."""
    roster, now = get_for(request.viewer, roster_id), clock.now()
    by = _("%(person)s, %(at)s") % {"person": request.viewer.name, "at": f"{timezone.localtime(now):%Y-%m-%d %H:%M}"}
    grid = drawn(roster, now, inside=sees_inside(request.viewer, roster.estate, posts_of(roster)))
    response = HttpResponse(written(grid, by), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="roster-{roster.first:%Y%m%d}-{roster.pk}.xlsx"'
    return response

"""3.1.1: a roster is changed by hand, cell by cell. Planning itself says what stands against each change
(`company.duty.operations.planning`)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import Duty, DutyPost, DutyState
from jujiao.company.duty.operations import How, Meant, fix, replan
from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import Stale
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.cells import cell_of, token
from jujiao.people.rosters.models import Roster, RosterState, Scheme, ShiftKind
from jujiao.people.rosters.operations.frame import UnableToRoster, edited, hold_roster
from jujiao.people.rosters.operations.lapsing import lapse_swaps_of
from jujiao.people.rosters.queries import days_of, posts_of
from jujiao.rules.people.duty import Span


class UnableToEdit(UnableToRoster):
    """The day or the post is not the roster's, the kind of shift is another estate's, or nothing is there to change."""


@transaction.atomic
def put_duty(
    *,
    roster_id: int,
    employee: Employee,
    day: date,
    duty_post: DutyPost,
    shift_kind: ShiftKind,
    seen: str,
    fixed: bool | None = None,
    actor: Viewer,
    now: datetime,
) -> None:
    """Has somebody do a shift that starts on a day, in the place of what they have in the roster then; `fixed` or not,
    None as it is.

    Stale where the cell is not as `seen` any more. Raises NotAllowed, UnableToEdit, UnableToPlan."""
    roster, there = _held(roster_id, employee, day, seen)
    if duty_post not in posts_of(roster) or shift_kind.estate_id != roster.estate_id or not shift_kind.in_use:
        raise UnableToEdit(_("This post or this kind of shift is not in the roster."))
    span = shift_kind.on(day)
    if [(duty.duty_post_id, _span(duty)) for duty in there] == [(duty_post.pk, span)]:
        if fixed is not None and fixed != there[0].fixed:
            turn_fixed(roster_id=roster_id, employee=employee, day=day, seen=seen, actor=actor, now=now)
        return
    kept = any(duty.fixed for duty in there)
    _replan(roster, there, [Meant(employee, duty_post, span)], actor, now, fixed=kept if fixed is None else fixed)


@transaction.atomic
def take_out(*, roster_id: int, employee: Employee, day: date, seen: str, actor: Viewer, now: datetime) -> None:
    """Leaves somebody without a duty of the roster on a day. Stale where the cell is not as `seen` any more."""
    roster, there = _held(roster_id, employee, day, seen)
    if not there:
        raise UnableToEdit(_("Nothing is planned in this cell."))
    _replan(roster, there, [], actor, now)


@transaction.atomic
def turn_fixed(*, roster_id: int, employee: Employee, day: date, seen: str, actor: Viewer, now: datetime) -> None:
    """Fixes the duties of a cell, or frees them where all are fixed. Stale where it is not as `seen` any more."""
    roster, there = _held(roster_id, employee, day, seen)
    if not there:
        raise UnableToEdit(_("Nothing is planned in this cell."))
    fixed = not all(duty.fixed for duty in there)
    for duty in there:
        fix(duty=duty, fixed=fixed, actor=actor, now=now)
    edited(roster, [], verb="edit_roster", actor=actor, now=now, employee=employee.pk, day=day)


@transaction.atomic
def move_duty(
    *,
    roster_id: int,
    duty_id: int,
    day: date,
    seen: str,
    to_employee: Employee,
    to_day: date,
    actor: Viewer,
    now: datetime,
) -> None:
    """Gives a duty of the roster that starts on a `day` to another person or another day, at the same time of day.
    Stale where the cell that it leaves is not as `seen` any more."""
    found = Duty.objects.filter(pk=duty_id).select_related("employee").first()
    if found is None:
        raise Stale(_changed(), given=0, current=1)
    roster, there = _held(roster_id, found.employee, day, seen)
    duty = next((each for each in there if each.pk == duty_id), None)
    if duty is None or to_day not in days_of(roster):
        raise UnableToEdit(_("This day is not in the roster."))
    if (to_employee.pk, to_day) == (duty.employee_id, day):
        return
    span = Span(duty.starts_at + (to_day - day), duty.ends_at + (to_day - day))
    _replan(roster, [duty], [Meant(to_employee, duty.duty_post, span)], actor, now, fixed=duty.fixed)


def _held(roster_id: int, employee: Employee, day: date, seen: str) -> tuple[Roster, Sequence[Duty]]:
    """The roster, held: whatever changes its duties by hand waits here. And what is in a cell of it."""
    roster = hold_roster(roster_id)
    if roster.state == RosterState.WITHDRAWN or day not in days_of(roster):
        raise UnableToEdit(_("This day is not in the roster."))
    there = cell_of(roster, employee, day)
    if seen != token(there):
        raise Stale(_changed(), given=0, current=1)
    return roster, there


def _replan(
    roster: Roster,
    taken: Sequence[Duty],
    meant: Sequence[Meant],
    actor: Viewer,
    now: datetime,
    *,
    fixed: bool = False,
) -> None:
    how = How(
        state=DutyState.PLANNED if roster.published else DutyState.DRAFT,
        fixed=fixed,
        averaged=roster.scheme == Scheme.AVERAGED,
    )
    replan(taken=taken, meant=meant, how=how, actor=actor, now=now)
    if roster.published:
        lapse_swaps_of(taken, now=now)
    people = {*(each.employee_id for each in taken), *(each.employee.pk for each in meant)}
    days: dict[str, Any] = {"employees": sorted(people), "days": sorted(_days(taken, meant))}
    edited(roster, people, verb="edit_roster", actor=actor, now=now, **days)


def _days(taken: Iterable[Duty], meant: Iterable[Meant]) -> set[str]:
    starts = [*(each.starts_at for each in taken), *(each.span.start for each in meant)]
    return {start.isoformat() for start in starts}


def _span(duty: Duty) -> Span:
    return Span(duty.starts_at, duty.ends_at)


def _changed() -> str:
    return _("Somebody else has changed this cell since. Look again, then decide.")

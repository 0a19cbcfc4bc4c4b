"""3.1.1: what employees ask for of a leave, and what they wish of a roster that is to come."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import LeaveKind
from jujiao.company.duty.operations import UnableToTakeLeave, take_leave
from jujiao.company.duty.permissions import permit_leave
from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.people.rosters.asks import open_to_wishes
from jujiao.people.rosters.models import AskedLeave, LeaveStep, Roster, ShiftKind, Wish, WishKind
from jujiao.people.rosters.models.asked import SHORT
from jujiao.people.rosters.operations.frame import UnableToRoster, hold_roster, need_draft, said_of
from jujiao.people.rosters.operations.telling import granters_of, tell_of_leave
from jujiao.people.rosters.queries import days_of
from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.swapping import LEAVES


class UnableToAskLeave(UnableToTakeLeave):
    """The times cannot be right, or the request has been answered."""


class UnableToWish(UnableToRoster):
    """The roster is published, or the wish is of nothing in it."""


@transaction.atomic
def ask_leave(*, kind: LeaveKind, starts_at: datetime, ends_at: datetime, actor: Viewer, now: datetime) -> AskedLeave:
    """The actor asks for a leave from `starts_at` until before `ends_at`; it counts once it is granted."""
    if actor.employee_id is None:
        raise NotAllowed(_("Only employees ask for leave."))
    employee = locked(Employee(pk=actor.employee_id))
    sensible(today(starts_at), now)
    sensible(today(ends_at), now)
    if ends_at <= starts_at or ends_at <= now:
        raise UnableToAskLeave(_("The end must lie after the beginning and after now."))
    asked = employee.asked_leaves.filter(state=LeaveStep.ASKED, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if asked.exists():
        raise UnableToAskLeave(_("You have asked for leave in that time already."))
    row = AskedLeave.objects.create(employee=employee, kind=kind, starts_at=starts_at, ends_at=ends_at, asked_at=now)
    note(row, "ask_leave", actor, now, changes={"state": row.state}, starts_at=starts_at, ends_at=ends_at)
    tell_of_leave(row, "asked", granters_of(row, now), now)
    return row


@transaction.atomic
def grant_leave(*, asked: AskedLeave, actor: Viewer, now: datetime) -> None:
    """Grants it: from then on it counts as any leave does. Duties in it stay and are gaps."""
    row = _hold(asked)
    _step(row, "grant_leave")
    row.leave = take_leave(
        employee=row.employee,
        kind=LeaveKind(row.kind),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        actor=actor,
        now=now,
    )
    _end(row, "grant_leave", actor, now)
    tell_of_leave(row, "granted", [row.employee], now)


@transaction.atomic
def refuse_leave(*, asked: AskedLeave, refusal: str, actor: Viewer, now: datetime) -> None:
    row = _hold(asked)
    permit_leave(actor, row.employee, today(now))
    _step(row, "refuse_leave")
    row.refusal = refusal.strip()[:SHORT]
    _end(row, "refuse_leave", actor, now)
    tell_of_leave(row, "refused", [row.employee], now)


@transaction.atomic
def withdraw_leave(*, asked: AskedLeave, actor: Viewer, now: datetime) -> None:
    """Whoever asked takes it back before it is answered."""
    row = _hold(asked)
    if row.employee_id != actor.employee_id:
        raise NotAllowed(_("Only %(name)s can take this back.") % {"name": row.employee.name})
    _step(row, "withdraw_leave")
    _end(row, "withdraw_leave", actor, now)


@transaction.atomic
def wish(
    *,
    roster_id: int,
    day: date | None,
    shift_kind: ShiftKind | None,
    kind: WishKind,
    actor: Viewer,
    now: datetime,
) -> Wish:
    """The actor would like, or would not, to be on duty on a day or for a kind of shift of a draft roster. What they
    said of the same before is said no more."""
    roster = _to_come(roster_id, actor, now)
    if day is None and shift_kind is None:
        raise UnableToWish(_("Choose a day, a kind of shift, or both."))
    if (day is not None and day not in days_of(roster)) or (
        shift_kind is not None and shift_kind.estate_id != roster.estate_id
    ):
        raise UnableToWish(_("This day or this kind of shift is not in the roster."))
    row, _made = Wish.objects.update_or_create(
        roster=roster, employee_id=actor.employee_id or 0, day=day, shift_kind=shift_kind, defaults={"kind": kind}
    )
    said_of(roster, "wish", actor, now, employee=row.employee_id)
    return row


@transaction.atomic
def unwish(*, wish: Wish, actor: Viewer, now: datetime) -> None:
    """Takes a wish back; done again, it changes nothing."""
    roster = _to_come(wish.roster_id, actor, now)
    if wish.employee_id != actor.employee_id:
        raise NotAllowed(_("This wish is somebody else's."))
    if Wish.objects.filter(pk=wish.pk).delete()[0]:
        said_of(roster, "unwish", actor, now, employee=wish.employee_id)


def _to_come(roster_id: int, actor: Viewer, now: datetime) -> Roster:
    if not open_to_wishes(actor, now).filter(pk=roster_id).exists():
        raise UnableToWish(_("This roster takes no wishes, or not from you."))
    roster = hold_roster(roster_id)
    need_draft(roster)
    return roster


def _hold(asked: AskedLeave) -> AskedLeave:
    return AskedLeave.objects.select_for_update(of=("self",)).select_related("employee__user").get(pk=asked.pk)


def _step(row: AskedLeave, verb: str) -> None:
    try:
        row.state = LeaveStep(LEAVES.after(row.state, verb).value)
    except RuleBroken as broken:
        raise UnableToAskLeave(_(broken.message)) from broken


def _end(row: AskedLeave, verb: str, actor: Viewer, now: datetime) -> None:
    row.ended_at, row.decided_by_id = now, actor.user_id
    row.save(update_fields=["state", "ended_at", "decided_by", "refusal", "leave"])
    note(row, verb, actor, now, changes={"state": row.state})

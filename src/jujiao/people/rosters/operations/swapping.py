"""3.1.1: somebody asks a colleague to take a duty, that one answers, and whoever plans the post approves."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import Duty, DutyOrigin
from jujiao.company.duty.operations import How, Meant, UnableToPlan, replan, standing_against
from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations.keeping import locked
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.models import Roster, Scheme, Swap
from jujiao.people.rosters.operations.frame import edited, hold_roster
from jujiao.people.rosters.operations.lapsing import dead, lapse_swaps_of
from jujiao.people.rosters.operations.swap_frame import UnableToSwap, end_swap, hold_swap, said_of_swap, step
from jujiao.people.rosters.operations.telling import planners_of, tell_of_swap
from jujiao.people.rosters.permissions import may_decide_swap
from jujiao.people.rosters.queries import roster_at
from jujiao.rules.people.duty import Span


@transaction.atomic
def ask_swap(*, duty: Duty, other: Employee, in_return: Duty | None, actor: Viewer, now: datetime) -> Swap:
    """Asks a colleague to take a duty of the actor's, perhaps for one of theirs. Both plans are looked at already.

    Raises NotAllowed, UnableToSwap: with a sentence for each thing that stands against it."""
    for pk in sorted((duty.employee_id, other.pk)):  # the people before their duties, as whoever plans
        locked(Employee(pk=pk))
    ids = [each.pk for each in (duty, in_return) if each is not None]
    rows = Duty.objects.select_for_update(of=("self",)).select_related("duty_post__estate", "employee__user")
    held = rows.in_bulk(sorted(ids))
    duty = held[duty.pk]
    if duty.employee_id != actor.employee_id:
        raise NotAllowed(_("You can only ask for one of your own duties to be taken."))
    back = held[in_return.pk] if in_return is not None else None
    if other.pk == duty.employee_id or (back is not None and back.employee_id != other.pk):
        raise UnableToSwap(_("The duty in return is not one of that colleague's."))
    for each in held.values():
        if not each.planned or each.starts_at <= now:
            raise UnableToSwap(_("This duty has begun, or is not planned any more."))
    lapse_swaps_of(held.values(), now=now)
    _check(duty, other, back, now)
    try:
        with transaction.atomic():
            swap = Swap.objects.create(asker=duty.employee, other=other, duty=duty, in_return=back, asked_at=now)
    except IntegrityError as error:
        raise UnableToSwap(_("One of these duties is in another open swap.")) from error
    swap = hold_swap(swap.pk)
    said_of_swap(swap, "ask_swap", actor, now)
    tell_of_swap(swap, "asked", [swap.other], now)
    return swap


@transaction.atomic
def accept_swap(*, swap: Swap, actor: Viewer, now: datetime) -> None:
    """The colleague agrees; nothing moves before it is approved."""
    swap = _answered_by_other(swap, actor)
    _check_alive(swap, now)
    step(swap, "accept_swap")
    swap.answered_at = now
    swap.save(update_fields=["state", "answered_at"])
    said_of_swap(swap, "accept_swap", actor, now)
    tell_of_swap(swap, "accepted", planners_of(swap, now), now)
    tell_of_swap(swap, "agreed", [swap.asker], now)


@transaction.atomic
def decline_swap(*, swap: Swap, refusal: str, actor: Viewer, now: datetime) -> None:
    """The colleague does not want it."""
    swap = _answered_by_other(swap, actor)
    end_swap(swap, "decline_swap", actor, now, refusal)
    tell_of_swap(swap, "declined", [swap.asker], now)


@transaction.atomic
def withdraw_swap(*, swap: Swap, actor: Viewer, now: datetime) -> None:
    """Whoever asked takes it back, as long as it is not decided."""
    swap = hold_swap(swap.pk)
    if swap.asker_id != actor.employee_id:
        raise NotAllowed(_("Only %(name)s can take this back.") % {"name": swap.asker.name})
    end_swap(swap, "withdraw_swap", actor, now)
    tell_of_swap(swap, "withdrawn", [swap.other], now)


@transaction.atomic
def refuse_swap(*, swap: Swap, refusal: str, actor: Viewer, now: datetime) -> None:
    """Whoever plans the posts says no."""
    swap = hold_swap(swap.pk)
    _permit(swap, actor)
    end_swap(swap, "refuse_swap", actor, now, refusal)
    tell_of_swap(swap, "refused", [swap.asker, swap.other], now)


@transaction.atomic
def approve_swap(*, swap: Swap, actor: Viewer, now: datetime) -> None:
    """Whoever plans the posts agrees: the duties of the swap, and no others, go to the other person, if both plans keep
    the law as they are now.

    Raises NotAllowed, UnableToSwap: with a sentence for each thing that stands against it."""
    known = Swap.objects.select_related("duty", "in_return").get(pk=swap.pk)
    rosters = _held_rosters([known.duty, known.in_return])
    for pk in sorted((known.asker_id, known.other_id)):
        locked(Employee(pk=pk))
    swap = hold_swap(swap.pk)
    _permit(swap, actor)
    _check_alive(swap, now)
    step(swap, "approve_swap")
    taken, meant = _moves(swap.duty, swap.other, swap.in_return)
    try:
        replan(taken=taken, meant=meant, how=_how(rosters), actor=actor, now=now)
    except UnableToPlan as refused:
        raise UnableToSwap(str(refused), against=refused.against) from refused
    swap.ended_at, swap.decided_by_id = now, actor.user_id
    swap.save(update_fields=["state", "ended_at", "decided_by"])
    said_of_swap(swap, "approve_swap", actor, now)
    people = swap.asker_id, swap.other_id
    for roster in rosters:
        edited(roster, people, verb="swap_in_roster", actor=actor, now=now, swap=swap.pk)
    tell_of_swap(swap, "approved", [swap.asker, swap.other], now)


def _answered_by_other(swap: Swap, actor: Viewer) -> Swap:
    swap = hold_swap(swap.pk)
    if swap.other_id != actor.employee_id:
        raise NotAllowed(_("This is for %(name)s to answer.") % {"name": swap.other.name})
    return swap


def _permit(swap: Swap, actor: Viewer) -> None:
    if not may_decide_swap(actor, swap):
        raise NotAllowed(_("A swap is for those to decide who plan its posts, and who are not in it."))


def _check_alive(swap: Swap, now: datetime) -> None:
    if Swap.objects.filter(dead(now), pk=swap.pk).exists():
        raise UnableToSwap(_("A duty of this swap has begun, or is not planned any more."))


def _check(duty: Duty, other: Employee, in_return: Duty | None, now: datetime) -> None:
    taken, meant = _moves(duty, other, in_return)
    if found := standing_against(taken=taken, meant=meant, how=_how(_rosters([duty, in_return])), now=now):
        raise UnableToSwap(" ".join(found), against=found)


def _moves(duty: Duty, other: Employee, in_return: Duty | None) -> tuple[Sequence[Duty], Sequence[Meant]]:
    meant = [Meant(other, duty.duty_post, Span(duty.starts_at, duty.ends_at))]
    if in_return is None:
        return [duty], meant
    back = Meant(duty.employee, in_return.duty_post, Span(in_return.starts_at, in_return.ends_at))
    return [duty, in_return], [*meant, back]


def _how(rosters: Collection[Roster]) -> How:
    """Where all rosters of a swap average their hours, those of a month may be more, as where they are edited."""
    averaged = bool(rosters) and all(roster.scheme == Scheme.AVERAGED for roster in rosters)
    return How(origin=DutyOrigin.SWAP, averaged=averaged)


def _held_rosters(duties: Iterable[Duty | None]) -> Sequence[Roster]:
    return [hold_roster(pk) for pk in sorted({roster.pk for roster in _rosters(duties)})]


def _rosters(duties: Iterable[Duty | None]) -> Sequence[Roster]:
    found = (roster_at(duty.duty_post_id, today(duty.starts_at)) for duty in duties if duty is not None)
    return [roster for roster in found if roster is not None]

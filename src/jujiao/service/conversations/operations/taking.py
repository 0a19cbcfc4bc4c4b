"""3.1.3: who has a conversation in hand (接入、转回): they take it, are given it, and give it back, at the latest when
they sign off, in the transaction of that."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from jujiao.company.duty.models import Attendance, DutyPost
from jujiao.company.estates.models import Company
from jujiao.company.staff.models import DepartmentKind, Employee
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.declared import Attended, ComingAndGoing, Held, InHand
from jujiao.rules.people.duty import FORGOTTEN
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.operations.holding import (
    check_version,
    hold,
    hold_desk_alone,
    hold_desk_if_free,
    locked,
    permit_desk,
    say,
)
from jujiao.service.conversations.operations.offering import OFFER, WAITS, offer, put_back, put_in_hand
from jujiao.service.conversations.queries import CONVERSATION, called


class UnableToTake(UnableTo):
    """It is ended, or in nobody's hand, or it was joined to another one."""


@transaction.atomic
def take(*, conversation: Conversation, version: int | None, actor: Viewer, now: datetime) -> Conversation:
    """The actor has the conversation in hand from now on, whoever had it before: the version says that they saw who.

    Raises NotAllowed, Stale, UnableToTake."""
    held = _held(conversation.pk, version, actor)
    if actor.employee_id is None:
        raise NotAllowed(_("What owners write is for the desk of the estate to answer."))
    if held.taken_by_id == actor.employee_id:
        return held
    put_in_hand(held, Employee.objects.get(pk=actor.employee_id), actor, now)
    say(held, turned=True)
    return held


@transaction.atomic
def give_back(*, conversation: Conversation, version: int | None, actor: Viewer, now: datetime) -> Conversation:
    """Nobody has it in hand any more; what waits is given to somebody else who is at the desk, if anybody is.

    Raises NotAllowed, Stale, UnableToTake."""
    held = _held(conversation.pk, version, actor)
    before = held.taken_by_id
    if before is None:
        raise UnableToTake(_("Nobody has this conversation in hand."))
    put_back(held, actor, now)
    offer(held, now, but=[before])
    say(held, turned=True)
    return held


def came(attended: Attended) -> None:
    """What waits at the estate is given to those who are there, oldest due first. Where somebody writes at this very
    moment, a job does so once that is over."""
    estate_id = _estate_of(attended)
    if estate_id is None:
        return
    if hold_desk_if_free(estate_id):
        offer_waiting(estate_id, attended.now)
    else:
        offer_later(estate_id)


def went(attended: Attended) -> None:
    """What they had in hand there is given to others who are there, or waits for who comes next."""
    estate_id = _estate_of(attended)
    if estate_id is not None:
        hold_desk_alone(estate_id)
        _put_all_back(in_hand_of(attended.employee_id).filter(estate=estate_id), attended.actor, attended.now)


@transaction.atomic
def offer_anew(*, estate_id: int, now: datetime) -> None:
    """Gives out what waits at the desk of an estate."""
    hold_desk_alone(estate_id)
    offer_waiting(estate_id, now)


def offer_waiting(estate_id: int, now: datetime) -> None:
    """The same, with the desk held alone."""
    waiting = Conversation.objects.filter(WAITS, estate=estate_id).order_by("due_at", "waiting_since", "pk")
    for conversation_id in list(waiting.values_list("pk", flat=True)):
        held = locked(conversation_id)
        offer(held, now)
        say(held, turned=True)


def offer_later(estate_id: int) -> None:
    """Has a job do the same."""
    app.configure_task(OFFER).defer(estate_id=estate_id)


def give_back_of_absent(company: Company, *, now: datetime) -> int:
    """Who forgot to sign off is not taken to be there any more: what they had in hand goes back; of how many."""
    held = Conversation.objects.filter(estate__company=company, taken_by__isnull=False, ended_at=None)
    sat = Attendance.objects.filter(employee=OuterRef("taken_by"))
    forgot = sat.filter(signed_off_at=None, signed_on_at__lte=now - FORGOTTEN)
    absent = held.filter(Exists(forgot)).order_by().values_list("taken_by", flat=True).distinct()
    for employee_id in sorted(each for each in absent if each is not None):
        hand_back(employee_id=employee_id, now=now)
    return len(absent)


def of(employee_ids: Collection[int]) -> Sequence[Held]:
    """What each of these has in hand, the most urgent first."""
    found = Conversation.objects.filter(taken_by__in=employee_ids, ended_at=None).order_by("due_at", "pk")
    return [Held(each.taken_by_id or 0, each.pk, called(each), each.due_at) for each in found]


def hand_back(*, employee_id: int, now: datetime) -> None:
    """All that somebody has in hand goes back to the desks."""
    for estate_id in sorted(set(in_hand_of(employee_id).order_by().values_list("estate", flat=True))):
        with transaction.atomic():
            hold_desk_alone(estate_id)
            _put_all_back(in_hand_of(employee_id).filter(estate=estate_id), SYSTEM, now)


def in_hand_of(employee_id: int) -> QuerySet[Conversation]:
    """What somebody has in hand, oldest due first."""
    found = Conversation.objects.filter(taken_by=employee_id, ended_at=None)
    return found.order_by("due_at", "waiting_since", "pk")


def _put_all_back(meant: QuerySet[Conversation], actor: Viewer, now: datetime) -> None:
    """With their desk held alone."""
    ids = list(meant.values_list("pk", flat=True))
    for conversation_id in ids:
        held = locked(conversation_id)
        before = held.taken_by_id
        put_back(held, actor, now)
        offer(held, now, but=[before] if before else [])
        say(held, turned=True)


def _estate_of(attended: Attended) -> int | None:
    """The estate at whose desk they came on duty or went; None for any other post."""
    desks = DutyPost.objects.filter(pk=attended.duty_post_id, department__kind=DepartmentKind.CUSTOMER_SERVICE)
    return desks.values_list("estate", flat=True).first()


def _held(conversation_id: int, version: int | None, actor: Viewer) -> Conversation:
    held = hold(conversation_id)
    permit_desk(actor, held)
    if held.joined_id is not None:
        raise UnableToTake(_("It turned out whose conversation this is: it goes on with all that they wrote."))
    check_version(held, version, actor)
    if held.ended_at is not None:
        raise UnableToTake(_("This conversation is ended. It goes on when its owner writes, or you answer."))
    return held


FOLLOWS = ComingAndGoing(came=came, went=went)
IN_HAND = InHand(subject=CONVERSATION, of=of, hand_back=hand_back)

"""Moving in and out. All dates are local and inclusive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Estate, Household, Person, Relation, Residency, Room
from jujiao.company.estates.names import pinyin_of
from jujiao.company.estates.operations.numbers import pass_on
from jujiao.company.estates.operations.people import clean_name
from jujiao.company.estates.operations.phones import put_number
from jujiao.company.estates.permissions import permit
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.company.estates.second_holder import Answer, ask, other_holders
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note

EARLIEST = date(1950, 1, 1)
AHEAD = timedelta(days=366)


class UnableToMove(UnableTo):
    """The dates contradict each other or those of somebody else in the room."""


@dataclass(frozen=True)
class NewResident:
    """Somebody who moves in. The same name and phone within the company mean the same person; `held` is what was
    answered where somebody else has the number (see second_holder.Answer). With `waits` the number of somebody new
    holds only once it is confirmed or has waited, as a first number of somebody on record does (ADR 0013)."""

    name: str
    phone: str = ""
    relation: Relation = Relation.OWNER
    held: str = ""
    waits: bool = False


@transaction.atomic
def settle(*, room: Room, people: Sequence[NewResident], moved_in: date, actor: Viewer, now: datetime) -> Household:
    """A new household of a room (住户入住), which nobody may still live in on that day or later."""
    room = _locked(room, actor)
    _sensible(moved_in, now)
    if not people:
        raise UnableToMove(_("Name at least one person of the household."))
    rival = Household.objects.filter(Q(moved_out__isnull=True) | Q(moved_out__gte=moved_in), room=room)
    if other := rival.order_by("moved_in").first():
        raise UnableToMove(
            _("Room %(room)s has a household since %(day)s. Let it move out first, on an earlier day.")
            % {"room": room.code, "day": day_words(other.moved_in, now)}
        )
    household = Household.objects.create(room=room, moved_in=moved_in)
    for each in people:
        _add(household, each, moved_in, room=room, actor=actor, now=now)
    note(room, "settle", actor, now, household=household.pk, day=moved_in, people=len(people))
    return household


@transaction.atomic
def move_in(*, household: Household, resident: NewResident, moved_in: date, actor: Viewer, now: datetime) -> Residency:
    """One more person in a household, from a day on that lies within its time."""
    room = _locked(household.room, actor)
    household = Household.objects.get(pk=household.pk)
    _sensible(moved_in, now)
    if household.moved_out is not None:
        raise UnableToMove(_("This household has moved out. Settle a new one."))
    if moved_in < household.moved_in:
        raise UnableToMove(
            _("The household has been in the room only since %(day)s: choose that day or a later one.")
            % {"day": day_words(household.moved_in, now)}
        )
    residency = _add(household, resident, moved_in, room=room, actor=actor, now=now)
    note(room, "move_in", actor, now, residency=residency.pk, person=residency.person_id, day=moved_in)
    return residency


@transaction.atomic
def move_out(*, residency: Residency, moved_out: date, actor: Viewer, now: datetime) -> None:
    """A person leaves a household; `moved_out` is their last day. With the last person the household ends."""
    room = _locked(residency.household.room, actor)
    residency = Residency.objects.select_related("household", "person").get(pk=residency.pk)
    _leave(residency, moved_out, now)
    rest = Residency.objects.filter(household=residency.household)
    if not rest.filter(moved_out__isnull=True).exists():
        last_day = max(day for day in rest.values_list("moved_out", flat=True) if day)
        Household.objects.filter(pk=residency.household_id).update(moved_out=last_day)
    note(room, "move_out", actor, now, residency=residency.pk, person=residency.person_id, day=moved_out)


@transaction.atomic
def end_household(*, household: Household, moved_out: date, actor: Viewer, now: datetime) -> None:
    """Everybody who is left leaves the room; `moved_out` is their last day."""
    room = _locked(household.room, actor)
    household = Household.objects.get(pk=household.pk)
    if household.moved_out is not None:
        raise UnableToMove(_("This household has moved out already."))
    staying = Residency.objects.filter(household=household, moved_out__isnull=True).select_related("person")
    for residency in staying:
        _leave(residency, moved_out, now)
    left_before = Residency.objects.filter(household=household).values_list("moved_out", flat=True)
    household.moved_out = max([moved_out, *(day for day in left_before if day)])
    household.save(update_fields=["moved_out"])
    note(room, "end_household", actor, now, household=household.pk, day=moved_out)


def _locked(room: Room, actor: Viewer) -> Room:
    permit(actor, room.estate, *EDIT_PEOPLE)
    return Room.objects.select_related("estate").select_for_update(of=("self",)).get(pk=room.pk)


def _sensible(day: date, now: datetime) -> None:
    if not EARLIEST <= day <= timezone.localtime(now).date() + AHEAD:
        raise UnableToMove(_("%(day)s cannot be right: check the year.") % {"day": day.isoformat()})


def _add(
    household: Household, resident: NewResident, moved_in: date, *, room: Room, actor: Viewer, now: datetime
) -> Residency:
    person = _newcomer(household, resident, room.estate, actor, now)
    residency = Residency(household=household, person=person, relation=resident.relation, moved_in=moved_in)
    try:
        with transaction.atomic():
            residency.save(force_insert=True)
    except IntegrityError as error:
        raise UnableToMove(_("%(name)s lives in this room already.") % {"name": person.name}) from error
    return residency


def _newcomer(household: Household, resident: NewResident, estate: Estate, actor: Viewer, now: datetime) -> Person:
    """The person of the company with this name and phone, else a new one; without a phone always a new one."""
    company_id, name, phone = estate.company_id, clean_name(resident.name), clean_phone(resident.phone)
    if phone:
        known = Person.objects.filter(company_id=company_id, name=name, phone=phone).order_by("id").first()
        if known:
            return known
        holders = other_holders(phone, company_id=company_id, day=timezone.localtime(now).date())
        answer, others = ask(holders, resident.held, actor=actor, households={household.pk}, same=True)
        if answer is Answer.SAME:
            return others[0].person
        if answer is Answer.PASSED:
            pass_on(others, phone, actor, now)
    first = "" if resident.waits else phone
    person = Person.objects.create(company_id=company_id, name=name, pinyin=pinyin_of(name), phone=first)
    if phone != first:
        put_number(person, phone, estate, actor, now)
        person.save(update_fields=["phone"])
    return person


def _leave(residency: Residency, moved_out: date, now: datetime) -> None:
    name = residency.person.name
    _sensible(moved_out, now)
    if residency.moved_out is not None:
        raise UnableToMove(_("%(name)s has moved out already.") % {"name": name})
    if moved_out < residency.moved_in:
        raise UnableToMove(
            _("%(name)s moved in on %(day)s and cannot leave before.")
            % {"name": name, "day": day_words(residency.moved_in, now)}
        )
    residency.moved_out = moved_out
    residency.save(update_fields=["moved_out"])

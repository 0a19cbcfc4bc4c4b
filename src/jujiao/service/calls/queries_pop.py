"""Who calls just now: at one telephone, and at all of an estate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.phones import Typed
from jujiao.company.estates.models import Estate, Person, Relation, Residency, Room
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.record.access import Viewer
from jujiao.service.calls.models import Call, Direction, Leg, Seat, Telephone
from jujiao.service.calls.queries_seats import seats_taken

LONGEST: Final = timedelta(hours=2)
"""A call that began longer ago, and of whose end nobody told, is taken to be over."""
NO_LONGER_RINGS: Final = timedelta(minutes=3)
"""No telephone rings longer: the exchange did not tell of the end."""
STAYS: Final = timedelta(minutes=10)
"""A call that is over stays in the frame for so long, until something was written down of it."""
CONTACTS: Final = 3
"""How many of the last calls of a number are shown."""


class At(ColouredChoices):
    """How far a call has come at a telephone."""

    RINGS = "rings", "orange", _("Rings")
    SPEAKS = "speaks", "green", _("Speaking")
    OVER = "over", "secondary", _("Hung up")


@dataclass(frozen=True)
class Here:
    """A call at a telephone, and since when it is so."""

    call: Call
    at: At
    since: datetime

    @property
    def key(self) -> str:
        """Tells it from every other one, and from itself once it has come further."""
        return f"{self.call.pk}-{self.at}"


def calls_here(seat: Seat, now: datetime) -> list[Here]:
    """What rings at the telephone where somebody sits, is spoken there, or was and nobody has written anything down:
    what rings first, then the latest."""
    telephone = seat.telephone
    legs = live_legs(telephone.source.estate_id, now).filter(
        call__source=telephone.source_id, extension=telephone.extension
    )
    found = [here for leg in legs if (here := _here(leg, seat, now))]
    by_call = {each.call.pk: each for each in sorted(found, key=lambda one: one.since)}
    return sorted(by_call.values(), key=lambda one: (At.values.index(one.at), -one.since.timestamp()))


def live_legs(estate_id: int, now: datetime) -> QuerySet[Leg]:
    """Every ring of the calls that began lately at an estate."""
    calls = {"call__estate": estate_id, "call__began_at__gt": now - LONGEST, "call__direction": Direction.INCOMING}
    found = Leg.objects.filter(**calls, rang_at__isnull=False).exclude(extension="")
    return found.select_related("call__estate", "call__room", "call__person", "call__source").order_by("id")


def _here(leg: Leg, seat: Seat, now: datetime) -> Here | None:
    call = leg.call
    if leg.rang_at is None:
        return None
    if leg.answered_at is None:
        over = leg.ended_at or call.ended_at or call.answered_at
        rings = not over and leg.rang_at > now - NO_LONGER_RINGS
        return Here(call, At.RINGS, leg.rang_at) if rings else None
    ended = leg.ended_at or call.ended_at
    if ended is None:
        return Here(call, At.SPEAKS, leg.answered_at)
    waits = ended > now - STAYS and not call.purpose and leg.answered_at >= seat.from_at
    return Here(call, At.OVER, ended) if waits else None


@dataclass(frozen=True)
class Ringing:
    """A telephone of an estate: who sits there, and what is on there now."""

    telephone: Telephone
    seat: Seat | None
    now: Here | None


def telephones_now(estate: Estate, now: datetime) -> list[Ringing]:
    """All telephones of an estate, by their extension."""
    telephones = Telephone.objects.filter(in_use=True, duty_post__estate=estate).select_related("duty_post", "source")
    taken = seats_taken(now).filter(telephone__in=telephones).select_related("employee")
    seats = {each.telephone_id: each for each in taken}
    on = _on_telephones(live_legs(estate.pk, now).filter(call__ended_at=None, ended_at=None), now)
    return [
        Ringing(each, seats.get(each.pk), on.get((each.source_id, each.extension)))
        for each in telephones.order_by("extension", "id")
    ]


def _on_telephones(legs: Iterable[Leg], now: datetime) -> dict[tuple[int | None, str], Here]:
    found: dict[tuple[int | None, str], Here] = {}
    for leg in legs:
        place = leg.call.source_id, leg.extension
        if leg.answered_at is not None:
            found[place] = Here(leg.call, At.SPEAKS, leg.answered_at)
        elif leg.call.answered_at is None and leg.rang_at and leg.rang_at > now - NO_LONGER_RINGS:
            found.setdefault(place, Here(leg.call, At.RINGS, leg.rang_at))
    return found


@dataclass(frozen=True)
class Household:
    """A room where somebody has the number, and who."""

    room: Room
    people: Sequence[Residency]

    @property
    def called(self) -> Sequence[tuple[Residency, str]]:
        """Each of them with what they are there."""
        return [(each, str(Relation(each.relation).label)) for each in self.people]


def households_of_number(viewer: Viewer, number: str) -> list[Household]:
    """All rooms whose people have a number, in its normal form, today: the first or a further one; only where the
    viewer works."""
    if not number or not viewer.has(*SEE_PEOPLE):
        return []
    estates = estates_of(viewer, *SEE_PEOPLE).order_by()
    running = Residency.objects.filter(household__room__estate__in=estates, moved_out=None)
    found = running.filter(has_number(Typed(whole=number).query, person="person__"))
    rooms: dict[Room, list[Residency]] = {}
    for each in found.select_related("person", "household__room__estate").order_by("household__room__sort", "id"):
        rooms.setdefault(each.household.room, []).append(each)
    return [Household(room, people) for room, people in rooms.items()]


def whose(viewer: Viewer, call: Call) -> tuple[Room | None, Person | None]:
    """Whose call it is: as somebody wrote down, else the only household with the number, and who of it, where that is
    only one."""
    if call.room is not None or call.person is not None:
        return call.room, call.person
    households = households_of_number(viewer, call.number)
    if len(households) != 1:
        return None, None
    people = households[0].people
    return households[0].room, people[0].person if len(people) == 1 else None


def last_calls(call: Call) -> list[Call]:
    """The last calls before of that number at that estate."""
    if not call.number:
        return []
    found = Call.objects.filter(estate=call.estate_id, number=call.number).exclude(pk=call.pk)
    return list(found.select_related("answered_by").order_by("-began_at", "-id")[:CONTACTS])

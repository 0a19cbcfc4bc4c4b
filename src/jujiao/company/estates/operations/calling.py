"""3.2.1: whoever calls by a number that nobody knows belongs to a household, and is put on record for it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Household, Person, Residency, Room
from jujiao.company.estates.operations.households import NewResident, move_in, settle
from jujiao.company.estates.operations.keeping import locked_person
from jujiao.company.estates.operations.numbers import UnableToAddNumber, add_number
from jujiao.company.estates.operations.people import correct_person
from jujiao.company.estates.permissions import permit
from jujiao.company.estates.queries import EDIT_PEOPLE, on_day
from jujiao.kernel.record.access import Viewer


@transaction.atomic
def put_on_record(
    *, room: Room, phone: str, who: Person | NewResident, actor: Viewer, now: datetime, word: str = "", held: str = ""
) -> Person:
    """The number of somebody who calls, as a further one of a resident of the room, with a word for it, or as that of a
    new member of its household from today on (of a new household where nobody lives there).

    Nobody signs in by it, or rates, before it holds (ADR 0013): a further number never does, and one that is somebody's
    first waits until a colleague in another role has confirmed it. `held` is what was answered where somebody else has
    the number; NumberHeld where nothing was."""
    permit(actor, room.estate, *EDIT_PEOPLE)
    phone, day = clean_phone(phone), timezone.localtime(now).date()
    if not phone:
        raise UnableToAddNumber(_("Write the number."))
    if isinstance(who, NewResident):
        return _join(room, NewResident(who.name, phone, who.relation, held, waits=True), actor, now)
    if not Residency.objects.filter(on_day(day), person=who, household__room=room).exists():
        raise UnableToAddNumber(_("%(person)s does not live in this room.") % {"person": who.name})
    who = locked_person(who.pk)
    if not who.phone:
        who = correct_person(
            person=who, name=who.name, phone=phone, version=who.version, held=held, actor=actor, now=now
        )
        if not word:
            return who
    add_number(person=who, phone=phone, word=word, held=held, actor=actor, now=now)
    return who


def _join(room: Room, member: NewResident, actor: Viewer, now: datetime) -> Person:
    day = timezone.localtime(now).date()
    household = Household.objects.filter(room=room, moved_out=None).select_related("room__estate").first()
    if household is not None:
        return move_in(household=household, resident=member, moved_in=day, actor=actor, now=now).person
    household = settle(room=room, people=[member], moved_in=day, actor=actor, now=now)
    return Residency.objects.select_related("person").get(household=household).person

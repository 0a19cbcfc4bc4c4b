"""3.2.1: a complaint is registered, however it comes."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from jujiao.cases.errors import NotYours, by_the_rules
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Building, Estate, Person, Room
from jujiao.company.estates.queries import SEE_PEOPLE, rooms_of
from jujiao.company.rulebook.queries import existing, figures
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.database.whole import whole
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.models import Audience
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.attachments.keeping import keep
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.rules.service.complaint_ways import clause_3_2_1_came_by
from jujiao.rules.service.complaints import clause_3_2_1_backdating, clause_3_2_2_on_registering
from jujiao.rules.texts import says_anything
from jujiao.service.complaints.errors import UnableToRegister
from jujiao.service.complaints.models import Category, Channel, Complaint, Nature
from jujiao.service.complaints.operations.facts import facts_of
from jujiao.service.complaints.operations.steps import FRAME
from jujiao.service.complaints.operations.telling import tell_of_arrival
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.queries import employees_of
from jujiao.service.complaints.texts import BACKDATED, COMPLAINT, CONTACT_NAME, PLACE


@whole()
def register(
    *,
    actor: Viewer,
    now: datetime,
    estate: Estate,
    category: Category,
    text: str,
    channel: str,
    room: Room | None = None,
    building: Building | None = None,
    place: str = "",
    person: Person | None = None,
    anonymous: bool = False,
    contact_name: str = "",
    contact_phone: str = "",
    received_at: datetime | None = None,
    backdating_reason: str = "",
    about_employee: Employee | None = None,
    nature: str = Nature.COMPLAINT,
    earlier: Complaint | None = None,
    attachments: Sequence[CleanFile] = (),
) -> Complaint:
    """Registers a complaint (投诉受理), or what else an owner brings (`nature`), and gives its promises, all counted
    from `received_at`, when the owner spoke.

    `earlier` is the closed one that it follows on. Staff register for anybody at their estate; residents for
    themselves, at their own room or a public area, as they speak, as long as they live or own there. An anonymous
    complaint keeps no name; with a phone left it is answered like any other.
    Raises UnableToRegister, UnableToReadPhone, UnableToTakeStep (backdating beyond the bound or without a reason),
    NotYours."""
    by_staff = actor.has(*REGISTERS, estate_id=estate.pk)
    backdated = received_at not in (None, now)
    _check_actor(actor, by_staff=by_staff, estate=estate, person=person, room=room, backdated=backdated)
    if not by_staff and not rooms_of(actor.person_id or 0, today(now)).filter(estate=estate).exists():
        raise NotYours(_("You have moved out: your complaints stay yours to read, new ones are for who lives here."))
    text, place = COMPLAINT.of(text, UnableToRegister), PLACE.of(place, UnableToRegister)
    contact_name, contact_phone = CONTACT_NAME.of(contact_name, UnableToRegister), clean_phone(contact_phone)
    backdating_reason = BACKDATED.of(backdating_reason, UnableToRegister)
    check_place(estate, room, building, place, UnableToRegister)
    received_at = received_at or now
    facts = facts_of(
        estate=estate, room=room, person=person, about_employee=about_employee, received_at=received_at, now=now
    )
    check_who(facts.lived, room, person, UnableToRegister)
    check_accused(estate, about_employee, nature, UnableToRegister)
    if not (anonymous or person is not None or says_anything(contact_name) or contact_phone):
        raise UnableToRegister(_("Write down a name or a phone number, or choose “Anonymous”."))
    if earlier is not None and earlier.estate_id != estate.pk:
        raise UnableToRegister(_("It can only follow on a complaint of this estate."))
    if earlier is not None and earlier.open:
        raise UnableToRegister(_("%(number)s is still open: add to it.") % {"number": earlier.number})
    if channel not in clause_3_2_1_came_by(by_staff):
        raise UnableToRegister(_("A complaint cannot come on this way."))
    if not category.active:
        raise UnableToRegister(_("This category is not used any more."))
    version = existing(facts.version)
    limits = figures(version.pk, estate.pk)
    with by_the_rules():
        clause_3_2_1_backdating(received_at, now, backdating_reason, limits.span("complaint.backdating"))
    complaint = Complaint(
        estate=estate,
        number=facts.number,
        room=room,
        building=building if room is None else None,
        place=place if room is None else "",
        person=None if anonymous else person,
        anonymous=anonymous,
        contact_name="" if anonymous else contact_name,
        contact_phone=contact_phone,
        channel=Channel(channel),
        nature=Nature(nature),
        category=category,
        text=text,
        about_employee=about_employee,
        earlier=earlier,
        received_at=received_at,
        recorded_at=now,
        backdating_reason=backdating_reason if received_at < now else "",
        registered_by_id=actor.user_id,
        rulebook_version=version,
    )
    complaint.desk = facts.desk
    promised = clause_3_2_2_on_registering(
        received_at, limits, complaint.contactable, LoadedCalendar(), complaint.nature
    )
    entry = FRAME.begin(
        complaint,
        "register",
        actor=actor,
        now=now,
        text=complaint.text,
        audience=Audience.OWNER,
        promised=promised,
        topics=[f"desk:{estate.pk}"],
    )
    keep(entry, attachments, now)
    tell_of_arrival(complaint, facts.clerks, now)
    return complaint


def _check_actor(
    actor: Viewer, *, by_staff: bool, estate: Estate, person: Person | None, room: Room | None, backdated: bool
) -> None:
    if by_staff:
        if person is not None and person.pk != actor.person_id and not actor.has(*SEE_PEOPLE, estate_id=estate.pk):
            raise NotYours(_("Write down the name and phone number: looking up residents is for others."))
        return
    if not actor.has(Role.OWNER, estate_id=estate.pk):
        raise NotYours(_("You cannot register complaints at this estate."))
    if person is not None and person.pk != actor.person_id:
        raise NotYours(_("You can register complaints for yourself only."))
    if room is not None and room.pk not in actor.room_ids:
        raise NotYours(_("You can register complaints about your own room or a public area."))
    if backdated:
        raise NotYours(_("What you write now counts from now."))


def check_who(lived: bool, room: Room | None, person: Person | None, refusal: type[UnableTo]) -> None:
    """Refuses with `refusal` a complainant who has not `lived` there (see `asked_lived`)."""
    if person is None or lived:
        return
    if room is not None:
        raise refusal(_("%(person)s does not live in this room.") % {"person": person.name})
    raise refusal(_("%(person)s does not live at this estate.") % {"person": person.name})


def check_accused(estate: Estate, about_employee: Employee | None, nature: str, refusal: type[UnableTo]) -> None:
    """Whether a complaint can be about this colleague; `refusal` otherwise."""
    if about_employee is None:
        return
    if not employees_of([estate.pk]).filter(pk=about_employee.pk).exists():
        raise refusal(_("%(person)s does not work at this estate.") % {"person": about_employee.name})
    if nature != Nature.COMPLAINT:
        raise refusal(_("Only a complaint is about a person. Whoever is praised is named when it is passed on."))


def check_place(
    estate: Estate, room: Room | None, building: Building | None, place: str, refusal: type[UnableTo]
) -> None:
    """Whether one place of the estate is named; `refusal` otherwise."""
    if room is not None and (building is not None or says_anything(place)):
        raise refusal(_("Say either the room, or a building and a place: both cannot be kept."))
    if room is None and building is None and not says_anything(place):
        raise refusal(_("Please say where: a room, a building or a public area."))
    if (room is not None and room.estate_id != estate.pk) or (building is not None and building.estate_id != estate.pk):
        raise refusal(_("This room is not at this estate."))

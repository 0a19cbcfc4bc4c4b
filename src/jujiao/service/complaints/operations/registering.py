"""3.2.1: a complaint is registered, however it comes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.estates.models import Building, Estate, Person, Room
from jujiao.company.estates.queries import lived_there
from jujiao.company.rulebook.queries import figures, version_in_force
from jujiao.company.staff.models import Employee
from jujiao.kernel import live, timeline
from jujiao.kernel.access import STAFF, Role, Viewer
from jujiao.kernel.models import Audience
from jujiao.kernel.subjects import Subject
from jujiao.kernel.whole import whole
from jujiao.rules.service.complaints import clause_3_2_1_backdating, clause_3_2_2_on_registering
from jujiao.service.complaints.errors import NotYours, UnableToRegister, by_the_rules
from jujiao.service.complaints.models import Category, Channel, Complaint
from jujiao.service.complaints.operations.steps import SUBJECT, columns, give
from jujiao.service.complaints.operations.telling import tell_of_arrival
from jujiao.service.complaints.photos import CleanPhoto, store

MAY_REGISTER = STAFF - {Role.AUDITOR, Role.SYSADMIN}
LONGEST_TEXT = 5000


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
    photos: Sequence[CleanPhoto] = (),
) -> Complaint:
    """Registers a complaint (投诉受理) and gives its promises, all counted from `received_at`, when the owner spoke.

    Staff register for anybody at their estate; residents for themselves, at their own room or a public area.
    An anonymous complaint keeps no name; with a phone left it is answered like any other.
    Raises UnableToRegister, UnableToTakeStep (backdating beyond the bound or without a reason), NotYours."""
    _check_actor(actor, estate, person, room)
    _check_place(estate, room, building, place, text)
    if person is not None and room is not None and not lived_there(person, room):
        raise UnableToRegister(_("%(person)s does not live in this room.") % {"person": person.name})
    received_at = received_at or now
    version = version_in_force(estate.company_id, received_at)
    limits = figures(version.pk, estate.pk)
    with by_the_rules():
        clause_3_2_1_backdating(received_at, now, backdating_reason, limits.span("complaint.backdating"))
    complaint = Complaint(
        estate=estate,
        number=_next_number(estate, now),
        room=room,
        building=building if room is None else None,
        place=place.strip() if room is None else "",
        person=None if anonymous else person,
        anonymous=anonymous,
        contact_name="" if anonymous else contact_name.strip(),
        contact_phone=contact_phone.strip(),
        channel=Channel(channel),
        category=category,
        text=text.strip(),
        about_employee=about_employee,
        received_at=received_at,
        recorded_at=now,
        backdating_reason=backdating_reason.strip() if received_at < now else "",
        registered_by_id=actor.user_id,
        rulebook_version=version,
    )
    promised = clause_3_2_2_on_registering(received_at, limits, complaint.contactable, LoadedCalendar())
    complaint.next_due_at = min(due.due.due_at for due in promised)
    complaint.save(force_insert=True)
    give(complaint, promised, now)
    entry = timeline.begin(
        subject_kind=SUBJECT,
        subject_id=complaint.pk,
        estate_id=estate.pk,
        verb="register",
        actor=actor,
        now=now,
        text=complaint.text,
        audience=Audience.OWNER,
        changes=columns(complaint, [field.name for field in Complaint._meta.concrete_fields]),
    )
    store(complaint, entry, photos, now)
    tell_of_arrival(complaint, now)
    arrived = Subject(SUBJECT, complaint.pk)
    live.changed((f"desk:{estate.pk}", arrived), (f"estate:{estate.pk}", arrived))
    return complaint


def _check_actor(actor: Viewer, estate: Estate, person: Person | None, room: Room | None) -> None:
    if actor.has(*MAY_REGISTER, estate_id=estate.pk):
        return
    if not actor.has(Role.OWNER, estate_id=estate.pk):
        raise NotYours(_("You cannot register complaints at this estate."))
    if person is not None and person.pk != actor.person_id:
        raise NotYours(_("You can register complaints for yourself only."))
    if room is not None and room.pk not in actor.room_ids:
        raise NotYours(_("You can register complaints about your own room or a public area."))


def _check_place(estate: Estate, room: Room | None, building: Building | None, place: str, text: str) -> None:
    if not text.strip():
        raise UnableToRegister(_("Please write down what the owner says."))
    if len(text) > LONGEST_TEXT:
        raise UnableToRegister(_("The text may have up to %(most)s characters.") % {"most": LONGEST_TEXT})
    if room is None and building is None and not place.strip():
        raise UnableToRegister(_("Please say where: a room, a building or a public area."))
    if (room is not None and room.estate_id != estate.pk) or (building is not None and building.estate_id != estate.pk):
        raise UnableToRegister(_("This room is not at this estate."))


def _next_number(estate: Estate, now: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('complaints_number')")
        (number,) = cursor.fetchone()
    return f"{estate.code}-{timezone.localtime(now):%y%m%d}-{number}"

"""Marked complaints of each place: of the same department, another one, another estate and another company."""

from collections.abc import Iterator
from typing import Any

from jujiao.company.estates.models import Household, Person, Relation, Residency, Room
from jujiao.company.rulebook.operations import ship_first_version
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.testing.canaries import Canary, everybody_but
from jujiao.testing.cast import NOW, OPENED, Cast, Member
from jujiao.testing.complaints import a_complaint, attached_to

PLACES = ("own", "note", "same", "second", "other", "former")
OWN, NOTE, SAME, SECOND, OTHER, FORMER = (f"canary-{place}" for place in PLACES)
"""Texts: of the resident's complaint; of a note of the staff on it; of the neighbour's complaint in the same estate,
which another department has; of one in the second estate; of the other company's complaint and resident; of whoever had
the tenant's number before, in the very household of the tenant."""
WRONG = "canary-wrong"
"""Text of a complaint that was registered for the neighbour by mistake and put right: it is the resident's."""
OTHER_PHONE = "13712340001"

SEE_ALL = ("manager", "director", "auditor", "sysadmin")
READERS = {
    OWN: ("resident", "clerk", "engineer", "head_of_engineering", *SEE_ALL),
    NOTE: ("clerk", "engineer", "head_of_engineering", *SEE_ALL),
    SAME: ("neighbour", "clerk", "guard", *SEE_ALL),
    SECOND: ("neighbour", "director", "auditor", "sysadmin", "clerk_elsewhere"),
    OTHER: ("outsider",),
    FORMER: ("clerk", *SEE_ALL),
    WRONG: ("resident", "clerk", *SEE_ALL),
}
"""Who may read each mark; all others must not."""


def plant(cast: Cast) -> Iterator[Canary]:
    """One marked complaint for each place."""
    step: dict[str, Any] = {"now": NOW, "version": None}
    own = a_complaint(cast, text=OWN)
    operations.note(actor=cast.engineer.viewer, complaint_id=own.pk, text=NOTE, **step)
    yield _canary(OWN, own, "resident", "complaints_owner:case")
    yield _canary(NOTE, own, "engineer", "complaints:case")
    neighbour = cast.neighbour.person
    same = _registered(cast.clerk, SAME, cast.neighbours_room, neighbour)
    operations.dispatch(actor=cast.clerk.viewer, complaint_id=same.pk, department=cast.security, **step)
    yield _canary(SAME, same, "guard", "complaints:case")
    second = _registered(cast.clerk_elsewhere, SECOND, cast.second_room, neighbour)
    yield _canary(SECOND, second, "clerk_elsewhere", "complaints:case")
    wrong = _registered(cast.clerk, WRONG, cast.neighbours_room, neighbour)
    right: dict[str, Any] = {"room": cast.room, "person": cast.resident.person, "text": WRONG}
    operations.correct(
        actor=cast.clerk.viewer, complaint_id=wrong.pk, reason="选错了住户", category=wrong.category,
        nature=wrong.nature, about_employee=None, **right, **step,
    )  # fmt: skip
    wrong.refresh_from_db()
    yield _canary(WRONG, wrong, "resident", "complaints_owner:case")
    other = _registered(cast.outsider, OTHER, cast.other_room, _stranger(cast))
    yield _canary(OTHER, other, "outsider", "complaints:case")
    former = _registered(cast.clerk, FORMER, cast.rooms["1-1-201"], _former_holder(cast))
    yield _canary(FORMER, former, "clerk", "complaints:case")


def _stranger(cast: Cast) -> Person:
    ship_first_version(company=cast.other_company, now=NOW)
    stranger = Person.objects.create(company=cast.other_company, name=OTHER, pinyin=OTHER, phone=OTHER_PHONE)
    household = Household.objects.create(room=cast.other_room, moved_in=OPENED)
    Residency.objects.create(household=household, person=stranger, relation=Relation.OWNER, moved_in=OPENED)
    return stranger


def _former_holder(cast: Cast) -> Person:
    """Somebody who lived with the tenant's household, and whose number is the tenant's since they left."""
    person, tenant = cast.former.person, cast.tenant
    household = Household.objects.get(room=cast.rooms["1-1-201"])
    left = {"moved_in": OPENED, "moved_out": OPENED}
    Residency.objects.create(household=household, person=person, relation=Relation.TENANT, **left)
    tenant.person.phone = tenant.user.phone = person.phone
    tenant.person.save(update_fields=["phone"])
    tenant.user.save(update_fields=["phone"])
    return person


def _registered(member: Member, text: str, room: Room, person: Person) -> Complaint:
    category = Category.objects.get(code="leak")
    return operations.register(
        actor=member.viewer, now=NOW, estate=room.estate, category=category, text=text, channel="phone",
        room=room, person=person,
    )  # fmt: skip


def _canary(mark: str, complaint: Complaint, reader: str, page: str) -> Canary:
    promise = Promise.objects.filter(subject_kind=SUBJECT, subject_id=complaint.pk)[0]
    sent = {name: one.pk for one in attached_to(complaint) for name in ("photo_id", "attachment_id")}
    return Canary(
        mark=mark,
        kept_from=everybody_but(*READERS[mark]),
        at={"complaint_id": complaint.pk, "promise_id": promise.pk, **sent},
        subjects=(Subject(SUBJECT, complaint.pk),),
        row=complaint,
        read=(reader, page),
    )

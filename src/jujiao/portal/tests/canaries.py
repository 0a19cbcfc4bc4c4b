"""Marked rows: each names where it belongs, so that whoever reads one where it does not belong has found a leak."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

from jujiao.company.estates.models import Household, Person, Relation, Residency, Room
from jujiao.company.rulebook.operations import ship_first_version
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.cast import NOW, OPENED, Cast, Member
from jujiao.testing.complaints import a_complaint

OWN, NOTE, SAME, SECOND, OTHER = (f"canary-{place}" for place in ("own", "note", "same", "second", "other"))
"""Texts: of the resident's complaint; of a note of the staff on it; of the neighbour's complaint in the same estate,
which another department has; of one in the second estate; of the other company's complaint and resident."""
OTHER_PHONE = "13712340001"


@dataclass
class Planted:
    """The marked complaints, and who must not read which mark."""

    complaints: dict[str, Complaint]
    phones: frozenset[str]

    def foreign_to(self, member: Member | None, person: str) -> set[str]:
        """What this person may read nowhere: texts by what their role sees, and whole phone numbers but their own."""
        own = {member.lives_as.phone} if member and member.lives_as else set()
        return UNSEEN[person] | (self.phones - own)


UNSEEN = {
    "resident": {NOTE, SAME, SECOND, OTHER},
    "neighbour": {OWN, NOTE, OTHER},
    "tenant": {OWN, NOTE, SAME, SECOND, OTHER},
    "clerk": {SECOND, OTHER},
    "engineer": {SAME, SECOND, OTHER},
    "guard": {OWN, NOTE, SECOND, OTHER},
    "head_of_engineering": {SAME, SECOND, OTHER},
    "manager": {SECOND, OTHER},
    "hr": {OWN, NOTE, SAME, SECOND, OTHER},
    "director": {OTHER},
    "auditor": {OTHER},
    "sysadmin": {OTHER},
    "clerk_elsewhere": {OWN, NOTE, SAME, OTHER},
    "outsider": {OWN, NOTE, SAME, SECOND},
    "nobody": {OWN, NOTE, SAME, SECOND, OTHER},
}


def plant(cast: Cast) -> Planted:
    """Writes one marked complaint for each place."""
    own = a_complaint(cast, text=OWN)
    operations.note(actor=cast.engineer.viewer, now=NOW, complaint_id=own.pk, version=None, text=NOTE)
    ship_first_version(company=cast.other_company, now=NOW)
    stranger = Person.objects.create(company=cast.other_company, name=OTHER, pinyin=OTHER, phone=OTHER_PHONE)
    household = Household.objects.create(room=cast.other_room, moved_in=OPENED)
    Residency.objects.create(household=household, person=stranger, relation=Relation.OWNER, moved_in=OPENED)
    neighbour = cast.neighbour.person
    made = {
        SAME: _registered(cast.clerk, SAME, cast.neighbours_room, neighbour),
        SECOND: _registered(cast.clerk_elsewhere, SECOND, cast.second_room, neighbour),
        OTHER: _registered(cast.outsider, OTHER, cast.other_room, stranger),
    }
    operations.dispatch(
        actor=cast.clerk.viewer, now=NOW, complaint_id=made[SAME].pk, version=None, department=cast.security
    )
    phones = Person.objects.exclude(phone="").values_list("phone", flat=True)
    return Planted({OWN: own, **made}, frozenset(phones))


def _registered(member: Member, text: str, room: Room, person: Person) -> Complaint:
    category = Category.objects.get(code="leak")
    return operations.register(
        actor=member.viewer, now=NOW, estate=room.estate, category=category, text=text, channel="phone",
        room=room, person=person,
    )  # fmt: skip


def body(response: Any) -> str:
    """All that an answer says: of a workbook, what its sheets hold."""
    content = b"".join(response) if response.streaming else response.content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace") + "".join(f"{name}: {value}\n" for name, value in response.items())

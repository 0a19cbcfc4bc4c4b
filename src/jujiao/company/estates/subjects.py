"""What timelines of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate, Person, Room
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.rules.privacy import mask_name

COMPANY = SubjectKind(key="company", label=_("Company"), model=Company, number="name")
ESTATE = SubjectKind(key="estate", label=_("Estate"), model=Estate, estate_column="pk", number="code")
ROOM = SubjectKind(key="room", label=_("Room"), model=Room, estate_column="estate_id", number="code")
PERSON = SubjectKind(
    key="person", label=_("Resident"), model=Person, called=lambda person: mask_name(person.name) or f"#{person.pk}"
)
"""By id alone: a look-up by name or phone would tell who lives here to those who may not read it."""

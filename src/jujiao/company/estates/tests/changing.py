"""A resident gets another number, by default from the clerk."""

from datetime import datetime
from typing import Any

from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.models import Person, PhoneChange
from jujiao.company.estates.operations import correct_person
from jujiao.kernel.record.access import Viewer
from jujiao.testing.cast import NOW, Cast

OLD, NEW, THIRD = "13800000101", "13911112222", "13733334444"


def change(cast: Cast, number: str = NEW, actor: Viewer | None = None, now: datetime = NOW) -> PhoneChange | None:
    """The change that waits once a colleague, by default the clerk, has given the resident another number."""
    person = Person.objects.get(pk=cast.resident.person.pk)
    new: dict[str, Any] = {"name": person.name, "phone": number, "version": person.version}
    correct_person(person=person, **new, actor=actor or cast.clerk.viewer, now=now)
    return PhoneChange.objects.filter(person=person, settled_at=None).first()


def changed(cast: Cast, **facts: Any) -> PhoneChange:
    made = change(cast, **facts)
    assert made
    return made


def signs_in(now: datetime = NOW) -> list[str]:
    """Which of the three numbers lead to the resident."""
    return [number for number in (OLD, NEW, THIRD) if (one := holder_of(number, now).holder) and one.name == "林晓梅"]

"""The list pages whose number of queries is committed: who opens each, and how it gets rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jujiao.company.estates.models import Person
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.kernel import timeline
from jujiao.kernel.access import SYSTEM
from jujiao.service.complaints.operations import resolve, withdraw
from jujiao.testing import samples_people_and_places as more
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.rows import a_delivery, a_notice, a_promise


@dataclass(frozen=True)
class List:
    """A list page: its reader, and how it gets one more row. What stands in its address is in samples.py."""

    reader: str
    add: Callable[[Cast], object]


def a_resident(cast: Cast) -> Person:
    """One more person of the company, written by the database into the record of changes."""
    return Person.objects.create(company=cast.company, name="何新", phone="13800000999")


def an_entry(cast: Cast) -> object:
    """One more line on the timeline of the clerk's account."""
    return timeline.record(
        subject_kind="account", subject_id=cast.clerk.user.pk, estate_id=None, verb="sample", actor=SYSTEM, now=NOW
    )


def a_version(cast: Cast) -> RulebookVersion:
    """One more version of the rulebook."""
    number = cast.company.rulebook_versions.count() + 1
    return RulebookVersion.objects.create(company=cast.company, number=number)


def complaints_of_the_resident(cast: Cast) -> None:
    """One more open complaint, and one more that is closed."""
    a_complaint(cast)
    withdrawn = a_complaint(cast)
    withdraw(actor=cast.resident.viewer, now=NOW, complaint_id=withdrawn.pk, version=None)


def a_finished_complaint(cast: Cast) -> None:
    """One more complaint that is done and waits for its follow-up."""
    complaint = a_complaint(cast)
    step: dict[str, Any] = {"complaint_id": complaint.pk, "version": None, "now": NOW}
    resolve(actor=cast.engineer.viewer, text="已修好", channel="phone", **step)


LISTS = {
    "estates:building": List("clerk", more.a_room),
    "estates:people": List("clerk", more.a_room),
    "estates:room_list": List("clerk", more.a_room),
    "estates:rooms": List("clerk", more.a_building),
    "complaints:board": List("clerk", a_complaint),
    "complaints:follow_ups": List("clerk", a_finished_complaint),
    "complaints:queue": List("clerk", a_complaint),
    "notices:deliveries": List("sysadmin", a_delivery),
    "notices:inbox": List("clerk", lambda cast: a_notice(cast.clerk)),
    "complaints_owner:cases": List("resident", complaints_of_the_resident),
    "portal:audit_changes": List("auditor", a_resident),
    "portal:home": List("engineer", a_promise),
    "portal:timeline": List("auditor", an_entry),
    "rulebook:versions": List("clerk", a_version),
    "staff:departments": List("clerk", more.a_department),
    "staff:employees": List("clerk", more.an_employee),
}

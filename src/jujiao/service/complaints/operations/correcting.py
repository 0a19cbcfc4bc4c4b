"""3.2.1: a wrong entry is put right by a step that stays in the history; the promises given stay."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Building, Person, Room
from jujiao.company.estates.queries import lived
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.record import live
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import take_back
from jujiao.promises.operations import owe_to
from jujiao.rules.privacy import mask_phone
from jujiao.rules.service.complaint_corrections import (
    clause_3_2_1_may_correct,
    clause_3_2_1_on_correcting,
    clause_3_2_1_owed_anew,
)
from jujiao.rules.service.complaint_steps import AT_WORK, PromiseKind, expected_promises
from jujiao.rules.service.complaints import clause_3_2_1_answered_apart
from jujiao.rules.texts import says_anything
from jujiao.service.complaints.models import SUBJECT, Category, Complaint, Kind
from jujiao.service.complaints.operations.dispatching import hand_over
from jujiao.service.complaints.operations.naming import (
    colleagues_among,
    held_together,
    keep_from_accused,
    name_accused,
    release_accused,
)
from jujiao.service.complaints.operations.registering import check_accused, check_place, check_who
from jujiao.service.complaints.operations.steps import FRAME, take
from jujiao.service.complaints.operations.telling import tell_owner
from jujiao.service.complaints.permissions import ACCESS, handled_elsewhere
from jujiao.service.complaints.texts import COMPLAINT, CONTACT_NAME, CORRECTED, PLACE

FIELDS = (
    "room",
    "building",
    "place",
    "person",
    "anonymous",
    "contact_name",
    "contact_phone",
    "category",
    "nature",
    "text",
    "about_employee",
)


@transaction.atomic
def correct(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    reason: str,
    category: Category,
    nature: str,
    text: str,
    about_employee: Employee | None,
    room: Room | None = None,
    building: Building | None = None,
    place: str = "",
    person: Person | None = None,
    anonymous: bool = False,
    contact_name: str = "",
    contact_phone: str = "",
    department: Department | None = None,
) -> Complaint:
    """Puts a registered complaint right (更正): all that was entered, as it should have been. Whoever was wrongly named
    as its owner knows nothing of it any more, nor does a colleague whom it turns out to be about. `department`: it goes
    to another one at the same time.

    UnableToTakeStep where nothing changes, or something does not fit together; UnableToReadPhone; Stale where it has
    joined another one meanwhile."""
    complaint, together = held_together(complaint_id, version=version)
    doubles = [one for one in together if one.merged_into_id == complaint.pk and one.state in AT_WORK]
    ACCESS["correct"].check(actor, complaint)
    reason, text = CORRECTED.of(reason, UnableToTakeStep), COMPLAINT.of(text, UnableToTakeStep)
    place = PLACE.of(place, UnableToTakeStep)
    check_place(complaint.estate, room, building, place, UnableToTakeStep)
    if not anonymous:
        check_who(lived(person, room, complaint.estate), room, person, UnableToTakeStep)
    right: dict[str, Any] = {
        "room": room,
        "building": building if room is None else None,
        "place": place if room is None else "",
        "person": None if anonymous else person,
        "anonymous": anonymous,
        "contact_name": "" if anonymous else CONTACT_NAME.of(contact_name, UnableToTakeStep),
        "contact_phone": clean_phone(contact_phone),
        "category": category,
        "nature": nature,
        "text": text,
        "about_employee": about_employee,
    }
    if not (anonymous or right["person"] or says_anything(right["contact_name"]) or right["contact_phone"]):
        raise UnableToTakeStep(_("Write down a name or a phone number, or choose “Anonymous”."))
    before = {name: getattr(complaint, name) for name in FIELDS}
    wrong = {name for name in FIELDS if before[name] != right[name]}
    elsewhere = department is not None and department.pk != complaint.department_id
    if not wrong and not elsewhere:
        raise UnableToTakeStep(_("Nothing is different from what is written down already."))
    if elsewhere and complaint.follows:
        raise handled_elsewhere(complaint)
    if wrong:
        given: dict[str, Any] = {"actor": actor, "now": now, "reason": reason, "together": together}
        _put_right(complaint, before, right, wrong, grouped=bool(doubles), returns=not elsewhere, **given)
    if elsewhere and department is not None:
        if complaint.state not in AT_WORK:
            raise UnableToTakeStep(_("The work is done: it goes to no other department."))
        why = "" if "about_employee" in wrong else reason  # which those must not read who are named, wherever it stands
        hand_over([complaint, *doubles], department, actor=actor, now=now, text=why)
    return complaint


def _put_right(
    complaint: Complaint,
    before: dict[str, Any],
    right: dict[str, Any],
    wrong: set[str],
    *,
    actor: Viewer,
    now: datetime,
    reason: str,
    together: Sequence[Complaint],
    grouped: bool,
    returns: bool,
) -> None:
    anew = "nature" in wrong
    for name in wrong:
        setattr(complaint, name, right[name])
    _check_allowed(complaint, before, wrong, together, grouped=grouped)
    if "about_employee" in wrong:
        release_accused(complaint, now)
    if "person" in wrong:
        _check_not_their_own_words(complaint, before["person"])
        # Whoever was told was not the owner: a first reply is owed to the one who is.
        complaint.replied_at = None if complaint.state in AT_WORK else complaint.replied_at
    if wrong & {"person", "nature"} and complaint.state in AT_WORK:
        complaint.resolution = ""  # an answer that was on its way answers nobody any more
    if "text" in wrong:
        complaint.corrections += 1
    running = FRAME.running_kinds(complaint)
    owed = expected_promises(
        complaint.state,
        contactable=complaint.contactable,
        replied=complaint.replied_at is not None,
        progress_left=PromiseKind.PROGRESS in running,
        appointed=PromiseKind.APPOINTMENT in running,
        instructed=PromiseKind.INSTRUCTION in running,
        planned=bool(complaint.plan),
        nature=complaint.nature,
        told=PromiseKind.RESOLVE not in running,
    )
    ends, kinds = clause_3_2_1_on_correcting(running, owed, nature_changes=anew)
    FRAME.end(complaint, ends, at=now)
    complaint.next_due_at = FRAME.nearest_due(complaint)
    promised = clause_3_2_1_owed_anew(
        kinds, complaint.received_at, now, complaint.limits, LoadedCalendar(), nature_changes=anew
    )
    details = {"before": _words(before, wrong), "after": _words(right, wrong)}
    # The rows of promises name to whom they are owed; what is given from now on is owed to the right one.
    owe_to(Subject(SUBJECT, complaint.pk), complaint.owed_to)
    take(complaint, "correct", actor=actor, now=now, text=reason, details=details, promised=promised)
    if "about_employee" in wrong:
        keep_from_accused(complaint, together, actor=actor, now=now, returns=returns)
    if "person" in wrong:
        _part_from(complaint, before["person"], now)
        tell_owner(complaint, "corrected", now)


def _check_allowed(
    complaint: Complaint, before: dict[str, Any], wrong: set[str], together: Sequence[Complaint], *, grouped: bool
) -> None:
    """Whether the entries, as they are to be, may stand beside each other and where the case stands."""
    if "about_employee" in wrong:
        check_accused(complaint.estate, complaint.about_employee, complaint.nature, UnableToTakeStep)
        name_accused(complaint, together)
    with by_the_rules():
        clause_3_2_1_may_correct(
            complaint.state,
            nature_changes="nature" in wrong,
            grouped=grouped or complaint.follows or complaint.kind == Kind.COMPLEX,
            contactable=complaint.contactable,
            complained_of=before["about_employee"] is not None and complaint.about_employee_id is not None,
        )
        if wrong & {"about_employee", "person"}:
            clause_3_2_1_answered_apart(complaint.complained_of, colleagues_among(complaint, together))


def _check_not_their_own_words(complaint: Complaint, person: Person | None) -> None:
    if person is not None and person.user_id is not None and person.user_id == complaint.registered_by_id:
        raise UnableToTakeStep(_("The owner wrote this themselves: it is theirs."))


def _part_from(complaint: Complaint, person: Person | None, now: datetime) -> None:
    """Whoever was wrongly named reads nothing of it any more, not even that there is something to read; the page that
    they have open asks, and finds it gone. So does that of whoever is reached by the same number in their household."""
    if person is None:
        return
    take_back(Subject(SUBJECT, complaint.pk), user_id=person.user_id, person_id=person.pk, at=now)
    same = Q(phone=person.phone, residencies__household__residencies__person=person) if person.phone else Q()
    readers = Person.objects.filter(Q(pk=person.pk) | same, user__isnull=False) if same else [person]
    users = {one.user_id for one in readers if one.user_id is not None}
    if users:
        live.changed(*((f"user:{user_id}", None) for user_id in sorted(users)))


def _words(values: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """What stood there, for the timeline; a number masked, a category in both languages."""
    said: dict[str, Any] = {}
    for name in FIELDS:
        if name not in names:
            continue
        value = values[name]
        if name == "category":
            said[name] = [value.name_zh, value.name_en]
        elif name == "contact_phone":
            said[name] = mask_phone(value) if value else ""
        elif name in ("room", "building", "person", "about_employee"):
            said[name] = "" if value is None else str(value)
        else:
            said[name] = value
    return said

"""What the API says of a complaint. Phones are masked; an owner gets what the owner's page shows, no more."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ninja import Schema

from jujiao.kernel.models import Attachment, TimelineEntry
from jujiao.kernel.pages.api_files import FileAnswer, file_answer
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.keeping import attachments_of
from jujiao.promises.models import Promise
from jujiao.rules.privacy import mask_phone
from jujiao.service.complaints.for_owner import plan_of
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.permissions import is_complainant
from jujiao.service.complaints.queries import numbers_of
from jujiao.service.complaints.queries_case import promises_of, shown_to, shown_to_owner, timeline_of
from jujiao.service.complaints.queries_owner import UNTOLD


class PromiseAnswer(Schema):
    """A promise: `late` is whether it was, or is now, past its due time; `GET /promises/{id}/why` counts its days."""

    id: int
    kind: str
    round: int
    clause: str
    state: str
    started_at: datetime
    due_at: datetime
    done_at: datetime | None
    agreed: bool
    provisional: bool
    late: bool


class ComplaintEntryAnswer(Schema):
    """What happened, or was said; `files` were sent along."""

    seq: int
    verb: str
    at: datetime
    who: str
    audience: str
    text: str
    files: list[FileAnswer]


class ComplaintAnswer(Schema):
    """A complaint as a list shows it. Send `version` back with the next step."""

    id: int
    number: str
    estate: str
    state: str
    nature: str
    kind: str
    outcome: str
    round: int
    category: str
    where: str
    text: str
    channel: str
    anonymous: bool
    contact_name: str
    contact_phone: str
    department: str
    handler: str
    received_at: datetime
    recorded_at: datetime
    next_due_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    satisfaction: int | None
    merged_into: str
    urges: int
    version: int


class CaseAnswer(ComplaintAnswer):
    """`plan` is what will be done; an owner is told it with the first reply at the latest."""

    plan: str
    promises: list[PromiseAnswer]
    timeline: list[ComplaintEntryAnswer]


class RegisteredAnswer(CaseAnswer):
    """`say` is the sentence to be said to the owner, with the promised times."""

    say: str


RELATED = ("estate", "room", "building", "category", "person", "department", "handler")


def complaint_answers(viewer: Viewer, complaints: Sequence[Complaint]) -> list[dict[str, Any]]:
    """The complaints as a list shows them. What one was merged into is named to those staff who may see it: to an owner
    another owner's number would tell who else complained."""
    staff = [complaint for complaint in complaints if not is_complainant(viewer, complaint)]
    numbers = numbers_of(viewer, [complaint.merged_into_id for complaint in staff])
    mains = {complaint.pk: numbers.get(complaint.merged_into_id or 0, "") for complaint in staff}
    return [_answer(complaint, mains.get(complaint.pk, "")) for complaint in complaints]


def _answer(complaint: Complaint, main: str) -> dict[str, Any]:
    person = complaint.person
    return {
        **{name: getattr(complaint, name) for name in ComplaintAnswer.model_fields if name not in NAMED},
        "estate": complaint.estate.code,
        "category": complaint.category.code,
        "contact_name": complaint.contact_name or (person.name if person else ""),
        "contact_phone": mask_phone(complaint.contact_phone or (person.phone if person else "")),
        "department": complaint.department.name if complaint.department else "",
        "handler": complaint.handler.name if complaint.handler else "",
        "merged_into": main,
    }


NAMED = {"estate", "category", "contact_name", "contact_phone", "department", "handler", "merged_into"}


def case_answer(complaint: Complaint, viewer: Viewer, now: datetime) -> dict[str, Any]:
    entries, files = timeline_of(complaint, owner=False), attachments_of(SUBJECT, complaint.pk)
    return whole_answer(complaint, promises_of(complaint), entries, files, viewer=viewer, now=now)


def whole_answer(
    complaint: Complaint,
    promises: Iterable[Promise],
    entries: Iterable[TimelineEntry],
    files: Mapping[int, Sequence[Attachment]],
    *,
    viewer: Viewer,
    now: datetime,
) -> dict[str, Any]:
    """The case with its promises and what happened, with the files of each entry by its id, where these were read
    before."""
    (answer,) = complaint_answers(viewer, [complaint])
    owner = is_complainant(viewer, complaint)
    entries = shown_to_owner(complaint, entries) if owner else shown_to(viewer, complaint, entries)
    return {
        **answer,
        "plan": plan_of(complaint) if owner else complaint.plan,
        "promises": [promise_answer(each, now) for each in promises if not (owner and each.kind in UNTOLD)],
        "timeline": [entry_answer(entry, files.get(entry.pk, ())) for entry in entries],
    }


def promise_answer(promise: Promise, now: datetime) -> dict[str, Any]:
    names = ("id", "round", "clause", "state", "started_at", "due_at", "done_at", "agreed", "provisional")
    late = (promise.done_at or now) > promise.due_at
    kind = promise.kind.partition(".")[2]  # that it is a complaint's goes without saying here
    return {"kind": kind, **{name: getattr(promise, name) for name in names}, "late": late}


def entry_answer(entry: TimelineEntry, files: Iterable[Attachment]) -> dict[str, Any]:
    names = ("seq", "verb", "at", "audience", "text")
    said = {name: getattr(entry, name) for name in names}
    return {**said, "who": entry.actor_name, "files": [file_answer(each) for each in files]}

"""All that is kept about an owner's complaints and is theirs to see (个人信息保护法 45); nothing internal."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from jujiao.kernel.models import Attachment
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.keeping import attachments_of
from jujiao.promises.models import Promise
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.queries import own
from jujiao.service.complaints.queries_case import promised_to_owner, timeline_of


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The viewer's complaints, each with its promises and what was said to and by them."""
    return {"complaints": [_complaint(each) for each in _of_person(viewer)]}


def _of_person(viewer: Viewer) -> QuerySet[Complaint]:
    """What the person said themselves: what another of the household said stands in that one's copy."""
    return own(viewer).filter(person=viewer.person_id or 0).select_related("category").order_by("id")


def _complaint(complaint: Complaint) -> dict[str, Any]:
    sent = attachments_of(SUBJECT, complaint.pk)
    return {
        "number": complaint.number,
        "where": complaint.where,
        "nature": complaint.nature,
        "category": str(complaint.category),
        "text": complaint.text,
        "received_at": complaint.received_at,
        "state": complaint.state,
        "outcome": complaint.outcome,
        "round": complaint.round,
        "satisfaction": complaint.satisfaction,
        "closed_at": complaint.closed_at,
        "promises": [_promise(each) for each in promised_to_owner(complaint)],
        "conversation": [
            {
                "at": entry.at,
                "verb": entry.verb,
                "who": entry.actor_name,
                "text": entry.text,
                "files": [_file(each) for each in sent.get(entry.pk, ())],
            }
            for entry in timeline_of(complaint, owner=True)
        ],
    }


def _promise(promise: Promise) -> dict[str, Any]:
    names = ("kind", "round", "clause", "started_at", "due_at", "agreed", "state", "done_at")
    return {name: getattr(promise, name) for name in names}


def _file(file: Attachment) -> dict[str, Any]:
    """What was sent along, with the address where its reader takes it along."""
    names = ("kind", "name", "media_type", "size", "sha256")
    address = f"{settings.SITE_URL}{reverse('attachments:file', args=[file.pk])}"
    return {**{name: getattr(file, name) for name in names}, "url": address}

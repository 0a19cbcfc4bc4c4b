"""What the pages of one complaint read beside it. Each of these is asked for every case that is opened."""

from collections import defaultdict

from django.db.models import QuerySet

from jujiao.kernel import timeline
from jujiao.kernel.compiled import compiled
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.promises.models import Promise
from jujiao.promises.operations import of_subject
from jujiao.service.complaints.models import Complaint, Conversion, Custody, FollowUpAttempt, Photo
from jujiao.service.complaints.operations.steps import SUBJECT


def promises_of(complaint: Complaint) -> list[Promise]:
    """All promises of the complaint with who owes them, oldest round first."""
    return _promises(complaint=complaint.pk)


def timeline_of(complaint: Complaint, *, owner: bool) -> list[TimelineEntry]:
    """What happened, in order; an owner sees what was said to and by them, nothing internal."""
    return _entries(owner, complaint=complaint.pk)


def photos_of(complaint: Complaint) -> dict[int, list[Photo]]:
    """The photos by the id of the entry that they were sent with."""
    by_entry: dict[int, list[Photo]] = defaultdict(list)
    for photo in _photos(complaint=complaint.pk):
        by_entry[photo.entry_id].append(photo)
    return by_entry


def attempts_of(complaint: Complaint) -> list[FollowUpAttempt]:
    """Every try to ask the owner, with who made it, in order."""
    return _attempts(complaint=complaint.pk)


def custodies_of(complaint: Complaint) -> list[Custody]:
    """Who held it, in order."""
    return _custodies(complaint=complaint.pk)


def conversions_of(complaint: Complaint) -> list[Conversion]:
    """The owner's consents to other times, in order."""
    return _conversions(complaint=complaint.pk)


def doubles_of(complaint: Complaint) -> list[Complaint]:
    """What was merged into it."""
    return _doubles(complaint=complaint.pk)


@compiled
def _promises(*, complaint: int) -> QuerySet[Promise]:
    found = of_subject(SUBJECT, complaint).order_by("round", "started_at", "id")
    return found.select_related("employee", "department")


@compiled
def _entries(owner: bool, /, *, complaint: int) -> QuerySet[TimelineEntry]:
    entries = timeline.entries_of(SUBJECT, complaint).order_by("seq")
    return entries.filter(audience=Audience.OWNER) if owner else entries


@compiled
def _photos(*, complaint: int) -> QuerySet[Photo]:
    return Photo.objects.filter(complaint=complaint).order_by("id")


@compiled
def _attempts(*, complaint: int) -> QuerySet[FollowUpAttempt]:
    return FollowUpAttempt.objects.filter(complaint=complaint).select_related("employee").order_by("at", "id")


@compiled
def _custodies(*, complaint: int) -> QuerySet[Custody]:
    found = Custody.objects.filter(complaint=complaint).select_related("employee", "department")
    return found.order_by("from_at", "id")


@compiled
def _conversions(*, complaint: int) -> QuerySet[Conversion]:
    return Conversion.objects.filter(complaint=complaint).order_by("id")


@compiled
def _doubles(*, complaint: int) -> QuerySet[Complaint]:
    return Complaint.objects.filter(merged_into=complaint).select_related("room", "building", "person").order_by("id")

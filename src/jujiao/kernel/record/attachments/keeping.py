"""Keeping files with an entry of a timeline, and finding them again."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.models import Attachment, TimelineEntry
from jujiao.kernel.record.attachments.reading import CleanFile, check_number


def keep(entry: TimelineEntry, files: Sequence[CleanFile], now: datetime) -> None:
    """Keeps files with a timeline entry, inside its transaction; UnableToReadFile for too many. Files come before rows:
    a row without its file cannot be."""
    check_number(files)
    Attachment.objects.bulk_create(_kept(entry, file, now) for file in files)


def attachments_of(subject_kind: str, subject_id: int) -> dict[int, list[Attachment]]:
    """All that was sent along about a subject, by the id of the entry that it was sent with."""
    by_entry: dict[int, list[Attachment]] = defaultdict(list)
    for one in _attachments(subject_kind, subject=subject_id):
        by_entry[one.entry_id].append(one)
    return by_entry


def sent_with(entry_ids: Collection[int]) -> dict[int, list[Attachment]]:
    """What was sent along with these entries, whatever subjects they are of, by the id of each."""
    by_entry: dict[int, list[Attachment]] = defaultdict(list)
    for one in Attachment.objects.filter(entry__in=entry_ids).order_by("id") if entry_ids else ():
        by_entry[one.entry_id].append(one)
    return by_entry


@compiled
def _attachments(subject_kind: str, /, *, subject: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(subject_kind=subject_kind, subject_id=subject).order_by("id")


def _kept(entry: TimelineEntry, file: CleanFile, now: datetime) -> Attachment:
    name = f"{entry.subject_kind}/{entry.subject_id}/{file.sha256[:32]}"
    small = default_storage.save(f"{name}-s.jpg", ContentFile(file.thumbnail)) if file.thumbnail else ""
    return Attachment(
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        entry=entry,
        kind=file.media.kind,
        name=file.name,
        file=default_storage.save(f"{name}.{file.media.suffix}", ContentFile(file.content)),
        thumbnail=small,
        media_type=file.media.media_type,
        size=len(file.content),
        width=file.width,
        height=file.height,
        sha256=file.sha256,
        created_at=now,
    )

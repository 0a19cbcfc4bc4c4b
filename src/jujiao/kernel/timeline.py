"""Writing and checking the timeline of a subject."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import QuerySet

from jujiao.kernel.access import Viewer
from jujiao.kernel.models import Audience, TimelineEntry


def record(
    *,
    subject_kind: str,
    subject_id: int,
    estate_id: int | None,
    verb: str,
    actor: Viewer,
    now: datetime,
    text: str = "",
    audience: Audience = Audience.INTERNAL,
    changes: dict[str, Any] | None = None,
    details: dict[str, Any] | None = None,
) -> TimelineEntry:
    """Adds one entry to a subject's timeline, whole with its place and digest.

    Steps and alarms of one subject queue here until the transaction ends: whoever also changes promises does that
    first, so that nobody holds this place while waiting for a promise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [subject_kind, subject_id])
    last = entries_of(subject_kind, subject_id).order_by("-seq").values("seq", "digest").first()
    entry = TimelineEntry(
        estate_id=estate_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        seq=last["seq"] + 1 if last else 1,
        verb=verb,
        at=now,
        actor_id=actor.user_id,
        actor_name=actor.name,
        audience=audience,
        text=text,
        changes=plain(changes or {}),
        details=plain(details or {}),
    )
    entry.digest = digest_of(entry, last["digest"] if last else "")
    entry.save(force_insert=True)
    return entry


def entries_of(subject_kind: str, subject_id: int) -> QuerySet[TimelineEntry]:
    return TimelineEntry.objects.filter(subject_kind=subject_kind, subject_id=subject_id)


def digest_of(entry: TimelineEntry, previous: str) -> str:
    """Sha-256, hex, over the entry's content and the digest before it."""
    content = [
        previous,
        entry.subject_kind,
        entry.subject_id,
        entry.seq,
        entry.verb,
        entry.at.timestamp(),
        entry.actor_id,
        entry.actor_name,
        entry.audience,
        entry.text,
        entry.changes,
        entry.details,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_at(entries: Iterable[TimelineEntry]) -> int | None:
    """The `seq` of the first entry whose place or digest does not fit, or None for a whole chain."""
    previous = ""
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected or entry.digest != digest_of(entry, previous):
            return entry.seq
        previous = entry.digest
    return None


def replay(entries: Iterable[TimelineEntry]) -> dict[str, Any]:
    """The subject's columns as its timeline says they should be."""
    state: dict[str, Any] = {}
    for entry in entries:
        state.update(entry.changes)
    return state


def plain(value: dict[str, Any]) -> dict[str, Any]:
    """The value as it will come back from JSON, so that digest and replay compare like with like."""
    result: dict[str, Any] = json.loads(json.dumps(value, cls=_Encoder))
    return result


class _Encoder(DjangoJSONEncoder):
    """Instants in UTC, to the microsecond: the same instant is always the same text."""

    def default(self, o: Any) -> Any:
        return o.astimezone(UTC).isoformat() if isinstance(o, datetime) else super().default(o)

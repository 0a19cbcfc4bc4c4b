"""Writing and checking the timeline of a subject, whose rows each hold the last one's digest (hash chain)."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NotRequired, TypedDict, Unpack

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model, QuerySet

from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer

HOLD: Final = """
SELECT pg_advisory_xact_lock(hashtextextended(kind, id)) FROM unnest(%s::text[], %s::bigint[]) AS place (kind, id)
"""
TAKE: Final = """
SELECT kind, id, pg_try_advisory_xact_lock(hashtextextended(kind, id))
FROM unnest(%s::text[], %s::bigint[]) AS place (kind, id)
"""
LAST: Final = """
SELECT kind, id, last.seq, last.digest FROM unnest(%s::text[], %s::bigint[]) AS place (kind, id), LATERAL (
    SELECT seq, digest FROM kernel_timelineentry WHERE subject_kind = place.kind AND subject_id = place.id
    ORDER BY seq DESC LIMIT 1) AS last
"""
WRITE: Final = """
INSERT INTO kernel_timelineentry (estate_id, subject_kind, subject_id, seq, verb, at, actor_id, actor_name, audience,
    text, changes, details, digest)
SELECT * FROM jsonb_to_recordset(%s::jsonb) AS entry (estate_id bigint, subject_kind text, subject_id bigint, seq int,
    verb text, at timestamptz, actor_id bigint, actor_name text, audience text, text text, changes jsonb,
    details jsonb, digest text)
RETURNING id
"""
BEGIN: Final = """
WITH entry AS ({write}), told AS ({say}) SELECT id, (SELECT count(*) FROM told) FROM entry
"""
"""An entry together with what open pages are told of it."""


class Facts(TypedDict):
    """What happened: to which subject, who did it and when, and the subject's columns as they are since (`changes`)."""

    subject_kind: str
    subject_id: int
    estate_id: int | None
    verb: str
    actor: Viewer
    now: datetime
    text: NotRequired[str]
    audience: NotRequired[Audience]
    changes: NotRequired[dict[str, Any] | None]
    details: NotRequired[dict[str, Any] | None]


def record(**facts: Unpack[Facts]) -> TimelineEntry:
    """Adds one entry to a subject's timeline, whole with its place and digest. UnknownKindError for a kind of subject
    that no app has declared: nobody could read it.

    Steps and alarms of one subject queue here until the transaction ends: whoever also changes promises does that
    first, so that nobody holds this place while waiting for a promise."""
    (entry,) = record_all([facts])
    return entry


def note(
    subject: Model,
    verb: str,
    actor: Viewer,
    now: datetime,
    *,
    estate_id: int | None = None,
    text: str = "",
    changes: dict[str, Any] | None = None,
    **details: Any,
) -> TimelineEntry:
    """Adds one entry about a row, of the kind that its app has declared for such rows. The caller holds the row, or has
    just made it. `estate_id` is asked for only where the row does not say at which estate it is.

    People stand in `details` and `changes` by their ids: names and numbers can be erased elsewhere, never here."""
    kind = subjects.of_row(subject)
    if kind.estate_column:
        estate_id = getattr(subject, kind.estate_column)
    return record(
        subject_kind=kind.key,
        subject_id=getattr(subject, kind.id_column),
        estate_id=estate_id,
        verb=verb,
        actor=actor,
        now=now,
        text=text,
        changes=changes,
        details=details,
    )


def begin(told: tuple[str, list[Any]] | None = None, **facts: Unpack[Facts]) -> TimelineEntry:
    """Adds the first entry of a subject that was made in this very transaction: as nobody else can know it, there is
    nobody to wait for and nothing to look up. IntegrityError where it has an entry already. `told` is what open pages
    hear of it (see `live.saying`), said by the same statement."""
    entry = _drawn_up(facts)
    entry.seq = 1
    entry.digest = digest_of(entry, "")
    if told is None:
        _write([entry])
        return entry
    say, given = told
    with connection.cursor() as cursor:
        cursor.execute(BEGIN.format(write=WRITE, say=say), [_stored([entry]), *given])
        entry.id = cursor.fetchone()[0]
    return entry


def record_all(happened: Iterable[Facts]) -> list[TimelineEntry]:
    """Adds many entries, to as many timelines as it may be, in the order given. The places are taken in one order, so
    that two who record many do not wait for each other in a circle (deadlock)."""
    entries = [_drawn_up(facts) for facts in happened]
    places = sorted({(entry.subject_kind, entry.subject_id) for entry in entries})
    _ask(HOLD, places)
    last = {(kind, number): (seq, digest) for kind, number, seq, digest in _ask(LAST, places)}
    for entry in entries:
        place = entry.subject_kind, entry.subject_id
        seq, digest = last.get(place, (0, ""))
        entry.seq = seq + 1
        entry.digest = digest_of(entry, digest)
        last[place] = entry.seq, entry.digest
    _write(entries)
    return entries


def take_places(places: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of the subjects (kind, id) those whose timelines are ours until the transaction ends; where somebody else is at
    one, it is left out instead of waited for."""
    return {(kind, number) for kind, number, ours in _ask(TAKE, sorted(places)) if ours}


def entries_of(subject_kind: str, subject_id: int) -> QuerySet[TimelineEntry]:
    return TimelineEntry.objects.filter(subject_kind=subject_kind, subject_id=subject_id)


def _drawn_up(facts: Facts) -> TimelineEntry:
    actor = facts["actor"]
    return TimelineEntry(
        estate_id=facts["estate_id"],
        subject_kind=subjects.of(facts["subject_kind"]).key,
        subject_id=facts["subject_id"],
        verb=facts["verb"],
        at=facts["now"],
        actor_id=actor.user_id,
        actor_name=actor.name,
        audience=facts.get("audience", Audience.INTERNAL),
        text=facts.get("text", ""),
        changes=plain(facts.get("changes")),
        details=plain(facts.get("details")),
    )


def _ask(question: str, places: Sequence[tuple[str, int]]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, [[kind for kind, _ in places], [number for _, number in places]])
        found: list[Any] = cursor.fetchall()
    return found


def _write(entries: Sequence[TimelineEntry]) -> None:
    """Stores entries and gives them their ids. JSON carries many at once for a fraction of what models cost."""
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [_stored(entries)])
        for entry, (entry_id,) in zip(entries, cursor.fetchall(), strict=True):
            entry.id = entry_id


def _stored(entries: Sequence[TimelineEntry]) -> str:
    rows = [{name: value for name, value in vars(entry).items() if name != "_state"} for entry in entries]
    return json.dumps(rows, cls=InstantEncoder)


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


def plain(value: dict[str, Any] | None) -> dict[str, Any]:
    """The value as it will come back from JSON, so that digest and replay compare like with like."""
    if not value:
        return {}
    result: dict[str, Any] = json.loads(json.dumps(value, cls=InstantEncoder))
    return result


class InstantEncoder(DjangoJSONEncoder):
    """Instants in UTC, to the microsecond: the same instant is always the same text."""

    def default(self, o: Any) -> Any:
        return o.astimezone(UTC).isoformat() if isinstance(o, datetime) else super().default(o)

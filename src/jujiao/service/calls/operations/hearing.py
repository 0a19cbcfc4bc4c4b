"""3.1.2: whether a source is still heard of. One that is silent for longer than usual is an alarm, never 100 %."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from jujiao.company.estates.models import Company
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.rules.service.calls.silence import LOOKED_BACK, SILENCE, Day, clause_3_1_2_silent
from jujiao.service.calls.models import Source, Vendor
from jujiao.service.calls.operations.source_alarms import tell_of_silence
from jujiao.service.calls.sources.readers import READERS, Way

TOUCHED: Final = timedelta(seconds=30)
"""So often it is written down that a source was heard of: not with each record, all of which would wait for one row."""
A_DAY: Final = timedelta(days=1)
DAYS: Final = """
SELECT EXISTS (SELECT FROM telephony_record WHERE source_id = %(source)s
        AND received_at >= %(since)s - day * interval '1 day' AND received_at < %(until)s - day * interval '1 day'),
    EXISTS (SELECT FROM telephony_record WHERE source_id = %(source)s
        AND received_at >= %(until)s - (day + 1) * interval '1 day'
        AND received_at < %(until)s - day * interval '1 day')
FROM generate_series(1, %(days)s) AS day
"""
"""Of each day before: whether anything was told in the same part of it as has been silent now, and at all."""


def heard(source: Source, *, now: datetime) -> None:
    """Notes that a source was heard of; with that its silence, where it was one, is over. In a transaction."""
    fresh = source.heard_at is not None and source.heard_at > now - TOUCHED
    if source.silent_since is None:
        if not fresh:
            Source.objects.filter(pk=source.pk, silent_since=None).update(heard_at=now)
            source.heard_at = now
        return
    held = _held(source.pk)
    since, held.silent_since, held.heard_at = held.silent_since, None, now
    source.silent_since, source.heard_at = None, now
    if since is None:
        return
    held.version += 1
    held.save(update_fields=["silent_since", "heard_at", "version"])
    note(held, "hear_again", SYSTEM, now, silent_since=since)
    tell_of_silence(held, "source.heard", since, now=now)
    changed((held.estate.place.topic, None))


@transaction.atomic
def note_heard(source: Source, *, now: datetime) -> None:
    """The same in a transaction of its own: it is there, and told nothing."""
    heard(source, now=now)


def watch_sources(company: Company, *, now: datetime) -> int:
    """Notes which sources of a company have fallen silent, and tells their administrators once; how many."""
    quiet = Source.objects.filter(estate__company=company, in_use=True, silent_since=None).exclude(vendor=Vendor.CSV)
    return sum(_watch(pk, now) for pk in quiet.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _watch(source_id: int, now: datetime) -> int:
    source = _held(source_id)
    if source.silent_since is not None or not _is_silent(source, now):
        return 0
    source.silent_since = source.heard_at or source.made_at
    source.version += 1
    source.save(update_fields=["silent_since", "version"])
    note(source, "fall_silent", SYSTEM, now, silent_since=source.silent_since)
    tell_of_silence(source, "source.silent", source.silent_since, now=now)
    changed((source.estate.place.topic, None))
    return 1


def _is_silent(source: Source, now: datetime) -> bool:
    since = source.heard_at or source.made_at
    version = in_force(source.estate.company_id, now)
    found = figures(version.pk, source.estate_id) if version else {}
    least = found[SILENCE].span if SILENCE in found else None
    if least is None or now - since < least:
        return False
    steady = READERS[source.vendor].way is Way.ASKED
    return clause_3_1_2_silent(since, now, least, _days(source, since, now), steady=steady)


def _days(source: Source, since: datetime, now: datetime) -> list[Day]:
    days: dict[str, Any] = {"source": source.pk, "since": max(since, now - A_DAY), "until": now, "days": LOOKED_BACK}
    with connection.cursor() as cursor:
        cursor.execute(DAYS, days)
        return [Day(told_then=then, told=told) for then, told in cursor.fetchall()]


def _held(source_id: int) -> Source:
    held = Source.objects.select_for_update(of=("self",)).select_related("estate__company")
    return held.get(pk=source_id)

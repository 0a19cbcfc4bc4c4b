"""3.1.2: what an exchange tells is kept as it was told, once, and folded into calls in the same transaction."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from jujiao.service.calls.models import Reason, Refusal, Source
from jujiao.service.calls.operations.folding import fold
from jujiao.service.calls.operations.hearing import heard
from jujiao.service.calls.operations.source_alarms import tell_of_refusals
from jujiao.service.calls.sources.readers import READERS
from jujiao.service.calls.sources.told import Reading, Told, UnreadableError

LARGEST: Final = 512 * 1024
"""Bytes of one message. A record is some kilobytes, with all that a FreeSWITCH says beside it some thirty."""
KEEP: Final = """
INSERT INTO telephony_record (source_id, external_id, linked_id, body, received_at)
SELECT %s, told.*, %s FROM unnest(%s::text[], %s::text[], %s::text[]) AS told (external_id, linked_id, body)
ORDER BY 2
ON CONFLICT DO NOTHING RETURNING external_id
"""
"""Records that are there stay as they are. They are kept in one order, so that two messages that hold the same ones do
not wait for each other in a circle (deadlock)."""
REFUSALS_NOTED: Final = 20
"""Refusals of a source that are written down within a minute; what is sent beyond them is refused all the same."""
A_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Received:
    """What became of a message: how many records were new, how many were there already, and why others were refused."""

    new: int
    known: int
    refused: Sequence[UnreadableError] = ()

    @property
    def nothing_read(self) -> bool:
        return bool(self.refused) and not self.new + self.known


def receive(*, source: Source, body: bytes, now: datetime) -> Received:
    """Keeps the records of a message and folds those that are new into calls; what cannot be read is noted as refused,
    and its source's administrators hear of it. A bad record keeps no other from being taken.

    The source comes with its estate. Told twice, a message changes nothing the second time."""
    reading = _read(source, body, now)
    with transaction.atomic():
        new = keep(source, reading.told, now) if reading.told else []
        if new:
            fold(source, [piece for told in new for piece in told.pieces], now=now)
        if reading.told or not reading.refused:
            heard(source, now=now)
        if reading.refused:
            refuse(source, reading.refused, now=now)
    return Received(len(new), len(reading.told) - len(new), reading.refused)


def keep(source: Source, told: Sequence[Told], now: datetime) -> list[Told]:
    """Keeps records; gives those that were not there before."""
    once = {each.external_id: each for each in told}
    columns = [[getattr(each, name) for each in once.values()] for name in ("external_id", "linked_id", "body")]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [source.pk, now, *columns])
        new = {external_id for (external_id,) in cursor.fetchall()}
    return [each for each in once.values() if each.external_id in new]


def refuse(source: Source, errors: Sequence[UnreadableError], *, now: datetime) -> None:
    """Notes why something was refused, no more than some a minute, and tells the administrators, once a day."""
    noted = Refusal.objects.filter(source=source, at__gt=now - A_MINUTE).count()
    rows = [
        Refusal(source=source, reason=Reason(error.wrong.value), field=error.field[:60], at=now)
        for error in errors[: max(0, REFUSALS_NOTED - noted)]
    ]
    Refusal.objects.bulk_create(rows)
    if noted < REFUSALS_NOTED:
        tell_of_refusals(source, now=now)


@transaction.atomic
def refuse_message(*, source: Source, error: UnreadableError, now: datetime) -> None:
    """Notes that a message was refused before anybody read it: too long, or with a wrong secret."""
    refuse(source, [error], now=now)


def is_secret_of(source: Source, secret: str) -> bool:
    """Whether it is the source's, compared in constant time."""
    return hmac.compare_digest(digest_of(secret), source.digest)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _read(source: Source, body: bytes, now: datetime) -> Reading:
    try:
        return READERS[source.vendor].read(body, now)
    except UnreadableError as error:
        return Reading(refused=(error,))

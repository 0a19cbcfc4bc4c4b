"""Has a source keep and fold what arrived, as its door does for each message, many at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from jujiao.service.calls.models import Record, Source
from jujiao.service.calls.operations.folding import fold
from jujiao.service.calls.sources.readers import READERS
from jujiao.service.calls.sources.told import Reading, Told


def feed(source: Source, bodies: Sequence[bytes], now: datetime, *, linked: bool = True, together: int = 500) -> int:
    """How many records were new. Without `linked` each is taken for a call of its own, which is wrong. ValueError for a
    message that cannot be read: these were made to be."""
    read = READERS[source.vendor].read
    new = 0
    for start in range(0, len(bodies), together):
        told = [one for body in bodies[start : start + together] for one in _readable(read(body, now))]
        new += _keep(source, {one.external_id: one for one in told}, now, linked=linked)
    return new


def _readable(reading: Reading) -> Iterator[Told]:
    if reading.refused:
        raise ValueError(str(reading.refused[0]))
    yield from reading.told


@transaction.atomic
def _keep(source: Source, told: dict[str, Told], now: datetime, *, linked: bool) -> int:
    known = Record.objects.filter(source=source, external_id__in=told).values_list("external_id", flat=True)
    for each in known:
        del told[each]
    Record.objects.bulk_create(
        Record(source=source, external_id=key, linked_id=one.linked_id, body=one.body, received_at=now)
        for key, one in told.items()
    )
    pieces = [
        piece if linked else replace(piece, call=one.external_id) for one in told.values() for piece in one.pieces
    ]
    fold(source, pieces, now=now)
    return len(told)

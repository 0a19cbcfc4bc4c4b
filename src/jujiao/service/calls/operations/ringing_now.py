"""3.1.2: while a telephone rings, and until the call is over, whoever sits there is told, and the duty board."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from jujiao.kernel.record.live import changed
from jujiao.rules.service.calls.piece import Piece
from jujiao.service.calls.models import Call, Direction, Source
from jujiao.service.calls.queries_pop import LONGEST
from jujiao.service.calls.queries_scripts import greetings_of
from jujiao.service.calls.queries_seats import seats_taken

FRESH: Final = timedelta(minutes=2)
"""A call that is over for longer is history: an exchange that tells of calls only afterwards has nobody's page stir."""


@transaction.atomic
def tell_whoever_sits_there(
    source: Source, calls: Collection[Call], legs: Mapping[str, Sequence[Piece]], *, now: datetime
) -> None:
    """Has the pages of whoever sits at the telephones of some calls of a source, which are held, ask anew, and the duty
    boards of its estate, at the commit. `legs` are those of each call, by its id at the exchange. A call that somebody
    who sat there answered keeps the greeting that was in force then."""
    _keep_greetings(source, [each for each in calls if each.answered_by_id and each.script_version_id is None])
    extensions = {each for call in calls if _is_fresh(call, now) for each in _extensions(legs[call.linked_id])}
    if not extensions:
        return
    seats = seats_taken(now).filter(telephone__source=source, telephone__extension__in=extensions)
    pages = {f"ringing:{user}" for user in seats.values_list("employee__user", flat=True)}
    changed(*((page, None) for page in sorted(pages)), (f"calls:{source.estate_id}", None))


def _keep_greetings(source: Source, calls: Sequence[Call]) -> None:
    incoming = [each for each in calls if each.direction == Direction.INCOMING]
    versions = greetings_of(source.estate) if incoming else []
    for call in incoming:
        at = call.answered_at or call.began_at
        call.script_version = next((each for each in versions if each.published_at <= at), None)
    known = [each for each in incoming if each.script_version_id is not None]
    if known:
        Call.objects.bulk_update(known, ["script_version"])


def _is_fresh(call: Call, now: datetime) -> bool:
    incoming = call.direction == Direction.INCOMING
    return incoming and (call.ended_at > now - FRESH if call.ended_at else call.began_at > now - LONGEST)


def _extensions(legs: Sequence[Piece]) -> set[str]:
    return {each.extension for each in legs if each.rang_at is not None and each.extension}

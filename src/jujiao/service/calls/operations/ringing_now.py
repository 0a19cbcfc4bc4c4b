"""3.1.2: while a telephone rings, and until the call is over, whoever sits there is told, and the duty board."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from jujiao.kernel.record.live import changed
from jujiao.rules.service.calls.piece import Piece
from jujiao.service.calls.models import Call, Direction, Occasion, Source
from jujiao.service.calls.queries_pop import LONGEST
from jujiao.service.calls.queries_scripts import wording_for
from jujiao.service.calls.queries_seats import seats_taken

FRESH: Final = timedelta(minutes=2)
"""A call that is over for longer is history: an exchange that tells of calls only afterwards has nobody's page stir."""


@transaction.atomic
def tell_whoever_sits_there(
    source: Source, calls: Collection[Call], legs: Mapping[str, Sequence[Piece]], *, now: datetime
) -> None:
    """Has the pages of whoever sits at the telephones of some calls of a source, which are held, ask anew, and the duty
    boards of its estate, at the commit. `legs` are those of each call, by its id at the exchange. A call that somebody
    who sits there answered keeps the greeting that was in force then."""
    rang = {call: _extensions(legs[call.linked_id]) for call in calls if _is_fresh(call, now)}
    extensions = {each for found in rang.values() for each in found}
    if not extensions:
        return
    seats = seats_taken(now).filter(telephone__source=source, telephone__extension__in=extensions)
    users = dict(seats.values_list("telephone__extension", "employee__user"))
    pages = {f"ringing:{users[each]}" for each in extensions if each in users}
    changed(*((page, None) for page in sorted(pages)), (f"calls:{source.estate_id}", None))
    without = [call for call in rang if call.script_version_id is None]
    if answered := [call for call in without if _was_answered(legs[call.linked_id], users)]:
        version = wording_for(source.estate, Occasion.GREETING)
        for call in answered:
            call.script_version = version
        Call.objects.bulk_update(answered, ["script_version"])


def _is_fresh(call: Call, now: datetime) -> bool:
    incoming = call.direction == Direction.INCOMING
    return incoming and (call.ended_at > now - FRESH if call.ended_at else call.began_at > now - LONGEST)


def _extensions(legs: Sequence[Piece]) -> set[str]:
    return {each.extension for each in legs if each.rang_at is not None and each.extension}


def _was_answered(legs: Sequence[Piece], seated: Collection[str]) -> bool:
    return any(each.answered_at is not None and each.extension in seated for each in legs)

"""3.1.2: while a telephone rings, and until the call is over, whoever sits there is told, and the duty board."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from jujiao.kernel.record.live import changed
from jujiao.service.calls.models import Call, Direction, Leg, Occasion
from jujiao.service.calls.queries_scripts import wording_for
from jujiao.service.calls.queries_seats import seats_taken

FRESH: Final = timedelta(minutes=2)
"""A call that is over for longer is history: an exchange that tells of calls only afterwards has nobody's page stir."""


def tell_whoever_sits_there(call: Call, legs: Iterable[Leg], *, now: datetime) -> None:
    """Has the pages of whoever sits at the telephones of a call, which is held, ask anew, and the duty boards of its
    estate, at the commit. A call that somebody who sits there answered keeps the greeting that was in force then."""
    if call.source_id is None or call.direction != Direction.INCOMING or (call.ended_at or now) < now - FRESH:
        return
    rang = [each for each in legs if each.rang_at is not None and each.extension]
    extensions = {each.extension for each in rang}
    if not extensions:
        return
    seats = seats_taken(now).filter(telephone__source=call.source_id, telephone__extension__in=extensions)
    users = dict(seats.values_list("telephone__extension", "employee__user"))
    changed(*((f"ringing:{user}", None) for user in sorted(set(users.values()))), (f"calls:{call.estate_id}", None))
    if call.script_version_id is None and any(each.answered_at and each.extension in users for each in rang):
        version = wording_for(call.estate, Occasion.GREETING)
        Call.objects.filter(pk=call.pk).update(script_version=version)
        call.script_version = version

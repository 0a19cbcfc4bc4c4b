"""3.1.2: a call is typed in by hand, where no exchange tells of it: marked so, and never in the rate."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.estates.queries import lived
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.service.calls.models import Call, Direction, Grade, Purpose, Verdict
from jujiao.service.calls.operations.calling_back import follow
from jujiao.service.calls.operations.settling import measure_ring
from jujiao.service.calls.permissions import ANSWERS

WORDS: Final = Text(1000)
LATE: Final = timedelta(days=7)
"""A call may be typed in so long afterwards."""


class UnableToTypeIn(UnableTo):
    """The number is none, the time cannot be, or whoever called does not live there."""


@transaction.atomic
def type_in(
    *,
    estate: Estate,
    direction: str,
    number: str,
    began_at: datetime,
    answered: bool,
    room: Room | None = None,
    person: Person | None = None,
    text: str = "",
    actor: Viewer,
    now: datetime,
) -> Call:
    """A call that somebody answered, missed, or made: with a number, or "" where it was hidden. A missed one is to be
    called back, an answered one ends that, as any other.

    Raises NotAllowed, UnableToTypeIn."""
    sentence = _("Calls are for the desk of the estate to write down.")
    permit(actor, *ANSWERS, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)
    if not now - LATE <= began_at <= now:
        raise UnableToTypeIn(_("A call is typed in within %(days)s days after it.") % {"days": LATE.days})
    if room is not None and room.estate_id != estate.pk:
        raise UnableToTypeIn(_("This room is not at this estate."))
    if person is not None and not lived(person, room, estate):
        raise UnableToTypeIn(_("%(person)s does not live at this estate.") % {"person": person.name})
    words = WORDS.of(text, UnableToTypeIn)
    call = Call.objects.create(
        estate=estate,
        direction=Direction(direction),
        number=clean_phone(number) if number else "",
        came_at=began_at,
        began_at=began_at,
        answered_at=began_at if answered else None,
        ended_at=began_at,
        verdict=_verdict(Direction(direction), answered=answered),
        grade=Grade.BY_HAND,
        answered_by_id=actor.employee_id if answered else None,
        heard_at=now,
        settled_at=now,
        room=room,
        person=person,
        purpose=Purpose.NOTE if words else "",
        note=words,
    )
    follow([call], now=now)
    measure_ring(call, now)
    note(call, "type_call_in", actor, now)
    return call


def _verdict(direction: Direction, *, answered: bool) -> Verdict:
    """How long it rang nobody measured: of an answered one it cannot be said whether that was in time."""
    if direction is not Direction.INCOMING:
        return Verdict.NO_MATTER
    return Verdict.UNKNOWN if answered else Verdict.MISSED

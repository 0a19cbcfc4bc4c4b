"""3.1.2: what a call was about: an enquiry that was answered, a note, or a case; and whose call it was."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.estates.queries import lived
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.declared import Became, Origin
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.service.calls.models import Call, Purpose
from jujiao.service.calls.permissions import ANSWERS
from jujiao.service.calls.queries import PHONE_CALL
from jujiao.service.calls.queries_calls import calls_for

SAID: Final = Text(1000, gettext_lazy("Write down what the call was about."))
CHANGED: Final = gettext_lazy("Somebody has written about this call since.")


class UnableToNote(UnableTo):
    """Nothing was said, whoever called does not live there, or a case was made of the call already."""


@transaction.atomic
def answer_enquiry(*, call: Call, text: str, version: int | None, actor: Viewer, now: datetime) -> Call:
    """Somebody asked, and was answered at once (咨询): what about is noted.

    Raises NotAllowed, Stale, UnableToNote."""
    return _write(call, Purpose.ENQUIRY, text, "answer_enquiry", version=version, actor=actor, now=now)


@transaction.atomic
def note_call(*, call: Call, text: str, version: int | None, actor: Viewer, now: datetime) -> Call:
    """What the call was about is noted, and nothing more is to be done.

    Raises NotAllowed, Stale, UnableToNote."""
    return _write(call, Purpose.NOTE, text, "note_call", version=version, actor=actor, now=now)


@transaction.atomic
def attach(
    *, call: Call, room: Room | None, person: Person | None, version: int | None, actor: Viewer, now: datetime
) -> Call:
    """Says whose call it was: of a room, and perhaps of a person who lives or lived there; of nobody where both are
    None.

    Raises NotAllowed, Stale, UnableToNote."""
    call = _held(call.pk, version, actor)
    if room is not None and room.estate_id != call.estate_id:
        raise UnableToNote(_("This room is not at this estate."))
    if person is not None and not lived(person, room, call.estate):
        raise UnableToNote(_("%(person)s does not live at this estate.") % {"person": person.name})
    call.room, call.person = room, person
    _save(call, "room", "person")
    note(call, "attach_call", actor, now)
    return call


def known(viewer: Viewer, call_id: int) -> dict[str, Any] | None:
    """What a form knows of it beforehand; see `Origin`."""
    call = calls_for(viewer).select_related("estate", "room", "person").filter(pk=call_id).first()
    if call is None or call.case_id is not None or not viewer.has(*ANSWERS, estate_id=call.estate_id):
        return None
    who = {"room": call.room, "person": call.person, "name": "", "phone": call.number}
    return {**who, "text": call.note, "estate": call.estate, "channel": "phone"}


@transaction.atomic
def become(call_id: int, became: Became) -> None:
    """A case was made of the call. Whoever registers decides; one of which a case was made meanwhile is refused."""
    call = _held(call_id, None, became.actor)
    call.purpose = Purpose.CASE
    call.case_kind, call.case_id = became.subject_kind, became.subject_id
    _save(call, "purpose", "case_kind", "case_id")
    note(call, "make_case_of_call", became.actor, became.now)


def _write(
    call: Call, purpose: Purpose, text: str, verb: str, *, version: int | None, actor: Viewer, now: datetime
) -> Call:
    call = _held(call.pk, version, actor)
    call.purpose, call.note = purpose, SAID.of(text, UnableToNote)
    _save(call, "purpose", "note")
    note(call, verb, actor, now)
    return call


def _held(call_id: int, version: int | None, actor: Viewer) -> Call:
    call = Call.objects.select_for_update(of=("self",)).select_related("estate").get(pk=call_id)
    _permit(actor, call.estate)
    freshness.check(given=version, current=call.version, sentence=CHANGED)
    if call.case_id is not None:
        raise UnableToNote(_("Somebody has made a case of this call already."))
    return call


def _save(call: Call, *columns: str) -> None:
    call.version += 1
    call.save(update_fields=[*columns, "version"])


def _permit(actor: Viewer, estate: Estate) -> None:
    sentence = _("Calls are for the desk of the estate to write down.")
    permit(actor, *ANSWERS, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)


ORIGIN: Final = Origin(key=PHONE_CALL, known=known, became=become)

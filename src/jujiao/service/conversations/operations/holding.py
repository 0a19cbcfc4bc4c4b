"""A conversation is held before anything is done with it, and before it the desk to whose people it may be given.

Whoever writes holds the desk together with others; whoever comes on duty there or goes holds it alone. So neither can
a message be given to somebody who goes at that moment, nor can it wait while somebody comes and nobody gives it."""

from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.live import PART, changed, sees
from jujiao.kernel.record.timeline import note
from jujiao.rules.texts import clipped
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.permissions import ANSWERS, SEES
from jujiao.service.conversations.queries import RINGS, TOPIC

WITH_OTHERS: Final = "SELECT pg_advisory_xact_lock_shared(hashtextextended('desk of conversations', %s))"
ALONE: Final = "SELECT pg_advisory_xact_lock(hashtextextended('desk of conversations', %s))"
IF_FREE: Final = "SELECT pg_try_advisory_xact_lock(hashtextextended('desk of conversations', %s))"
SHOWN: Final = 40
"""Characters of what somebody else wrote that a conflict shows."""


def hold(conversation_id: int) -> Conversation:
    """The conversation, locked with its desk until the transaction ends; DoesNotExist."""
    hold_desk(Conversation.objects.values_list("estate_id", flat=True).get(pk=conversation_id))
    return locked(conversation_id)


def hold_living(conversation_id: int) -> Conversation:
    """The same; of one that was joined to another, that other one."""
    held = hold(conversation_id)
    return held if held.joined_id is None else hold(held.joined_id)


def locked(conversation_id: int) -> Conversation:
    """The conversation, locked; its desk is held by the caller. Rows may still point to it."""
    rows = Conversation.objects.select_related("estate__company", "person__user", "taken_by")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=conversation_id)


def hold_desk(estate_id: int) -> None:
    """Together with others who write."""
    _lock(WITH_OTHERS, estate_id)


def hold_desk_alone(estate_id: int) -> None:
    """Once nobody writes any more."""
    _lock(ALONE, estate_id)


def hold_desk_if_free(estate_id: int) -> bool:
    """Alone, where nobody writes at this moment; whether that was so."""
    return bool(_lock(IF_FREE, estate_id))


def permit_desk(actor: Viewer, conversation: Conversation) -> None:
    """NotAllowed for who is not of the desk, and for who would answer themselves, as they live there."""
    estate, sentence = conversation.estate, _("What owners write is for the desk of the estate to answer.")
    permit(actor, *ANSWERS, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)
    if actor.person_id is not None and actor.person_id == conversation.person_id:
        raise NotAllowed(_("You wrote this yourself: a colleague answers it."))


def check_version(conversation: Conversation, version: int | None, actor: Viewer) -> None:
    """Refuses with Stale what was decided on an older version, in words that say what somebody else did since; None
    means that none was looked at."""
    if version is None or version == conversation.version:
        return
    raise Stale(_since(conversation, actor), given=version, current=conversation.version)


def record(conversation: Conversation, verb: str, actor: Viewer, now: datetime, **details: Any) -> TimelineEntry:
    """One row of its timeline: who did what, never what was said."""
    return note(conversation, verb, actor, now, **details)


def say(conversation: Conversation, *, turned: bool = False, rings: bool = False) -> None:
    """Has open pages ask anew: the inboxes of the desk and the pages of its owner. `turned`: somebody waits, or has it
    in hand, otherwise than before, which lists of what is owed show. `rings`: at the desk."""
    estate = conversation.estate
    changed((f"{TOPIC}:{estate.pk}{PART}{conversation.pk}", None), *([(f"{RINGS}:{estate.pk}", None)] if rings else []))
    if turned:
        changed((estate.place.topic, None), only=[sees(role, estate.pk) for role in SEES])
    if conversation.person is not None and conversation.person.user_id is not None:
        changed((f"user:{conversation.person.user_id}", None))


def _since(conversation: Conversation, actor: Viewer) -> str:
    """What somebody else did last."""
    answers = Message.objects.filter(conversation=conversation, direction=Direction.OUTGOING)
    last = answers.select_related("written_by").order_by("-id").first()
    taken = conversation.taken_at if conversation.taken_by_id != actor.employee_id else None
    if last is not None and last.written_by is not None and (taken is None or last.at >= taken):
        said = {"name": last.written_by.name, "text": clipped(last.text, SHOWN)}
        return _("%(name)s has answered since: “%(text)s”") % said
    if conversation.taken_by is not None and taken is not None:
        return _("%(name)s has taken it in hand since.") % {"name": conversation.taken_by.name}
    return _("Somebody has changed this conversation since. Please look at it again.")


def _lock(statement: str, estate_id: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, [estate_id])
        return cursor.fetchone()[0]

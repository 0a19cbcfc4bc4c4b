"""3.1.3: of what an owner wrote a case is made, and its number stands in the same conversation, as an answer."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Room
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Became, Origin
from jujiao.kernel.record.subjects import Subject
from jujiao.service.conversations.models import Conversation, Direction, Message, Way
from jujiao.service.conversations.operations.holding import hold_living, permit_desk
from jujiao.service.conversations.operations.offering import offer
from jujiao.service.conversations.operations.sending import in_language_of, send
from jujiao.service.conversations.operations.writing import begin_round
from jujiao.service.conversations.permissions import ANSWERS
from jujiao.service.conversations.queries import CONVERSATION, conversations_for

LONGEST: Final = 5000
"""Characters of what was written that a form is filled with."""
CAME_BY: Final = {Way.WECHAT: "wechat", Way.PAGES: "online", Way.API: "online"}
"""What the form of a complaint calls each way."""


class UnableToMakeACase(UnableTo):
    """Somebody else has just made a case of the same."""


def known(viewer: Viewer, conversation_id: int) -> dict[str, Any] | None:
    """What a form knows of it beforehand; see `Origin`."""
    conversation = conversations_for(viewer).select_related("estate", "person").filter(pk=conversation_id).first()
    if conversation is None or not viewer.has(*ANSWERS, estate_id=conversation.estate_id):
        return None
    person = conversation.person
    return {
        "room": _home(conversation),
        "person": person,
        "name": "",
        "phone": "",
        "text": _written(conversation),
        "estate": conversation.estate,
        "channel": CAME_BY[Way(conversation.way)],
    }


@transaction.atomic
def become(conversation_id: int, became: Became) -> None:
    """A case was made of the conversation: its number is told to the owner there, as an answer. Somebody else who has
    just made one of the same is heard: UnableToMakeACase, NotAllowed."""
    held = hold_living(conversation_id)
    permit_desk(became.actor, held)
    _refuse_a_second(held, became.actor)
    if held.ended_at is not None:
        begin_round(held)
    case = Subject(became.subject_kind, became.subject_id)
    with in_language_of(held):
        text = _("We have registered what you wrote as %(number)s.") % {"number": _number(case)}
    send(held, text, verb="make_case_of_message", case=case, actor=became.actor, now=became.now)
    offer(held, became.now)


def _refuse_a_second(conversation: Conversation, actor: Viewer) -> None:
    """Of what was written last, another colleague may have made a case at the same moment."""
    last = Message.objects.filter(conversation=conversation, direction=Direction.INCOMING).order_by("-id").first()
    made = Message.objects.filter(conversation=conversation, pk__gt=last.pk if last else 0).exclude(case_kind="")
    other = made.exclude(written_by=actor.user_id).select_related("written_by").order_by("-id").first()
    if other is not None:
        name = other.written_by.name if other.written_by else ""
        sentence = _("%(name)s has made a case of this already: %(number)s.")
        number = _number(Subject(other.case_kind, other.case_id or 0))
        raise UnableToMakeACase(sentence % {"name": name, "number": number})


def _number(case: Subject) -> str:
    kind = subjects.of(case.kind)
    row = kind.model._default_manager.get(**{kind.id_column: case.id})
    return str(getattr(row, kind.number)) if kind.number else kind.called(row)


def _written(conversation: Conversation) -> str:
    """What was written in the present round, since the last case that was made of it."""
    here = Message.objects.filter(conversation=conversation, round=conversation.round)
    made = here.exclude(case_kind="").order_by("-id").values_list("pk", flat=True).first() or 0
    since = here.filter(direction=Direction.INCOMING, pk__gt=made).exclude(text="").order_by("id")
    lines: list[str] = []
    for text in since.values_list("text", flat=True):
        if sum(len(each) + 1 for each in lines) + len(text) <= LONGEST:
            lines.append(text)
    return "\n".join(lines)


def _home(conversation: Conversation) -> Room | None:
    """Where its owner lives at the estate, the first of several."""
    if conversation.person_id is None:
        return None
    there = {"households__residencies__person": conversation.person_id, "households__residencies__moved_out": None}
    return Room.objects.filter(estate=conversation.estate, **there).order_by("sort", "id").first()


ORIGIN: Final = Origin(key=CONVERSATION, known=known, became=become)

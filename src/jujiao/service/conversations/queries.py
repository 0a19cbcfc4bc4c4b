"""Every read of conversations."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localtime

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of, rooms_of
from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.company.staff.queries import today
from jujiao.kernel.database.compiled import compiled, first
from jujiao.kernel.record import knowing
from jujiao.kernel.record.access import Viewer
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.permissions import SEES

CONVERSATION: Final = "conversation"
"""The kind of subject that this app's promises and timelines speak of."""
TOPIC: Final = "conversations"
"""The news that something in the conversations of an estate changed, which its desk hears."""
RINGS: Final = "messages"
"""The news that a message waits for an answer, which rings at the desk of its estate."""


def called(conversation: Conversation) -> str:
    """What a conversation is called where anybody may read it: when it began, never whose it is."""
    return f"{localtime(conversation.began_at):%Y-%m-%d %H:%M}"


def page_of(conversation_id: int) -> str:
    """The page of one for staff."""
    return reverse("conversations:conversation", args=[conversation_id])


def owners_page_of(conversation: Conversation) -> str:
    """The page of one for its owner."""
    return reverse("conversations_owner:conversation", args=[conversation.pk])


def conversations_for(viewer: Viewer) -> QuerySet[Conversation]:
    """The conversations of the estates where the viewer reads them, but for those that were joined to another one."""
    return Conversation.objects.filter(estate__in=estates_of(viewer, *SEES).order_by(), joined=None)


def get_conversation_for(viewer: Viewer, conversation_id: int) -> Conversation:
    """One of them; Http404 for any other."""
    return get_object_or_404(with_people(conversations_for(viewer)), pk=conversation_id)


def with_people(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """The same, with all that a page says of each."""
    return conversations.select_related("estate", "person__user", "follower__account", "taken_by")


def messages_for(viewer: Viewer, conversation: Conversation) -> QuerySet[Message]:
    """What was written in a conversation that the viewer may read, the latest first; none that speaks of a case
    that is kept from them."""
    found = Message.objects.filter(conversation=conversation).exclude(_concealed(viewer))
    return found.select_related("written_by", "notice__call", "phrase_version").order_by("-id")


def own_conversations(viewer: Viewer) -> QuerySet[Conversation]:
    """The conversations of a person with the desks of the estates where they live or lived, the latest first."""
    found = Conversation.objects.filter(person=viewer.person_id or 0).select_related("estate", "taken_by")
    return found.order_by("-last_at", "-id")


def get_own_conversation(viewer: Viewer, conversation_id: int) -> Conversation:
    """One of them; Http404 for any other."""
    return get_object_or_404(own_conversations(viewer), pk=conversation_id)


def own_messages(viewer: Viewer, conversation: Conversation) -> QuerySet[Message]:
    """What its owner reads of a conversation, the latest first: notes among colleagues are not theirs."""
    found = Message.objects.filter(conversation=conversation, conversation__person=viewer.person_id or 0)
    return found.exclude(direction=Direction.NOTE).select_related("written_by", "notice").order_by("-id")


def estates_to_write_to(viewer: Viewer, now: datetime) -> list[Estate]:
    """The estates whose desk a person may write to: where they live or own a room today."""
    homes = rooms_of(viewer.person_id or 0, today(now)).order_by().values("estate")
    return list(Estate.objects.filter(pk__in=homes).order_by("id"))


def headlines(viewer: Viewer, conversation_ids: Collection[int]) -> dict[int, str]:
    """When they began, for those that the viewer may see."""
    return {each.pk: called(each) for each in conversations_for(viewer).filter(pk__in=conversation_ids)}


def shows(viewer: Viewer, _conversation_id: int, entry_id: int) -> bool:
    """Whether a viewer may read the message of an entry, and so its files, in whichever conversation it stands by now:
    its owner, but no notes among colleagues, and whoever reads the conversations of that desk."""
    message = Message.objects.select_related("conversation").filter(entry=entry_id).first()
    if message is None:
        return False
    if message.conversation.person_id is not None and message.conversation.person_id == viewer.person_id:
        return message.direction != Direction.NOTE or _reads(viewer, message)
    return _reads(viewer, message)


def _reads(viewer: Viewer, message: Message) -> bool:
    return (
        messages_for(viewer, message.conversation)
        .filter(pk=message.pk, conversation__in=conversations_for(viewer))
        .exists()
    )


def desk_of(estate_id: int) -> int | None:
    """The department that is the desk of an estate, by its id; None where there is none."""
    return first(_desks(estate=estate_id))


@compiled
def _desks(*, estate: int) -> QuerySet[Department, int]:
    desks = Department.objects.filter(estate=estate, kind=DepartmentKind.CUSTOMER_SERVICE)
    return desks.order_by("id").values_list("id", flat=True)[:1]


def _concealed(viewer: Viewer) -> Q:
    """Messages about cases that are kept from an employee."""
    found = Q(pk__in=[])
    if viewer.employee_id is not None:
        for kind in knowing.kept():
            found |= Q(case_kind=kind.key, case_id__in=knowing.hidden(kind, viewer.employee_id))
    return found

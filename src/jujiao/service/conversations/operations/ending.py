"""3.1.3: the desk ends a conversation (结束会话) once everything in it has an answer; its owner's next message begins
the next round."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import DeliveryState
from jujiao.notices.operations import overtake
from jujiao.promises.models import PromiseState
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.operations.holding import check_version, hold, permit_desk, record, say
from jujiao.service.conversations.operations.turns import TURN, end_turn
from jujiao.service.conversations.queries import CONVERSATION


class UnableToEnd(UnableTo):
    """Something in it has no answer yet, or it is ended or joined to another one already."""


@transaction.atomic
def end(*, conversation: Conversation, version: int | None, actor: Viewer, now: datetime) -> Conversation:
    """Ends a round of a conversation in which nothing waits. Where an answer was written and no way whatever is left to
    a stranger, there is nothing more to do for them: what was promised is cancelled then, and counts as not answered.

    Raises NotAllowed, Stale, UnableToEnd."""
    held = hold(conversation.pk)
    permit_desk(actor, held)
    check_version(held, version, actor)
    if held.joined_id is not None or held.ended_at is not None:
        raise UnableToEnd(_("This conversation is ended already."))
    if held.waiting_since is not None:
        if not nobody_to_reach(held):
            raise UnableToEnd(_("Something here has no answer yet: answer it first."))
        end_turn(held, PromiseState.CANCELLED, now)
        overtake(Subject(CONVERSATION, held.pk), at=now)
    held.ended_at, held.taken_by, held.taken_at = now, None, None
    held.version += 1
    held.save(update_fields=["ended_at", "taken_by", "taken_at", "version", *TURN])
    record(held, "end_conversation", actor, now)
    say(held, turned=True)
    return held


def nobody_to_reach(conversation: Conversation) -> bool:
    """Whether the last answer to a stranger was tried by every way and none took it."""
    if conversation.person_id is not None:
        return False
    answers = Message.objects.filter(conversation=conversation, direction=Direction.OUTGOING)
    last = answers.select_related("notice").order_by("-id").first()
    if last is None or last.notice is None or last.accepted_at is not None or last.seq != conversation.seq:
        return False
    return not last.notice.deliveries.filter(state__in=(DeliveryState.QUEUED, DeliveryState.SENT)).exists()

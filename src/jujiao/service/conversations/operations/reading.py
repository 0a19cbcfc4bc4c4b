"""3.1.3: an owner reads what the desk has answered on a page of ours; who does not is told once that it is there."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jujiao.company.estates.models import Company
from jujiao.kernel.record.access import Viewer
from jujiao.notices.models import Channel, Notice
from jujiao.notices.operations import tell
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.operations.holding import hold
from jujiao.service.conversations.operations.sending import ON_PAGES, telling_owner

UNREAD: Final = timedelta(minutes=10)
"""How long an answer may stand on a page unread before its owner is told that it is there."""
FORGOTTEN: Final = timedelta(days=1)
"""Answers that are older were found by their owners otherwise, or the worker was away."""


@transaction.atomic
def read(*, conversation: Conversation, actor: Viewer, now: datetime) -> bool:
    """The owner has the conversation before them; whether anything in it was new to them. Nothing is written where
    nothing was."""
    unread = Q(read_at=None) | Q(read_at__lt=F("last_at"))
    theirs = Conversation.objects.filter(unread, pk=conversation.pk, person=actor.person_id or 0)
    return bool(theirs.update(read_at=now))


def remind_unread(company: Company, *, now: datetime) -> int:
    """Has a text message sent for each turn whose answer stands on a page unread for ten minutes; how many."""
    unread = Exists(_unread(now).filter(conversation=OuterRef("pk")))
    meant = Conversation.objects.filter(unread, estate__company=company, person__isnull=False)
    return sum(_remind(each, now) for each in list(meant.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _remind(conversation_id: int, now: datetime) -> bool:
    held = hold(conversation_id)
    unread = list(_unread(now).filter(conversation=held).order_by("id"))
    if not unread:
        return False
    telling = telling_owner(
        held, "conversation.unread", f"unread:{unread[0].round}:{unread[0].seq}", now, by=Channel.SMS
    )
    told = tell(telling, now=now)
    # What was answered to the same turn later is told of by the one message.
    notice = told[0] if told else Notice.objects.filter(key=telling.key).order_by("-id").first()
    Message.objects.filter(pk__in=[each.pk for each in unread]).update(notice=notice)
    return bool(told)


def _unread(now: datetime) -> QuerySet[Message]:
    """Answers that pages took ten minutes ago, that their owner has not looked at since, and of which nobody has told
    them."""
    return Message.objects.filter(
        Q(conversation__read_at=None) | Q(conversation__read_at__lt=F("accepted_at")),
        notice=None,
        direction=Direction.OUTGOING,
        accepted_by__in=[each.value for each in ON_PAGES],
        accepted_at__lte=now - UNREAD,
        accepted_at__gt=now - FORGOTTEN,
    )

"""3.1.3: the desk answers (回复), once, however many would at the same moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import SYSTEM, Role, Viewer
from jujiao.kernel.record.attachments.keeping import keep
from jujiao.kernel.record.attachments.reading import CleanFile, check_number
from jujiao.kernel.record.subjects import Subject, Told
from jujiao.kernel.record.texts import Text
from jujiao.notices.operations import Telling, tell
from jujiao.rules.service.conversations import LONGEST
from jujiao.service.conversations.models import Conversation, Direction, Message, PhraseVersion
from jujiao.service.conversations.operations.holding import (
    check_version,
    hold,
    hold_living,
    permit_desk,
    record,
    say,
)
from jujiao.service.conversations.operations.offering import offer, put_in_hand
from jujiao.service.conversations.operations.sending import send
from jujiao.service.conversations.operations.turns import TURN, accept
from jujiao.service.conversations.operations.writing import begin_round
from jujiao.service.conversations.queries import CONVERSATION, desk_of, page_of

ANSWER: Final = Text(LONGEST, gettext_lazy("Write what the owner is answered."))
NOTE: Final = Text(LONGEST, gettext_lazy("Write what colleagues should know."))


class UnableToAnswer(UnableTo):
    """The answer says nothing or is too long, or the conversation is not one in which it can be given."""


@transaction.atomic
def answer(
    *,
    conversation: Conversation,
    text: str,
    files: Sequence[CleanFile] = (),
    phrase_version: PhraseVersion | None = None,
    version: int | None,
    actor: Viewer,
    now: datetime,
) -> Message:
    """Answers the owner, by the way by which they wrote last. Whoever answers what nobody has in hand has it from then
    on; an ended conversation is taken up again. What is promised ends once a way has accepted the answer: on pages of
    ours that is now.

    Raises NotAllowed, Stale where somebody else has answered or taken it since, UnableToAnswer, UnableToReadFile."""
    held = _held(conversation.pk, version, actor)
    text = ANSWER.of(text, UnableToAnswer)
    check_number(files)
    if files and held.person is None:
        raise UnableToAnswer(_("Files can only be sent to somebody who is on record here."))
    if held.ended_at is not None:
        begin_round(held)
    if held.taken_by_id is None and actor.employee_id is not None:
        held.save(update_fields=["ended_at", "round", "seq"])
        put_in_hand(held, Employee.objects.get(pk=actor.employee_id), actor, now)
    return send(held, text, verb="answer_message", files=files, phrase_version=phrase_version, actor=actor, now=now)


@transaction.atomic
def note_down(
    *, conversation: Conversation, text: str, files: Sequence[CleanFile] = (), actor: Viewer, now: datetime
) -> Message:
    """Notes something among colleagues: no owner reads it, and it answers nothing.

    Raises NotAllowed, UnableToAnswer, UnableToReadFile."""
    held = _held(conversation.pk, None, actor)
    text = NOTE.of(text, UnableToAnswer)
    check_number(files)
    entry = record(held, "note_message", actor, now)
    message = Message.objects.create(
        conversation=held,
        round=held.round,
        seq=held.seq,
        direction=Direction.NOTE,
        text=text,
        written_by_id=actor.user_id,
        at=now,
        entry=entry,
    )
    keep(entry, files, now)
    offer(held, now)
    say(held)
    return message


def told(conversation_id: int, news: Told) -> None:
    """A way has accepted what was told about a conversation, or its owner was called: answers among that have answered,
    as of then."""
    held = hold_living(conversation_id)
    waiting = Message.objects.filter(conversation=held, direction=Direction.OUTGOING, accepted_at=None)
    reached = list(waiting.filter(notice__accepted_at__isnull=False).select_related("notice", "written_by__employee"))
    for message in reached:
        if message.notice is not None:
            message.accepted_at, message.accepted_by = message.notice.accepted_at, message.notice.accepted_by
            message.save(update_fields=["accepted_at", "accepted_by"])
    if not reached:
        return
    turned = accept(held, reached)
    held.save(update_fields=[*TURN])
    record(held, "answer_told", news.actor, news.at, channel=news.channel)
    offer(held, news.at)
    say(held, turned=turned)


def unreached(conversation_id: int, at: datetime) -> None:
    """No way has taken an answer: whoever has the conversation in hand hears of it. What was promised runs on."""
    held = hold_living(conversation_id)
    record(held, "answer_unreached", SYSTEM, at)
    debtor = Debtor(desk_of(held.estate_id), held.taken_by_id, Role.CLERK)
    people = Staffing(at).answerers("handler", debtor, place=held.estate.place, kept_from=())
    tell(
        Telling(
            users=[each.user for each in people],
            kind="conversation.unreached",
            key=f"conversation:{held.pk}:unreached:{at.isoformat()}",
            params={"estate": held.estate.name},
            url=page_of(held.pk),
            estate_id=held.estate_id,
            subject=Subject(CONVERSATION, held.pk),
        ),
        now=at,
    )
    offer(held, at)
    say(held)


def _held(conversation_id: int, version: int | None, actor: Viewer) -> Conversation:
    """The conversation, held, as the actor looked at it."""
    held = hold(conversation_id)
    permit_desk(actor, held)
    if held.joined_id is not None:
        raise UnableToAnswer(_("It turned out whose conversation this is: it goes on with all that they wrote."))
    check_version(held, version, actor)
    return held

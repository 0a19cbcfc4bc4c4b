"""3.1.3: a turn (轮次) begins with the first message that has no answer, and is over once a way has accepted one: what
is promised is given and ended with it. Called with the conversation held."""

from collections.abc import Collection
from datetime import datetime

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.staffing import Debtor
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import overtake
from jujiao.promises import operations as promises
from jujiao.promises.models import PromiseState
from jujiao.promises.operations import Owed, give
from jujiao.rules.service.conversations import RULES, PromiseKind, clause_3_1_3_answer
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.queries import CONVERSATION, called, desk_of

TURN = ("seq", "waiting_since", "due_at")
"""The columns that say how a conversation waits."""


def begin_turn(conversation: Conversation, since: datetime) -> None:
    """It waits for an answer, the next time in its round, since an instant; what the rules of then promise is given.
    Not saved here."""
    conversation.seq += 1
    conversation.waiting_since = since
    conversation.due_at = _promise(conversation, since)


def end_turn(conversation: Conversation, state: PromiseState, at: datetime) -> None:
    """It waits no more as of an instant. Not saved here."""
    promises.end(subject_kind=CONVERSATION, subject_id=conversation.pk, kinds=[PromiseKind.ANSWER], state=state, at=at)
    conversation.waiting_since = conversation.due_at = None


def hand_on(conversation: Conversation, employee_id: int | None) -> None:
    """Whoever has it in hand owes what runs, else whoever is at the desk."""
    promises.hand_on(
        subject_kind=CONVERSATION,
        subject_id=conversation.pk,
        kinds=[PromiseKind.ANSWER],
        debtor=_debtor(conversation, employee_id),
    )


def accept(conversation: Conversation, answers: Collection[Message]) -> bool:
    """Ways have accepted some answers of the conversation, as stands in them: those that were written in its present
    turn end it, by whoever wrote the first of them. Whatever was written after the last of all that were accepted waits
    from then on. Whether anything of this changed how it waits; not saved here."""
    now_at = conversation.round, conversation.seq
    meant = [each for each in answers if (each.round, each.seq) == now_at]
    since = conversation.waiting_since
    if since is None or not meant:
        return False
    first = min(meant, key=lambda each: (each.accepted_at or each.at, each.pk))
    employee = getattr(first.written_by, "employee", None)
    hand_on(conversation, employee.pk if employee else conversation.taken_by_id)
    at = max(first.accepted_at or first.at, since)
    end_turn(conversation, PromiseState.MET, at)
    overtake(Subject(CONVERSATION, conversation.pk), at=at)
    _go_on(conversation)
    return True


def _go_on(conversation: Conversation) -> None:
    """What was written after the last answer that was accepted waits, since its first message; what was answered to
    that, and is on its way still, answers it."""
    written = Message.objects.filter(conversation=conversation, round=conversation.round)
    accepted = written.filter(accepted_at__isnull=False).order_by("-id").values_list("pk", flat=True)
    after = written.filter(pk__gt=accepted.first() or 0, accepted_at=None)
    first = after.filter(direction=Direction.INCOMING).order_by("id").first()
    if first is not None:
        begin_turn(conversation, first.at)
        after.filter(pk__gte=first.pk).update(seq=conversation.seq)


def _promise(conversation: Conversation, since: datetime) -> datetime | None:
    """Gives what the rules in force at an instant promise from then on; when it is due, None where they ask for
    nothing."""
    estate = conversation.estate
    version = in_force(estate.company_id, since)
    if version is None:
        return None
    limits = figures(version.pk, estate.pk)
    promised = clause_3_1_3_answer(since, limits, LoadedCalendar())
    figure = RULES[PromiseKind.ANSWER].figure_at(since)
    owner = conversation.person_id
    given = give(
        [Owed(each, limits[figure].value, _debtor(conversation, conversation.taken_by_id)) for each in promised],
        subject_kind=CONVERSATION,
        subject_id=conversation.pk,
        subject_label=called(conversation),
        round_number=conversation.round,
        rulebook_version_id=version.pk,
        place=estate.place,
        owed_to=Subject("person", owner) if owner is not None else None,
    )
    return given[0].due_at if given else None


def _debtor(conversation: Conversation, employee_id: int | None) -> Debtor:
    return Debtor(desk_of(conversation.estate_id), employee_id, Role.CLERK)

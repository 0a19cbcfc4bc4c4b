"""3.1.3: what waits is given to somebody who is at the desk; where nobody is, all of the desk hear of it at once.

There is who has signed on for a duty at a desk of the estate: an open page says nothing of who looks at it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, Q

from jujiao.company.duty.holding import Held, held, holding_at, moment
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import SYSTEM, Role, Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.operations.holding import record
from jujiao.service.conversations.operations.turns import hand_on
from jujiao.service.conversations.queries import CONVERSATION, page_of

OFFER: Final = "conversations.offer"
"""The name under which the worker knows the job that gives out what waits."""
WAITS: Final = Q(waiting_since__isnull=False, taken_by=None)
"""Conversations that wait and that nobody has in hand."""


def offer(conversation: Conversation, now: datetime, *, but: Collection[int] = ()) -> None:
    """Gives a held conversation that waits, and that nobody has in hand, to whoever of those at the desk has the
    fewest, but to nobody of `but` (ids of employees); nobody there: all of the desk are told, once for each turn."""
    if conversation.waiting_since is None or conversation.taken_by_id is not None:
        return
    clerks = _clerks(conversation, now)
    there = [each.employee for each in clerks if each.standing.signed_on and each.employee.pk not in but]
    if there:
        put_in_hand(conversation, _with_fewest(there), SYSTEM, now)
    elif not any(each.standing.signed_on for each in clerks):
        _tell_all(conversation, clerks, now)


def put_in_hand(conversation: Conversation, employee: Employee, actor: Viewer, now: datetime) -> None:
    """Somebody has a held conversation in hand from now on."""
    conversation.taken_by, conversation.taken_at = employee, now
    conversation.version += 1
    conversation.save(update_fields=["taken_by", "taken_at", "version"])
    hand_on(conversation, employee.pk)
    record(conversation, "take_conversation", actor, now, employee=employee.pk)


def put_back(conversation: Conversation, actor: Viewer, now: datetime) -> None:
    """Nobody has a held conversation in hand any more."""
    before = conversation.taken_by_id
    conversation.taken_by = conversation.taken_at = None
    conversation.version += 1
    conversation.save(update_fields=["taken_by", "taken_at", "version"])
    hand_on(conversation, None)
    record(conversation, "give_conversation_back", actor, now, employee=before)


def _clerks(conversation: Conversation, now: datetime) -> Sequence[Held]:
    """Who works at the desk of its estate, each with whether they have signed on there; not whoever wrote it, as they
    live there."""
    estate, owner = conversation.estate, conversation.person.user_id if conversation.person else None
    found = held(holding_at((Role.CLERK,), company=estate.company_id, estate=estate.pk, day=today(now), **moment(now)))
    return [each for each in found if owner is None or each.employee.user_id != owner]


def _with_fewest(there: Sequence[Employee]) -> Employee:
    """Whoever has the fewest in hand; of several, whoever has been given none for longest."""
    meant = Conversation.objects.filter(taken_by__in=[each.pk for each in there], ended_at=None)
    rows = meant.order_by().values_list("taken_by").annotate(Count("pk"), Max("taken_at"))
    has = {employee_id: (count, last.timestamp()) for employee_id, count, last in rows}
    return min(there, key=lambda each: (*has.get(each.pk, (0, 0.0)), each.pk))


def _tell_all(conversation: Conversation, clerks: Sequence[Held], now: datetime) -> None:
    """Tells all of the desk who are not on leave; where there are none, whoever stands above."""
    estate = conversation.estate
    there = [each.employee for each in clerks if not each.standing.on_leave]
    people = there or Staffing(now).answerers("handler", Debtor(), place=estate.place, kept_from=())
    tell(
        Telling(
            users=[each.user for each in people],
            kind="conversation.uncovered",
            key=f"conversation:{conversation.pk}:uncovered:{conversation.round}:{conversation.seq}",
            params={"estate": estate.name},
            url=page_of(conversation.pk),
            estate_id=estate.pk,
            subject=Subject(CONVERSATION, conversation.pk),
        ),
        now=now,
    )

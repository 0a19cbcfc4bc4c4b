"""What became of a try: the way took it, it arrived, or it failed and the next way has its turn."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from jujiao.kernel.machine import retrying
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.models import CLOSED, Attempt, AttemptState, Delivery, DeliveryState, Notice
from jujiao.notices.operations.calling import call_for, end_if_told
from jujiao.notices.operations.reaching import hold_subject, reach
from jujiao.notices.operations.sending import queue
from jujiao.rules.attempts import next_try

CODE, SENTENCE = 60, 300
"""How much is kept of what a vendor says."""


def hold(attempt_id: UUID) -> Attempt:
    """The attempt with its delivery and notice, all held, and before them what the notice is about."""
    hold_subject(Notice.objects.get(deliveries__attempts=attempt_id))
    rows = Attempt.objects.select_for_update(of=("self", "delivery", "delivery__notice"), no_key=True)
    return rows.select_related("delivery__notice").get(pk=attempt_id)


def accept(attempt: Attempt, *, at: datetime) -> None:
    """The way took a held attempt that was under way, at `at`: its reader counts as told from then on."""
    if attempt.state != AttemptState.UNDER_WAY:
        return
    attempt.state, attempt.accepted_at = AttemptState.ACCEPTED, at
    attempt.save(update_fields=["state", "accepted_at"])
    _sent(attempt.delivery, DeliveryState.SENT, at)


def arrive(attempt: Attempt, *, at: datetime, now: datetime) -> None:
    """A held attempt arrived, as a receipt says; that it was accepted is known by now, too, if nothing said so before.
    Whatever the vendor's clock says, it was not before it was sent, nor is it yet to come."""
    if attempt.state == AttemptState.DELIVERED:
        return
    at = min(max(at, attempt.started_at), now)
    attempt.state, attempt.ended_at, attempt.accepted_at = AttemptState.DELIVERED, at, attempt.accepted_at or at
    attempt.save(update_fields=["state", "ended_at", "accepted_at"])
    _sent(attempt.delivery, DeliveryState.DELIVERED, attempt.accepted_at)


def fail(attempt: Attempt, *, code: str, sentence: str, again: bool, rest: int = 0, now: datetime) -> None:
    """A held attempt failed, at once or as a receipt says; what has arrived or failed already stays so. The same way is
    tried again where it may take it later, in `rest` seconds at the earliest, else the next one: of its channel where
    the channel said no, of another where it said nothing (`again` without a `rest`), as it would to any way of it."""
    if attempt.state not in (AttemptState.UNDER_WAY, AttemptState.ACCEPTED):
        return
    attempt.state, attempt.ended_at = AttemptState.FAILED, now
    attempt.code, attempt.sentence = code[:CODE], sentence[:SENTENCE]
    attempt.save(update_fields=["state", "ended_at", "code", "sentence"])
    delivery = attempt.delivery
    hurried = delivery.notice.must_reach
    wait = next_try(delivery.tries, again=again, hurried=hurried, rest=timedelta(seconds=rest))
    if wait is not None:
        queue([delivery.pk], at=retrying.by_the_database(now + wait))
    elif attempt.way not in ("", CLOSED) and (rest or not again) and not _settled(delivery):
        _go_past(delivery, attempt.way)
    else:
        go_on(delivery, DeliveryState.FAILED, now=now)


@transaction.atomic
def skip(delivery_id: int, *, state: DeliveryState = DeliveryState.UNWANTED, now: datetime) -> None:
    """A channel that has no address any more, or has failed by all ways within it, is passed over for the next one."""
    hold_subject(Notice.objects.get(deliveries=delivery_id))
    rows = Delivery.objects.select_for_update(of=("self", "notice"), no_key=True).select_related("notice")
    delivery = rows.get(pk=delivery_id)
    if delivery.state == DeliveryState.QUEUED:
        go_on(delivery, state, now=now)


def go_on(delivery: Delivery, state: DeliveryState, *, now: datetime) -> None:
    """Ends a held delivery that came to nothing. The next of its reader's ways takes its place, once; where none is
    left and they must be reached, a call, of which whoever has the subject in hand hears."""
    delivery.state = state
    delivery.save(update_fields=["state"])
    if _settled(delivery):
        return
    notice = delivery.notice
    left = notice.ways[notice.ways.index(delivery.channel) + 1 :] if delivery.channel in notice.ways else []
    if left:
        following = Delivery.objects.create(notice=notice, channel=left[0], after=delivery, created_at=now)
        queue([following.pk])
    elif notice.must_reach and notice.subject is not None:
        call_for(notice, now=now)
        subjects.of(notice.subject.kind).unreached(notice.subject.id, now)


def _go_past(delivery: Delivery, way: str) -> None:
    """The ways within the channel that come after that one have their turn, if any of them is open."""
    delivery.state, delivery.tries, delivery.past = DeliveryState.QUEUED, 0, way
    delivery.save(update_fields=["state", "tries", "past"])
    queue([delivery.pk])


def _settled(delivery: Delivery) -> bool:
    """Whether it matters no more that this delivery failed."""
    return delivery.notice.taken_back or delivery.notice.accepted_by not in ("", delivery.channel)


def _sent(delivery: Delivery, state: DeliveryState, at: datetime) -> None:
    delivery.state, delivery.sent_at = state, delivery.sent_at or at
    delivery.save(update_fields=["state", "sent_at"])
    reach([delivery.notice], channel=delivery.channel, at=at, actor=SYSTEM)
    end_if_told(delivery.notice, at=at)

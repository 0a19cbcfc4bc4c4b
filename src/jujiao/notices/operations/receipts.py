"""What vendors say: the answer to a try at once, and receipts of it later, several at once, twice, in any order."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from jujiao.kernel.machine.messaging.port import Accepted, Answer
from jujiao.notices.models import Attempt, AttemptState, Receipt
from jujiao.notices.operations.outcomes import CODE, SENTENCE, accept, arrive, fail, hold

VENDOR_ID: Final = 120
"""How much is kept of what a vendor calls a message."""
TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
"""Until the transaction ends nobody else looks for this vendor's message: else its answer, not committed yet, and its
receipt, which finds nothing and is kept, would pass each other unseen."""


@transaction.atomic
def answered(attempt_id: UUID, answer: Answer, *, now: datetime) -> None:
    """Writes down what the vendor answered by `now`: what it took counts as told from then on, with whatever that
    settles; what it did not take is tried again, or by the next way. Receipts that came before the answer count too."""
    attempt = hold(attempt_id)
    if not isinstance(answer, Accepted):
        if attempt.state == AttemptState.UNDER_WAY:
            fail(attempt, code=answer.code, sentence=answer.sentence, again=answer.again, rest=answer.rest, now=now)
        return
    attempt.vendor_id = answer.vendor_id[:VENDOR_ID]
    attempt.save(update_fields=["vendor_id"])
    accept(attempt, at=now)
    if attempt.vendor_id:
        _take_turn(attempt.delivery.channel, attempt.vendor_id)
        named = Q(channel=attempt.delivery.channel, vendor_id=attempt.vendor_id) | Q(attempt_id=attempt.pk)
        for receipt in Receipt.objects.filter(named, matched_at__isnull=True).order_by("at", "id"):
            _count(attempt, receipt, now=now)


@transaction.atomic
def received(
    *,
    way: str,
    vendor_id: str,
    attempt_id: UUID | None,
    delivered: bool,
    code: str,
    sentence: str,
    at: datetime,
    now: datetime,
) -> bool:
    """Writes down a receipt of a message that `way` has taken: the vendor names it by its own id, by ours, or both;
    `at` is when it arrived or failed, by the vendor's clock. Whether the message is known by now: a receipt of
    another one is kept until it is."""
    vendor_id = vendor_id[:VENDOR_ID]
    receipt = Receipt(
        channel=way, vendor_id=vendor_id, attempt_id=attempt_id, delivered=delivered, code=code[:CODE],
        sentence=sentence[:SENTENCE], at=at, received_at=now,
    )  # fmt: skip
    found = _found(way, vendor_id, attempt_id)
    if found is None:
        _take_turn(way, vendor_id)
        found = _found(way, vendor_id, attempt_id)
    if found is None:
        Receipt.objects.bulk_create([receipt], ignore_conflicts=True)
        return False
    _count(hold(found), receipt, now=now)
    return True


def _count(attempt: Attempt, receipt: Receipt, *, now: datetime) -> None:
    if receipt.delivered:
        arrive(attempt, at=receipt.at, now=now)
    else:
        fail(attempt, code=receipt.code, sentence=receipt.sentence, again=False, now=now)
    if receipt.pk is not None:
        receipt.matched_at = now
        receipt.save(update_fields=["matched_at"])


def _found(way: str, vendor_id: str, attempt_id: UUID | None) -> UUID | None:
    """The attempt that is meant, by its id. What a vendor calls it is not ours to choose: it counts for its way."""
    named = Q(pk=attempt_id) if attempt_id else Q(pk__in=[])
    if vendor_id:
        named |= Q(vendor_id=vendor_id)
    found = Attempt.objects.filter(named, delivery__channel=way).order_by("-started_at")
    return found.values_list("pk", flat=True).first()


def _take_turn(way: str, vendor_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TURN, [f"receipt:{way}:{vendor_id}"])

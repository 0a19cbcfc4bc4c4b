"""Notices that are read, withdrawn or taken back."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from jujiao.kernel.record import live
from jujiao.kernel.record.knowing import kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Notice
from jujiao.notices.operations.calling import end_all

READ: Final = """
WITH waiting AS MATERIALIZED (
    SELECT id FROM notices_notice
    WHERE recipient_id = %s AND read_at IS NULL AND withdrawn_at IS NULL{narrowed} ORDER BY id FOR NO KEY UPDATE
)
UPDATE notices_notice SET read_at = %s FROM waiting WHERE notices_notice.id = waiting.id
"""
WITHDRAW: Final = """
WITH ended AS MATERIALIZED (
    SELECT id FROM notices_notice WHERE promise_id = ANY(%s::bigint[]) AND withdrawn_at IS NULL
    ORDER BY id FOR NO KEY UPDATE
), withdrawn AS (
    UPDATE notices_notice SET withdrawn_at = %s FROM ended WHERE notices_notice.id = ended.id
    RETURNING recipient_id, subject_kind, subject_id, read_at IS NULL AND NOT taken_back AS waited
)
SELECT pg_notify(%s, 'user:' || recipient_id) FROM (
    SELECT DISTINCT recipient_id FROM withdrawn WHERE waited AND NOT EXISTS (
        SELECT FROM ({kept}) AS kept JOIN staff_employee ON staff_employee.id = kept.employee_id
        WHERE kept.kind = withdrawn.subject_kind AND kept.id = withdrawn.subject_id AND user_id = recipient_id)) AS told
"""
"""Reminders of promises that ended, in one statement. The page of whoever must not know of the subject by now does not
stir."""


def mark_read(
    *, user_id: int | None, now: datetime, notice_id: int | None = None, subject: Subject | None = None
) -> int:
    """Marks as read what waits for a user: all of it, one notice, or whatever is about one subject; returns how many
    that were. One statement, which locks the rows in the order of their ids: nobody waits in a circle with the step
    that withdraws some of them (deadlock)."""
    narrowed = ""
    values: list[Any] = [user_id]
    if subject is not None:
        narrowed, values = " AND subject_kind = %s AND subject_id = %s", [*values, *subject]
    elif notice_id is not None:
        narrowed, values = " AND id = %s", [*values, notice_id]
    with connection.cursor() as cursor:
        cursor.execute(READ.format(narrowed=narrowed), [*values, now])
        count: int = cursor.rowcount
    return count


def take_back(subject: Subject, *, user_id: int | None = None, person_id: int | None = None, at: datetime) -> None:
    """Takes back whatever somebody was told of a subject by mistake, by their account or as a person: it leaves their
    inbox, no message goes out, and nobody calls them about it. The caller holds the subject."""
    theirs = Q(pk__in=[])
    theirs |= Q(recipient=user_id) if user_id is not None else Q()
    theirs |= Q(person=person_id) if person_id is not None else Q()
    told = Notice.objects.filter(theirs, subject_kind=subject.kind, subject_id=subject.id)
    calls = list(told.filter(call__ended_at__isnull=True).values_list("call", flat=True).distinct())
    told.update(taken_back=True)
    end_all(calls, at=at)


def withdraw(promise_ids: Collection[int], *, at: datetime) -> None:
    """Withdraws the reminders of promises that ended at `at`: none of them waits for anybody any more, and no mail of
    them leaves. The open pages of those in whose inbox they waited hear of it at the commit.

    Called in the transaction that ends the promises, which holds their rows, so that no alarm comes in between. The
    rows are locked in the order of their ids, as by whoever reads them."""
    if promise_ids:
        with connection.cursor() as cursor:
            cursor.execute(WITHDRAW.format(kept=kept_sql()), [[*promise_ids], at, live.CHANNEL])


def move(promise_id: int, *, due_at: datetime) -> None:
    """Reminders of a promise whose date was counted anew say the new one."""
    Notice.objects.filter(promise_id=promise_id, withdrawn_at__isnull=True).update(due_at=due_at)

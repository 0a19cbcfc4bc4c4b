"""Keeping what a notice gathers, and withdrawing it when all of that has ended."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection

from jujiao.kernel.record import live

GATHER: Final = """
WITH meant AS (
    SELECT notice.id, one.promise_id
    FROM jsonb_to_recordset(%s::jsonb) AS one (key text, user_id bigint, promise_id bigint)
    JOIN notices_notice AS notice ON notice.recipient_id = one.user_id AND notice.key = one.key
), more AS (
    INSERT INTO notices_gathered (notice_id, promise_id) SELECT id, promise_id FROM meant
    ON CONFLICT (notice_id, promise_id) DO NOTHING RETURNING notice_id
)
UPDATE notices_notice SET withdrawn_at = NULL FROM more WHERE id = more.notice_id AND withdrawn_at IS NOT NULL
"""
HOLD: Final = """
SELECT id FROM notices_notice WHERE id IN (
    SELECT notice_id FROM notices_gathered WHERE promise_id = ANY(%s::bigint[]) AND ended_at IS NULL)
ORDER BY id FOR NO KEY UPDATE
"""
END: Final = """
UPDATE notices_gathered SET ended_at = %s
WHERE promise_id = ANY(%s::bigint[]) AND ended_at IS NULL AND notice_id = ANY(%s::bigint[])
"""
WITHDRAW: Final = """
WITH withdrawn AS (
    UPDATE notices_notice AS notice SET withdrawn_at = %s
    WHERE id = ANY(%s::bigint[]) AND withdrawn_at IS NULL AND NOT EXISTS (
        SELECT FROM notices_gathered WHERE notice_id = notice.id AND ended_at IS NULL)
    RETURNING recipient_id, read_at IS NULL AND NOT taken_back AS waited
)
SELECT pg_notify(%s, 'user:' || recipient_id) FROM (SELECT DISTINCT recipient_id FROM withdrawn WHERE waited) AS told
"""


class Heard(NamedTuple):
    """Somebody heard of a promise by the notice with that key."""

    key: str
    user_id: int
    promise_id: int


def gather(heard: Collection[Heard]) -> None:
    """Keeps of which promises the notices tell, in the transaction that told them. One that was withdrawn earlier that
    day waits again: nobody gets two a day, and nothing that is due is out of sight."""
    if heard:
        with connection.cursor() as cursor:
            cursor.execute(GATHER, [json.dumps([one._asdict() for one in heard])])


def let_go(promise_ids: Collection[int], *, at: datetime) -> None:
    """Withdraws the notices of which the last promise ended at `at`, as `operations.withdraw` does those of one.

    The notices are held before it is asked what of them runs on: of two that end at the same moment, each would
    otherwise see the other still running, and the notice would wait for ever."""
    if not promise_ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [[*promise_ids]])
        held = [notice_id for (notice_id,) in cursor.fetchall()]
        if held:
            cursor.execute(END, [at, [*promise_ids], held])
            cursor.execute(WITHDRAW, [at, held, live.CHANNEL])

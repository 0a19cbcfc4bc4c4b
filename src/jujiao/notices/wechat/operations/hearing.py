"""How the callback of an account gets on: statements of their own, so that no message waits for another's."""

from datetime import datetime
from typing import Any, Final

from django.db import connection

from jujiao.notices.wechat.models import Account, Reason

HEARD: Final = """
INSERT INTO wechat_hearing AS hearing (account_id, heard_at) VALUES (%(account)s, %(now)s)
ON CONFLICT (account_id) DO UPDATE SET heard_at = EXCLUDED.heard_at
WHERE hearing.heard_at IS NULL OR hearing.heard_at < EXCLUDED.heard_at - interval '1 minute'
"""
REFUSED: Final = """
INSERT INTO wechat_hearing AS hearing (account_id, refused, refused_at, reason)
VALUES (%(account)s, 1, %(now)s, %(reason)s)
ON CONFLICT (account_id) DO UPDATE
SET refused = hearing.refused + 1, refused_at = EXCLUDED.refused_at, reason = EXCLUDED.reason
"""


def heard(account: Account, *, now: datetime) -> None:
    """The platform was at the door."""
    _write(HEARD, account=account.pk, now=now)


def refused(account: Account, reason: Reason, *, now: datetime) -> None:
    """Somebody was at the door and was not let in."""
    _write(REFUSED, account=account.pk, now=now, reason=reason.value)


def _write(statement: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)

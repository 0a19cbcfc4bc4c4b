"""Counting tries (rate limits): one statement counts and answers, so that no two tries see the same count."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils.crypto import salted_hmac

from jujiao.rules.guessing import Limit

COUNT: Final = """
INSERT INTO accounts_tally AS tally (key, kind, count, until)
SELECT key, %(kind)s, 1, until FROM unnest(%(keys)s::text[], %(untils)s::timestamptz[]) AS new (key, until) ORDER BY key
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN tally.until > %(now)s THEN tally.count + 1 ELSE 1 END,
    until = CASE WHEN tally.until > %(now)s THEN tally.until ELSE EXCLUDED.until END
RETURNING key, count, until
"""
"""In the order of the keys, so that two tries that share several counts never wait for each other (deadlock)."""
GIVE_BACK: Final = """
UPDATE accounts_tally SET count = count - 1 WHERE count > 0 AND key IN (
    SELECT key FROM accounts_tally WHERE key = ANY(%s::text[]) ORDER BY key FOR UPDATE
)
"""


def key_of(*parts: str) -> str:
    """What `parts` are kept as: nobody without the secret key can find out by trying which number or address it was."""
    text = "\0".join(part.replace("\0", "") for part in parts)
    return salted_hmac(
        "jujiao.accounts.counting", text.encode("utf-8", "surrogatepass"), algorithm="sha256"
    ).hexdigest()


def keys_of(kind: str, limits: Sequence[Limit], *what: str) -> list[str]:
    """The row of each limit: each forgets at its own time."""
    return [key_of(kind, str(limit.within.total_seconds()), *what) for limit in limits]


def count(kind: str, limits: Sequence[Limit], keys: Sequence[str], now: datetime) -> tuple[tuple[int, datetime], ...]:
    """Counts one try in each of `keys` and returns, for each, how many there are now and until when they count."""
    values: dict[str, Any] = {
        "kind": kind,
        "keys": list(keys),
        "untils": [now + limit.within for limit in limits],
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        found = {key: (tries, until) for key, tries, until in cursor.fetchall()}
    return tuple(found[key] for key in keys)


def give_back(keys: Sequence[str]) -> None:
    """Takes one try out of each count again: it was no guess."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, [list(keys)])

"""A request that comes twice is done once (idempotency key)."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, cast

from django.db import connection
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.database.whole import whole
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.models import IdempotencyKey

CLAIM: Final = """
INSERT INTO kernel_idempotencykey (scope, key, body_hash, created_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (scope, key) DO NOTHING RETURNING id
"""
KEEP: Final = "UPDATE kernel_idempotencykey SET status = %s, answer = %s::jsonb WHERE id = %s"


class KeyReused(UnableTo):
    """The same key came with another request."""

    status = 422


@whole()
def once(
    *, scope: str, key: str, body: Any, now: datetime, do: Callable[[], tuple[int, dict[str, Any]]]
) -> tuple[int, dict[str, Any], bool]:
    """Runs `do` the first time that `key` comes within `scope`; later gives the first answer again.

    `do` returns (status, answer as plain JSON), in this transaction: the answer is kept only with what it did.
    Returns status, answer, and whether this is a repetition. Two at once: the second waits for the first."""
    text = json.dumps(body, sort_keys=True, default=str)
    body_hash = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [scope, key, body_hash, now])
        claimed = cursor.fetchone()
        if claimed is None:
            held = IdempotencyKey.objects.get(scope=scope, key=key)
            if held.body_hash != body_hash:
                raise KeyReused(_("This key was already used for another request."))
            # Of a key that others see, both are there: they were committed together.
            return cast(int, held.status), cast(dict[str, Any], held.answer), True
        status, answer = do()
        cursor.execute(KEEP, [status, json.dumps(answer), *claimed])
    return status, answer, False

"""A request that comes twice is done once."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.models import IdempotencyKey


class KeyReused(UnableTo):
    """The same key came with another request."""

    status = 422


@transaction.atomic
def once(
    *, scope: str, key: str, body: Any, now: datetime, do: Callable[[], tuple[int, dict[str, Any]]]
) -> tuple[int, dict[str, Any], bool]:
    """Runs `do` the first time that `key` comes within `scope`; later gives the first answer again.

    `do` returns (status, answer as plain JSON), in this transaction: the answer is kept only with what it did.
    Returns status, answer, and whether this is a repetition. Two at once: the second waits for the first."""
    text = json.dumps(body, sort_keys=True, default=str)
    body_hash = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    row = IdempotencyKey(scope=scope, key=key, body_hash=body_hash, created_at=now)
    IdempotencyKey.objects.bulk_create([row], ignore_conflicts=True)
    held = IdempotencyKey.objects.select_for_update().get(scope=scope, key=key)
    if held.body_hash != body_hash:
        raise KeyReused(_("This key was already used for another request."))
    if held.status is not None and held.answer is not None:
        return held.status, held.answer, True
    status, answer = do()
    held.status, held.answer = status, answer
    held.save(update_fields=["status", "answer"])
    return status, answer, False

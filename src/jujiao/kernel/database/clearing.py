"""Taking away rows that are over, a few at a time, so that nobody waits for it and no transaction grows long."""

from typing import Final

from django.db import transaction
from django.db.models import Model, QuerySet

TOGETHER: Final = 1000
"""Rows that go in one transaction."""
TURNS: Final = 200
"""Transactions of one run: what is left then goes with the next."""


def clear[M: Model](rows: QuerySet[M], *, together: int = TOGETHER, turns: int = TURNS) -> int:
    """Deletes `rows`, in their order, by several transactions. Rows that somebody holds are left for the next run.

    Returns how many went."""
    gone = 0
    for _turn in range(turns):
        with transaction.atomic():
            some = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True)[:together])
            rows.filter(pk__in=some).delete()
        gone += len(some)
        if len(some) < together:
            break
    return gone

"""What a workbook of complaints says beside their own columns."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.service.complaint_figures import verdict
from jujiao.service.complaints.models import SUBJECT
from jujiao.service.complaints.models.choices import Standing


class Given(NamedTuple):
    """A promise as far as a workbook tells of it."""

    state: str
    due_at: datetime
    done_at: datetime | None

    def standing(self, now: datetime) -> Standing:
        """Whether it was kept, by its own due time. One that was given up after that keeps its miss."""
        if self.state == PromiseState.RUNNING and self.due_at > now:
            return Standing.RUNNING
        met = self.state == PromiseState.MET
        kept = verdict(self.due_at, self.done_at, met=met, until=max(now, self.due_at))
        return {True: Standing.KEPT, False: Standing.LATE, None: Standing.CANCELLED}[kept]


def last_promises(complaint_ids: Collection[int]) -> dict[int, dict[str, Given]]:
    """Of each complaint the last promise of each kind, that of its last round: one query for however many."""
    rows = Promise.objects.filter(subject_kind=SUBJECT, subject_id__in=complaint_ids).order_by("round", "seq")
    found: dict[int, dict[str, Given]] = {}
    for subject_id, kind, *given in rows.values_list("subject_id", "kind", *Given._fields):
        found.setdefault(subject_id, {})[kind] = Given(*given)
    return found

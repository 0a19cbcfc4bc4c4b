"""What a household complained of, for whoever speaks with it: open, in the last twelve months, last rated."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.models import Complaint, FollowUpAttempt
from jujiao.service.complaints.queries import open_ones, visible_to

SHOWN = 10
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class History:
    """`rows` are the open cases, then the newest closed ones; `last` is the last score that stands."""

    rows: list[Complaint]
    open: int
    of_year: int
    last: FollowUpAttempt | None

    @property
    def more(self) -> bool:
        return len(self.rows) == SHOWN


def history_of(viewer: Viewer, *, room_id: int | None = None, person_id: int | None = None, now: datetime) -> History:
    """The complaints about a room, or of a person, or both together, as far as the viewer may see them."""
    theirs = Q(pk__in=[])
    if room_id is not None:
        theirs |= Q(room=room_id)
    if person_id is not None:
        theirs |= Q(person=person_id)
    found = visible_to(viewer).filter(theirs)
    rows = found.select_related("room", "building", "category", "person")
    rated = FollowUpAttempt.objects.filter(score__isnull=False, corrected_by__isnull=True)
    return History(
        rows=_open_first(rows),
        open=open_ones(found).count(),
        of_year=found.filter(received_at__gt=now - A_YEAR).count(),
        last=rated.filter(complaint__in=found.values("pk")).order_by("-at", "-id").first(),
    )


def _open_first(rows: QuerySet[Complaint]) -> list[Complaint]:
    waiting = list(open_ones(rows).order_by("next_due_at", "id")[:SHOWN])
    closed = rows.filter(closed_at__isnull=False).order_by("-id")[: SHOWN - len(waiting)]
    return [*waiting, *closed]

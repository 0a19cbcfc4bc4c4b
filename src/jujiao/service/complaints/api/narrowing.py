"""Which complaints have changed since a moment, for other systems that keep up with them."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from jujiao.company.estates.models import Estate
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.models import SUBJECT, Complaint


def changed_since(rows: QuerySet[Complaint], viewer: Viewer, since: datetime) -> QuerySet[Complaint]:
    """Those of the rows to which something has happened since; of an owner's own only what an owner may read of, so
    that nobody learns by it that something internal was written."""
    estates = Estate.objects.filter(company_id=viewer.company_id or 0)
    entries = TimelineEntry.objects.filter(subject_kind=SUBJECT, at__gte=since, estate_id__in=estates.values("pk"))
    happened = Q(pk__in=_subjects(entries))
    if viewer.person_id is None:
        return rows.filter(happened)
    told = Q(pk__in=_subjects(entries.filter(audience=Audience.OWNER)))
    return rows.filter(Q(person=viewer.person_id) & told | ~Q(person=viewer.person_id) & happened)


def _subjects(entries: QuerySet[TimelineEntry]) -> Any:
    return entries.values("subject_id")

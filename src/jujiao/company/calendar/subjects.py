"""What timelines of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.calendar.models import CalendarYear
from jujiao.kernel.record.subjects import SubjectKind

YEAR = SubjectKind(
    key="calendar_year",
    label=_("Calendar year"),
    model=CalendarYear,
    id_column="year",
    called=lambda edition: str(edition.year),
)
"""A year has several editions and one timeline: its subject's id is the year itself."""

"""Which days work: look-ups for the clocks, the years that are loaded, and the alarm for one that is missing."""

from datetime import date, timedelta

from django.db.models import Max, Min, QuerySet
from django.http import Http404

from jujiao.company.calendar.models import CalendarYear, Day, YearState
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.record.access import STAFF, Viewer
from jujiao.rules.clocks import NEW_YEAR, CalendarDay, Reason
from jujiao.rules.working_calendar import Change, Holiday, Notice, build, difference, read_notice

type Row = tuple[date, bool, str, int, str, str]
"""A day as it is kept, by COLUMNS."""
COLUMNS = ("date", "working", "reason", "running", "name_zh", "name_en")
REACH = timedelta(days=60)
FIRST_YEAR, LAST_YEAR = 2000, 2500
ALARM_MONTH = 12


class LoadedCalendar:
    """The published days as the rules' Calendar: one query for each sixty days that are asked for.

    Make one for each operation: it keeps what it has read."""

    def __init__(self) -> None:
        self._days: dict[date, Row | None] = {}

    def day(self, date: date, /) -> CalendarDay | None:
        """The entry of a date, or None outside the years that are published."""
        if date not in self._days:
            self._read(date)
        found = self._days[date]
        return found and _entry(found)

    def _read(self, first: date) -> None:
        last = first + REACH
        self._days |= {first + timedelta(days=i): None for i in range(REACH.days + 1)}
        self._days |= {row[0]: row for row in _published(first=first, last=last)}


@compiled
def _published(*, first: date, last: date) -> QuerySet[Day, Row]:
    return Day.objects.filter(date__gte=first, date__lte=last).values_list(*COLUMNS)


def _entry(row: Row) -> CalendarDay:
    date, working, reason, running, *names = row
    return CalendarDay(date, working, Reason(reason), running, *names)


def entry_of(row: Day) -> CalendarDay:
    """A row as the rules know it."""
    return CalendarDay(row.date, row.working, Reason(row.reason), row.running, row.name_zh, row.name_en)


def days_in_force(year: int) -> tuple[CalendarDay, ...]:
    """The published days of a year, () where it is not published."""
    return tuple(entry_of(row) for row in Day.objects.filter(date__year=year).order_by("date"))


def days_assumed(year: int) -> tuple[CalendarDay, ...]:
    """A year as it counts while nobody has published it: Monday to Friday but 1 January."""
    first = date(year, 1, 1)
    known = Holiday(*NEW_YEAR, first, first)
    return build(Notice(year, "", "", first, 0, 0, "", (known,)))


def days_of(edition: CalendarYear, worked_before: int = 0) -> tuple[CalendarDay, ...]:
    """The days of one edition, whether it is in force or not."""
    return build(notice_of(edition), worked_before)


def notice_of(edition: CalendarYear) -> Notice:
    """The notice that an edition was loaded from; JSON has made texts of its dates."""
    data = edition.notice
    holidays = [
        {
            **row,
            "first": date.fromisoformat(row["first"]),
            "last": date.fromisoformat(row["last"]),
            "make_up": [date.fromisoformat(day) for day in row.get("make_up", ())],
        }
        for row in data["holiday"]
    ]
    issued = date.fromisoformat(data["notice"]["issued"])
    return read_notice({**data, "notice": {**data["notice"], "issued": issued}, "holiday": holidays})


def changes_of(draft: CalendarYear) -> tuple[Change, ...]:
    """What publishing a draft would change: against the days in force, for a new year against plain weeks."""
    return difference(days_in_force(draft.year) or days_assumed(draft.year), days_of(draft))


def published_span() -> tuple[int, int] | None:
    """The first and the last year published, without a gap between them; None where there is none."""
    span = Day.objects.aggregate(first=Min("date"), last=Max("date"))
    return (span["first"].year, span["last"].year) if span["first"] else None


def visible_to(viewer: Viewer) -> QuerySet[CalendarYear]:
    """The calendar is the same for everybody employed; owners see its effect in their due times."""
    return CalendarYear.objects.all() if viewer.has(*STAFF) else CalendarYear.objects.none()


def get_for(viewer: Viewer, edition_id: int) -> CalendarYear:
    """One edition of a year; Http404 where it is not the viewer's to see."""
    edition = visible_to(viewer).select_related("published_by").filter(pk=edition_id).first()
    if edition is None:
        raise Http404
    return edition


def editions(viewer: Viewer, year: int) -> QuerySet[CalendarYear]:
    """The editions of a year, the latest first."""
    return visible_to(viewer).filter(year=year).select_related("published_by").order_by("-edition")


def draft_of(year: int) -> CalendarYear | None:
    """The draft of a year; there is at most one."""
    return CalendarYear.objects.filter(year=year, state=YearState.DRAFT).first()


def missing_year_alarm(today: date) -> int | None:
    """The year that somebody has to load now: this one, and from 1 December the next; None while all is well."""
    wanted = [today.year, today.year + 1] if today.month >= ALARM_MONTH else [today.year]
    loaded = set(CalendarYear.objects.filter(year__in=wanted, state=YearState.PUBLISHED).values_list("year", flat=True))
    return next((year for year in wanted if year not in loaded), None)


def span_excludes(year: int) -> bool:
    """Whether no edition of the year has counted yet."""
    return not Day.objects.filter(date=date(year, 1, 1)).exists()

"""Somebody's duties as a calendar (RFC 5545): every instant in UTC, no names, each event with a UID that stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from jujiao.company.duty.models import Duty, DutyState
from jujiao.kernel.record.access import Viewer

HOST = "duties.jujiao"
"""What UIDs end with: the same for every address under which the product is reached."""
BACK = timedelta(days=31)
"""So far back a calendar reaches."""


@dataclass(frozen=True)
class Entry:
    """A duty in a calendar; one that is cancelled is said to be, so that it goes from where it stands already."""

    duty_id: int
    starts_at: datetime
    ends_at: datetime
    post: str
    estate: str
    cancelled: bool


def entries_of(viewer: Viewer, now: datetime) -> list[Entry]:
    """The viewer's duties of the last month and to come. Drafts are nobody's business; a duty that went to another
    person ended for this one, and is cancelled."""
    duties = Duty.objects.filter(employee=viewer.employee_id or 0, ends_at__gt=now - BACK)
    duties = duties.exclude(state=DutyState.DRAFT).select_related("duty_post__estate").order_by("starts_at", "pk")
    return [
        Entry(
            duty.pk,
            duty.starts_at,
            duty.ends_at,
            duty.duty_post.name,
            duty.duty_post.estate.name,
            duty.state == DutyState.CANCELLED,
        )
        for duty in duties
    ]


def calendar(entries: Iterable[Entry], now: datetime) -> bytes:
    """The file. A cancelled event has a higher sequence than it had in force."""
    found = Calendar()
    found.add("prodid", "-//Jujiao//Duties//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", _("My duties"))
    for entry in entries:
        event = Event()
        event.add("uid", f"duty-{entry.duty_id}@{HOST}")
        event.add("dtstamp", now)
        event.add("dtstart", entry.starts_at)
        event.add("dtend", entry.ends_at)
        event.add("summary", entry.post)
        event.add("location", entry.estate)
        event.add("sequence", int(entry.cancelled))
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        found.add_component(event)
    written: bytes = found.to_ical()
    return written

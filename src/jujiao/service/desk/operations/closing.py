"""3.1.1: a month of a post is over: how long nobody was there is measured, once."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Min

from jujiao.company.duty.models import Attendance, Duty, DutyPost, DutyState
from jujiao.company.duty.staffing import Debtor
from jujiao.company.estates.models import Company
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.measured.operations import measure
from jujiao.rules.measuring import Grade
from jujiao.rules.people.duty import Span
from jujiao.rules.service.desk import UNCOVERED, month_of
from jujiao.service.desk.cover import gaps_there, to_cover, uncovered
from jujiao.service.desk.models import CoverMonth
from jujiao.service.desk.queries import COVER

SETTLES: Final = timedelta(days=1)
"""So long after a month it is closed: by then whoever forgot to sign off has said when they went."""
MONTHS: Final = 3
"""So many months are made up for where nobody closed them."""


def close_months(company: Company, *, now: datetime) -> int:
    """Closes the last months of a company's posts that have to be covered; how many it closed. Done again, none."""
    posts = DutyPost.objects.filter(estate__company=company).select_related("estate", "department").order_by("pk")
    months = _months(today(now))
    return sum(_close(post, month, now) for post in to_cover(posts, now) for month in months)


def counted_from(duty_post: DutyPost) -> datetime | None:
    """Since when a post is counted: its first duty, or the first time that somebody signed on; None where there was
    neither yet."""
    planned = Duty.objects.filter(duty_post=duty_post, state=DutyState.PLANNED)
    there = Attendance.objects.filter(duty_post=duty_post)
    first = planned.aggregate(first=Min("starts_at")), there.aggregate(first=Min("signed_on_at"))
    return min((each["first"] for each in first if each["first"] is not None), default=None)


def counted_in(duty_post: DutyPost, month: date) -> Span | None:
    """The part of a local month that counts, None where that is none of it."""
    whole, since = month_of(month), counted_from(duty_post)
    if since is None or since >= whole.end:
        return None
    return Span(max(whole.start, since), whole.end)


@transaction.atomic
def _close(duty_post: DutyPost, month: date, now: datetime) -> int:
    span = counted_in(duty_post, month)
    if span is None or now < span.end + SETTLES:
        return 0
    version = in_force(duty_post.estate.company_id, span.start)
    if version is None or UNCOVERED.figure not in figures(version.pk, duty_post.estate_id):
        return 0
    row, closed = CoverMonth.objects.get_or_create(duty_post=duty_post, month=month, defaults={"closed_at": now})
    if not closed:
        return 0
    gaps = gaps_there([duty_post.pk], span.start, span.end, now)
    measure(
        UNCOVERED.key,
        Subject(COVER, row.pk),
        uncovered(gaps.get(duty_post.pk, [])),
        happened_at=span.start,
        grade=Grade.MEASURED,
        subject_label=str(row),
        place=duty_post.estate.place,
        whose=Debtor(duty_post.department_id),
        rulebook_version_id=version.pk,
        actor=SYSTEM,
        now=now,
    )
    return 1


def _months(day: date) -> list[date]:
    """The first days of the last months before that of a day, the oldest first."""
    found, first = [], day.replace(day=1)
    for _each in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return found[::-1]

"""3.1.1: somebody is at the desk every minute: gaps of now, gaps planned, and the minutes of a month."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.urls import reverse

from jujiao.company.duty.models import Attendance, DutyPost, Leave
from jujiao.promises.models import Measurement, Promise
from jujiao.rules.people.duty import FORGOTTEN, Span
from jujiao.rules.service.desk import clause_3_1_1_gaps, counts_until, month_of
from jujiao.service.desk.cover import gaps_planned, gaps_there, to_cover, uncovered
from jujiao.service.desk.jobs import close_all
from jujiao.service.desk.models import CoverMonth, Gap
from jujiao.service.desk.tests.scene import (
    DAY,
    HOUR,
    MINUTE,
    Desk,
    a_minute_of_the_worker,
    promises,
    run,
    the_desk,
    told,
)
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

FEBRUARY = month_of(date(2026, 2, 10))


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return the_desk(cast)


def attended(desk: Desk, seed: int) -> list[Attendance]:
    """People who come and go over two months at whole minutes, overlap, leave gaps, and now and then forget to sign
    off."""
    random, rows = Random(seed), []
    people = [desk.cast.clerk.employee, desk.cast.clerk2.employee, desk.cast.head_of_service.employee]
    for person in people:
        at = FEBRUARY.start - 3 * DAY + timedelta(minutes=random.randrange(600))
        while at < FEBRUARY.end + 2 * DAY:
            length = timedelta(minutes=random.randrange(30, 20 * 60))
            rows.append(Attendance(employee=person, duty_post=desk.post, signed_on_at=at, signed_off_at=at + length))
            at += length + timedelta(minutes=random.randrange(1, 40 * 60))
        rows[-1].signed_off_at = None
    return Attendance.objects.bulk_create(rows)


@pytest.mark.parametrize("seed", range(4))
def test_a_month_counted_by_the_database_is_what_counting_minute_by_minute_gives(desk: Desk, seed: int) -> None:
    rows, now = attended(desk, seed), FEBRUARY.end + 5 * DAY
    minutes = (FEBRUARY.end - FEBRUARY.start) // MINUTE
    assert minutes == 28 * 24 * 60
    there = [False] * minutes
    for row in rows:
        until = min(row.signed_off_at or now, row.signed_on_at + FORGOTTEN)
        first, last = (row.signed_on_at - FEBRUARY.start) // MINUTE, (until - FEBRUARY.start) // MINUTE
        for minute in range(max(first, 0), min(last, minutes)):
            there[minute] = True
    assert 0 < sum(there) < minutes
    gaps = gaps_there([desk.post.pk], FEBRUARY.start, FEBRUARY.end, now)[desk.post.pk]
    assert uncovered(gaps) == there.count(False) * MINUTE
    spans = [Span(one.signed_on_at, counts_until(one.signed_on_at, one.signed_off_at, now)) for one in rows]
    assert gaps == clause_3_1_1_gaps(spans, FEBRUARY.start, FEBRUARY.end)


@pytest.mark.usefixtures("moment")
def test_a_month_is_closed_once_and_its_figure_leads_to_its_gaps(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    def there(start: datetime, end: datetime) -> None:
        Attendance.objects.create(
            employee=cast.clerk.employee, duty_post=desk.post, signed_on_at=start, signed_off_at=end
        )

    there(FEBRUARY.start, FEBRUARY.start + 12 * HOUR)
    there(FEBRUARY.start + 12 * HOUR + 30 * MINUTE, FEBRUARY.start + 24 * HOUR)
    for day in range(1, 28):
        there(FEBRUARY.start + day * DAY, FEBRUARY.start + day * DAY + 12 * HOUR)
        there(FEBRUARY.start + day * DAY + 12 * HOUR, FEBRUARY.start + (day + 1) * DAY)
    close_all(now=FEBRUARY.end + DAY - MINUTE)
    assert not CoverMonth.objects.exists()
    close_all(now=FEBRUARY.end + DAY)
    close_all(now=FEBRUARY.end + 2 * DAY)
    month, measured = CoverMonth.objects.get(), Measurement.objects.get(kind="cover.uncovered")
    assert (month.month.isoformat(), measured.value, measured.verdict) == ("2026-02-01", Decimal(30), "late")
    assert (measured.department, measured.clause, measured.subject_id) == (cast.customer_service, "3.1.1", month.pk)
    page = reverse("reception:month", args=[month.pk])
    figure = sign_in(cast.manager).get(reverse("promises:measured", args=["cover.uncovered"]))
    assert page in figure.text
    assert f"{28 * 24 * 60 - 30}" in sign_in(cast.manager).get(page).text


def test_a_desk_for_which_nobody_is_planned_is_a_gap_of_which_the_head_hears_once(cast: Cast, desk: Desk) -> None:
    there = desk.comes(cast.clerk, NOW - 4 * HOUR)
    a_minute_of_the_worker(NOW - MINUTE)
    assert not Gap.objects.exists()
    desk.goes(there, cast.clerk, NOW)
    run(NOW, 4)
    gap = Gap.objects.get()
    assert (gap.duty_post, gap.starts_at, gap.ends_at) == (desk.post, NOW, None)
    assert told("gap.opened") == ["head_of_service"]
    assert told("promise.due") == []
    run(NOW + 5 * MINUTE, 3)
    assert told("promise.due") == ["head_of_service", "manager"]
    desk.comes(cast.clerk2, NOW + 9 * MINUTE)
    gap.refresh_from_db()
    assert gap.ends_at == NOW + 9 * MINUTE
    assert promises("gap.cover") == [("met", NOW + 9 * MINUTE)]
    run(NOW + 10 * MINUTE, 2)
    assert Gap.objects.count() == 1


def test_who_is_planned_is_waited_for_and_of_the_gap_after_them_the_head_hears(cast: Cast, desk: Desk) -> None:
    duty = desk.planned(cast.clerk, NOW)
    run(NOW, 6)
    assert Gap.objects.count() == 1
    assert (told("gap.opened"), told("promise.due")) == ([], ["clerk", "head_of_service"])
    run(duty.ends_at, 1)
    assert told("gap.opened") == ["head_of_service"]
    assert Promise.objects.get(kind="gap.cover").started_at == duty.ends_at


def test_other_posts_are_covered_round_the_clock_where_their_company_says_so(cast: Cast, desk: Desk) -> None:
    gate = DutyPost.objects.create(estate=cast.estate, department=cast.security, name="南门岗", kind="guard")
    assert to_cover([desk.post, gate], NOW) == [desk.post]
    gate.round_the_clock = True
    assert to_cover([desk.post, gate], NOW) == [desk.post, gate]
    gate.in_use = False
    assert to_cover([gate], NOW) == []
    a_minute_of_the_worker(NOW)
    assert list(Gap.objects.values_list("duty_post__name", flat=True)) == ["前台"]


@pytest.mark.usefixtures("moment")
def test_what_nobody_is_planned_for_shows_days_before(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    desk.planned(cast.clerk, NOW)
    desk.planned(cast.clerk2, NOW + 8 * HOUR)
    desk.planned(cast.head_of_service, NOW + 17 * HOUR)
    Leave.objects.create(employee=cast.clerk2.employee, kind="sick", starts_at=NOW + 14 * HOUR, ends_at=NOW + 15 * HOUR)
    gaps = gaps_planned([desk.post.pk], NOW, NOW + DAY)[desk.post.pk]
    assert [((one.start - NOW) / HOUR, (one.end - NOW) / HOUR) for one in gaps] == [(14, 15), (16, 17)]
    page = sign_in(cast.manager).get(reverse("reception:cover"))
    assert "前台" in page.text
    assert sign_in(cast.clerk_elsewhere).get(reverse("reception:cover")).context["rows"] == []

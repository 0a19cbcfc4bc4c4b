"""A duty of a published roster is planned or cancelled on the duty board: its people hear of it as of any change."""

from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.duty.operations import cancel
from jujiao.notices.models import Notice
from jujiao.people.rosters import operations
from jujiao.people.rosters.jobs import tell_of_changes
from jujiao.people.rosters.models import RosterReceipt
from jujiao.people.rosters.operations.following import TELL_CHANGES
from jujiao.people.rosters.tests.planned_rows import Rows
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 3, 12)


@pytest.fixture
def rows(cast: Cast, moment: Moment) -> Rows:
    return Rows(cast)


def work() -> int:
    """The worker does what waits; how many jobs there were."""
    jobs = list(ProcrastinateJob.objects.filter(task_name=TELL_CHANGES))
    for job in jobs:
        tell_of_changes(**job.args)
    return len(jobs)


def told() -> list[int | None]:
    return [notice.recipient_id for notice in Notice.objects.filter(kind="roster.changed").order_by("pk")]


def test_who_is_planned_and_who_is_cancelled_is_told(cast: Cast, rows: Rows) -> None:
    duty = rows.duty(cast.engineer, THURSDAY)
    assert work() == 1
    assert told() == [cast.engineer.user.pk]
    RosterReceipt.objects.update(told_at=NOW, acknowledged_at=NOW)
    cancel(duty=duty, actor=cast.hr.viewer, now=NOW + timedelta(hours=1))
    work()
    assert told() == [cast.engineer.user.pk] * 2
    assert RosterReceipt.objects.get().acknowledged_at is None
    rows.roster.refresh_from_db()
    assert rows.roster.version == 3
    work()  # done again
    assert len(told()) == 2


def test_a_step_on_the_roster_itself_is_told_once(cast: Cast, rows: Rows) -> None:
    operations.put_duty(
        roster_id=rows.roster.pk, employee=cast.engineer.employee, day=THURSDAY, duty_post=rows.post,
        shift_kind=rows.early, seen="", actor=cast.head_of_engineering.viewer, now=NOW,
    )  # fmt: skip
    assert work() == 1
    assert told() == [cast.engineer.user.pk]
    rows.roster.refresh_from_db()
    assert rows.roster.version == 2


def test_a_draft_tells_nobody(cast: Cast, moment: Moment) -> None:
    Rows(cast, published=False).duty(cast.engineer, THURSDAY)
    assert (work(), told()) == (0, [])

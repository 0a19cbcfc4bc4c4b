"""The figures at a glance are those that a slow count over all rows gives, and each opens the cases behind it."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.urls import reverse

from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.service.complaint_figures import TOLD_OWNERS, verdict
from jujiao.service.complaints import queries_figures
from jujiao.service.complaints.models import Complaint, FollowUpAttempt
from jujiao.service.complaints.queries_figures import Shown
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

COUNTED = [Shown.LATE, Shown.WAITING, Shown.OPEN, Shown.KEPT, Shown.MISSED, Shown.SATISFIED]


@pytest.fixture
def weeks(cast: Cast, desk: Desk, moment: Moment) -> datetime:
    """Twelve days of complaints that went on for as long as chance would have it; gives a moment after their last
    step."""
    chance = Random(20260302)
    for _day in range(12):
        moment.now += timedelta(days=1)
        for _number in range(2):
            _a_course(cast, desk, moment, chance)
    moment.now += timedelta(days=7)
    return moment.now


def _a_course(cast: Cast, desk: Desk, moment: Moment, chance: Random) -> None:
    begun, far = moment.now, chance.randrange(6)
    case = desk.registered()

    def go_on(hours: int) -> None:
        moment.now += timedelta(hours=chance.randrange(1, hours), minutes=chance.randrange(60))

    if far > 0:
        desk.step("dispatch", case, cast.clerk, department=cast.engineering)
        desk.step("accept", case, cast.engineer)
    if far > 1:
        go_on(40)
        desk.step("reply", case, cast.engineer, text="明天上门", channel="phone")
    if far > 2:
        go_on(40)
        desk.step("resolve", case, cast.engineer, text="已修好", channel="phone")
    if far > 3:
        go_on(90)
        score = chance.randrange(1, 6)
        desk.step("record_follow_up", case, cast.clerk, channel="phone", reached=True, score=score)
    moment.now = begun


def test_they_are_what_a_slow_count_gives(cast: Cast, weeks: datetime) -> None:
    cases = Complaint.objects.filter(estate=cast.estate)
    for at in (weeks, queries_figures.before(weeks)):
        promises = [one for one in Promise.objects.filter(kind__in=TOLD_OWNERS) if one.due_at > at - timedelta(days=7)]
        said = [verdict(one.due_at, one.done_at, met=one.state == PromiseState.MET, until=at) for one in promises]
        kept = queries_figures.kept(cases, at)
        assert (kept.part, kept.whole) == (said.count(True), said.count(True) + said.count(False))
        scores = [
            one.score or 0
            for one in FollowUpAttempt.objects.filter(score__isnull=False)
            if at - timedelta(days=30) < one.at <= at
        ]
        satisfied = queries_figures.satisfied(cases, at)
        assert (satisfied.part, satisfied.whole) == (sum(score >= 3 for score in scores), len(scores))
        still_open = [one for one in cases if one.recorded_at <= at and (one.closed_at is None or one.closed_at > at)]
        assert queries_figures.open_at(cases, at) == len(still_open)
        replies = Promise.objects.filter(kind="complaint.first_reply")
        waiting = {
            one.subject_id for one in replies if one.started_at <= at and (one.done_at is None or one.done_at > at)
        }
        assert queries_figures.waiting_at(cases, at) == len(waiting)
    assert min(kept.whole, satisfied.whole, len(still_open), len(waiting)) > 0


def test_each_opens_its_cases(cast: Cast, desk: Desk, weeks: datetime, sign_in: SignIn) -> None:
    manager = sign_in(cast.manager)
    urgent = desk.at_work(handler=cast.engineer)
    desk.step("instruct", urgent, cast.manager, text="请今天答复", due_at=weeks + timedelta(hours=5))
    for shown in (*COUNTED, Shown.INSTRUCTED):
        wanted = queries_figures.behind(Complaint.objects.all(), shown, weeks)
        page = manager.get(reverse("complaints:queue"), {"figure": shown, "closed": ""})
        listed = {row.id for row in page.context["page"].rows}
        assert listed == set(wanted.values_list("pk", flat=True)[:50]), shown
        assert listed, shown


def test_they_stand_on_the_first_page_of_who_answers_for_all(
    cast: Cast, desk: Desk, weeks: datetime, sign_in: SignIn
) -> None:
    manager, glance = sign_in(cast.manager), reverse("portal:glance")
    assert glance in manager.get(reverse("portal:home")).text
    page = manager.get(glance)
    assert [figure.value is not None for figure in page.context["figures"]] == [True] * 4
    assert all(figure.url in page.text for figure in page.context["needs"])
    clerk = sign_in(cast.clerk)
    assert glance not in clerk.get(reverse("portal:home")).text
    assert clerk.get(glance).status_code == 404
    wall = clerk.get(reverse("complaints:board"), {"wall": "1"})
    assert [str(figure.label) for figure in wall.context["figures"]]
    assert "?figure=" not in wall.text


def test_nobody_counts_the_case_about_them(cast: Cast, desk: Desk, moment: Moment) -> None:
    from jujiao.service.complaints.glance import at_a_glance

    before = {figure.url: figure.value for figure in at_a_glance(cast.manager.viewer, moment.now)}
    desk.registered(about=cast.manager)
    assert {figure.url: figure.value for figure in at_a_glance(cast.manager.viewer, moment.now)} == before

"""Colleagues see in a published roster who works when, and nothing else about each other."""

from datetime import date

import pytest
from django.urls import reverse

from jujiao.company.duty.models import Duty, DutyBarKind, DutyPostKind, DutyState
from jujiao.company.duty.operations import DutyPostFacts, bar, create_duty_post
from jujiao.kernel.machine.spreadsheets import read
from jujiao.people.rosters.tests.planned_rows import Rows, at
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 3, 12)


@pytest.fixture
def rows(cast: Cast) -> Rows:
    """The engineer has a night of which she is barred since, and a draft at another post."""
    rows = Rows(cast)
    rows.duty(cast.engineer, THURSDAY, rows.night)
    bar(
        employee=cast.engineer.employee, kind=DutyBarKind.NO_NIGHT, starts_on=THURSDAY, ends_on=None,
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    facts = DutyPostFacts("泵房值守", DutyPostKind.OTHER)
    elsewhere = create_duty_post(department=cast.engineering, facts=facts, actor=cast.manager.viewer, now=NOW)
    Duty.objects.create(
        employee=cast.engineer.employee, duty_post=elsewhere, starts_at=at("03-16 08:00"), ends_at=at("03-16 16:00"),
        rest_until=at("03-17 03:00"), state=DutyState.DRAFT,
    )  # fmt: skip
    return rows


@pytest.mark.parametrize("page", ["roster", "sheet"])
def test_bars_drafts_elsewhere_and_sums_are_for_planners_alone(
    cast: Cast, rows: Rows, sign_in: SignIn, moment: Moment, page: str
) -> None:
    url = reverse(f"rosters:{page}", args=[rows.roster.pk])
    head, colleague = (sign_in(one).get(url).text for one in (cast.head_of_engineering, cast.engineer2))
    for said in ("is-amiss", "泵房值守", "g-sum", "grid-foot"):
        assert (said in head, said in colleague) == (True, False)
    assert "夜班" in colleague


def test_the_workbook_of_a_colleague_says_no_more(cast: Cast, rows: Rows, sign_in: SignIn, moment: Moment) -> None:
    url = reverse("rosters:workbook", args=[rows.roster.pk])
    planner, colleague = (
        " ".join(
            str(value) for sheet in read(sign_in(who).get(url).content) for _row, line in sheet.rows for value in line
        )
        for who in (cast.head_of_engineering, cast.engineer2)
    )
    for word in ("夜班", "泵房值守", "22:00–06:00"):
        assert (word in planner, word in colleague) == (True, word == "夜班")

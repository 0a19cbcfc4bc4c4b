"""Two companies count by one calendar: neither moves the other's due times."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jujiao.company.calendar import operations
from jujiao.company.calendar.models import CalendarYear, Day, YearState
from jujiao.company.calendar.tests.test_administration_loads_a_year import NOTICE_2027, load, publish
from jujiao.company.estates.models import Company
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("calendar", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("who", ["hr", "director", "sysadmin"])
def test_a_companys_people_prepare_a_year_and_cannot_publish_it(
    cast: Cast, now: datetime, sign_in: SignIn, who: str
) -> None:
    assert Company.objects.count() == 2
    draft = load(NOTICE_2027, getattr(cast, who).viewer, now)
    with pytest.raises(NotAllowed, match="jujiao calendar"):
        publish(draft, getattr(cast, who).viewer, now)
    browser = sign_in(getattr(cast, who))
    page = browser.get(f"/calendar/editions/{draft.pk}/")
    assert [change.date for change in page.context["changes"]] == [date(2027, 1, day) for day in (2, 3, 4)]
    assert page.context["may_publish"] is False
    assert f"/calendar/editions/{draft.pk}/publish/" not in page.text
    assert browser.post(f"/calendar/editions/{draft.pk}/publish/", {"version": draft.version}).status_code == 403
    assert not Day.objects.filter(date__year=2027).exists()
    assert CalendarYear.objects.get(pk=draft.pk).state == YearState.DRAFT


def test_the_operator_sees_the_difference_and_publishes(cast: Cast, now: datetime) -> None:
    assert run() == "No draft waits. Load a year under calendar → load.\n"
    load(NOTICE_2027, cast.hr.viewer, now)
    off = "".join(f"  2027-01-0{day}  day off\n" for day in (2, 3, 4))
    assert run() == f"2027, edition 1: 放假安排 2027 国办发\n{off}"
    assert run("--publish", "2027") == "The working days of 2027 are in force.\n"
    assert Day.objects.filter(date__year=2027).count() == 365
    entry = timeline.entries_of(operations.SUBJECT, 2027).get(verb="publish")
    assert (entry.actor_id, entry.actor_name) == (None, SYSTEM.name)
    with pytest.raises(CommandError, match="no draft of 2027"):
        run("--publish", "2027")


@pytest.mark.usefixtures("alone")
def test_a_company_that_is_alone_goes_on_publishing(cast: Cast, now: datetime) -> None:
    assert publish(load(NOTICE_2027, cast.hr.viewer, now), cast.hr.viewer, now).state == YearState.PUBLISHED

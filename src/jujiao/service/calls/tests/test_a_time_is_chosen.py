"""The times for which rates are looked at begin and end on local days."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.service.calls.periods import PERIODS
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

JANUARY = [
    ("2024-01-01", "2024-01-01"),
    ("2023-12-31", "2023-12-31"),
    ("2024-01-01", "2024-01-07"),
    ("2023-12-25", "2023-12-31"),
    ("2023-12-05", "2024-01-01"),
    ("2024-01-01", "2024-01-31"),
    ("2023-12-01", "2023-12-31"),
]


def test_each_begins_and_ends_on_its_day() -> None:
    found = [of(date(2024, 1, 1)) for _label, of in PERIODS]
    assert [(each.first.isoformat(), each.last.isoformat()) for each in found] == JANUARY
    leap = [of(date(2024, 3, 31)) for _label, of in PERIODS]
    assert (leap[6].first, leap[6].last) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.django_db
def test_without_a_time_it_is_four_weeks_and_others_keep_what_narrows(
    cast: Cast, sign_in: SignIn, moment: Moment
) -> None:
    client: Client = sign_in(cast.manager)
    page = client.get(reverse("telephony:rates"), {"queue": "6400"})
    chosen = page.context["page"].chosen
    assert (chosen["from"], chosen["to"]) == (["2026-02-12"], ["2026-03-11"])
    periods = page.context["periods"]
    assert [each["chosen"] for each in periods] == [False, False, False, False, True, False, False]
    last_month = client.get(reverse("telephony:rates") + periods[6]["url"]).context["page"].chosen
    assert (last_month["from"], last_month["to"], last_month["queue"]) == (["2026-02-01"], ["2026-02-28"], ["6400"])


@pytest.mark.django_db
def test_a_time_that_makes_no_sense_is_passed_over(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    page = sign_in(cast.manager).get(
        reverse("telephony:rates"), {"from": "soon", "to": "9999-12-31", "queue": "6" * 61}
    )
    assert page.status_code == 200
    assert page.context["page"].chosen["to"] == ["9999-12-31"]
    assert page.context["page"].chosen["queue"] == []

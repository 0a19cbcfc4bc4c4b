"""Rates of calls: what a slow count over all rows gives, for those who may know, each open to its calls."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Viewer
from jujiao.rules.service.calls.rates import Rate, clause_3_1_2_rate
from jujiao.service.calls.glance import at_a_glance
from jujiao.service.calls.lines import Line, Number
from jujiao.service.calls.models import Call
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.queries_calls import calls_for, narrowing
from jujiao.service.calls.queries_rates import By, grid, parts, rated_for, strictly
from jujiao.service.calls.tests.rated import Rated, local, two_weeks
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(cast: Cast) -> Rated:
    return two_weeks(cast)


def slow(calls: list[Call]) -> Rate:
    return clause_3_1_2_rate((one.verdict, one.grade, 1) for one in calls)


def behind(url: str, viewer: Viewer, table: Table | None = None) -> list[Call]:
    """The calls that the list shows at an address."""
    found = (table or list_of(viewer)).page(calls_for(viewer), QueryDict(url.partition("?")[2]))
    return list(found.queryset)


def list_of(viewer: Viewer) -> Table:
    return Table(orders=[Order("new", "", ("-began_at", "-id"))], filters=narrowing(viewer)).bound()


def numbers(line: Line) -> Iterator[Number]:
    yield from (line.counted, line.kept, line.late, line.missed, *line.apart)


def test_rates_are_what_a_slow_count_gives(cast: Cast, rated: Rated) -> None:
    found = grid(Call.objects.all())
    assert found.whole == slow(rated.calls)
    assert found.whole.counted > 50 < found.whole.apart
    hours: dict[tuple[int, int], list[Call]] = {}
    for one in rated.calls:
        hours.setdefault((local(one.began_at).isoweekday(), local(one.began_at).hour), []).append(one)
    assert found.hours == {hour: slow(calls) for hour, calls in hours.items()}
    assert sum(rate.counted for rate in found.by_hour.values()) == found.whole.counted
    assert {day: rate.missed for day, rate in found.by_weekday.items()} == {
        day: sum(slow(calls).missed for (other, _hour), calls in hours.items() if other == day) for day in range(1, 8)
    }


@pytest.mark.parametrize(
    ("by", "column"),
    [
        (By.EMPLOYEE, "answered_by_id"),
        (By.QUEUE, "queue"),
        (By.POST, "duty_post_id"),
        (By.TELEPHONE, "telephone_id"),
    ],
)
def test_rates_are_told_apart_by(cast: Cast, rated: Rated, by: By, column: str) -> None:
    groups: dict[str, list[Call]] = {}
    for one in rated.calls:
        groups.setdefault(str(getattr(one, column) or ""), []).append(one)
    found = parts(Call.objects.all(), by)
    assert {each.value: each.rate for each in found} == {value: slow(calls) for value, calls in groups.items()}
    assert len(found) == 3
    assert found[-1].value == ""  # those without any stand last
    assert cast.clerk.employee.name in {each.label for each in found} or by is not By.EMPLOYEE


def test_strictly_an_upper_bound_that_is_too_long_says_nothing(cast: Cast, rated: Rated) -> None:
    found = strictly(Call.objects.all(), cast.company.pk, NOW)
    counted = [one for one in rated.calls if one.verdict in ("kept", "late", "missed") and one.grade != "by_hand"]
    said = [one for one in counted if not (one.grade == "upper_bound" and (one.ring_seconds or 0) >= 11)]
    kept = [one for one in said if one.verdict == "kept" and (one.ring_seconds or 0) < 11]
    assert (found.kept, found.counted, int(found.limit.value)) == (len(kept), len(said), 11)
    assert 0 < len(kept) < len(said) < len(counted)


def test_each_figure_opens_to_its_calls(cast: Cast, rated: Rated, sign_in: SignIn, moment: Moment) -> None:
    page = sign_in(cast.manager).get(reverse("telephony:rates"))
    viewer = cast.manager.viewer
    table = list_of(viewer)
    assert page.status_code == 200
    lines = [page.context["whole"], *(line for section in page.context["sections"] for line in section["lines"])]
    opened: Counter[str] = Counter()
    for number in (number for line in lines for number in numbers(line)):
        if number.url:
            assert len(behind(number.url, viewer, table)) == number.value, number.url
            opened[str(number.label)] += 1
        else:
            assert number.value == 0
    assert len(opened) == 8
    assert min(opened.values()) >= 3
    cells = [cell for row in page.context["heat"].rows for cell in (*row.cells, row.together) if cell.url]
    assert cells[-1].rate == page.context["whole"].rate
    for cell in cells[::9]:
        assert slow(behind(cell.url, viewer, table)) == replace(cell.rate, given_up=0, not_rung=0, unknown=0, by_hand=0)
    assert reverse("telephony:calls") in cells[0].url


def test_a_queue_post_and_day_narrow_all_figures(cast: Cast, rated: Rated, sign_in: SignIn, moment: Moment) -> None:
    post = rated.telephones[1].duty_post
    asked = {"from": "2026-03-01", "to": "2026-03-04", "queue": "夜间 & 周末", "post": str(post.pk)}
    page = sign_in(cast.auditor).get(reverse("telephony:rates"), asked)
    fitting = [
        one
        for one in rated.calls
        if one.queue == "夜间 & 周末" and one.duty_post_id == post.pk and 1 <= local(one.began_at).day <= 4
    ]
    assert page.context["whole"].rate == slow(fitting)
    assert len(fitting) > 5
    assert [each["chosen"] for each in page.context["periods"]] == [False] * 7


def test_only_who_answers_for_calls_reads_their_rates(
    cast: Cast, rated: Rated, sign_in: SignIn, moment: Moment
) -> None:
    def read(name: str) -> tuple[int, bool]:
        """How many calls are in the rates, and whether these open to them."""
        member = getattr(cast, name)
        page = sign_in(member).get(reverse("telephony:rates"))
        assert page.status_code == 200
        return rated_for(member.viewer).count(), bool(page.context["whole"].counted.url)

    readers = ("manager", "director", "auditor", "clerk")
    assert {name: read(name) for name in readers} == dict.fromkeys(readers, (400, True))
    assert read("head_of_service") == (400, True)
    others = ("head_of_engineering", "clerk_elsewhere", "outsider")
    assert {name: read(name) for name in others} == dict.fromkeys(others, (0, False))
    for name in ("hr", "engineer", "guard", "sysadmin", "resident"):
        assert sign_in(getattr(cast, name)).get(reverse("telephony:rates")).status_code == 404


def test_a_clerk_reads_no_colleagues_rate(cast: Cast, rated: Rated, sign_in: SignIn) -> None:
    def clerks(member: Any, **asked: str) -> set[str]:
        page = sign_in(member).get(reverse("telephony:rates"), {"from": "2026-01-01", **asked})
        return {line.label for line in page.context["sections"][0]["lines"]}

    own, other = cast.clerk.employee, cast.clerk2.employee
    assert clerks(cast.clerk) == {own.name}
    assert clerks(cast.clerk, employee=str(other.pk)) == {own.name}
    assert clerks(cast.manager) == {own.name, other.name, ""}


def test_a_post_of_another_department_is_its_heads_to_read(cast: Cast, rated: Rated) -> None:
    gate = rated.telephones[1].duty_post
    gate.department = cast.engineering
    gate.save(update_fields=["department"])
    found = rated_for(cast.head_of_engineering.viewer)
    assert {one.duty_post_id for one in found} == {gate.pk}


def test_a_glance_has_the_last_seven_days_beside_those_before(cast: Cast, rated: Rated) -> None:
    week = [one for one in rated.calls if (NOW.date() - local(one.began_at).date()).days < 7]
    before = [one for one in rated.calls if 7 <= (NOW.date() - local(one.began_at).date()).days < 14]
    share, missed = at_a_glance(cast.manager.viewer, NOW)
    assert (share.value, share.before) == (slow(week).whole_percent, slow(before).whole_percent)
    assert (missed.value, missed.before) == (slow(week).missed, slow(before).missed)
    assert len(behind(missed.url, cast.manager.viewer)) == slow(week).missed
    assert len(behind(share.url, cast.manager.viewer)) == slow(week).counted


def test_nothing_stands_at_a_glance_where_no_exchange_told_of_calls(cast: Cast) -> None:
    maker(cast).call()
    Call.objects.update(source=None, linked_id="", grade="by_hand")
    assert at_a_glance(cast.manager.viewer, NOW) == []


def test_hours_cost_one_look_however_many_calls(
    cast: Cast, rated: Rated, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        grid(rated_for(cast.manager.viewer))
    with django_assert_num_queries(1):
        at_a_glance(cast.manager.viewer, NOW)

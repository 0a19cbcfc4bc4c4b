"""The head of the desk works at it; every other head sees the board of their own department."""

import pytest
from django.urls import reverse

from jujiao.kernel.record.access import Role
from jujiao.portal.navigation import places
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

BOARD, FOLLOW_UPS, REGISTER = map(reverse, ("complaints:board", "complaints:follow_ups", "complaints:register"))


def test_the_head_of_the_desk_does_all_that_a_clerk_does(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    case = desk.registered()
    head = sign_in(cast.head_of_service)
    assert case.number in head.get(BOARD).text
    assert [head.get(url).status_code for url in (FOLLOW_UPS, REGISTER)] == [200, 200]
    assert {BOARD, FOLLOW_UPS} <= {place.url for place in places(cast.head_of_service.viewer, "/")}
    desk.step("dispatch", case, cast.head_of_service, department=cast.engineering)
    assert not cast.head_of_engineering.viewer.has(Role.CLERK)


def test_a_head_sees_the_board_of_the_own_department(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    waiting, own, other = desk.registered(), desk.at_work(), desk.registered()
    desk.step("dispatch", other, cast.clerk, department=cast.security)
    head = sign_in(cast.head_of_engineering)
    page = head.get(BOARD)
    assert own.number in page.text
    assert not any(case.number in page.text for case in (waiting, other))
    assert [lane.state for lane in page.context["lanes"]] == ["dispatched", "accepted", "resolved"]
    assert f"department={cast.engineering.pk}" in page.context["lanes"][0].url
    asked = head.get(BOARD, {"department": cast.security.pk})
    assert other.number not in asked.text
    assert head.get(FOLLOW_UPS).status_code == sign_in(cast.engineer).get(BOARD).status_code == 404

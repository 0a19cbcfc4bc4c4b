"""People open the pages of duties, in a browser that knows no HTMX and in one that does; other systems ask the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.company.duty.models import Attendance, Duty, DutyBar, DutyPost, Leave
from jujiao.company.duty.operations import sign_on
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
HOUR = timedelta(hours=1)


@pytest.fixture
def post(cast: Cast) -> DutyPost:
    return DutyPost.objects.create(estate=cast.estate, department=cast.engineering, name="维修待命", kind="repair")


@pytest.mark.usefixtures("moment")
def test_a_post_is_written_down_and_somebody_planned_by_the_dialogs(cast: Cast, sign_in: SignIn) -> None:
    administration, head = sign_in(cast.hr), sign_in(cast.head_of_engineering)
    url = reverse("duty:create_post")
    given = {"department": cast.engineering.pk, "name": "维修待命", "kind": "repair"}
    assert administration.post(url, {**given, "name": ""}, headers=HTMX).status_code == 422
    assert administration.post(url, given, headers=HTMX).status_code == 204
    post = DutyPost.objects.get()
    assert [each.name for each in administration.get(reverse("duty:posts")).context["page"].rows] == ["维修待命"]

    plan = reverse("duty:plan", args=[post.pk])
    assert "赵强" in head.get(plan, headers=HTMX).text
    assert "马超" not in head.get(plan, headers=HTMX).text  # a guard
    times = {"starts_at": "2026-03-11T14:00", "ends_at": "2026-03-11T22:00"}
    assert head.post(plan, {**times, "employee": cast.guard.employee.pk}, headers=HTMX).status_code == 422
    assert head.post(plan, {**times, "employee": cast.engineer.employee.pk}, headers=HTMX).status_code == 204
    again = head.post(plan, {**times, "employee": cast.engineer.employee.pk}, headers=HTMX)
    assert again.status_code == 422
    assert "已排在“维修待命”" in again.text
    duty = Duty.objects.get()
    board = head.get(reverse("duty:board"))
    assert [line.duty for one in board.context["covered"] for line in one.lines] == [duty]
    cancel = reverse("duty:cancel", args=[duty.pk])
    assert cancel in board.text
    assert cancel not in sign_in(cast.clerk).get(reverse("duty:board")).text
    assert head.post(cancel, headers=HTMX).status_code == 204
    assert "这一天没有排班" in head.get(reverse("duty:board")).text
    assert sign_in(cast.clerk_elsewhere).get(reverse("duty:board")).context["covered"] == []


def test_one_press_on_the_first_page_signs_on_and_one_off(
    cast: Cast, post: DutyPost, sign_in: SignIn, moment: Moment
) -> None:
    client, control = sign_in(cast.engineer), reverse("duty:control", args=[cast.engineer.employee.pk])
    assert control in client.get("/").text
    assert reverse("duty:sign_on") in client.get(control).text
    asked = client.get(reverse("duty:sign_on"))
    assert asked.context["form"]["duty_post"].value() == post.pk  # the only one is chosen
    assert "开始值班 · 聚焦</title>" in asked.text
    assert "请勾选着装、仪表" in client.post(reverse("duty:sign_on"), {"duty_post": post.pk}, headers=HTMX).text
    given = {"duty_post": post.pk, "dress": "on", "looks": "on"}
    assert client.post(reverse("duty:sign_on"), given, headers=HTMX).headers["HX-Redirect"] == "/"
    attendance = Attendance.objects.get()
    assert (attendance.employee, attendance.signed_off_at) == (cast.engineer.employee, None)
    assert (attendance.dress_in_order, attendance.looks_in_order, attendance.appearance_word) == (True, True, "")
    assert reverse("duty:sign_off") in client.get(control).text
    assert client.post(reverse("duty:sign_on"), given, headers=HTMX).status_code == 422
    assert "在岗" in sign_in(cast.head_of_engineering).get(reverse("duty:board")).text
    moment.forward(hours=8)
    assert client.post(reverse("duty:sign_off")).status_code == 302
    attendance.refresh_from_db()
    assert attendance.signed_off_at == moment.now
    assert "维修待命" in client.get(reverse("duty:own")).text


def test_who_forgot_to_sign_off_is_asked_when_the_duty_ended(
    cast: Cast, post: DutyPost, sign_in: SignIn, moment: Moment
) -> None:
    sign_on(duty_post=post, actor=cast.engineer.viewer, now=moment.now)
    moment.forward(hours=20)
    client, late = sign_in(cast.engineer), reverse("duty:sign_off_late")
    assert late in client.get(reverse("duty:own")).text
    assert client.post(reverse("duty:sign_off"), headers=HTMX).status_code == 422
    assert client.post(late, {"at": "2026-03-11T18:00"}, headers=HTMX).status_code == 204
    assert Attendance.objects.get().signed_off_at == NOW + 8 * HOUR


@pytest.mark.usefixtures("moment")
def test_who_has_nothing_to_cover_is_shown_nothing(cast: Cast, post: DutyPost, sign_in: SignIn) -> None:
    for who in (cast.guard, cast.clerk):
        assert sign_in(who).get(reverse("duty:control", args=[who.employee.pk])).text.strip() == ""
    assert "/duty/own/control/" not in sign_in(cast.manager).get("/").text


@pytest.mark.usefixtures("moment")
def test_leave_and_bars_stand_on_the_page_of_the_employee(cast: Cast, sign_in: SignIn) -> None:
    employee = cast.engineer.employee
    panel = reverse("duty:of_employee", args=[employee.pk])
    assert panel in sign_in(cast.hr).get(reverse("staff:employee", args=[employee.pk])).text
    leave = {"kind": "annual", "starts_at": "2026-03-12T00:00", "ends_at": "2026-03-14T00:00"}
    head = sign_in(cast.head_of_engineering)
    assert head.post(reverse("duty:take_leave", args=[employee.pk]), leave, headers=HTMX).status_code == 204
    bar = reverse("duty:bar", args=[employee.pk])
    given = {"kind": "no_night", "starts_on": "2026-03-11"}
    assert head.post(bar, given, headers=HTMX).status_code == 404
    assert sign_in(cast.hr).post(bar, given, headers=HTMX).status_code == 204
    assert "年假" in head.get(panel).text
    assert "不排夜班" not in head.get(panel).text  # what administration alone knows
    assert "不排夜班" in sign_in(cast.hr).get(panel).text
    assert sign_in(cast.head_of_service).get(panel).text == ""
    end = reverse("duty:end_leave", args=[Leave.objects.get().pk])
    assert sign_in(cast.head_of_service).post(end, headers=HTMX).status_code == 404
    assert head.post(end, headers=HTMX).status_code == 204
    assert (
        sign_in(cast.hr).post(reverse("duty:end_bar", args=[DutyBar.objects.get().pk]), headers=HTMX).status_code == 204
    )
    assert not Leave.objects.exists()


def bearer(member: Member) -> dict[str, str]:
    return {"Authorization": f"Bearer {issue_token(user=member.user, label='test', actor=member.viewer, now=NOW)}"}


@pytest.mark.usefixtures("moment")
def test_another_system_asks_who_is_on_duty(cast: Cast, post: DutyPost) -> None:
    api, own = Client(), bearer(cast.engineer)
    given: dict[str, Any] = {"content_type": "application/json", "headers": own}
    assert api.get("/api/v1/duty/now?estate=YX", headers=own).json()["items"][0]["on_duty"] == []
    assert api.post("/api/v1/duty/sign-off", {}, **given).status_code == 404
    looks = {"dress": False, "looks": True, "word": ""}
    assert api.post("/api/v1/duty/sign-on", {"duty_post_id": post.pk, "appearance": looks}, **given).status_code == 422
    asked = {"duty_post_id": post.pk, "appearance": {**looks, "word": "工牌忘带"}}
    signed_on = api.post("/api/v1/duty/sign-on", asked, **given)
    assert (signed_on.status_code, signed_on.json()["duty_post"]) == (201, "维修待命")
    assert (signed_on.json()["dress_in_order"], signed_on.json()["appearance_word"]) == (False, "工牌忘带")
    assert api.post("/api/v1/duty/sign-on", {"duty_post_id": post.pk}, **given).status_code == 422
    [item] = api.get("/api/v1/duty/now", headers=bearer(cast.clerk)).json()["items"]
    assert [one["name"] for one in item["on_duty"]] == ["赵强"]
    assert api.get("/api/v1/duty/now", headers=bearer(cast.outsider)).json()["items"] == []
    assert api.post("/api/v1/duty/sign-off", {"at": 1}, **given).status_code == 422
    assert api.post("/api/v1/duty/sign-off", {}, **given).json()["signed_off_at"] is not None
    assert Attendance.objects.get().signed_off_at is not None

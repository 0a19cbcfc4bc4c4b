"""3.2.2: the department accepts what it is handed and makes a plan, each in time; the owner is told the plan."""

from typing import Any

import pytest
from django.test import Client

from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.tests.desk import Desk
from jujiao.service.complaints.tests.test_another_system_registers import headers
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

PLAN = "先止水，再换密封圈"
TOLD = {"text": "已修好", "channel": "phone"}


def owed(case: Complaint, kind: str) -> list[tuple[str, str, int | None]]:
    found = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, kind=f"complaint.{kind}").order_by("seq")
    return [(one.state, one.department.name if one.department else "", one.owed_to_id) for one in found]


def test_each_hand_over_owes_both_anew(cast: Cast, desk: Desk) -> None:
    case = desk.at_work()
    assert owed(case, "accept") == owed(case, "plan") == [("running", "工程部", None)]
    desk.step("dispatch", case, cast.clerk, department=cast.security)
    assert [state for state, _who, _to in owed(case, "plan")] == ["superseded", "running"]
    assert owed(case, "accept")[1] == ("running", cast.security.name, None)
    desk.step("send_back", case, cast.manager, reason="不属于本部门")
    assert [state for state, _who, _to in owed(case, "accept")] == ["superseded", "cancelled"]


def test_accepting_and_planning_end_them(cast: Cast, desk: Desk, moment: Moment) -> None:
    case = desk.at_work(handler=cast.engineer)
    assert owed(case, "accept")[0][0] == "met"
    moment.forward(hours=3)
    desk.step("plan", case, cast.engineer, text=PLAN)
    assert owed(case, "plan") == [("met", "工程部", None)]


def test_a_fault_mended_at_once_needs_no_plan_and_the_timeline_says_so(
    cast: Cast, desk: Desk, sign_in: SignIn, phone: Client
) -> None:
    planned, simple = desk.at_work(handler=cast.engineer), desk.at_work(handler=cast.engineer)
    desk.step("plan", planned, cast.engineer, text=PLAN)
    for case in (planned, simple):
        desk.step("resolve", case, cast.engineer, **TOLD)
    assert [owed(case, "plan")[0][0] for case in (planned, simple)] == ["met", "superseded"]
    pages = [sign_in(cast.clerk).get(f"/complaints/{case.pk}/").content.decode() for case in (planned, simple)]
    assert ["未另写处理方案" in page for page in pages] == [False, True]
    assert "未另写处理方案" not in phone.get(f"/my/{simple.pk}/").content.decode()


def test_the_owner_is_told_the_plan_with_the_first_reply(
    cast: Cast, desk: Desk, sign_in: SignIn, phone: Client
) -> None:
    case = desk.at_work(handler=cast.engineer)
    desk.step("plan", case, cast.engineer, text=PLAN)
    form = sign_in(cast.engineer).get(f"/complaints/{case.pk}/do/reply/").content.decode()
    assert f">\n{PLAN}</textarea>" in form
    api: dict[str, Any] = {"headers": headers(cast.resident)}
    assert PLAN not in phone.get(f"/my/{case.pk}/").content.decode()
    assert Client().get(f"/api/v1/complaints/{case.pk}", **api).json()["plan"] == ""
    desk.step("reply", case, cast.engineer, text="下午上门", channel="phone")
    assert PLAN in phone.get(f"/my/{case.pk}/").content.decode()
    assert Client().get(f"/api/v1/complaints/{case.pk}", **api).json()["plan"] == PLAN


def test_no_owner_reads_what_the_house_owes_itself(cast: Cast, desk: Desk, phone: Client) -> None:
    case = desk.at_work()
    answer = Client().get(f"/api/v1/complaints/{case.pk}", headers=headers(cast.resident)).json()
    assert {promise["kind"] for promise in answer["promises"]} == {"first_reply", "resolve"}
    for page in (f"/my/{case.pk}/", "/my/"):
        assert "部门接单" not in phone.get(page).content.decode()
    inside = Promise.objects.get(subject_kind=SUBJECT, subject_id=case.pk, kind="complaint.accept")
    assert phone.get(f"/promises/{inside.pk}/why/").status_code == 404


def test_the_plan_comes_next_where_it_is_due_next(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    case = desk.at_work(handler=cast.engineer)
    desk.step("reply", case, cast.engineer, text="下午上门", channel="phone")
    page = sign_in(cast.engineer).get("/").content.decode()
    assert f"/complaints/{case.pk}/?do=plan" in page
    operations.plan(actor=cast.engineer.viewer, now=desk.moment.now, complaint_id=case.pk, version=None, text=PLAN)
    assert f"/complaints/{case.pk}/?do=resolve" in sign_in(cast.engineer).get("/").content.decode()

"""3.1.2: enquiries and suggestions owe an answer, praise is passed on; each counts apart from complaints."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.notices.models import Notice
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.service.complaints.tests.test_another_system_registers import GIVEN, headers, post
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

TOLD: dict[str, Any] = {"text": "周末也开放", "channel": "phone"}


def brought(cast: Cast, moment: Moment, nature: str) -> Complaint:
    return operations.register(
        actor=cast.clerk.viewer, now=moment.now, estate=cast.estate, category=Category.objects.get(code="other"),
        text="会所周末开不开", channel="phone", room=cast.room, person=cast.resident.person, nature=nature,
    )  # fmt: skip


def owed(case: Complaint) -> list[tuple[str, str]]:
    found = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk).order_by("id")
    return [(one.kind, one.state) for one in found]


def test_an_enquiry_is_answered_which_closes_it(cast: Cast, moment: Moment) -> None:
    case = brought(cast, moment, "enquiry")
    assert owed(case) == [("complaint.enquiry", "running")]
    step: dict[str, Any] = {"now": moment.now, "complaint_id": case.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=cast.engineering, **step)
    assert owed(case) == [("complaint.enquiry", "running")]
    done = operations.answer(actor=cast.engineer.viewer, **TOLD, **step)
    assert (done.state, done.outcome, owed(case)) == ("closed", "answered", [("complaint.enquiry", "met")])
    assert Notice.objects.filter(recipient=cast.resident.user, kind="complaint.replied").exists()


def test_praise_is_passed_on_to_whom_it_is_for(cast: Cast, moment: Moment, sign_in: SignIn) -> None:
    case = brought(cast, moment, "praise")
    assert (owed(case), case.next_due_at) == ([], None)
    page = sign_in(cast.clerk).get("/complaints/").content.decode()
    assert "/complaints/?nature=praise" in page
    assert case.number in sign_in(cast.clerk).get("/complaints/?nature=praise").content.decode()
    url = f"/complaints/{case.pk}/do/pass_on/"
    sent = {"version": case.version, "department": cast.engineering.pk, "employee": cast.engineer.employee.pk}
    assert sign_in(cast.clerk).post(url, sent).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome, case.department) == ("closed", "passed_on", cast.engineering)
    told = set(Notice.objects.filter(kind="complaint.praised").values_list("recipient", flat=True))
    assert told == {cast.engineer.user.pk, cast.head_of_engineering.user.pk}
    assert "赵强" in sign_in(cast.engineer).get(f"/complaints/{case.pk}/").content.decode()


def test_each_counts_apart(cast: Cast, moment: Moment, sign_in: SignIn) -> None:
    cases = {nature: brought(cast, moment, nature) for nature in ("complaint", "enquiry", "suggestion")}
    clerk = sign_in(cast.clerk)
    listed = clerk.get("/complaints/?nature=enquiry").content.decode()
    assert [case.number in listed for case in cases.values()] == [False, True, False]
    board = clerk.get("/complaints/board/").context["natures"]
    assert [(each.nature.value, each.count) for each in board] == [
        ("complaint", 1), ("enquiry", 1), ("suggestion", 1), ("praise", 0),
    ]  # fmt: skip
    found = Client().get("/api/v1/complaints?nature=suggestion", headers=headers(cast.clerk)).json()["items"]
    assert [(one["number"], one["nature"]) for one in found] == [(cases["suggestion"].number, "suggestion")]
    assert "建议 ·" in clerk.get(f"/complaints/{cases['suggestion'].pk}/sheet/").content.decode()


def test_the_api_takes_it_and_says_what_is_promised(cast: Cast) -> None:
    answer = post(cast.clerk, {**GIVEN, "nature": "suggestion"}).json()
    assert [promise["kind"] for promise in answer["promises"]] == ["suggestion"]
    assert answer["say"].startswith("建议已登记") or answer["say"].startswith("Registered")
    assert post(cast.clerk, GIVEN).json()["nature"] == "complaint"
    assert post(cast.clerk, {**GIVEN, "nature": "wish"}).status_code == 422


def test_an_owner_suggests_on_their_page(cast: Cast, phone: Client) -> None:
    where, category = f"room-{cast.room.pk}", Category.objects.get(code="other").pk
    sent = {"where": where, "category": category, "text": "装个快递柜", "nature": "suggestion"}
    page = phone.post(reverse("complaints_owner:register"), sent, follow=True)
    assert "已登记：建议" in page.text
    assert "建议答复" in page.text
    case = Complaint.objects.get()
    assert "do/withdraw" not in page.text
    assert "建议" in phone.get(f"/my/{case.pk}/").text


def test_complaints_steps_are_not_for_others_nor_theirs_for_complaints(cast: Cast, moment: Moment) -> None:
    asked = brought(cast, moment, "enquiry")
    assert post(cast.manager, {"version": 1, **TOLD}, f"/{asked.pk}/reply").json()["code"] == "UnableToTakeStep"
    complaint = brought(cast, moment, "complaint")
    assert post(cast.manager, {"version": 1, **TOLD}, f"/{complaint.pk}/answer").status_code == 422
    merged = post(cast.clerk, {"version": 1, "into_id": complaint.pk}, f"/{asked.pk}/merge")
    assert (merged.status_code, merged.json().get("code")) == (422, "UnableToTakeStep")

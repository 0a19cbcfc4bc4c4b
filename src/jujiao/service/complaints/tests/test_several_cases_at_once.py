"""Several rows of the list at once: each step on its own, what was not taken is named, and nothing is done twice."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jujiao.kernel.models import TimelineEntry
from jujiao.promises.models import Custody
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.service.complaints.tests.desk import HTMX, Desk
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

DISPATCH, ASSIGN = "/complaints/several/dispatch/", "/complaints/several/assign/"


def ticked(*cases: Complaint) -> list[str]:
    return [f"{case.pk}:{case.version}" for case in cases]


def dispatch(client: Client, cast: Cast, cases: list[str], key: str = "") -> Any:
    sent = {"cases": cases, "department": cast.engineering.pk, "text": "请今天处理", "key": key or str(uuid4())}
    return client.post(DISPATCH, sent, headers=HTMX)


def taken(case: Complaint, verb: str) -> int:
    return TimelineEntry.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, verb=verb).count()


def states(*cases: Complaint) -> list[str]:
    return [Complaint.objects.get(pk=case.pk).state for case in cases]


@pytest.fixture
def elsewhere(cast: Cast, desk: Desk) -> Complaint:
    """A case of another estate."""
    return operations.register(
        actor=cast.clerk_elsewhere.viewer,
        now=desk.moment.now,
        estate=cast.second_estate,
        category=Category.objects.get(code="leak"),
        text="地下室积水",
        channel="phone",
        room=cast.second_room,
        person=cast.neighbour.person,
    )


def test_each_is_dispatched_with_its_own_row_on_its_timeline(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    cases, clerk = [desk.registered() for _number in range(3)], sign_in(cast.clerk)
    page = clerk.get("/complaints/").text
    assert all(f'value="{one}"' in page for one in ticked(*cases))
    assert (f'hx-get="{DISPATCH}"' in page, f'hx-get="{ASSIGN}"' in page) == (True, False)
    dialog = clerk.get(DISPATCH, {"cases": ticked(*cases)}, headers=HTMX)
    assert all(case.number in dialog.text for case in cases)
    answer = dispatch(clerk, cast, ticked(*cases))
    assert (answer.status_code, "list-changed" in answer["HX-Trigger"]) == (204, True)
    assert states(*cases) == ["dispatched"] * 3
    for case in cases:
        entry = TimelineEntry.objects.get(subject_kind=SUBJECT, subject_id=case.pk, verb="dispatch")
        assert (entry.text, entry.actor) == ("请今天处理", cast.clerk.user)
        assert Custody.objects.get(subject_id=case.pk, subject_kind=SUBJECT).department == cast.engineering


def test_what_cannot_be_done_is_refused_by_itself_and_named(
    cast: Cast, desk: Desk, sign_in: SignIn, elsewhere: Complaint
) -> None:
    moved, about, good = desk.registered(), desk.registered(about=cast.clerk), desk.registered()
    looked_at = ticked(moved, about, good, elsewhere)
    desk.step("dispatch", moved, cast.clerk2, department=cast.security)
    answer = dispatch(sign_in(cast.clerk), cast, looked_at)
    assert answer.status_code == 409
    assert answer["HX-Trigger"] == "list-changed"
    assert "已派单 1 件" in answer.text
    assert "其间：派单至" in answer.text.split(moved.number)[1]
    assert cast.clerk2.user.name in answer.text
    for hidden in (about, elsewhere):  # neither is told that it is there
        assert hidden.number not in answer.text
    assert "有 2 件您已看不到" in answer.text
    assert states(moved, about, good, elsewhere) == ["dispatched", "registered", "dispatched", "registered"]
    assert Complaint.objects.get(pk=moved.pk).department == cast.security


def test_a_form_that_is_sent_twice_does_nothing_twice(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    cases, clerk, key = [desk.registered() for _number in range(2)], sign_in(cast.clerk), str(uuid4())
    answers = [dispatch(clerk, cast, ticked(*cases), key) for _time in range(2)]
    assert [one.status_code for one in answers] == [204, 204]
    assert answers[0]["HX-Trigger"] == answers[1]["HX-Trigger"]
    assert [taken(case, "dispatch") for case in cases] == [1, 1]
    again = dispatch(clerk, cast, ticked(*cases))  # another form, with what was looked at before
    assert again.status_code == 409
    assert [taken(case, "dispatch") for case in cases] == [1, 1]


def test_the_head_assigns_inside_the_department(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    waiting, working, elsewhere = desk.at_work(), desk.at_work(handler=cast.engineer2), desk.registered()
    desk.step("dispatch", elsewhere, cast.clerk2, department=cast.security)
    head, sent = sign_in(cast.head_of_engineering), {"handler": cast.engineer.employee.pk, "key": str(uuid4())}
    answer = head.post(ASSIGN, {**sent, "cases": ticked(waiting, working, elsewhere)}, headers=HTMX)
    assert answer.status_code == 409
    assert "已指派 2 件" in answer.text
    assert (taken(waiting, "accept"), taken(working, "reassign"), taken(elsewhere, "accept")) == (1, 1, 0)
    handlers = Complaint.objects.filter(pk__in=[waiting.pk, working.pk, elsewhere.pk]).order_by("pk")
    assert [one.handler for one in handlers] == [cast.engineer.employee, cast.engineer.employee, None]
    guard = {**sent, "handler": cast.guard.employee.pk, "cases": ticked(waiting)}
    assert head.post(ASSIGN, guard, headers=HTMX).status_code == 422


def test_whose_it_is_not_has_neither_boxes_nor_address(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    case = desk.at_work(handler=cast.engineer)
    for member in (cast.engineer, cast.auditor, cast.director):
        client = sign_in(member)
        assert 'name="cases"' not in client.get("/complaints/").text
        assert client.post(ASSIGN, {"cases": ticked(case)}).status_code == 404
    assert sign_in(cast.clerk).post(ASSIGN, {"cases": ticked(case)}).status_code == 404
    assert sign_in(cast.head_of_engineering).post(DISPATCH, {"cases": ticked(case)}).status_code == 404


@pytest.mark.parametrize("cases", [[], ["x"], ["1:"], [":1"], ["9" * 30 + ":1"], ["²:1"], ["1:1:1"]])
def test_what_is_no_case_is_asked_for_again(cast: Cast, sign_in: SignIn, cases: list[str]) -> None:
    clerk = sign_in(cast.clerk)
    assert dispatch(clerk, cast, cases).status_code == 422
    assert clerk.get(DISPATCH, {"cases": cases}).status_code == 200

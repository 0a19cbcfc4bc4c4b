"""3.2.1: it turns out that a complaint is about a colleague, or another one: from then on it is kept from them."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from jujiao.cases.errors import UnableToTakeStep
from jujiao.kernel.record import live, timeline
from jujiao.notices.models import Notice
from jujiao.notices.queries import inbox_of
from jujiao.promises.models import Custody, Promise, PromiseState
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Complaint, State
from jujiao.service.complaints.queries import visible_to
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.service.complaints.tests.desk import Desk
from jujiao.service.complaints.tests.test_a_wrong_entry_is_put_right import put_right
from jujiao.service.complaints.tests.test_another_system_registers import GIVEN, headers, post
from jujiao.testing.browser import Moment, PageAs
from jujiao.testing.cast import Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


def about(cast: Cast, moment: Moment, case: Complaint, who: Member | None, **right: Any) -> Complaint:
    put_right(cast, moment, case, about_employee=who and who.employee, **right)
    return Complaint.objects.get(pk=case.pk)


def holder(case: Complaint) -> tuple[str, str]:
    """The department and the person who hold it now, "" for nobody."""
    now = Custody.objects.get(subject_kind=SUBJECT, subject_id=case.pk, until_at=None)
    return (now.department.name if now.department else "", now.employee.name if now.employee else "")


def test_it_leaves_their_hands_and_their_sight_at_once(
    cast: Cast, desk: Desk, moment: Moment, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.at_work(handler=cast.engineer)
    engineer, api, page = sign_in(cast.engineer), headers(cast.engineer), f"/complaints/{case.pk}/"
    assert (engineer.get(page).status_code, holder(case)) == (200, ("工程部", cast.engineer.user.name))
    before = set(Notice.objects.filter(recipient=cast.engineer.user).values_list("pk", flat=True))
    assert any(one.subject_id == case.pk for one in inbox_of(cast.engineer.viewer))
    said: list[tuple[str, Any]] = []
    monkeypatch.setattr(live, "changed", lambda *news, **_only: said.extend(news))

    case = about(cast, moment, case, cast.engineer)

    assert (case.state, case.department, case.handler) == (State.DISPATCHED, cast.engineering, None)
    assert holder(case) == ("工程部", "")
    assert (engineer.get(page).status_code, engineer.post(f"{page}do/note/", {"text": "x"}).status_code) == (404, 404)
    assert Client().get(f"/api/v1/complaints/{case.pk}", headers=api).status_code == 404
    assert case not in visible_to(cast.engineer.viewer)
    assert not any(one.subject_id == case.pk for one in inbox_of(cast.engineer.viewer))
    assert set(Notice.objects.filter(recipient=cast.engineer.user).values_list("pk", flat=True)) == before
    assert Notice.objects.filter(recipient=cast.engineer2.user, kind="complaint.dispatched").exists()
    running = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, state=PromiseState.RUNNING)
    assert not running.filter(employee=cast.engineer.employee).exists()
    # The page that they have open asks by a topic of their own, which says nothing.
    assert (f"user:{cast.engineer.user.pk}", None) in said
    rows = timeline_of(case, owner=False)
    assert [row.verb for row in rows][-2:] == ["correct", "dispatch"]
    assert timeline.plain(case.stored()) == timeline.replay(rows)
    assert cast.engineer.user.name in sign_in(cast.clerk).get(page).text


def test_what_is_handled_with_it_leaves_their_hands_too(cast: Cast, desk: Desk, moment: Moment) -> None:
    main, double = desk.at_work(handler=cast.engineer), desk.registered()
    desk.merge(double, main)
    double = about(cast, moment, double, cast.engineer)
    main.refresh_from_db()
    assert [(one.state, one.handler) for one in (main, double)] == [(State.DISPATCHED, None)] * 2
    assert [holder(one) for one in (main, double)] == [("工程部", "")] * 2
    assert {main, double}.isdisjoint(visible_to(cast.engineer.viewer))


def test_it_may_go_elsewhere_at_the_same_time(cast: Cast, desk: Desk, moment: Moment) -> None:
    case = about(cast, moment, desk.at_work(handler=cast.engineer), cast.engineer, department=cast.security)
    assert (case.department, case.handler) == (cast.security, None)
    assert [row.verb for row in timeline_of(case, owner=False)].count("dispatch") == 2


def test_what_waits_for_its_follow_up_is_in_nobodys_hand(cast: Cast, desk: Desk, moment: Moment) -> None:
    case = desk.at_work(handler=cast.engineer)
    desk.step("resolve", case, cast.engineer, text="已修好", channel="phone")
    case = about(cast, moment, case, cast.engineer)
    assert (case.state, case.department, case.handler) == (State.RESOLVED, cast.engineering, None)
    assert holder(case) == ("工程部", "")


def test_another_one_or_nobody_is_meant(cast: Cast, desk: Desk, moment: Moment) -> None:
    case = desk.at_work(about=cast.engineer)
    case = about(cast, moment, case, cast.guard)
    assert (case in visible_to(cast.engineer.viewer), case in visible_to(cast.guard.viewer)) == (True, False)
    case = about(cast, moment, case, None, nature="enquiry")
    assert (case.about_employee, case.nature) == (None, "enquiry")


@pytest.mark.parametrize(("who", "right"), [("outsider", {}), ("clerk_elsewhere", {}), ("guard", {"nature": "praise"})])
def test_what_does_not_fit_is_refused(cast: Cast, desk: Desk, moment: Moment, who: str, right: dict[str, Any]) -> None:
    case = desk.at_work(handler=cast.engineer)
    with pytest.raises(UnableToTakeStep):
        about(cast, moment, case, getattr(cast, who), **right)
    case.refresh_from_db()
    assert (case.about_employee, case.handler) == (None, cast.engineer.employee)


def test_the_form_offers_who_works_there(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    case = desk.at_work(handler=cast.engineer)
    clerk, url = sign_in(cast.clerk), f"/complaints/{case.pk}/do/correct/"
    assert f'<option value="{cast.guard.employee.pk}"' in clerk.get(url).text
    sent = {
        "version": case.version, "reason": "业主补充说是保安", "building": case.building_id, "place": case.place,
        "resident": case.person and case.person.name, "nature": "complaint", "category": case.category_id,
        "text": case.text, "about_employee": cast.guard.employee.pk,
    }  # fmt: skip
    assert clerk.post(url, sent).status_code == 302
    case.refresh_from_db()
    assert case.about_employee == cast.guard.employee
    # One who has left since stays named while something else is put right.
    type(cast.guard.employee).objects.filter(pk=cast.guard.employee.pk).update(left_on=case.received_at.date())
    assert f'<option value="{cast.guard.employee.pk}" selected' in clerk.get(url).text
    assert clerk.post(url, {**sent, "version": case.version, "text": "另有补充"}).status_code == 302
    case.refresh_from_db()
    assert (case.about_employee, case.text) == (cast.guard.employee, "另有补充")


def test_another_system_names_and_corrects_it(cast: Cast, moment: Moment) -> None:
    number = cast.guard.employee.number
    made = post(cast.clerk, {**GIVEN, "about_employee": number})
    case = Complaint.objects.get()
    assert (made.status_code, case.about_employee) == (201, cast.guard.employee)
    body = {"version": case.version, "reason": "听错了", "about_employee_id": cast.cleaner.employee.pk}
    assert post(cast.clerk, body, f"/{case.pk}/correct").status_code == 200
    case.refresh_from_db()
    assert case.about_employee == cast.cleaner.employee
    body = {"version": case.version, "reason": "与人无关", "about_employee": ""}
    assert post(cast.clerk, body, f"/{case.pk}/correct").status_code == 200
    case.refresh_from_db()
    assert case.about_employee is None


@pytest.mark.parametrize("by", ["clerk", "resident"])
def test_an_unknown_number_and_an_owner_name_nobody(cast: Cast, by: str) -> None:
    number = "E-404" if by == "clerk" else cast.guard.employee.number
    answer = post(getattr(cast, by), {**GIVEN, "about_employee": number})
    assert (answer.status_code, "about_employee" in answer.content.decode()) == (422, True)
    assert not Complaint.objects.exists()


def stirred(page: Page) -> None:
    page.evaluate("() => document.body.dispatchEvent(new CustomEvent('live-user'))")


@pytest.mark.browser
def test_the_open_page_of_whom_it_is_about_is_gone(cast: Cast, desk: Desk, moment: Moment, page_as: PageAs) -> None:
    case = desk.at_work(handler=cast.engineer)
    page = page_as(cast.engineer, width=390, path=f"/complaints/{case.pk}/")
    expect(page.locator("#case")).to_contain_text(case.number)
    about(cast, moment, case, cast.engineer)
    stirred(page)
    expect(page.get_by_role("alert")).to_contain_text("您已不能查看这件投诉")
    assert case.number not in page.locator("main").inner_text()
    expect(page.locator("#case-steps a")).to_have_count(0)


@pytest.mark.browser
def test_the_open_page_of_the_wrong_owner_is_gone(cast: Cast, desk: Desk, moment: Moment, page_as: PageAs) -> None:
    case = operations.register(
        actor=cast.clerk.viewer, now=moment.now, estate=cast.estate, category=desk.registered().category,
        text="天花板渗水", channel="phone", room=cast.neighbours_room, person=cast.neighbour.person,
    )  # fmt: skip
    page = page_as(cast.neighbour, width=390, path=f"/my/{case.pk}/")
    expect(page.locator("#case")).to_contain_text("天花板渗水")
    put_right(cast, moment, case, room=cast.room, person=cast.resident.person)
    stirred(page)
    expect(page.get_by_role("alert")).to_contain_text("您已不能查看这件投诉")
    assert "天花板渗水" not in page.content()
    page.get_by_role("alert").get_by_role("link").click()
    page.wait_for_url("**/my/")


def test_whoever_was_wrongly_named_does_not_read_of_it_afterwards(
    cast: Cast, desk: Desk, moment: Moment, sign_in: SignIn
) -> None:
    """Neither that they were named, nor what colleagues said meanwhile; what the owner was told is theirs again."""
    case = desk.at_work(handler=cast.engineer)
    case = about(cast, moment, case, cast.engineer, reason="业主说是赵强骂人")
    desk.step("note", case, cast.clerk, text="先问问他的同事")
    desk.step("reply", case, cast.clerk, text="正在核实", channel="phone")
    case = about(cast, moment, case, None, reason="业主认错了人")
    desk.step("note", case, cast.clerk, text="照常处理")
    engineer, clerk, page = sign_in(cast.engineer), sign_in(cast.clerk), f"/complaints/{case.pk}/"
    kept, told = ("业主说是赵强骂人", "业主认错了人", "先问问他的同事", "被投诉员工"), ("正在核实", "照常处理")
    hers, theirs = engineer.get(page), clerk.get(page)
    assert (hers.status_code, [words for words in kept if words in hers.text]) == (200, [])
    assert [words for words in (*kept, *told) if words not in theirs.text] == []
    assert [words for words in told if words not in hers.text] == []
    api = Client().get(f"/api/v1/complaints/{case.pk}", headers=headers(cast.engineer)).text
    assert [words for words in kept if words in api] == []


def test_in_what_was_handled_with_it_they_read_no_reason(
    cast: Cast, desk: Desk, moment: Moment, sign_in: SignIn
) -> None:
    main, double = desk.at_work(handler=cast.engineer), desk.registered()
    desk.merge(double, main)
    double = about(cast, moment, double, cast.engineer, reason="业主说是赵强骂人")
    about(cast, moment, double, None, reason="业主认错了人")
    for case in (main, double):
        page = sign_in(cast.engineer).get(f"/complaints/{case.pk}/")
        assert (page.status_code, "业主说是赵强骂人" in page.text, "业主认错了人" in page.text) == (200, False, False)


def test_by_the_api_it_is_done_and_out_of_sight(cast: Cast, desk: Desk) -> None:
    """Whoever corrects a case to be about themselves is told that it is done, and no more."""
    case = desk.at_work(handler=cast.engineer)
    body = {"version": case.version, "reason": "说的是我", "about_employee": cast.clerk.employee.number}
    answer = post(cast.clerk, body, f"/{case.pk}/correct")
    assert (answer.status_code, answer.content) == (204, b"")
    case.refresh_from_db()
    assert case.about_employee == cast.clerk.employee
    assert post(cast.clerk, body, f"/{case.pk}/correct").status_code == 404

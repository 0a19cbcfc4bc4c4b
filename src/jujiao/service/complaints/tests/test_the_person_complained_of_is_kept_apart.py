"""A complaint about a colleague that is handled together with others: they neither act there nor learn of it."""

from typing import Any

import pytest

from jujiao.cases.errors import NotYours, UnableToTakeStep
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.service.complaints.tests.desk import HTMX, PLACE, Desk
from jujiao.testing.cast import Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["double", "main"])
def pair(request: pytest.FixtureRequest, cast: Cast, desk: Desk) -> tuple[Complaint, Complaint]:
    """(what is about nobody, what is about the engineer), merged: the one about them is the double, or the main."""
    open_one, hidden = desk.at_work(), desk.at_work(about=cast.engineer)
    if request.param == "double":
        desk.merge(hidden, open_one)
    else:
        desk.merge(open_one, hidden)
    return Complaint.objects.get(pk=open_one.pk), Complaint.objects.get(pk=hidden.pk)


STEPS: dict[str, dict[str, Any]] = {
    "accept": {},
    "send_back": {"reason": "不属于本部门"},
    "reply": {"text": "已看", "channel": "phone"},
    "plan": {"text": "更换"},
    "resolve": {"text": "已办", "channel": "phone"},
    "note": {"text": "备注"},
    "add": {"text": "补充"},
}


@pytest.mark.parametrize("verb", STEPS)
def test_they_take_no_step_on_what_is_handled_together_with_it(
    cast: Cast, desk: Desk, pair: tuple[Complaint, Complaint], verb: str
) -> None:
    seen, hidden = pair
    with pytest.raises(NotYours) as refused:
        desk.step(verb, seen, cast.engineer, **STEPS[verb])
    assert str(refused.value) == "This step is not yours to take."
    seen.refresh_from_db()
    hidden.refresh_from_db()
    assert {seen.state, hidden.state} == {State.DISPATCHED}
    assert verb not in [row.verb for row in timeline_of(seen, owner=False)]


def test_neither_page_nor_step_of_it_is_there_for_them(
    cast: Cast, sign_in: SignIn, pair: tuple[Complaint, Complaint]
) -> None:
    """What is handled together is kept together from whoever any of it is about."""
    client = sign_in(cast.engineer)
    paths = ["", *(f"do/{verb}/" for verb in STEPS)]
    assert {client.get(f"/complaints/{pair[0].pk}/{path}").status_code for path in paths} == {404}


def test_a_head_cannot_name_them(cast: Cast, sign_in: SignIn, desk: Desk) -> None:
    main, double = desk.at_work(), desk.at_work(about=cast.engineer)
    desk.merge(double, main)
    head = cast.head_of_engineering
    form = sign_in(head).get(f"/complaints/{main.pk}/do/accept/", headers=HTMX).content.decode()
    assert cast.engineer2.employee.name in form
    assert cast.engineer.employee.name not in form
    with pytest.raises(UnableToTakeStep):
        desk.step("accept", main, head, handler=cast.engineer.employee)
    main.refresh_from_db()
    assert (main.state, main.handler) == (State.DISPATCHED, None)


def test_what_is_about_the_handler_does_not_join_their_case(cast: Cast, desk: Desk) -> None:
    theirs, about_them = desk.at_work(handler=cast.engineer), desk.at_work(about=cast.engineer)
    with pytest.raises(UnableToTakeStep) as refused:
        desk.merge(about_them, theirs)
    assert refused.value.details["code"] == "handled_by_the_accused"
    assert theirs.number not in str(refused.value)
    about_them.refresh_from_db()
    assert about_them.merged_into is None


def test_a_group_with_one_about_the_handler_does_not_join_their_case(cast: Cast, desk: Desk) -> None:
    theirs, between, about_them = desk.at_work(handler=cast.engineer), desk.at_work(), desk.at_work(about=cast.engineer)
    desk.merge(about_them, between)
    with pytest.raises(UnableToTakeStep):
        desk.merge(between, theirs)
    between.refresh_from_db()
    assert between.merged_into is None


def test_their_case_leaves_their_hands_where_it_joins_one_about_them(cast: Cast, desk: Desk) -> None:
    theirs, about_them = desk.at_work(handler=cast.engineer), desk.at_work(about=cast.engineer, handler=cast.engineer2)
    desk.merge(theirs, about_them)
    assert theirs.handler == cast.engineer2.employee


def test_they_do_not_merge_what_is_handled_together_with_one_about_them(
    cast: Cast, sign_in: SignIn, desk: Desk
) -> None:
    main, double, other = desk.registered(), desk.registered(about=cast.clerk), desk.registered()
    desk.merge(double, main)
    client = sign_in(cast.clerk)
    page = client.get(f"/complaints/{other.pk}/do/merge/", headers=HTMX).content.decode()
    assert main.number not in page
    for number in (double.number, main.number):
        answer = client.post(f"/complaints/{other.pk}/do/merge/", {"version": other.version, "number": number})
        assert answer.status_code == 422
        assert PLACE not in answer.content.decode()
    other.refresh_from_db()
    assert other.merged_into is None


def test_the_follow_up_is_not_theirs_either(cast: Cast, sign_in: SignIn, desk: Desk) -> None:
    main, double = desk.at_work(handler=cast.engineer2), desk.at_work(about=cast.clerk)
    desk.merge(double, main)
    desk.step("resolve", main, cast.engineer2, text="已修好", channel="phone")
    for who, listed in ((cast.clerk, False), (cast.clerk2, True)):
        assert (main.number in sign_in(who).get("/complaints/follow-ups/").content.decode()) is listed
    asked = {"channel": "phone", "reached": True, "score": 5}
    with pytest.raises(NotYours):
        desk.step("record_follow_up", main, cast.clerk, **asked)
    desk.step("record_follow_up", main, cast.clerk2, **asked)
    main.refresh_from_db()
    assert main.state == State.CLOSED


def test_what_was_parted_from_one_about_them_does_not_name_it_in_the_audit(
    cast: Cast, sign_in: SignIn, desk: Desk
) -> None:
    seen, joined, hidden = desk.at_work(), desk.at_work(), desk.at_work(about=cast.auditor)
    desk.merge(joined, seen)
    desk.merge(seen, hidden)
    clerk = sign_in(cast.clerk2)
    answer = clerk.post(f"/complaints/{hidden.pk}/do/withdraw/", {"version": hidden.version, "reason": "来电撤销投诉"})
    assert answer.status_code in (200, 302)
    seen.refresh_from_db()
    assert seen.merged_into is None

    def audit(who: Member) -> tuple[str, str]:
        client = sign_in(who)
        pages = [f"/audit/timeline/complaint/{seen.pk}/", "/audit/complaints-complaint/"]
        timeline, changes = (client.get(page) for page in pages)
        assert (timeline.status_code, changes.status_code) == (200, 200)
        return timeline.text, changes.text

    withdrawn_at = f"/complaints/{hidden.pk}/do/withdraw/"
    timeline, changes = audit(cast.sysadmin)
    assert hidden.number in timeline
    assert withdrawn_at in changes
    timeline, changes = audit(cast.auditor)
    assert joined.number in timeline
    assert hidden.number not in timeline
    assert withdrawn_at not in changes
    assert hidden.number not in changes


def test_whoever_is_complained_of_by_nobody_may_do_what_they_could(cast: Cast, desk: Desk) -> None:
    main, double = desk.at_work(), desk.at_work(about=cast.engineer)
    desk.merge(double, main)
    desk.step("accept", main, cast.engineer2)
    desk.step("reply", main, cast.engineer2, text="已安排", channel="phone")
    assert [row.verb for row in timeline_of(double, owner=False)][-2:] == ["accept", "reply"]

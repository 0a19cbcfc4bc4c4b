"""A complaint about a colleague that is handled together with others: they neither act there nor learn of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jujiao.cases.errors import NotYours, UnableToTakeStep
from jujiao.company.accounts.operations import issue_token
from jujiao.company.estates.models import Person
from jujiao.kernel import clock
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint, State
from jujiao.service.complaints.queries_case import timeline_for, timeline_of
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PLACE = "隐秘会所"
"""Where the complaint about somebody is; no page of theirs may say it."""


class Desk:
    """Complaints as the desk brings them where they are wanted."""

    def __init__(self, cast: Cast, moment: Moment) -> None:
        self.cast, self.moment = cast, moment

    def step(self, verb: str, complaint: Complaint, who: Member, **given: Any) -> Complaint:
        done: Complaint = getattr(operations, verb)(
            actor=who.viewer, now=self.moment.now, complaint_id=complaint.pk, version=None, **given
        )
        return done

    def registered(self, about: Member | None = None) -> Complaint:
        return operations.register(
            actor=self.cast.clerk2.viewer,
            now=self.moment.now,
            estate=self.cast.estate,
            category=Category.objects.get(code="leak"),
            text="态度问题" if about else "天花板渗水",
            channel="phone",
            building=self.cast.building,
            place=PLACE if about else "大堂",
            person=self.cast.neighbour.person if about else self.cast.resident.person,
            about_employee=about.employee if about else None,
        )

    def at_work(self, about: Member | None = None, handler: Member | None = None) -> Complaint:
        """In the hands of engineering, of the handler where one is named."""
        case = self.registered(about)
        self.step("dispatch", case, self.cast.clerk2, department=self.cast.engineering)
        if handler is not None:
            self.step("accept", case, handler)
        return Complaint.objects.get(pk=case.pk)

    def merge(self, double: Complaint, main: Complaint) -> None:
        self.step("merge", double, self.cast.clerk2, into_id=main.pk)
        double.refresh_from_db()
        main.refresh_from_db()


@pytest.fixture
def desk(cast: Cast, moment: Moment) -> Desk:
    return Desk(cast, moment)


@pytest.fixture
def api() -> Callable[[Member], Client]:
    """A program that asks with the token of a member."""

    def as_member(member: Member) -> Client:
        token = issue_token(user=member.user, label="test", actor=member.viewer, now=clock.now())
        return Client(headers={"Authorization": f"Bearer {token}"})

    return as_member


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


PAGES = [
    "/complaints/{pk}/", "/complaints/{pk}/sheet/", "/complaints/{pk}/do/note/", "/complaints/{pk}/do/reply/",
    "/complaints/", "/complaints/?q=渗水", "/",
]  # fmt: skip
OF_THE_DESK = ["/complaints/board/", "/complaints/board/?wall=1", "/complaints/{pk}/registered/"]


def told(client: Client, pages: list[str], pk: int) -> str:
    """All that these pages say."""
    return " ".join(client.get(page.format(pk=pk)).content.decode(errors="replace") for page in pages)


@pytest.mark.parametrize("way", ["double", "main"])
@pytest.mark.parametrize("who", ["engineer", "clerk", "manager"])
def test_no_page_of_theirs_says_anything_of_it(cast: Cast, sign_in: SignIn, desk: Desk, way: str, who: str) -> None:
    accused: Member = getattr(cast, who)
    pages = PAGES if who == "engineer" else PAGES + OF_THE_DESK
    seen, hidden = desk.at_work(), desk.at_work(about=accused)
    desk.merge(*((hidden, seen) if way == "double" else (seen, hidden)))
    read = told(sign_in(accused), pages, seen.pk)
    assert seen.number not in read
    assert hidden.number not in read
    assert PLACE not in read
    assert hidden.number in told(sign_in(cast.clerk2), PAGES + OF_THE_DESK, seen.pk)


def test_the_wall_names_no_case_about_a_person(cast: Cast, sign_in: SignIn, desk: Desk) -> None:
    seen, joined, main, hidden = desk.at_work(), desk.at_work(), desk.at_work(), desk.at_work(about=cast.engineer)
    desk.merge(joined, main)
    desk.merge(hidden, main)
    client = sign_in(cast.clerk2)
    board = client.get("/complaints/board/").content.decode()
    wall = client.get("/complaints/board/?wall=1").content.decode()
    assert all(one.number in board for one in (seen, joined, main, hidden))
    # The person complained of looks at the wall as well, and may know of none that is handled with it.
    assert [one.number in wall for one in (seen, joined, main, hidden)] == [True, False, False, False]


def test_what_was_parted_from_one_about_them_does_not_name_it_in_the_audit(
    cast: Cast, sign_in: SignIn, desk: Desk
) -> None:
    seen, joined, hidden = desk.at_work(), desk.at_work(), desk.at_work(about=cast.auditor)
    desk.merge(joined, seen)
    desk.merge(seen, hidden)
    clerk = sign_in(cast.clerk2)
    answer = clerk.post(f"/complaints/{hidden.pk}/do/withdraw/", {"version": hidden.version, "reason": "来电撤诉"})
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


def test_whoever_complains_of_something_else_does_not_hear_the_answer_about_themselves(cast: Cast, desk: Desk) -> None:
    Person.objects.filter(pk=cast.resident.person.pk).update(user=cast.guard.user)
    theirs, main, about_them = desk.at_work(), desk.at_work(), desk.at_work(about=cast.guard)
    Complaint.objects.filter(pk=main.pk).update(person=None, contact_phone="13800000001")
    desk.merge(theirs, main)
    for double, into in ((about_them, main), (main, about_them)):
        with pytest.raises(UnableToTakeStep) as refused:
            desk.merge(double, into)
        assert refused.value.details["code"] == "owner_is_the_accused"
    assert Complaint.objects.filter(merged_into__isnull=False).get() == theirs


@pytest.mark.parametrize("way", ["double", "main"])
def test_nor_does_the_api(cast: Cast, api: Callable[[Member], Client], desk: Desk, way: str) -> None:
    seen, hidden = desk.at_work(), desk.at_work(about=cast.engineer)
    desk.merge(*((hidden, seen) if way == "double" else (seen, hidden)))
    for path in ("/api/v1/complaints", f"/api/v1/complaints/{seen.pk}"):
        theirs, others = api(cast.engineer).get(path).content.decode(), api(cast.clerk2).get(path).content.decode()
        assert seen.number not in theirs
        assert hidden.number not in theirs
        assert (hidden.number in others) is (way == "main" or path.endswith("complaints"))
    refused = api(cast.engineer).post(
        f"/api/v1/complaints/{seen.pk}/reply",
        {"version": seen.version, "text": "已看", "channel": "phone"},
        content_type="application/json",
    )
    assert refused.status_code == 404
    assert hidden.number not in refused.content.decode()


def test_the_timeline_names_of_several_doubles_those_that_one_may_know_of(cast: Cast, desk: Desk) -> None:
    main, other, hidden, plain = desk.at_work(), desk.at_work(), desk.at_work(about=cast.engineer), desk.at_work()
    desk.merge(hidden, other)
    desk.merge(plain, other)
    desk.merge(other, main)
    named = {
        who: [row.details["with"] for row in timeline_for(getattr(cast, who).viewer, main) if row.verb == "take_in"]
        for who in ("engineer", "clerk2")
    }
    assert named == {
        "engineer": [],  # all of the group is kept from them
        "clerk2": [[other.number, hidden.number, plain.number]],
    }


def test_a_form_that_is_too_old_is_not_shown_what_joined(cast: Cast, sign_in: SignIn, desk: Desk) -> None:
    main, hidden = desk.at_work(), desk.at_work(about=cast.engineer)
    opened = main.version
    desk.merge(hidden, main)
    sent = {"version": opened, "text": "备注"}
    answer = sign_in(cast.engineer).post(f"/complaints/{main.pk}/do/note/", sent, headers=HTMX)
    assert answer.status_code == 404
    assert hidden.number not in answer.content.decode()


def test_an_owner_never_reads_the_number_of_anothers_complaint(
    cast: Cast, sign_in: SignIn, api: Callable[[Member], Client], desk: Desk
) -> None:
    mine, anothers, third = desk.at_work(), desk.at_work(), desk.at_work()
    Complaint.objects.filter(pk__in=[anothers.pk, third.pk]).update(person=cast.neighbour.person)
    desk.merge(mine, anothers)
    desk.merge(third, anothers)
    desk.step("withdraw", anothers, cast.clerk2, reason="已自行解决")
    desk.merge(mine, third)
    pages = [f"/my/{mine.pk}/", "/my/", f"/my/{mine.pk}/withdraw/", "/my/me/data/"]
    read = told(sign_in(cast.resident), pages, mine.pk)
    read += api(cast.resident).get("/api/v1/complaints").content.decode()
    read += api(cast.resident).get(f"/api/v1/complaints/{mine.pk}").content.decode()
    step = {"version": mine.version, "text": "x", "channel": "phone"}
    read += (
        api(cast.resident)
        .post(f"/api/v1/complaints/{mine.pk}/reply", step, content_type="application/json")
        .content.decode()
    )
    assert mine.number in read
    assert anothers.number not in read
    assert third.number not in read


def test_whoever_is_complained_of_by_nobody_may_do_what_they_could(cast: Cast, desk: Desk) -> None:
    main, double = desk.at_work(), desk.at_work(about=cast.engineer)
    desk.merge(double, main)
    desk.step("accept", main, cast.engineer2)
    desk.step("reply", main, cast.engineer2, text="已安排", channel="phone")
    assert [row.verb for row in timeline_of(double, owner=False)][-2:] == ["accept", "reply"]

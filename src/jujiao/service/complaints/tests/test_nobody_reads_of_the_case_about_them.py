"""A complaint about a colleague that is handled together with others: no page and no answer tells them of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from jujiao.cases.errors import UnableToTakeStep
from jujiao.company.accounts.operations import issue_token
from jujiao.company.estates.models import Person
from jujiao.kernel.machine import clock
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries_case import timeline_for
from jujiao.service.complaints.tests.desk import HTMX, PLACE, Desk
from jujiao.testing.cast import Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def api() -> Callable[[Member], Client]:
    """A program that asks with the token of a member."""

    def as_member(member: Member) -> Client:
        token = issue_token(user=member.user, label="test", actor=member.viewer, now=clock.now())
        return Client(headers={"Authorization": f"Bearer {token}"})

    return as_member


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

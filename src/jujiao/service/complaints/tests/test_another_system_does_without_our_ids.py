"""Another system names people, places, departments and cases by what it knows of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jujiao.company.accounts.operations import issue_token
from jujiao.company.estates.models import Person, Relation, Residency
from jujiao.kernel.machine import clock
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import NOW, OPENED, Cast, Member

pytestmark = pytest.mark.django_db

ROOT = "/api/v1"
GIVEN = {"estate": "YX", "category": "leak", "text": "厨房水管渗水", "room": "1栋1单元101室"}
OWNER = {"contact_name": "林晓梅", "contact_phone": "+86 138 0000 0101"}


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def headers(member: Member) -> dict[str, str]:
    secret = issue_token(user=member.user, label="停车系统", actor=member.viewer, now=NOW)
    return {"Authorization": f"Bearer {secret}"}


def get(member: Member, path: str, **asked: str) -> Any:
    answer = Client().get(f"{ROOT}{path}", asked, headers=headers(member))
    assert answer.status_code == 200, answer.content
    return answer.json()


def post(member: Member, path: str, body: Any) -> Any:
    return Client().post(f"{ROOT}{path}", body, content_type="application/json", headers=headers(member))


def registered(member: Member, **given: Any) -> Complaint:
    answer = post(member, "/complaints", {**GIVEN, **given})
    assert answer.status_code == 201, answer.content
    return Complaint.objects.get(pk=answer.json()["id"])


def test_a_room_a_name_and_a_number_are_the_resident(cast: Cast) -> None:
    assert registered(cast.clerk, **OWNER).person == cast.resident.person
    assert registered(cast.clerk, **OWNER, category="渗漏水").person == cast.resident.person


@pytest.mark.parametrize(
    "given",
    [
        {**OWNER, "contact_phone": "13800000102"},
        {**OWNER, "contact_name": "林小梅"},
        {"contact_name": "林晓梅"},
        {"contact_phone": "13800000101"},
        {**OWNER, "room": "1-1-102"},
        {**OWNER, "room": "", "place": "大堂"},
        {**OWNER, "anonymous": True},
        {"contact_name": "何建平", "contact_phone": "13800000103", "room": "1-1-102"},
    ],
)
def test_whoever_does_not_fit_is_nobody_of_ours(cast: Cast, given: dict[str, Any]) -> None:
    """The last one moved out before."""
    assert registered(cast.clerk, **given).person is None


def test_nor_where_two_fit(cast: Cast) -> None:
    twin = Person.objects.create(company=cast.company, name="林晓梅", phone="13800000101")
    Residency.objects.create(household=cast.household, person=twin, relation=Relation.FAMILY, moved_in=OPENED)
    assert registered(cast.clerk, **OWNER).person is None


def test_whoever_looks_up_nobody_learns_nothing_by_it(cast: Cast) -> None:
    assert registered(cast.engineer, **OWNER).person is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("estate", "JP"),
        ("estate", "没有"),
        ("category", "nothing"),
        ("room", "9-9-999"),
        ("building", "九栋"),
        ("person_id", 10**15),
    ],
)
def test_what_is_not_there_is_named(cast: Cast, field: str, value: Any) -> None:
    answer = post(cast.clerk, "/complaints", {**GIVEN, **OWNER, field: value})
    (wrong,) = answer.json()["detail"]
    assert (answer.status_code, wrong["loc"], wrong["input"]) == (422, ["body", field], value)
    assert not Complaint.objects.exists()


def test_names_are_known_however_they_are_written(cast: Cast) -> None:
    case, other = (registered(cast.clerk, **OWNER, estate="yx", category=named) for named in ("LEAK", " 渗漏水 "))
    step = post(cast.clerk, f"/complaints/{case.pk}/dispatch", {"version": 1, "department": " 工程部 "})
    assert step.status_code == 200
    number = cast.engineer.employee.number
    taken = post(cast.manager, f"/complaints/{case.pk}/accept", {"version": 2, "handler": f"{number.lstrip('0')} "})
    assert taken.json()["handler"] == cast.engineer.employee.name
    merged = post(cast.clerk, f"/complaints/{other.pk}/merge", {"version": 1, "into": f" {case.number.lower()}"})
    assert merged.json()["merged_into"] == case.number


@pytest.mark.parametrize("given", [{"place": "主卧天花板"}, {"building": "1栋"}])
def test_no_place_is_dropped_in_silence(cast: Cast, given: dict[str, str]) -> None:
    answer = post(cast.clerk, "/complaints", {**GIVEN, **OWNER, **given})
    assert (answer.status_code, Complaint.objects.count()) == (422, 0)
    case = registered(cast.clerk, **OWNER, room="", place="大堂")
    body = {"version": 1, "reason": "是家里", "room": "1-1-101"}
    assert post(cast.clerk, f"/complaints/{case.pk}/correct", {**body, **given}).status_code == 422
    assert post(cast.clerk, f"/complaints/{case.pk}/correct", body).json()["where"] == "1-1-101"


def test_nothing_follows_on_what_is_still_open(cast: Cast) -> None:
    case = registered(cast.clerk, **OWNER)
    answer = post(cast.clerk, "/complaints", {**GIVEN, **OWNER, "earlier_id": case.pk})
    assert (answer.status_code, Complaint.objects.count()) == (422, 1)
    assert case.number in answer.json()["detail"]


def test_another_companys_is_not_told_from_what_is_not_there(cast: Cast) -> None:
    def said(code: str) -> Any:
        answer = post(cast.clerk, "/complaints", {**GIVEN, **OWNER, "estate": code})
        return answer.status_code, answer.content.decode().replace(code, "?")

    assert said(cast.other_estate.code) == said("ZZ")


def test_steps_name_departments_people_and_cases(cast: Cast) -> None:
    case, other = registered(cast.clerk, **OWNER), registered(cast.clerk, **OWNER)
    step = post(cast.clerk, f"/complaints/{case.pk}/dispatch", {"version": 1, "department": "工程部"})
    assert step.json()["department"] == "工程部"
    number = cast.engineer.employee.number
    taken = post(cast.manager, f"/complaints/{case.pk}/accept", {"version": 2, "handler": number})
    assert taken.json()["handler"] == cast.engineer.employee.name
    merged = post(cast.clerk, f"/complaints/{other.pk}/merge", {"version": 1, "into": case.number})
    assert merged.json()["merged_into"] == case.number


@pytest.mark.parametrize(
    ("verb", "given", "field"),
    [
        ("dispatch", {"department": "没有的部"}, "department"),
        ("dispatch", {"department_id": 10**15}, "department_id"),
        ("dispatch", {}, "department"),
        ("merge", {"into": "YX-0"}, "into"),
        ("merge", {"into_id": 10**15}, "into_id"),
    ],
)
def test_a_step_says_which_name_it_does_not_know(cast: Cast, verb: str, given: Any, field: str) -> None:
    case = registered(cast.clerk, **OWNER)
    answer = post(cast.clerk, f"/complaints/{case.pk}/{verb}", {"version": 1, **given})
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["body", field])


def test_the_list_is_narrowed_by_number_category_and_estate(cast: Cast) -> None:
    leak = registered(cast.clerk, **OWNER)
    noise = registered(cast.clerk, **OWNER, category="noise")

    def numbers(**asked: str) -> list[str]:
        return [row["number"] for row in get(cast.clerk, "/complaints", **asked)["items"]]

    assert numbers(number=leak.number.lower()) == [leak.number]
    for category in ("noise", "NOISE", "噪音扰民", " 噪音扰民 "):
        assert numbers(category=category) == [noise.number]
    assert numbers(estate="YX") == numbers(estate="yx") == numbers(estate="ＹＸ") == [noise.number, leak.number]
    assert numbers(number="YX-0") == []
    Category.objects.filter(code="noise").update(active=False)
    assert numbers(category="噪音扰民") == [noise.number]


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("/complaints", "estate", "JP"),
        ("/complaints", "estate", "没有"),
        ("/complaints", "category", "nope"),
        ("/rooms", "estate", "JP"),
        ("/rooms", "building", "九栋"),
        ("/rooms", "room", "！？"),
        ("/people", "estate", "JP"),
        ("/people", "room", "无"),
        ("/departments", "estate", "JP"),
        ("/departments", "name", "没有的部"),
        ("/employees", "estate", "JP"),
        ("/employees", "department", "没有的部"),
        ("/requisitions", "department_id", str(10**15)),
    ],
)
def test_a_list_says_which_name_it_does_not_know(cast: Cast, path: str, field: str, value: str) -> None:
    """An empty list would say that there is nothing of that kind."""
    answer = Client().get(f"{ROOT}{path}", {field: value}, headers=headers(cast.manager))
    (wrong,) = answer.json()["detail"]
    assert (answer.status_code, wrong["loc"], str(wrong["input"])) == (422, ["query", field], value)


def test_an_owner_narrows_the_list_by_where_they_live_alone(cast: Cast) -> None:
    mine = Scene(cast).register()
    assert [row["id"] for row in get(cast.resident, "/complaints", estate="yx", category="渗漏水")["items"]] == [
        mine.pk
    ]
    asked = Client().get(f"{ROOT}/complaints", {"estate": "JP"}, headers=headers(cast.resident))
    assert asked.status_code == 422


def test_what_has_changed_since_and_to_an_owner_only_what_they_may_read(cast: Cast) -> None:
    case = Scene(cast).register()
    later = NOW + timedelta(hours=1)
    operations.note(actor=cast.clerk.viewer, now=later, complaint_id=case.pk, version=None, text="内部")

    def since(member: Member, moment: Any) -> list[int]:
        return [row["id"] for row in get(member, "/complaints", changed_since=moment.isoformat())["items"]]

    assert since(cast.clerk, NOW) == since(cast.resident, NOW) == [case.pk]
    assert since(cast.clerk, later) == [case.pk]
    assert since(cast.resident, later) == []
    assert since(cast.clerk, later + timedelta(seconds=1)) == []


def test_what_there_is_to_name(cast: Cast) -> None:
    codes = [each["code"] for each in get(cast.resident, "/categories")]
    assert codes == list(Category.objects.values_list("code", flat=True))
    assert get(cast.clerk, "/estates") == [{"id": cast.estate.pk, "code": "YX", "name": "云栖花园", "desk_phone": ""}]
    rooms = get(cast.clerk, "/rooms", room="一栋一单元0101室")["items"]
    assert [(room["id"], room["code"], room["building"]) for room in rooms] == [(cast.room.pk, "1-1-101", "1")]
    assert [room["code"] for room in get(cast.clerk, "/rooms", building="2栋", limit="2")["items"]] == [
        "2-1-101",
        "2-1-102",
    ]
    people = get(cast.clerk, "/people", phone="+8613800000101")["items"]
    assert people == [
        {
            "id": cast.resident.person.pk,
            "name": "林晓梅",
            "phone": "138****0101",
            "homes": [{"estate": "YX", "room": "1-1-101", "relation": "owner"}],
        }
    ]
    assert {each["name"] for each in get(cast.clerk, "/people", room="1-1-101")["items"]} == {"林晓梅", "郑海涛"}
    assert [each["name"] for each in get(cast.clerk, "/people", name="lxm")["items"]] == ["林晓梅"]
    departments = get(cast.clerk, "/departments", kind="engineering")["items"]
    assert [(each["id"], each["name"]) for each in departments] == [(cast.engineering.pk, "工程部")]
    number = cast.engineer.employee.number
    (engineer,) = get(cast.clerk, "/employees", number=f" {number.lstrip('0')}", estate="yx")["items"]
    assert (engineer["name"], engineer["posts"][0]["department"]) == ("赵强", "工程部")
    assert "赵强" in [each["name"] for each in get(cast.clerk, "/employees", department="工程部")["items"]]


def test_whole_numbers_are_counted_here_too(cast: Cast) -> None:
    asked = [
        Client().get(f"{ROOT}/people", {"phone": f"138{n:04}0101"}, headers=headers(cast.clerk)).status_code
        for n in range(1, 26)
    ]
    assert asked == [200] * 20 + [429] * 5

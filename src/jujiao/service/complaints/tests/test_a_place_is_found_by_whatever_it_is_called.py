"""Eighty ways to write a handful of places, the same answer at every door."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jujiao.company.accounts.operations import issue_token
from jujiao.company.estates.finding import find_households
from jujiao.company.estates.models import Building, Household, Person, Relation, Residency, Room, Unit
from jujiao.company.staff.tests.sending import check, workbook
from jujiao.rules.places import place_code
from jujiao.service.complaints.forms.register import RegisterForm
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.operations import register
from jujiao.testing.cast import NOW, OPENED, Cast

pytestmark = pytest.mark.django_db

PLACES = [
    ("六十二栋", "1单元", "1204"), ("62A栋", "1单元", "1204"), ("6栋", "2单元", "1204"), ("东区3栋", "1单元", "101"),
    ("西区3栋", "1单元", "101"), ("三期5栋", "甲单元", "302"), ("012栋", "2单元", "0102"), ("12B栋", "2单元", "1102"),
    ("A座", "", "1201"), ("别墅8号", "", "1"), ("商铺", "", "3"), ("11号楼", "3", "12"),
]  # fmt: skip
WAYS = {
    "62-1-1204": [
        "62-1-1204", "62栋1单元1204", "62栋1单元1204室", "六十二栋1单元1204",
        "六十二栋一单元一二零四室", "62号楼1单元1204", "62幢1单元1204", "62 1 1204",
        "62栋 1单元 1204", "６２－１－１２０４", "６２栋１单元１２０４室", "062栋01单元1204",
        "62#1单元1204", "62#楼1-1204", "62栋1204", "62-1204",
        "Building 62 Unit 1 Room 1204", "云栖花园 62-1-1204", "云栖花园62栋1单元1204室", "62/1/1204",
        "62栋1门1204", "62棟1單元1204室", "62號樓1單元1204", "第62栋1单元1204",
        "第62栋第1单元1204", "第六十二棟第一單元1204室", "62栋1梯1204", "62幢1门1204",
        "62棟1門1204", "62棟1204", "62座第一梯1204", "第62號樓-1-1204",
    ],
    "东区3-1-101": [
        "东区3-1-101", "东区3栋1单元101", "东区三栋一单元101室", "东区 3栋 1单元 101",
        "东区3号楼1-101", "东区03栋1单元0101", "云栖花园 东区3-1-101", "东区3栋101",
        "东区-3-1-101", "東區3棟1單元101室", "東區第3棟1梯101",
    ],
    "三期5-甲-302": [
        "三期5-甲-302", "3期5-甲-302", "三期5栋甲单元302", "三期五栋甲单元三零二室",
        "3期5栋 甲单元 302室", "三期5栋302", "第三期第5栋甲单元302",
    ],
    "012-2-0102": [
        "012-2-0102", "12-2-102", "12栋2单元102", "012栋2单元0102",
        "十二栋二单元0102", "12栋2单元0102室", "12 2 102", "十二號樓貳單元0102",
    ],
    "A-1201": [
        "A-1201", "A座1201", "a座1201室", "Ａ座１２０１",
        "A栋1201", "A 1201",
    ],
    "别墅8-1": [
        "别墅8-1", "别墅8号1", "别墅08号-1", "别墅八号1室",
        "云栖花园 别墅8-1",
    ],
    "商铺-3": [
        "商铺-3", "商铺3", "商铺3号", "商铺 三号",
        "商铺03", "商鋪3號",
    ],
    "11-3-12": [
        "11-3-12", "11号楼3单元12", "十一号楼三单元十二室", "11栋3单元12室",
        "11-03-012", "11號樓3單元12室",
    ],
}  # fmt: skip
SPELT = {way: code.replace("三期", "3期") for code, ways in WAYS.items() for way in ways}


@pytest.fixture
def homes(cast: Cast) -> dict[str, Room]:
    """The places, each with a resident of its own and a complaint, beside those of the cast."""
    found, leak = {}, Category.objects.get(code="leak")
    for place, (building, unit, number) in enumerate(PLACES):
        stairs = Unit.objects.create(building=Building.objects.create(estate=cast.estate, name=building), name=unit)
        code = place_code(building, unit, number)
        room = Room.objects.create(estate=cast.estate, unit=stairs, number=number, code=code)
        person = Person.objects.create(company=cast.company, name=f"住户{'甲乙丙丁戊己庚辛壬癸子丑'[place]}")
        household = Household.objects.create(room=room, moved_in=OPENED)
        Residency.objects.create(household=household, person=person, relation=Relation.OWNER, moved_in=OPENED)
        case: dict[str, Any] = {"estate": cast.estate, "category": leak, "text": "漏水", "channel": "phone"}
        register(actor=cast.clerk.viewer, now=NOW, room=room, person=person, **case)
        found[code] = room
    return found


def at_the_desk(cast: Cast, _client: Client, typed: str) -> list[str]:
    return [room.code for room in find_households(cast.clerk.viewer, typed, now=NOW)][:1]


def in_the_form(cast: Cast, _client: Client, typed: str) -> list[str]:
    form = RegisterForm({"key": uuid4(), "q": typed, "who": "resident"}, viewer=cast.clerk.viewer, now=NOW)
    form.is_valid()
    return [form.cleaned_data["room"].code] if form.cleaned_data.get("room") else []


def rows_of(client: Client, path: str, typed: str) -> Any:
    """What a list shows, drawn as it is while somebody types: without the page around it."""
    return client.get(path, {"q": typed}, headers={"HX-Request": "true"}).context["page"].rows


def in_the_list(_cast: Cast, client: Client, typed: str) -> list[str]:
    return [row.room__code for row in rows_of(client, "/complaints/", typed)]


def among_rooms(_cast: Cast, client: Client, typed: str) -> list[str]:
    return [room.code for room in rows_of(client, "/places/rooms/", typed)]


def among_residents(_cast: Cast, client: Client, typed: str) -> list[str]:
    rows = rows_of(client, "/places/people/", typed)
    return [Room.objects.get(households__residencies__person=person).code for person in rows]


def by_the_api(_cast: Cast, client: Client, typed: str) -> list[str]:
    body = {"estate": "YX", "category": "leak", "text": "漏水", "room": typed, "contact_name": "林女士"}
    answer = client.post("/api/v1/complaints", body, content_type="application/json")
    return [Complaint.objects.get(pk=answer.json()["id"]).room.code] if answer.status_code == 201 else []  # type: ignore[union-attr]


DOORS = [at_the_desk, in_the_form, in_the_list, among_rooms, among_residents, by_the_api]


@pytest.mark.parametrize("door", DOORS)
def test_the_same_answer_at_every_door(cast: Cast, homes: Any, sign_in: Any, door: Callable[..., list[str]]) -> None:
    assert len(SPELT) >= 80
    client = sign_in(cast.clerk)
    secret = issue_token(user=cast.clerk.user, label="测试", actor=cast.clerk.viewer, now=NOW)
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"  # asked for by the API alone
    assert {way: door(cast, client, way) for way in SPELT} == {way: [code] for way, code in SPELT.items()}


def test_a_workbook_takes_them_too(cast: Cast, homes: Any, now: datetime) -> None:
    residents = [(way, f"来客{n}", "", "业主", "2025-07-01", "") for n, way in enumerate(SPELT)]
    checked = check(cast, now, workbook(residents=residents))
    assert checked.outcome.problems == []
    said = [change.text.partition(" of ")[2].partition(" from ")[0] for change in checked.outcome.changes]
    assert dict(zip(SPELT, said, strict=True)) == SPELT


def test_a_workbook_builds_none_of_them_again(cast: Cast, homes: Any, now: datetime) -> None:
    rooms = [
        ("62栋", "一单元", "1204室"), ("东区 3号楼", "1", "0101"), ("3期五栋", "甲", "302"), ("12", "02", "102"),
        ("a", "", "1201"), ("别墅08号", "", "01"), ("西区4栋", "1单元", "101"),
    ]  # fmt: skip
    residents = [("西区4栋1单元101", "秦朗", "", "业主", "2025-07-01", "")]
    checked = check(cast, now, workbook(rooms=rooms, residents=residents))
    assert checked.outcome.problems == []
    assert dict(checked.outcome.counts) == {"rooms.same": 6, "rooms.new": 1, "residents.new": 1}


@pytest.mark.parametrize(
    "typed", ["62栋2单元1204", "2栋1单元1204", "112-2-102", "西区3栋1单元102", "A座120", "3期5栋乙单元302"]
)
def test_what_is_not_there_is_not_found(cast: Cast, homes: Any, sign_in: Any, typed: str) -> None:
    client = sign_in(cast.clerk)
    exact: list[Callable[..., list[str]]] = [by_the_api]
    if typed != "A座120":
        exact += [at_the_desk, in_the_form, in_the_list, among_rooms, among_residents]
    assert {door.__name__: door(cast, client, typed) for door in exact} == {door.__name__: [] for door in exact}

from datetime import date

import pytest
from django.urls import reverse

from jujiao.company.estates.models import Building, Household, Person, Residency, Room
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}


def test_from_the_estate_to_the_person(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    places = client.get(reverse("estates:rooms")).content.decode()
    assert reverse("estates:building", args=[cast.building.id]) in places
    assert "西溪里" not in places
    building = client.get(reverse("estates:building", args=[cast.building.id])).content.decode()
    assert reverse("estates:room", args=[cast.room.id]) in building
    room = client.get(reverse("estates:room", args=[cast.room.id])).content.decode()
    assert reverse("estates:person", args=[cast.resident.person.id]) in room
    person = client.get(reverse("estates:person", args=[cast.resident.person.id])).content.decode()
    assert "林晓梅" in person
    for page in (places, building, room, person):
        assert "13800000101" not in page
    assert "138****0101" in person


def test_a_rooms_page_keeps_its_past(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk).get(reverse("estates:room", args=[cast.neighbours_room.id])).content.decode()
    assert page.index("陈志远") < page.index("何建平")


@pytest.mark.parametrize(
    ("query", "found", "missed"),
    [
        ("q=林", ["林晓梅"], ["陈志远"]),
        ("q=chen", ["陈志远"], ["林晓梅"]),
        ("q=0105", ["周雨桐"], ["林晓梅"]),
        ("q=1-1-201", ["周雨桐", "蒋文博"], ["林晓梅"]),
        ("relation=tenant", ["周雨桐"], ["蒋文博"]),
        ("gone=1", ["何建平"], ["林晓梅"]),
        ("q=%00&relation=x&after=nonsense&sort=new", ["林晓梅"], []),
    ],
)
def test_the_list_of_people_is_narrowed(
    cast: Cast, sign_in: SignIn, query: str, found: list[str], missed: list[str]
) -> None:
    page = sign_in(cast.clerk).get(f"{reverse('estates:people')}?{query}").content.decode()
    assert [name for name in [*found, *missed] if name in page] == found


def test_the_list_of_rooms_is_narrowed(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.clerk), reverse("estates:room_list")
    assert [row.code for row in client.get(url, {"q": "1-1-1"}).context["page"].rows] == ["1-1-101", "1-1-102"]
    assert [row.code for row in client.get(url, {"q": "晓梅"}).context["page"].rows] == ["1-1-101"]
    assert client.get(url, {"empty": "1"}).context["page"].count == 13


def test_a_household_moves_in_by_the_dialog(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.clerk), reverse("estates:settle", args=[cast.empty_room.id])
    assert client.get(url, headers=HTMX).status_code == 200
    given = {"name": "秦朗", "phone": "138 0000 0201", "relation": "owner", "moved_in": "2026-03-01"}
    answer = client.post(url, given, headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, reverse("estates:room", args=[cast.empty_room.id]))
    assert Residency.objects.get(person__name="秦朗").moved_in == date(2026, 3, 1)
    again = client.post(url, given, headers=HTMX)
    assert again.status_code == 422
    assert "秦朗" in again.content.decode()
    assert Household.objects.filter(room=cast.empty_room).count() == 1


def test_a_field_is_checked_when_it_is_left(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.clerk), reverse("estates:settle", args=[cast.empty_room.id])
    headers = {**HTMX, "HX-Trigger-Name": "phone"}
    wrong = client.post(url, {"phone": "123"}, headers=headers).content.decode()
    assert "123" in wrong
    assert "<form" not in wrong
    assert client.post(url, {"phone": "13800000201"}, headers=headers).content.decode().strip() == ""
    assert not Person.objects.filter(phone="13800000201").exists()


def test_a_person_is_corrected_and_the_second_hand_sees_both(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("estates:correct_person", args=[cast.spouse.id])
    first, second = sign_in(cast.clerk), sign_in(cast.clerk2)
    assert first.post(url, {"version": "1", "name": "郑涛", "phone": ""}, headers=HTMX).status_code == 204
    stale = second.post(url, {"version": "1", "name": "郑海", "phone": ""}, headers=HTMX)
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "郑涛" in page
    assert "郑海" in page
    assert 'name="version" value="2"' in page
    person = Person.objects.get(id=cast.spouse.id)
    assert (person.name, person.phone) == ("郑涛", cast.spouse.phone)


def test_a_number_is_shown_in_the_dialog_alone(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.clerk), reverse("estates:reveal_phone", args=[cast.resident.person.id])
    assert "13800000101" not in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}, headers=HTMX).status_code == 422
    shown = client.post(url, {"reason": "回电"}, headers=HTMX)
    assert "13800000101" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert entries_of("person", cast.resident.person.id).count() == 1


def test_somebody_moves_out_by_the_dialog(cast: Cast, sign_in: SignIn) -> None:
    residency = Residency.objects.get(person=cast.spouse)
    url = reverse("estates:move_out", args=[residency.id])
    answer = sign_in(cast.clerk).post(url, {"moved_out": "2026-03-01"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("estates:room", args=[cast.room.id]))
    residency.refresh_from_db()
    assert residency.moved_out == date(2026, 3, 1)


def test_administration_builds_by_the_dialogs(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hr)
    client.post(reverse("estates:add_building", args=[cast.estate.id]), {"name": "3栋"})
    building = Building.objects.get(name="3栋")
    client.post(reverse("estates:add_unit", args=[building.id]), {"name": "1单元"})
    unit = building.units.get()
    client.post(reverse("estates:add_room", args=[unit.id]), {"name": "101"})
    assert Room.objects.get(unit=unit).code == "3-1-101"
    client.post(reverse("estates:rename_unit", args=[unit.id]), {"name": "东", "version": "1"})
    client.post(reverse("estates:rename_building", args=[building.id]), {"name": "A", "version": "1"})
    room = Room.objects.get(unit=unit)
    client.post(reverse("estates:rename_room", args=[room.id]), {"name": "102", "version": "1"})
    assert Room.objects.get(unit=unit).code == "A-东-102"
    refused = client.post(reverse("estates:add_building", args=[cast.estate.id]), {"name": "3-1"}, headers=HTMX)
    assert refused.status_code == 422


@pytest.mark.parametrize("name", ["resident", "neighbour", "engineer", "guard", "cleaner"])
def test_owners_and_members_find_nothing_here(cast: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(getattr(cast, name))
    for url in (
        reverse("estates:rooms"),
        reverse("estates:people"),
        reverse("estates:room", args=[cast.room.id]),
        reverse("estates:person", args=[cast.resident.person.id]),
    ):
        assert client.get(url).status_code == 404


def test_what_is_elsewhere_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    for member in (cast.clerk_elsewhere, cast.outsider):
        client = sign_in(member)
        assert client.get(reverse("estates:room", args=[cast.room.id])).status_code == 404
        assert client.get(reverse("estates:person", args=[cast.resident.person.id])).status_code == 404
        assert "林晓梅" not in client.get(reverse("estates:people")).content.decode()
    assert sign_in(cast.clerk).get(f"/places/rooms/{'9' * 5000}/").status_code == 404
    assert sign_in(cast.clerk).get(f"/places/rooms/{'9' * 30}/").status_code == 404


def test_who_only_looks_is_offered_no_step(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.auditor)
    room = client.get(reverse("estates:room", args=[cast.room.id])).content.decode()
    assert reverse("estates:move_in", args=[cast.household.id]) not in room
    assert reverse("estates:reveal_phone", args=[cast.resident.person.id]) not in room
    assert client.get(reverse("estates:settle", args=[cast.empty_room.id])).status_code == 404

"""The page of a room and of a person shows what was complained of; so does the desk's form while somebody calls."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jujiao.service.complaints.queries_household import history_of
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(cast: Cast, desk: Desk) -> str:
    """The number of a complaint of the resident's that was closed with four of five; another one is open."""
    case = a_complaint(cast)
    desk.step("resolve", case, cast.engineer, text="已修好", channel="phone")
    desk.step("record_follow_up", case, cast.clerk, channel="phone", reached=True, score=4)
    return case.number


def test_the_file_of_room_and_person(cast: Cast, desk: Desk, sign_in: SignIn, rated: str) -> None:
    fresh = a_complaint(cast)
    clerk = sign_in(cast.clerk)
    pages = {
        reverse("estates:room", args=[cast.room.pk]): reverse("complaints:of_room", args=[cast.room.pk]),
        reverse("estates:person", args=[cast.resident.person.pk]): reverse(
            "complaints:of_person", args=[cast.resident.person.pk]
        ),
    }
    for page, part in pages.items():
        assert part in clerk.get(page).text
        shown = clerk.get(part)
        history = shown.context["history"]
        assert [row.number for row in history.rows] == [fresh.number, rated]
        assert (history.open, history.of_year, history.last.score) == (1, 2, 4)
        assert shown.context["register_url"] in shown.text
    later = history_of(cast.clerk.viewer, room_id=cast.room.pk, now=NOW + timedelta(days=366))
    assert (later.open, later.of_year) == (1, 0)
    own = sign_in(cast.hr).get(reverse("estates:room", args=[cast.room.pk])).text
    assert reverse("complaints:of_room", args=[cast.room.pk]) not in own


def test_registering_from_there_knows_who_and_where(cast: Cast, sign_in: SignIn) -> None:
    clerk, form = sign_in(cast.clerk), reverse("complaints:register")
    by_person = clerk.get(form, {"person": cast.resident.person.pk}).context["form"].initial
    assert (by_person["person"], by_person["room"]) == (cast.resident.person.pk, cast.room.pk)
    by_room = clerk.get(form, {"room": cast.room.pk}).context["form"].initial
    assert (by_room["room"], by_room["q"]) == (cast.room.pk, cast.room.code)
    stranger = sign_in(cast.clerk_elsewhere)
    assert "room" not in stranger.get(form, {"room": cast.room.pk}).context["form"].initial
    assert stranger.get(reverse("complaints:of_room", args=[cast.room.pk])).status_code == 404


def test_the_caller_stands_beside_the_form(cast: Cast, desk: Desk, sign_in: SignIn, rated: str) -> None:
    url = reverse("complaints:suggest")
    shown = sign_in(cast.clerk).post(url, {"room": cast.room.pk, "person": cast.resident.person.pk})
    assert (shown.context["history"].open, shown.context["history"].last.score) == (0, 4)
    assert rated in shown.text
    cleaner = sign_in(cast.cleaner).post(url, {"room": cast.room.pk, "person": cast.resident.person.pk})
    assert rated not in cleaner.text


def test_nobody_reads_there_of_the_case_about_them(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    case = desk.registered(about=cast.clerk)
    part = reverse("complaints:of_person", args=[cast.neighbour.person.pk])
    assert case.number not in sign_in(cast.clerk).get(part).text
    assert case.number in sign_in(cast.clerk2).get(part).text

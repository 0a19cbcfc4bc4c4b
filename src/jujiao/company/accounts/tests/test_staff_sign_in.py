"""A member of staff signs in with user name and password."""

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.testing.cast import PASSWORD, Cast

DOOR = "/account/login/"


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_right_password_leads_to_the_page_that_was_asked_for(cast: Cast) -> None:
    client = Client()
    response = client.post(f"{DOOR}?next=/complaints/", {"login": "clerk", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/complaints/")
    assert signed_in_as(client) == str(cast.clerk.user.pk)


def test_without_a_page_asked_for_it_leads_home(cast: Cast) -> None:
    response = Client().post(DOOR, {"login": "Clerk", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, reverse("portal:home"))


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(cast: Cast) -> None:
    answers = []
    for name in ("clerk", "nobody"):
        client = Client()
        response = client.post(DOOR, {"login": name, "password": "not this one"})
        assert response.status_code == 422
        assert signed_in_as(client) is None
        answers.append(response.context["form"].errors.as_data()["__all__"][0].code)
    assert answers == ["username_password_mismatch"] * 2


def test_a_residents_phone_is_no_user_name(cast: Cast) -> None:
    cast.resident.user.set_password(PASSWORD)
    cast.resident.user.save()
    client = Client()
    response = client.post(DOOR, {"login": cast.resident.user.phone, "password": PASSWORD})
    assert response.status_code == 422
    assert signed_in_as(client) is None


def test_a_closed_account_stays_outside(cast: Cast) -> None:
    cast.clerk.user.is_active = False
    cast.clerk.user.save()
    client = Client()
    response = client.post(DOOR, {"login": "clerk", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/account/inactive/")
    assert signed_in_as(client) is None


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://127.0.0.1/complaints/",
        "http://testserver@evil.example/",
    ],
)
def test_next_never_leads_to_another_site(cast: Cast, elsewhere: str) -> None:
    client = Client()
    response = client.post(DOOR, {"login": "clerk", "password": PASSWORD, "next": elsewhere})
    assert (response.status_code, response["Location"]) == (302, "/")
    response = client.post("/account/logout/", {"next": elsewhere})
    assert (response.status_code, response["Location"]) == (302, DOOR)


def test_signing_out_ends_the_session(cast: Cast) -> None:
    client = Client()
    client.post(DOOR, {"login": "clerk", "password": PASSWORD})
    assert client.get("/account/logout/").status_code == 200
    assert signed_in_as(client) == str(cast.clerk.user.pk)
    assert client.post("/account/logout/").status_code == 302
    assert signed_in_as(client) is None


def test_who_came_by_the_owners_door_is_led_to_it_again_unless_they_choose(cast: Cast) -> None:
    client = Client()
    client.cookies["jujiao_door"] = "owner"
    response = client.get(f"{DOOR}?next=/my/")
    assert (response.status_code, response["Location"]) == (302, "/account/login/code/?next=%2Fmy%2F")
    assert client.get(f"{DOOR}?door=staff").status_code == 200

"""The page of all parts: there for system administrators, whole or in part, with a dialog that loses nothing."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
RIGHT = {"phone": "13800138000", "topic": "noise", "channel": "phone"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.sysadmin)


def test_the_page_shows_every_part_in_light_and_dark(browser: Client) -> None:
    html = browser.get(reverse("parts:all")).content.decode()
    assert html.count('data-bs-theme="light"') == 2, "the page and its light side"
    assert html.count('data-bs-theme="dark"') == 1
    for part in ("j-badge", "j-due", "j-promise", "j-timeline", "j-list", "j-field", "j-empty", "j-stale", "j-photos"):
        assert f'class="{part}' in html, part


def test_no_id_stands_twice(browser: Client) -> None:
    html = browser.get(reverse("parts:all")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_the_list_alone_is_drawn_for_htmx(browser: Client) -> None:
    response = browser.get(reverse("parts:all"), {"q": "nothing"}, headers=HTMX)
    html = response.content.decode()
    assert html.strip().startswith('<section id="list">')
    assert "j-empty" in html
    assert {"HX-Request", "HX-Boosted"} <= set(response["Vary"].split(", "))


def test_a_dialog_opened_by_its_address_is_a_page(browser: Client) -> None:
    url = reverse("parts:why")
    assert browser.get(url).content.decode().startswith("<!doctype html>")
    assert browser.get(url, headers=HTMX).content.decode().startswith('<div class="j-dialog-head">')


def test_a_form_that_is_not_right_comes_back_with_what_was_typed(browser: Client) -> None:
    response = browser.post(reverse("parts:dialog"), {**RIGHT, "phone": "138"}, headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="138"' in html
    assert 'aria-invalid="true"' in html


def test_a_form_that_is_right_closes_the_dialog(browser: Client) -> None:
    response = browser.post(reverse("parts:dialog"), RIGHT, headers=HTMX)
    assert response.status_code == 204
    assert json.loads(response["HX-Trigger"])["close-dialog"] is True


def test_leaving_a_field_asks_about_that_field_alone(browser: Client) -> None:
    asked = {**HTMX, "HX-Trigger-Name": "phone"}
    html = browser.post(reverse("parts:check"), {"phone": "12"}, headers=asked).content.decode()
    assert html.count("<p>") == 1
    assert browser.post(reverse("parts:check"), {"phone": "13800138000"}, headers=asked).content.decode() == ""

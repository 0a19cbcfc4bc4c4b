"""Larger type (适老) is the person's own choice, goes with them, and makes no page scroll sideways."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from jujiao.company.accounts.models import User
from jujiao.kernel.models import TimelineEntry
from jujiao.testing.browser import PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

LARGE = 'data-type="large"'


def choose(client: Client, size: str, next_url: str = "/my/me/") -> str:
    return client.post("/i18n/type/", {"type": size, "next": next_url})["Location"]


def test_the_choice_goes_with_the_account(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.resident)
    assert LARGE not in client.get("/my/me/").text
    assert choose(client, "large") == "/my/me/"
    assert LARGE in client.get("/my/me/").text
    assert User.objects.get(pk=cast.resident.user.pk).large_type
    cast.resident.user.refresh_from_db()
    other_browser = sign_in(cast.resident)
    assert LARGE in other_browser.get("/my/").text
    choose(client, "normal")
    choose(client, "normal")
    assert LARGE not in client.get("/my/").text
    told = TimelineEntry.objects.filter(verb="choose_type").order_by("seq").values_list("details", flat=True)
    assert list(told) == [{"large": True}, {"large": False}]


@pytest.mark.parametrize("size", ["", "huge"])
def test_another_size_changes_nothing(cast: Cast, sign_in: SignIn, size: str) -> None:
    client = sign_in(cast.resident)
    choose(client, size)
    assert LARGE not in client.get("/my/").text
    assert not TimelineEntry.objects.filter(verb="choose_type").exists()


def test_it_leads_to_no_other_house(db: None) -> None:
    client = Client()
    assert choose(client, "large", "https://elsewhere.example/") == "/"
    assert LARGE in client.get("/account/login/").text  # before anybody has signed in, by the browser


OWNERS = ("/my/", "/my/new/", "/my/{case}/", "/my/{case}/promised/", "/my/me/", "/notices/")
STAFFS = ("/", "/complaints/", "/complaints/{case}/", "/notices/")


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "paths"), [("resident", OWNERS), ("engineer", STAFFS)])
def test_nothing_scrolls_sideways_with_it(cast: Cast, page_as: PageAs, name: str, paths: tuple[str, ...]) -> None:
    complaint = a_complaint(cast, "卫生间天花板漏水，已经滴到洗手台上" * 3)
    page = page_as(getattr(cast, name), width=360, path="/notices/")
    page.get_by_label("您的菜单").click()
    page.get_by_role("button", name="大字版").click()
    expect(page.locator("html")).to_have_attribute("data-type", "large")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "19px"
    for path in paths:
        page.goto(path.format(case=complaint.pk))
        check_page(page)
        check_targets(page)

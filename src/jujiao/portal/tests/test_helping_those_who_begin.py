"""Who begins is helped: one text by role, as a page, on paper, and as a tour of the first page that gives way."""

import re

import pytest
from django.utils.translation import override
from playwright.sync_api import Page, expect

from jujiao.company.accounts.models import User
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Role
from jujiao.portal import helping
from jujiao.portal.navigation import target
from jujiao.testing.browser import VIEWS, PageAs, check_axe, check_page, check_targets, check_width
from jujiao.testing.cast import Cast, Member
from jujiao.testing.fixtures import SignIn


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_told_what_it_owes_and_what_to_do(role: Role, cast: Cast) -> None:
    sheet = helping.sheet_of([role], cast.clerk.viewer)
    assert sheet.owes
    assert 4 <= len(sheet.lines) <= 10
    assert len({str(line.title) for line in sheet.lines}) == len(sheet.lines)


def test_whatever_it_names_is_open_to_the_roles_that_it_is_said_to() -> None:
    for each in helping.helps():
        for thing in each.things:
            url, door = target(thing.page) if thing.page else ("/", None)
            assert url, thing.page
            assert door is None or {*thing.roles} <= door, thing.page


def test_the_page_speaks_to_ones_own_roles_and_staff_may_read_the_others(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.clerk)
    assert "登记来电" in clerk.get("/help/").text
    assert "Ctrl + K" in clerk.get("/help/").text
    other = clerk.get("/help/?role=auditor").text
    assert "登记来电" not in other
    assert "查看谁改了什么" in other
    assert 'href="/audit/"' not in re.sub(r"(?s)<aside.*?</aside>", "", other)  # a page that is not theirs is no link
    assert "登记来电" in clerk.get("/help/?role=%00").text
    owner = sign_in(cast.resident)
    for page in (owner.get("/help/").text, owner.get("/help/?role=clerk").text):
        assert "反映问题" in page
        assert "登记来电" not in page


def test_the_tour_is_shown_until_it_was_ended_once_and_again_where_asked(cast: Cast, sign_in: SignIn) -> None:
    begin(cast.clerk)
    client = sign_in(cast.clerk)
    assert 'id="tour"' in client.get("/").text
    assert 'id="tour"' not in client.get("/complaints/").text
    assert 'id="tour"' not in client.get("/", headers={"HX-Request": "true"}).text
    for _ in range(2):
        assert client.post("/help/toured/").status_code == 204
    assert 'id="tour"' not in client.get("/").text
    assert 'id="tour"' in client.get("/?tour=1").text
    assert TimelineEntry.objects.filter(verb="end_tour").count() == 1


@pytest.mark.parametrize("name", ["clerk", "engineer", "head_of_service", "manager", "auditor", "resident"])
def test_the_tour_says_the_first_things_of_the_help_and_no_other_text(name: str, cast: Cast, sign_in: SignIn) -> None:
    member = getattr(cast, name)
    begin(member)
    shown = sign_in(member).get("/", follow=True).text
    lines = helping.sheet_of(helping.own_roles(member.viewer), member.viewer).lines[: helping.STEPS]
    assert 4 <= len(lines) <= 6
    assert shown.count("data-step data-at") == len(lines)
    with override("zh-hans"):
        assert [str(line.text) for line in lines if str(line.text) not in shown] == []


def begin(member: Member) -> None:
    User.objects.filter(pk=member.user.pk).update(toured=False)
    member.user.refresh_from_db()


def ended(page: Page, member: Member) -> None:
    expect(page.locator("#tour")).to_be_hidden()
    expect(page.locator(".is-toured")).to_have_count(0)
    kept(page, member)


def kept(page: Page, member: Member) -> None:
    """The server hears of it behind the page, which may be left meanwhile."""
    for _ in range(100):
        if User.objects.get(pk=member.user.pk).toured:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the end of the tour was not kept")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_the_tour_points_at_the_page_and_ends_by_esc(width: int, language: str, cast: Cast, page_as: PageAs) -> None:
    begin(cast.clerk)
    page = page_as(cast.clerk, width=width, language=language, path="/")
    tour = page.get_by_role("dialog")
    expect(tour).to_be_visible()
    expect(page.locator(".is-toured")).to_have_count(1)
    check_page(page)
    for step in range(2, 7):
        page.keyboard.press("Enter")  # the button that goes on has the focus
        expect(tour.locator("[data-place]")).to_have_text(f"{step} / 6")
        pointed, box = page.locator(".is-toured"), tour.bounding_box()
        assert box
        assert 0 <= box["x"] <= width - box["width"]
        if there := pointed.bounding_box() if pointed.count() else None:
            apart = (
                there["y"] + there["height"] <= box["y"]
                or box["y"] + box["height"] <= there["y"]
                or there["x"] + there["width"] <= box["x"]
                or box["x"] + box["width"] <= there["x"]
            )
            assert apart, (step, there, box)
    check_width(page)
    page.keyboard.press("Escape")
    ended(page, cast.clerk)
    page.goto("/help/")
    check_page(page)
    if width < 768:
        check_targets(page)
    page.emulate_media(media="print")
    expect(page.locator(".j-help-lines")).to_be_visible()
    expect(page.locator(".j-help-others")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


@pytest.mark.browser
def test_the_tour_gives_way_to_a_click_and_to_a_key_of_the_page(cast: Cast, page_as: PageAs) -> None:
    begin(cast.clerk)
    page = page_as(cast.clerk, width=1440, path="/")
    expect(page.locator("#tour")).to_be_visible()
    page.keyboard.press("n")
    page.wait_for_url("**/complaints/register/")
    kept(page, cast.clerk)
    begin(cast.manager)
    page = page_as(cast.manager, width=1440, path="/")
    expect(page.locator("#tour")).to_be_visible()
    page.mouse.click(700, 860)
    ended(page, cast.manager)


@pytest.mark.browser
def test_an_owner_is_shown_around_on_a_telephone(cast: Cast, page_as: PageAs) -> None:
    begin(cast.resident)
    page = page_as(cast.resident, path="/my/")
    tour = page.locator("#tour")
    expect(tour).to_be_visible()
    check_axe(page)
    check_targets(page)
    page.locator("#tour [data-close]").first.click()
    ended(page, cast.resident)
    page.goto("/help/")
    check_page(page)
    page.locator(".j-head-actions a").click()
    expect(tour).to_be_visible()

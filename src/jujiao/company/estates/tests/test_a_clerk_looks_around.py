import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jujiao.company.estates.models import Residency
from jujiao.testing.browser import VIEWS, PageAs, check_page
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_places_and_people_at_every_width(cast: Cast, page_as: PageAs, width: int, language: str) -> None:
    page = page_as(cast.hr, width=width, language=language)
    for name, arguments in [
        ("estates:rooms", []),
        ("estates:building", [cast.building.id]),
        ("estates:room_list", []),
        ("estates:room", [cast.room.id]),
        ("estates:room", [cast.neighbours_room.id]),
        ("estates:room", [cast.empty_room.id]),
        ("estates:people", []),
        ("estates:person", [cast.resident.person.id]),
        ("estates:settle", [cast.empty_room.id]),
        ("estates:correct_person", [cast.resident.person.id]),
    ]:
        page.goto(reverse(name, args=arguments))
        check_page(page)
    page.goto(f"{reverse('estates:people')}?q=%E6%97%A0%E6%AD%A4%E4%BA%BA")
    check_page(page)


def test_a_household_moves_in_from_the_keyboard(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.clerk, width=1440, path=reverse("estates:room", args=[cast.empty_room.id]))
    page.locator(f'a[href="{reverse("estates:settle", args=[cast.empty_room.id])}"]').click()
    dialog = page.locator("#dialog-body")
    dialog.locator("[name=name]").fill("秦朗")
    with page.expect_response("**/settle/"):
        dialog.locator("[name=name]").press("Tab")
    dialog.locator("[name=phone]").fill("123")
    dialog.locator("[name=phone]").press("Tab")
    expect(dialog.locator("#id_phone_error p")).to_be_visible()
    check_page(page)
    dialog.locator("[name=phone]").fill("13800000201")
    dialog.locator("[name=phone]").press("Enter")
    page.wait_for_url(f"**{reverse('estates:room', args=[cast.empty_room.id])}")
    expect(page.locator(".j-list").first).to_contain_text("秦朗")
    assert Residency.objects.get(person__name="秦朗").person.phone == "13800000201"
    check_page(page)


def test_a_number_is_asked_for_with_a_reason(cast: Cast, page_as: PageAs) -> None:
    page = page_as(cast.clerk, path=reverse("estates:person", args=[cast.resident.person.id]))
    page.locator(f'a[href="{reverse("estates:reveal_phone", args=[cast.resident.person.id])}"]').click()
    page.locator("#dialog-body [name=reason]").fill("回电")
    page.locator("#dialog-body button.btn-primary").click()
    expect(page.locator("#dialog-body")).to_contain_text("138 0000 0101")
    check_page(page)

"""The front desk's phone: kept by those who keep the places, called by owners from each of their pages."""

from datetime import date, datetime

import pytest
from playwright.sync_api import expect

from jujiao.company.estates.at_home import estates
from jujiao.company.estates.contact import UnableToReadPhone
from jujiao.company.estates.models import Estate
from jujiao.company.estates.operations import set_desk_phone
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.browser import PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 11)


def test_whatever_way_it_is_written_one_form_is_kept(cast: Cast, now: datetime) -> None:
    set_desk_phone(estate=cast.estate, phone="0571 8888 6616", version=1, actor=cast.hr.viewer, now=now)
    set_desk_phone(estate=cast.estate, phone="（0571）88886616", version=2, actor=cast.manager.viewer, now=now)
    set_desk_phone(estate=cast.estate, phone="", version=2, actor=cast.manager.viewer, now=now)
    told = [(row.verb, row.details) for row in entries_of("estate", cast.estate.pk).order_by("seq")]
    assert told == [("set_desk_phone", {"phone": "0571-88886616"}), ("clear_desk_phone", {})]
    assert Estate.objects.get(pk=cast.estate.pk).desk_phone == ""


def test_what_is_no_number_is_refused_and_the_second_of_two_is_told(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnableToReadPhone):
        set_desk_phone(estate=cast.estate, phone="前台", version=1, actor=cast.hr.viewer, now=now)
    set_desk_phone(estate=cast.estate, phone="95588", version=1, actor=cast.hr.viewer, now=now)
    with pytest.raises(Stale):
        set_desk_phone(estate=cast.estate, phone="95599", version=1, actor=cast.manager.viewer, now=now)
    assert Estate.objects.get(pk=cast.estate.pk).desk_phone == "95588"


@pytest.mark.parametrize("name", ["resident", "clerk", "head_of_service", "director", "outsider"])
def test_others_set_none(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(NotAllowed):
        set_desk_phone(estate=cast.estate, phone="95588", version=1, actor=getattr(cast, name).viewer, now=now)


def test_administration_writes_it_where_the_places_are_kept(cast: Cast, sign_in: SignIn) -> None:
    url = f"/places/estates/{cast.estate.pk}/desk-phone/"
    client = sign_in(cast.hr)
    assert client.post(url, {"phone": "0571-8888 6616", "version": 1}).status_code == 302
    assert "0571-88886616" in client.get("/places/").text
    assert client.post(url, {"phone": "95588", "version": 1}).status_code == 409


def test_whose_estate_it_is_on_the_day(cast: Cast) -> None:
    def names(name: str, on: date = TODAY) -> list[str]:
        return [one.name for one in estates(getattr(cast, name).viewer, on)]

    assert names("resident") == [cast.estate.name]
    assert names("former") == [cast.estate.name], "who has moved out still belongs to the estate that they left last"
    assert names("clerk") == []


PAGES = ("/my/", "/my/new/", "/my/me/", "/notices/", "/rulebook/promises/")


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 360])
def test_each_page_of_an_owner_bears_the_estate_and_calls_its_desk(cast: Cast, page_as: PageAs, width: int) -> None:
    page = page_as(cast.resident, width=width, path="/my/")
    expect(page.get_by_role("link", name="拨打客服")).to_have_count(0)
    Estate.objects.filter(pk=cast.estate.pk).update(desk_phone="0571-88886616")
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_role("link", name="拨打客服")).to_have_attribute("href", "tel:057188886616")
        expect(page.locator(".j-top-brand")).to_have_text(cast.estate.name)
        assert cast.estate.name in page.title()
        check_page(page)
        check_targets(page)

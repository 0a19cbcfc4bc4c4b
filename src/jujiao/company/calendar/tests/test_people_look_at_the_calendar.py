"""Everybody employed looks at the year; administration loads, compares and publishes one in the browser."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from jujiao.company.calendar import shipped
from jujiao.company.calendar.forms import TypedForm
from jujiao.company.calendar.models import CalendarYear, Day, YearState
from jujiao.company.calendar.months import months
from jujiao.company.calendar.notice_text import UnreadableLine, read_table
from jujiao.company.calendar.queries import days_assumed
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

TYPED = {
    "year": "2027",
    "title": "2027 年放假安排",
    "number": "",
    "issued": "2026-11-04",
    "statutory_days": "2",
    "working_days": "259",
    "table": "元旦 | New Year's Day | 1.1 | 1.1 |\n国庆节 | National Day | 10月1日 | 2027-10-04 | 10-9",
}


def test_a_typed_table_is_the_notice() -> None:
    assert read_table("春节|Spring Festival|2.15|2月23日|2.14、2-28\n\n劳动节\t\t5.1\n", 2026) == [
        {
            "name_zh": "春节",
            "name_en": "Spring Festival",
            "first": date(2026, 2, 15),
            "last": date(2026, 2, 23),
            "make_up": [date(2026, 2, 14), date(2026, 2, 28)],
        },
        {
            "name_zh": "劳动节",
            "name_en": "劳动节",
            "first": date(2026, 5, 1),
            "last": date(2026, 5, 1),
            "make_up": [],
        },
    ]


@pytest.mark.parametrize(
    "line", ["春节", "春节|S|soon|2.23", "春节|S|2.30|2.31", "春节|S|2.15|2.16|2.14|more", "|S|2.1|2.1"]
)
def test_a_line_that_is_no_holiday_is_named(line: str) -> None:
    with pytest.raises(UnreadableLine) as unreadable:
        read_table(f"元旦|N|1.1|1.3|1.4\n{line}", 2026)
    assert "2" in str(unreadable.value)


def test_the_months_mark_every_day_in_words() -> None:
    with translation.override("en"):
        year = months(days_assumed(2027), date(2027, 1, 1))
    assert [month.working for month in year][:2] == [20, 20]
    first = year[0].weeks[0][4]
    assert first is not None
    assert (first.number, first.look, first.today) == (1, "off", True)
    assert sum(cell is not None for month in year for week in month.weeks for cell in week) == 365


def test_employees_see_the_year(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk).get("/calendar/2026/")
    assert page.status_code == 200
    assert "国庆节" in page.text
    assert "/calendar/load/" not in page.text
    assert sign_in(cast.hr).get("/calendar/").status_code == 200


def test_a_year_that_nobody_published_says_so(cast: Cast, sign_in: SignIn) -> None:
    with translation.override("en"):
        page = sign_in(cast.hr).get("/calendar/2028/")
    assert page.context["provisional"] is True
    assert page.context["working"] == 260


@pytest.mark.parametrize("path", ["/calendar/1999/", "/calendar/2501/", f"/calendar/{'9' * 5000}/"])
def test_years_that_make_no_sense_are_not_there(cast: Cast, sign_in: SignIn, path: str) -> None:
    assert sign_in(cast.hr).get(path).status_code == 404


@pytest.mark.parametrize("who", ["resident", "clerk", "manager"])
def test_only_keepers_load(cast: Cast, sign_in: SignIn, who: str) -> None:
    browser = sign_in(getattr(cast, who))
    assert browser.get("/calendar/load/").status_code == 404
    assert browser.post("/calendar/load/", TYPED).status_code == 404
    assert not CalendarYear.objects.filter(year=2027).exists()


@pytest.mark.usefixtures("alone")
def test_a_year_is_typed_compared_and_published(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.hr)
    page = browser.post("/calendar/load/", TYPED, follow=True)
    edition = CalendarYear.objects.get(year=2027)
    assert page.redirect_chain == [(f"/calendar/editions/{edition.pk}/", 302)]
    assert [change.date for change in page.context["changes"]] == [
        date(2027, 10, 1),
        date(2027, 10, 2),
        date(2027, 10, 3),
        date(2027, 10, 4),
        date(2027, 10, 9),
    ]
    assert not Day.objects.filter(date__year=2027).exists()
    published = browser.post(f"/calendar/editions/{edition.pk}/publish/", {"version": edition.version})
    assert (published.status_code, published["Location"]) == (302, "/calendar/2027/")
    assert Day.objects.filter(date__year=2027, working=True).count() == 259


def test_a_file_is_loaded(cast: Cast, sign_in: SignIn) -> None:
    file = SimpleUploadedFile("2026.toml", (shipped.DATA / "2026.toml").read_bytes())
    page = sign_in(cast.hr).post("/calendar/load/", {"file": file, "by_file": "1"}, follow=True)
    assert page.status_code == 200
    assert page.context["changes"] == ()
    assert CalendarYear.objects.get(year=2026, state=YearState.DRAFT).edition == 2


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"year = ", b"MZ\x90\x00", b"x = " + b"[" * 50_000, b"a = 1\n" * 60_000, b"year = 2027", b""],
)
def test_a_file_that_is_no_notice_is_refused(cast: Cast, sign_in: SignIn, content: bytes) -> None:
    file = SimpleUploadedFile("2027.toml", content)
    page = sign_in(cast.hr).post("/calendar/load/", {"file": file, "by_file": "1"})
    assert page.status_code == 422
    assert page.context["form"].errors
    assert not CalendarYear.objects.filter(state=YearState.DRAFT).exists()


def test_a_mistake_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.hr).post("/calendar/load/", {**TYPED, "working_days": "260"})
    assert page.status_code == 422
    assert "259" in page.context["form"].non_field_errors()[0]
    assert "10月1日" in page.text


def test_an_empty_form_says_what_is_missing() -> None:
    form = TypedForm({})
    assert not form.is_valid()
    assert set(form.errors) == {"year", "title", "issued", "statutory_days", "working_days", "table"}


@pytest.mark.usefixtures("alone")
def test_a_stale_publication_is_refused(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.hr)
    browser.post("/calendar/load/", TYPED)
    edition = CalendarYear.objects.get(year=2027)
    assert browser.post(f"/calendar/editions/{edition.pk}/publish/", {"version": 7}).status_code == 409
    assert browser.post(f"/calendar/editions/{edition.pk}/publish/", {"version": "x" * 9}).status_code == 409
    assert not Day.objects.filter(date__year=2027).exists()

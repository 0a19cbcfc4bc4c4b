"""What is typed in a step's dialog is not lost by Esc, Back or a reload, nor seen by the next person at the browser."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.stepping import step
from jujiao.testing.browser import Moment, PageAs
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WORDS = "师傅明天上午十点到，请留人在家"


def note(page: Page) -> None:
    step(page, "内部备注")


def text(page: Page) -> str:
    return page.locator("#dialog textarea").input_value()


def test_words_outlive_the_dialog(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    complaint = a_complaint(cast)
    path = f"/complaints/{complaint.pk}/"
    page = page_as(cast.engineer, width=390, path=path)
    note(page)
    page.locator("#dialog textarea").fill(WORDS)
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    note(page)
    assert text(page) == WORDS
    page.go_back()
    expect(page.locator("#dialog")).to_be_hidden()
    assert page.url.endswith(path)
    page.reload()
    note(page)
    assert text(page) == WORDS
    page.goto(page.url.replace(path, "/complaints/"))
    page.goto(page.url.replace("/complaints/", path))
    note(page)
    assert text(page) == WORDS
    assert WORDS not in page.url
    page.locator("#dialog").get_by_role("button", name="内部备注").click()
    expect(page.locator("#dialog")).to_be_hidden()
    note(page)
    assert text(page) == ""
    page.locator("#dialog textarea").fill(WORDS)
    page.keyboard.press("Escape")
    page.evaluate("""() => document.querySelector("form[data-ends-session]").requestSubmit()""")
    page.wait_for_url("**/account/**")
    assert page.evaluate("() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).length") == 0


def test_a_refused_field_is_marked_and_has_the_focus(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    complaint = a_complaint(cast)
    page = page_as(cast.engineer, width=1440, path=f"/complaints/{complaint.pk}/")
    step(page, "回复")
    page.locator("#dialog textarea").first.fill("")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#dialog .has-error").first).to_be_visible()
    assert page.evaluate("() => Boolean(document.activeElement.closest('.j-field.has-error'))")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-invalid')") == "true"
    assert Complaint.objects.get(pk=complaint.pk).version == complaint.version


@pytest.mark.parametrize(
    "somebody", [("+8613999999999", "contact_phone", "139 9999 9999"), ("王师傅", "contact_name", "王师傅")]
)
def test_somebody_whom_nobody_knows_is_a_visitor_with_what_was_typed(
    cast: Cast, page_as: PageAs, moment: Moment, somebody: tuple[str, str, str]
) -> None:
    typed, field, kept = somebody
    page = page_as(cast.clerk, width=1440, path="/complaints/register/")
    page.locator("#id_q").focus()
    page.keyboard.type(typed, delay=10)
    expect(page.locator("#found-stranger")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="访客或其他")).to_be_checked()
    expect(page.locator(f"#id_{field}")).to_have_value(kept)
    expect(page.locator("#id_public")).not_to_be_checked()


def test_an_answer_to_the_first_letters_is_not_chosen_from(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    page = page_as(cast.clerk, width=1440, path="/complaints/register/")
    first = re.compile("[?&]q=%E7%8E%8B(&|$)")
    held: list[Route] = []
    page.route(first, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    page.clock.install()
    page.locator("#id_q").focus()
    page.keyboard.type("王")
    with page.expect_request(first):
        page.clock.run_for(200)
    page.keyboard.type("师傅")
    with page.expect_response(first):
        held[0].continue_()
    expect(page.locator("#found-stranger")).to_be_visible()
    page.keyboard.press("Enter")
    page.clock.run_for(200)
    expect(page.get_by_role("radio", name="访客或其他")).to_be_checked()
    expect(page.locator("#id_contact_name")).to_have_value("王师傅")


def test_what_is_typed_on_a_page_outlives_it_until_it_is_taken(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    first, second = a_complaint(cast), a_complaint(cast)
    page = page_as(cast.manager, width=1440, path="/complaints/in-hand/")
    page.get_by_role("checkbox").nth(0).check()
    page.locator("#several_text").fill(WORDS)
    page.reload()
    expect(page.locator("#several_text")).to_have_value(WORDS)
    expect(page.get_by_role("checkbox").nth(0)).to_be_checked()
    page.get_by_role("button", name="转给同事").click()
    expect(page.locator("form .has-error, form .j-error").first).to_be_visible()
    expect(page.locator("#several_text")).to_have_value(WORDS)
    page.locator("#several_handler").select_option(str(cast.engineer2.employee.pk))
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("button", name="转给同事").click()
    expect(page.locator("#several_text")).to_have_value("")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    handlers = {Complaint.objects.get(pk=one.pk).handler for one in (first, second)}
    assert handlers == {cast.engineer.employee, cast.engineer2.employee}


def test_the_reason_for_an_export_outlives_a_reload(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    page = page_as(cast.hr, width=1440, path=f"/people/workbook/{cast.estate.pk}/")
    page.locator("#id_reason").fill(WORDS)
    page.reload()
    expect(page.locator("#id_reason")).to_have_value(WORDS)
    page.get_by_role("button", name="申请导出").click()
    expect(page.locator("#id_reason")).to_have_value("")

"""What is typed in any dialog is found again after Esc, Back and a reload, gone once it is saved or one signs out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from jujiao.company.rulebook.operations import draft_version
from jujiao.company.staff.models import Employee
from jujiao.testing.browser import Moment, PageAs
from jujiao.testing.cast import NOW, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DRAFTS = "() => Object.entries(sessionStorage).filter(([key]) => key.startsWith('draft:')).map((each) => each.join())"
SIGN_OUT = "() => document.querySelector('form[data-ends-session]').requestSubmit()"


def place(cast: Cast) -> tuple[str, str, str, str]:
    return f"/places/rooms/{cast.room.pk}/", f"/places/rooms/{cast.room.pk}/rename/", "name", "101甲"


def person(cast: Cast) -> tuple[str, str, str, str]:
    path = f"/places/people/{cast.resident.person.pk}/"
    return path, f"{path}correct/", "name", "林晓梅梅"


def colleague(cast: Cast) -> tuple[str, str, str, str]:
    path = f"/people/{cast.engineer.employee.pk}/"
    return path, f"{path}edit/", "name", "陶然"


def figure(cast: Cast) -> tuple[str, str, str, str]:
    version = draft_version(company=cast.company, note="调整", actor=cast.hr.viewer, now=NOW)
    path = f"/rulebook/versions/{version.pk}/"
    return path, f"{path}figures/complaint.dispatch/", "source", "业主大会决议"


def opened(page: Page, url: str) -> None:
    page.locator(f'[hx-get^="{url}"]').first.click()
    expect(page.locator("#dialog")).to_be_visible()


@pytest.mark.parametrize("where", [place, person, colleague, figure])
def test_words_outlive_the_dialog_until_they_are_saved(
    cast: Cast, page_as: PageAs, moment: Moment, where: Callable[[Cast], tuple[str, str, str, str]]
) -> None:
    path, url, name, words = where(cast)
    page = page_as(cast.hr, width=1440, path=path)
    field = page.locator(f'#dialog [name="{name}"]')

    def again() -> None:
        opened(page, url)
        expect(field).to_have_value(words)

    opened(page, url)
    field.fill(words)
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    again()
    page.go_back()
    expect(page.locator("#dialog")).to_be_hidden()
    page.reload()
    again()
    page.locator("#dialog form button.btn-primary").click()
    expect(page.locator("#dialog")).to_be_hidden()
    assert page.evaluate(DRAFTS) == []


def test_what_was_typed_over_an_older_version_is_shown_the_conflict(
    cast: Cast, page_as: PageAs, moment: Moment
) -> None:
    path, url, name, words = colleague(cast)
    page = page_as(cast.hr, width=390, path=path)
    opened(page, url)
    page.locator(f'#dialog [name="{name}"]').fill(words)
    page.keyboard.press("Escape")
    employee = Employee.objects.get(pk=cast.engineer.employee.pk)
    Employee.objects.filter(pk=employee.pk).update(name="别人改的", version=employee.version + 1)
    page.reload()
    opened(page, url)
    page.locator("#dialog form button.btn-primary").click()
    expect(page.locator("#dialog")).to_contain_text("别人改的")
    expect(page.locator(f'#dialog [name="{name}"]')).to_have_value(words)
    assert Employee.objects.get(pk=employee.pk).name == "别人改的"


def test_signing_out_leaves_nothing_in_any_tab_and_the_next_person_finds_nothing(
    cast: Cast, page_as: PageAs, moment: Moment
) -> None:
    path, url, name, words = person(cast)
    page = page_as(cast.hr, width=1440, path=path)
    opened(page, url)
    page.locator(f'#dialog [name="{name}"]').fill(words)
    page.keyboard.press("Escape")
    assert words in "".join(page.evaluate(DRAFTS))
    page.evaluate("() => sessionStorage.setItem('draft:0:somebody', 'x')")
    page.reload()
    assert "draft:0:" not in "".join(page.evaluate(DRAFTS))
    other = page.context.new_page()
    other.goto(path)
    other.evaluate(SIGN_OUT)
    other.wait_for_url("**/account/**")
    page.wait_for_function(f"() => ({DRAFTS})().length === 0")


def test_no_secret_is_kept(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    page = page_as(cast.hr, width=1440, path=f"/places/rooms/{cast.room.pk}/")
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.dataset.draft = "secrets";
          for (const [name, kind, fill] of [["a", "type", "password"], ["b", "autocomplete", "one-time-code"],
            ["c", "data-secret", ""], ["d", "type", "text"]]) {
            const field = form.appendChild(document.createElement("input"));
            field.name = name;
            field.setAttribute(kind, fill);
            field.value = "x" + name;
          }
          document.body.append(form);
          form.elements.d.dispatchEvent(new Event("input", {bubbles: true}));
        }"""
    )
    kept = "".join(page.evaluate(DRAFTS))
    assert "xd" in kept
    assert not {"xa", "xb", "xc"} & {word.strip('"') for word in kept.replace("]", ",").split(",")}

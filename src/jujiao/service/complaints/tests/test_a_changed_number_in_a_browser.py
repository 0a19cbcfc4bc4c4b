"""A change of number on real pages: the former number's question, the person and the case, at every width."""

from typing import Any

import pytest
from playwright.sync_api import expect

from jujiao.company.estates.models import Person, PhoneChange
from jujiao.company.estates.operations import correct_person
from jujiao.company.estates.phone_changes import link_key
from jujiao.kernel.machine import clock
from jujiao.testing.browser import VIEWS, PageAs, check_page, check_targets
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def change(cast: Cast) -> PhoneChange:
    person = Person.objects.get(pk=cast.resident.person.pk)
    new: dict[str, Any] = {"name": person.name, "phone": "13911112222", "version": person.version}
    correct_person(person=person, **new, actor=cast.clerk.viewer, now=clock.now())
    return PhoneChange.objects.get(person=person, settled_at=None)


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_the_former_number_says_that_it_was_not_them(cast: Cast, page_as: PageAs, width: int, language: str) -> None:
    made = change(cast)
    link = f"/places/number/{made.pk}/{link_key(made)}/"
    page = page_as(None, width=width, language=language, path=link)
    check_page(page)
    if width < 768:
        check_targets(page)
    page.locator("button[value=no]").click()
    expect(page.locator("button[value=no]")).to_have_count(0)
    check_page(page)
    assert Person.objects.get(pk=made.person_id).phone == "13800000101"
    page.goto(link)
    check_page(page)


@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_the_manager_confirms_from_the_case(cast: Cast, page_as: PageAs, width: int, language: str) -> None:
    complaint, made = a_complaint(cast), change(cast)
    page = page_as(cast.manager, width=width, language=language, path=f"/complaints/{complaint.pk}/")
    check_page(page)
    page.locator(f'a[href="/places/people/{made.person_id}/confirm-number/"]').click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[name=reason]").fill("在前台当面核对")
    check_page(page)
    page.goto(f"/places/people/{made.person_id}/")
    check_page(page)
    page.locator(f'a[href="/places/people/{made.person_id}/confirm-number/"]').first.click()
    dialog.locator("input[name=reason]").fill("在前台当面核对")
    dialog.locator("button.btn-primary").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("a[href$=confirm-number\\/]")).to_have_count(0)
    made.refresh_from_db()
    assert made.settled_by == cast.manager.user
    page.goto(f"/complaints/{complaint.pk}/")
    check_page(page)

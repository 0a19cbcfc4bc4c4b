"""Two people swap on their phones and their head approves; the head changes the grid by keys and by dragging."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.company.duty.models import Duty, DutyState
from jujiao.company.duty.operations import cancel
from jujiao.people.rosters.tests.planned_rows import Rows
from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
THURSDAY, SATURDAY, MONDAY = date(2026, 3, 12), date(2026, 3, 14), date(2026, 3, 16)


def look(page: Page) -> None:
    check_page(page)
    size = page.viewport_size
    if size and size["width"] < 768:
        check_targets(page)


def press(page: Page, name: str) -> None:
    """The button of the open dialog."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("#dialog")).to_be_hidden()


def test_a_swap_from_asking_to_approval_and_the_grid_by_keys(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    rows = Rows(cast)
    rows.duty(cast.engineer, THURSDAY)
    theirs = rows.duty(cast.engineer2, SATURDAY)
    mine, swaps = reverse("rosters:mine"), reverse("rosters:swaps")

    asker = page_as(cast.engineer, width=390, path=mine)
    look(asker)
    asker.get_by_role("link", name="申请换班", exact=True).click()
    asker.get_by_role("dialog").get_by_role("combobox").select_option(f"{cast.engineer2.employee.pk}-{theirs.pk}")
    look(asker)
    press(asker, "提交")
    expect(asker.locator(".g-line").first).to_contain_text("待答复")

    other = page_as(cast.engineer2, width=390, path=swaps)
    look(other)
    other.get_by_role("link", name="同意", exact=True).click()
    press(other, "同意换班")

    head = page_as(cast.head_of_engineering, width=1440, path=swaps)
    look(head)
    head.get_by_role("link", name="批准", exact=True).click()
    press(head, "批准换班")
    planned = Duty.objects.filter(state=DutyState.PLANNED).order_by("starts_at")
    assert [duty.employee for duty in planned] == [cast.engineer2.employee, cast.engineer.employee]

    by_keys(head, rows, cast)
    phone = page_as(
        cast.head_of_engineering, width=390, language="en", path=reverse("rosters:sheet", args=[rows.roster.pk])
    )
    look(phone)
    phone.locator(f"#c-{cast.engineer2.employee.pk}-20260318").click()
    look(phone)
    phone.get_by_role("dialog").get_by_label("Kind of shift").select_option(label="夜班")
    press(phone, "Save")
    assert Duty.objects.filter(state=DutyState.PLANNED, starts_at=rows.night.on(date(2026, 3, 18)).start).exists()


def by_keys(head: Page, rows: Rows, cast: Cast) -> None:
    """From Monday on: a night, the early shift after it, which is refused, and the night taken to another day."""
    head.goto(reverse("rosters:roster", args=[rows.roster.pk]))
    row = cast.engineer.employee.pk
    cell = head.locator(f"#c-{row}-20260316")
    cell.focus()
    head.keyboard.press("2")
    expect(cell.locator(".g-duty")).to_contain_text("夜班")
    expect(cell).to_be_focused()
    by_a_colleague(head, rows, cast)
    expect(cell).to_be_focused()
    head.keyboard.press("ArrowRight")
    head.keyboard.press("1")
    said = head.locator("#grid-said")
    expect(said).to_contain_text("11 小时")
    look(head)
    head.keyboard.press("Escape")
    expect(said).to_be_hidden()
    head.keyboard.press("ArrowLeft")
    head.keyboard.press("f")
    expect(cell.locator(".g-duty")).to_contain_text("固定")
    moved = head.locator(f"#c-{cast.engineer2.employee.pk}-20260319")
    cell.locator(".g-duty").drag_to(moved)
    expect(moved.locator(".g-duty")).to_contain_text("夜班")
    expect(cell.locator(".g-duty")).to_have_count(0)
    moved.focus()
    head.keyboard.press("Delete")
    expect(moved.locator(".g-duty")).to_have_count(0)
    assert not Duty.objects.filter(
        state=DutyState.PLANNED, starts_at__gte=rows.early.on(MONDAY).start - timedelta(1)
    ).exists()


def by_a_colleague(head: Page, rows: Rows, cast: Cast) -> None:
    """What somebody else plans appears without a reload, in the grid and in the sums by person."""
    shares = head.locator("#part-shares")
    expect(shares).not_to_contain_text(cast.head_of_engineering.employee.name)
    duty = rows.duty(cast.head_of_engineering, date(2026, 3, 21))
    head.evaluate("document.body.dispatchEvent(new CustomEvent('live-calmly'))")
    theirs = head.locator(f"#c-{cast.head_of_engineering.employee.pk}-20260321 .g-duty")
    expect(theirs).to_contain_text("早班")
    expect(shares).to_contain_text(cast.head_of_engineering.employee.name)
    cancel(duty=duty, actor=cast.manager.viewer, now=NOW)
    head.evaluate("document.body.dispatchEvent(new CustomEvent('live-calmly'))")
    expect(theirs).to_have_count(0)
    expect(shares).not_to_contain_text(cast.head_of_engineering.employee.name)

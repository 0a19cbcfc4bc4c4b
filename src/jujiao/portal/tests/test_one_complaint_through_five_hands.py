"""One complaint through five hands, on real pages: owner, desk, engineer, head and manager, with a round that fails.

Every page on the way is looked at as a phone and as a desk see it, in Chinese; then the same pages in English."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from jujiao.promises.firing import due, fire
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.stepping import press
from jujiao.testing.browser import Moment, PageAs, check_page
from jujiao.testing.cast import Cast, Member
from jujiao.testing.complaints import a_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE, DESK = 390, 1440

PAGES = [
    ("resident", "/my/new/"),
    ("resident", "/my/{}/promised/"),
    ("clerk", "/complaints/board/"),
    ("clerk", "/complaints/{}/"),
    ("engineer", "/"),
    ("engineer", "/complaints/{}/"),
    ("clerk", "/complaints/follow-ups/"),
    ("head_of_engineering", "/notices/"),
    ("head_of_engineering", "/complaints/{}/"),
    ("manager", "/"),
    ("manager", "/notices/"),
    ("manager", "/complaints/{}/"),
    ("manager", "/complaints/"),
    ("engineer2", "/complaints/{}/"),
    ("clerk2", "/complaints/{}/"),
    ("resident", "/my/{}/"),
]
"""Who opens what, in the order of the way."""


@dataclass
class Walk:
    """Whoever has the complaint in hand opens pages; each is looked at, at both widths, and remembered."""

    page_as: PageAs
    pages: dict[int, Page] = field(default_factory=dict)
    seen: list[tuple[Member, str]] = field(default_factory=list)

    def go(self, member: Member, path: str, *, width: int) -> Page:
        """The member's page, at the width that they work with."""
        page = self.pages.get(member.user.pk) or self.page_as(member, width=width)
        self.pages[member.user.pk] = page
        page.goto(path)
        self.look(member, page)
        return page

    def look(self, member: Member, page: Page) -> None:
        size = page.viewport_size
        assert size
        for width in (DESK, PHONE) if size["width"] == PHONE else (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": size["height"]})
            check_page(page)
        here = (member, urlsplit(page.url).path)
        if here not in self.seen:
            self.seen.append(here)

    def take(self, member: Member, page: Page, step: str) -> Locator:
        """Opens the dialog of a step, by its button or from the menu of all steps, and looks at it."""
        steps = page.locator("#case-steps")
        press(page, steps.locator(".btn, .j-menu-item").filter(has_text=step, visible=True))
        dialog = page.get_by_role("dialog")
        self.look(member, page)
        return dialog


def said(page: Page, words: str, *, shown: str) -> None:
    """A step was taken: its toast is read, and the page shows by itself what came of it."""
    expect(page.locator(".j-toast").filter(has_text=words).first).to_be_visible()
    expect(page.locator("main").get_by_text(shown).first).to_be_visible()


@pytest.fixture
def walk(page_as: PageAs) -> Walk:
    return Walk(page_as)


def test_from_the_owners_word_to_a_satisfied_owner(cast: Cast, walk: Walk, moment: Moment) -> None:
    complaint = the_owner_registers(cast, walk)
    case = f"/complaints/{complaint.pk}/"
    moment.forward(minutes=5)
    the_desk_dispatches(cast, walk, complaint, case)
    moment.forward(minutes=10)
    the_engineer_does_it(cast, walk, complaint, case, moment)
    moment.forward(hours=3)
    the_desk_hears_that_it_is_not(cast, walk, complaint)
    moment.forward(minutes=10)
    the_head_names_a_colleague(cast, walk, complaint)
    moment.forward(hours=61)
    fire_all(moment)
    the_manager_sees_that_it_is_late(cast, walk, complaint)
    the_colleague_does_it_again(cast, walk, case)
    moment.forward(hours=1)
    the_desk_hears_that_it_is_good(cast, walk, complaint, case)

    complaint.refresh_from_db()
    assert (complaint.state, complaint.outcome, complaint.round, complaint.satisfaction) == (
        "closed",
        "satisfied",
        2,
        5,
    )
    # Two of them were due at one time.
    late = sorted(one.kind for one in promises_of(complaint) if one.done_at and one.done_at > one.due_at)
    assert late == ["complaint.first_reply", "complaint.plan", "complaint.resolve"]
    walk.go(cast.resident, f"/my/{complaint.pk}/", width=PHONE)
    assert walk.seen == [(getattr(cast, name), path.format(complaint.pk)) for name, path in PAGES]


def test_the_same_pages_in_english(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    complaint = in_the_second_round(cast, moment)
    for name, path in PAGES:
        page = page_as(getattr(cast, name), width=PHONE, language="en", path=path.format(complaint.pk))
        check_page(page)
        page_as.leave(page)


def in_the_second_round(cast: Cast, moment: Moment) -> Complaint:
    """A complaint that failed once and is late again, and another that waits for its follow-up."""
    waiting, complaint = a_complaint(cast), a_complaint(cast)
    for each in (waiting, complaint):
        step(operations.resolve, cast.engineer, moment, each, text="楼上水管接头已更换", channel="phone")
    given = {"channel": "phone", "reached": True, "score": 2, "reasons": "洗手台上方还在滴水"}
    step(operations.record_follow_up, cast.clerk, moment, complaint, **given)
    step(operations.accept, cast.head_of_engineering, moment, complaint, handler=cast.engineer2.employee)
    moment.forward(hours=61)
    fire_all(moment)
    return complaint


def step(operation: Any, member: Member, moment: Moment, complaint: Complaint, **given: Any) -> None:
    now = moment.forward(minutes=10)
    operation(actor=member.viewer, now=now, complaint_id=complaint.pk, version=None, **given)


def fire_all(moment: Moment) -> None:
    while fire(due(moment.now), now=moment.now):
        pass


def the_owner_registers(cast: Cast, walk: Walk) -> Complaint:
    page = walk.go(cast.resident, "/my/new/", width=PHONE)
    page.get_by_role("radio", name="渗漏水").check()
    page.get_by_label("发生了什么").fill("卫生间天花板漏水")
    page.get_by_role("button", name="提交投诉").click()
    page.wait_for_url("**/promised/")
    walk.look(cast.resident, page)
    return Complaint.objects.get()


def the_desk_dispatches(cast: Cast, walk: Walk, complaint: Complaint, case: str) -> None:
    page = walk.go(cast.clerk, "/complaints/board/", width=DESK)
    page.get_by_role("link", name="1-1-101").click()
    page.wait_for_url(f"**{case}")
    walk.look(cast.clerk, page)
    dialog = walk.take(cast.clerk, page, "派单")
    expect(dialog.get_by_role("radio", name="工程部")).to_be_checked()
    dialog.get_by_role("button", name="派单").click()
    said(page, "已派单。", shown="待接单")


def the_engineer_does_it(cast: Cast, walk: Walk, complaint: Complaint, case: str, moment: Moment) -> None:
    page = walk.go(cast.engineer, "/", width=PHONE)
    page.locator(".j-row-link").first.click()
    page.wait_for_url(f"**{case}")
    walk.look(cast.engineer, page)
    page.locator("#case-steps").get_by_role("button", name="接单").click()
    said(page, "已接单。", shown="处理中")
    moment.forward(minutes=15)
    dialog = walk.take(cast.engineer, page, "回复")
    dialog.get_by_label("告知业主的内容").fill("您好，今天下午三点上门查看")
    dialog.get_by_role("button", name="回复").click()
    said(page, "回复已记录。", shown="您好，今天下午三点上门查看")
    moment.forward(hours=5)
    dialog = walk.take(cast.engineer, page, "办结")
    dialog.get_by_label("处理结果（业主可见）").fill("楼上水管接头已更换")
    dialog.get_by_role("button", name="办结").click()
    said(page, "已办结", shown="楼上水管接头已更换")
    walk.look(cast.engineer, page)


def the_desk_hears_that_it_is_not(cast: Cast, walk: Walk, complaint: Complaint) -> None:
    page = walk.go(cast.clerk, "/complaints/follow-ups/", width=DESK)
    page.get_by_role("link", name="回访", exact=True).last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="已联系上", exact=True).check()
    dialog.get_by_role("radio", name="2 不满意").check()
    dialog.get_by_label("业主原话").fill("洗手台上方还在滴水")
    walk.look(cast.clerk, page)
    dialog.get_by_role("button", name="回访").click()
    said(page, "回访已记录。", shown="没有待回访的投诉")
    complaint.refresh_from_db()
    assert (complaint.state, complaint.round) == ("dispatched", 2)


def the_head_names_a_colleague(cast: Cast, walk: Walk, complaint: Complaint) -> None:
    page = walk.go(cast.head_of_engineering, "/notices/", width=DESK)
    page.get_by_role("button", name="业主不满意，第 2 轮开始").click()
    page.wait_for_url(f"**/complaints/{complaint.pk}/")
    expect(page.get_by_text("洗手台上方还在滴水").first).to_be_visible()
    walk.look(cast.head_of_engineering, page)
    dialog = walk.take(cast.head_of_engineering, page, "接单")
    dialog.get_by_label("接单人").select_option(label="孙磊")
    dialog.get_by_role("button", name="接单").click()
    said(page, "已接单。", shown="处理中")
    complaint.refresh_from_db()
    assert complaint.handler == cast.engineer2.employee


def the_manager_sees_that_it_is_late(cast: Cast, walk: Walk, complaint: Complaint) -> None:
    page = walk.go(cast.manager, "/", width=DESK)
    expect(page.get_by_text(complaint.number).first).to_be_visible()
    page = walk.go(cast.manager, "/notices/", width=DESK)
    page.get_by_role("button", name="已超时").first.click()
    page.wait_for_url(f"**/complaints/{complaint.pk}/")
    expect(page.locator(".j-due.is-late")).to_have_count(3)  # reply, plan and completion
    walk.look(cast.manager, page)
    walk.go(cast.manager, "/complaints/", width=DESK)


def the_colleague_does_it_again(cast: Cast, walk: Walk, case: str) -> None:
    page = walk.go(cast.engineer2, case, width=PHONE)
    dialog = walk.take(cast.engineer2, page, "办结")
    dialog.get_by_label("处理结果（业主可见）").fill("重做防水，闭水试验通过")
    dialog.get_by_role("button", name="办结").click()
    said(page, "已办结", shown="重做防水，闭水试验通过")


def the_desk_hears_that_it_is_good(cast: Cast, walk: Walk, complaint: Complaint, case: str) -> None:
    page = walk.go(cast.clerk2, case, width=DESK)
    dialog = walk.take(cast.clerk2, page, "回访")
    dialog.get_by_role("radio", name="已联系上", exact=True).check()
    dialog.get_by_role("radio", name="5 非常满意").check()
    dialog.get_by_role("button", name="回访").click()
    said(page, "回访已记录。", shown="回访评分 5")
    walk.look(cast.clerk2, page)


def promises_of(complaint: Complaint) -> list[Promise]:
    return list(Promise.objects.filter(subject_kind="complaint", subject_id=complaint.pk).order_by("due_at"))

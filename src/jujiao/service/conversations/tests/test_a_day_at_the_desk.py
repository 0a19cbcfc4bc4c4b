"""3.1.3 in three browsers: an owner writes, a clerk answers and makes a complaint of it, its number stands in the same
conversation, an engineer does it, and the owner is satisfied."""

from importlib import import_module
from typing import Any, Final

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jujiao.service.conversations.first_phrases import FIRST
from jujiao.service.conversations.models import Conversation, Direction
from jujiao.service.conversations.operations.phrases import ship_first_phrases
from jujiao.testing.browser import Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast

CASES: Final[Any] = import_module("jujiao.service.complaints.models")
STEPS: Final[Any] = import_module("jujiao.service.complaints.operations")
"""Chapters do not import each other: what this test asks of another one it looks up."""
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def hears(page: Page, event: str, topic: str) -> None:
    """The word of the live line, which this server does not have."""
    page.evaluate(
        "([name, topic]) => document.body.dispatchEvent(new CustomEvent(name, { detail: { topic, topics: [topic] } }))",
        [event, topic],
    )


def look(page: Page) -> None:
    check_page(page)
    size = page.viewport_size
    if size and size["width"] < 768:
        check_targets(page)


def test_from_the_message_to_the_satisfied_owner(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    ship_first_phrases(company=cast.company, now=NOW)
    owner = page_as(cast.resident, width=390, path=reverse("conversations_owner:conversations"))
    look(owner)
    owner.locator("textarea[name=text]").fill("三单元的灯不亮了")
    owner.get_by_role("button", name="发送").click()
    expect(owner.locator(".c-due")).to_contain_text("10:10")
    row = Conversation.objects.get()
    topic = f"conversations:{cast.estate.pk}/{row.pk}"
    look(owner)

    clerk = page_as(cast.clerk, width=1440, path=reverse("conversations:inbox"))
    colleague = page_as(
        cast.clerk2, width=390, language="en", path=reverse("conversations:conversation", args=[row.pk])
    )
    clerk.get_by_role("link", name=cast.resident.person.name).click()
    expect(clerk.locator("#thread")).to_contain_text("三单元的灯不亮了")
    # Texts for answers are found by the first letters; a colleague sees who writes.
    clerk.locator("#answer-text").type("/wz")
    look(clerk)
    clerk.keyboard.press("Enter")
    offered = next(text for _title, short, text in FIRST if short == "wz")
    expect(clerk.locator("#answer-text")).to_have_value(offered.format(姓名=cast.resident.person.name))
    hears(colleague, "live-typing", f"typing:{cast.estate.pk}/{row.pk}/{cast.clerk.user.pk}")
    expect(colleague.locator("#typing")).to_contain_text(cast.clerk.employee.name)
    colleague.locator("#answer-text").fill("We are on our way")
    clerk.locator("#answer-text").press("Control+Enter")
    expect(clerk.locator(".c-said.is-outgoing")).to_have_count(1)
    expect(clerk.locator("#answer-text")).to_have_value("")
    # The second one hears what the first wrote; nothing is sent, nothing typed is lost.
    colleague.locator("#answer-send").click()
    expect(colleague.locator("#answer-errors")).to_contain_text(cast.clerk.employee.name)
    expect(colleague.locator("#answer-text")).to_have_value("We are on our way")
    look(colleague)
    assert row.messages.filter(direction=Direction.OUTGOING).count() == 1

    clerk.locator("#thread summary").click()
    clerk.locator("#thread").get_by_role("link", name="登记投诉").click()
    clerk.locator("[name=category]").first.check(force=True)
    clerk.locator("#main").get_by_role("button", name="登记", exact=True).click()
    clerk.wait_for_url("**/registered/")
    case = CASES.Complaint.objects.get()
    hears(owner, "live-user", f"user:{cast.resident.user.pk}")
    expect(owner.locator("#thread")).to_contain_text(case.number)
    look(owner)
    hears(colleague, "live-conversations", topic)
    expect(colleague.locator("#thread")).to_contain_text(case.number)

    engineer = cast.engineer.viewer
    for verb, actor, given in (
        ("dispatch", cast.clerk.viewer, {"department": cast.engineering}),
        ("accept", engineer, {}),
        ("resolve", engineer, {"text": "灯换好了", "channel": "online"}),
    ):
        getattr(STEPS, verb)(complaint_id=case.pk, **given, version=None, actor=actor, now=moment.forward(minutes=5))
    hears(owner, "live-user", f"user:{cast.resident.user.pk}")
    expect(owner.locator(".c-news").last).to_contain_text(case.number)
    owner.goto(reverse("complaints_owner:rate", args=[case.pk]))
    owner.locator("[name=score][value='5']").check(force=True)
    owner.locator("#main form button.btn-primary").click()
    owner.wait_for_url(f"**{reverse('complaints_owner:case', args=[case.pk])}")
    case.refresh_from_db()
    assert case.state == "closed"

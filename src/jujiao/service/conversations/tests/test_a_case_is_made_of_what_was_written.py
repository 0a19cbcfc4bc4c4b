"""3.1.3: of what an owner wrote a complaint is made; its number stands in the same conversation, and its news."""

from datetime import datetime
from importlib import import_module
from typing import Any, Final

import pytest
from django.urls import reverse

from jujiao.kernel.record.declared import Became
from jujiao.promises.models import PromiseState
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.operations.converting import ORIGIN, UnableToMakeACase
from jujiao.service.conversations.queries import messages_for
from jujiao.service.conversations.queries_news import cases_of, news_of, own_news
from jujiao.service.conversations.tests.desk import MINUTE, now_of, promises_of, the_desk
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

CASES: Final[Any] = import_module("jujiao.service.complaints.models")
COMPLAINTS: Final[Any] = import_module("jujiao.service.complaints.operations")
pytestmark = pytest.mark.django_db


def a_complaint(cast: Cast, who: Member | None = None, **more: Any) -> Any:
    given: dict[str, Any] = {"room": cast.room, "person": cast.resident.person, "channel": "online"}
    return COMPLAINTS.register(
        actor=(who or cast.clerk).viewer, now=NOW + MINUTE, estate=cast.estate, text="水管漏水",
        category=CASES.Category.objects.get(code="leak"), **(given | more),
    )  # fmt: skip


def make(conversation: Conversation, complaint: Any, who: Member, at: datetime = NOW + MINUTE) -> None:
    ORIGIN.became(conversation.pk, Became("complaint", complaint.pk, who.viewer, at))


def test_the_form_knows_who_where_and_what(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("水管漏水了", NOW).conversation
    desk.hears("在厨房", NOW)
    known = ORIGIN.known(cast.clerk.viewer, conversation.pk)
    assert known
    assert (known["room"], known["person"], known["estate"]) == (cast.room, cast.resident.person, cast.estate)
    assert (known["text"], known["channel"]) == ("水管漏水了\n在厨房", "online")
    for who in (cast.clerk_elsewhere, cast.outsider, cast.resident, cast.auditor):
        assert ORIGIN.known(who.viewer, conversation.pk) is None


def test_its_number_is_told_there_and_that_is_an_answer(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("水管漏水了", NOW).conversation
    complaint = a_complaint(cast)
    make(conversation, complaint, cast.clerk)
    told = Message.objects.get(case_kind="complaint", case_id=complaint.pk)
    assert complaint.number in told.text
    assert promises_of(conversation)[0].state == PromiseState.MET
    assert ORIGIN.known(cast.clerk.viewer, conversation.pk)["text"] == ""  # type: ignore[index]


def test_its_progress_and_completion_come_back_there(cast: Cast, sign_in: SignIn) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("水管漏水了", NOW).conversation
    complaint = a_complaint(cast)
    make(conversation, complaint, cast.clerk)
    for verb, who, given in (
        ("dispatch", cast.clerk, {"department": cast.engineering}),
        ("accept", cast.engineer, {}),
        ("resolve", cast.engineer, {"text": "阀门换好了", "channel": "online"}),
    ):
        step = {"actor": who.viewer, "now": NOW + 5 * MINUTE, "complaint_id": complaint.pk, "version": None}
        getattr(COMPLAINTS, verb)(**step, **given)
    told = [each.text for each in news_of(cast.clerk2.viewer, conversation)]
    assert len(told) == 2
    assert all(complaint.number in each for each in told)
    assert told == [each.text for each in own_news(now_of(conversation))]
    page = sign_in(cast.resident).get(reverse("conversations_owner:conversation", args=[conversation.pk])).text
    inside = sign_in(cast.clerk2).get(reverse("conversations:conversation", args=[conversation.pk])).text
    assert (page.count("c-news"), inside.count("c-news")) == (2, 2)


def test_two_who_make_one_of_the_same_hear_of_each_other(cast: Cast) -> None:
    """Taken while it is converted: both stand, and the second conversion does not."""
    desk = the_desk(cast)
    conversation = desk.hears("水管漏水了", NOW).conversation
    complaint = a_complaint(cast)
    make(conversation, complaint, cast.clerk)
    with pytest.raises(UnableToMakeACase, match=complaint.number):
        make(conversation, a_complaint(cast, cast.clerk2), cast.clerk2)
    make(conversation, a_complaint(cast), cast.clerk)
    desk.hears("又漏了", NOW + 2 * MINUTE)
    make(conversation, a_complaint(cast, cast.clerk2), cast.clerk2, NOW + 3 * MINUTE)
    assert Message.objects.exclude(case_kind="").count() == 3
    assert now_of(conversation).waiting_since is None


def test_who_a_case_is_about_does_not_read_of_it_there(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("客服态度差", NOW).conversation
    complaint = a_complaint(cast, cast.manager, about_employee=cast.clerk2.employee)
    make(conversation, complaint, cast.manager)
    assert complaint.number in messages_for(cast.clerk.viewer, conversation)[0].text
    assert not any(complaint.number in each.text for each in messages_for(cast.clerk2.viewer, conversation))
    assert complaint.number not in now_of(conversation).last_text
    assert cases_of(cast.clerk2.viewer, conversation) == []
    assert cases_of(cast.clerk.viewer, conversation) == [("complaint", complaint.pk)]

"""3.1.3: the desk's other systems read and answer; each figure of the rates opens to its turns."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.service.conversations.models import Message
from jujiao.service.conversations.personal_data import personal_data
from jujiao.service.conversations.tests.desk import MINUTE, now_of, the_desk
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_the_desk_answers_by_the_api_once(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗", NOW - MINUTE).conversation
    clerk, colleague, auditor = System(cast.clerk), System(cast.clerk2), System(cast.auditor)
    (listed,) = clerk.get("conversations?waiting=true")["items"]
    assert (listed["who"], listed["estate"]) == (cast.resident.person.name, "YX")
    assert auditor.get("conversations")["items"][0]["who"] != cast.resident.person.name
    said = {"text": "在的", "version": listed["version"]}
    sent = clerk.post(f"conversations/{conversation.pk}/answers", said, 201, key="one")
    assert clerk.post(f"conversations/{conversation.pk}/answers", said, 201, key="one") == sent
    refused = colleague.post(f"conversations/{conversation.pk}/answers", {**said, "text": "您好"}, 409)
    assert "在的" in refused["detail"]
    noted = colleague.post(f"conversations/{conversation.pk}/notes", {"text": "已问过"}, 201)
    found = clerk.get(f"conversations/{conversation.pk}/messages")["items"]
    assert [each["id"] for each in found[:2]] == [noted["id"], sent["id"]]
    assert [each["who"] for each in found] == [cast.clerk2.user.name, cast.clerk.user.name, cast.resident.person.name]
    seen = {"version": now_of(conversation).version}
    assert colleague.post(f"conversations/{conversation.pk}/take", seen, 200)["taken_by"] == cast.clerk2.employee.number
    assert clerk.post(f"conversations/{conversation.pk}/give-back", seen, 409)["code"] == "Stale"
    seen = {"version": now_of(conversation).version}
    assert colleague.post(f"conversations/{conversation.pk}/end", seen, 200)["ended_at"] is not None
    assert Message.objects.filter(direction="outgoing").count() == 1


def test_each_figure_opens_to_its_turns(cast: Cast, sign_in: SignIn) -> None:
    desk = the_desk(cast)
    desk.says(desk.hears("在吗", NOW - 60 * MINUTE).conversation, "在的", NOW - 55 * MINUTE)
    desk.says(desk.hears("在吗", NOW - 60 * MINUTE, cast.neighbour).conversation, "在的", NOW - 30 * MINUTE)
    desk.hears("在吗", NOW - MINUTE, cast.tenant)
    client = sign_in(cast.manager)
    shown = client.get(reverse("conversations:rates")).text
    assert "50.0%" in shown
    links = [unescape(each) for each in re.findall(r'href="(/conversations/rates/turns/[^"]+)">(?:\d+)<', shown)]
    numbers = [int(each) for each in re.findall(r'href="/conversations/rates/turns/[^"]+">(\d+)<', shown)]
    assert len(links) > 8
    for link, number in zip(links, numbers, strict=True):
        assert client.get(link).text.count("j-row-link") == number, link
    assert "50.0%" in sign_in(cast.head_of_service).get(reverse("conversations:rates")).text
    assert "50.0%" not in sign_in(cast.head_of_engineering).get(reverse("conversations:rates")).text


def test_owners_take_along_what_was_written_but_no_notes(cast: Cast) -> None:
    desk = the_desk(cast)
    conversation = desk.hears("在吗").conversation
    desk.says(conversation, "在的", NOW + MINUTE)
    (kept,) = personal_data(cast.resident.viewer)["conversations"]
    assert [each["text"] for each in kept["messages"]] == ["在吗", "在的"]
    assert personal_data(cast.neighbour.viewer) == {"conversations": []}


class System:
    """Another system, with a token of one of the cast."""

    def __init__(self, who: Member) -> None:
        token = issue_token(user=who.user, label="测试", actor=who.viewer, now=NOW)
        self.client = Client(headers={"Authorization": f"Bearer {token}"})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1/{path}").json()

    def post(self, path: str, body: dict[str, Any], status: int, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        answer = self.client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()

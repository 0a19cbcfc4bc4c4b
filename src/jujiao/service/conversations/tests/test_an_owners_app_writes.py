"""An owner writes to the desk from an app of their own: once for a key, with photos, and reads what is answered."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jujiao.company.accounts.operations import issue_token
from jujiao.company.estates.models import Residency
from jujiao.kernel.machine import clock
from jujiao.kernel.models import TimelineEntry
from jujiao.promises.models import Promise
from jujiao.rules.service.conversations import LONGEST
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.operations.answering import answer, note_down
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, OPENED, Cast, Member

MINE, WRITE = "/api/v1/my/conversations", "/api/v1/my/messages"


def as_(member: Member) -> Client:
    secret = issue_token(user=member.user, label="app", actor=member.viewer, now=clock.now())
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def resident(cast: Cast, moment: Moment) -> Client:
    return as_(cast.resident)


def write(client: Client, text: str = "楼道灯不亮了", *, key: str = "", files: Any = None, **more: Any) -> Any:
    said = {"estate": "YX", "text": text, **more}
    headers = {"Idempotency-Key": key} if key else {}
    if files is None:
        return client.post(WRITE, said, content_type="application/json", headers=headers)
    return client.post(WRITE, {"request": json.dumps(said), "files": files}, headers=headers)


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(content, "PNG")
    return SimpleUploadedFile("lamp.png", content.getvalue(), "image/png")


def test_what_is_written_is_promised_an_answer_and_taken_once(cast: Cast, resident: Client) -> None:
    answers = [write(resident, key="m1", files=[picture()]) for _time in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    told = answers[0].json()
    promise = Promise.objects.get(subject_kind="conversation", subject_id=told["conversation"]["id"])
    assert told["conversation"]["due_at"] == promise.due_at.isoformat().replace("+00:00", "Z")
    assert [file["kind"] for file in told["message"]["files"]] == ["photo"]
    message = Message.objects.get()
    assert (message.way, message.written_by) == ("api", cast.resident.user)
    again = write(resident, "另一件事", key="m1")
    assert (again.status_code, again.json()["code"]) == (422, "KeyReused")


def test_they_read_answers_page_by_page_and_no_notes(cast: Cast, resident: Client, moment: Moment) -> None:
    write(resident)
    conversation = Conversation.objects.get()
    note_down(conversation=conversation, text="业主脾气急", actor=cast.clerk.viewer, now=moment.now)
    answer(conversation=conversation, text="马上派人去看", version=None, actor=cast.clerk.viewer, now=moment.now)
    place = f"{MINE}/{conversation.pk}"
    page = resident.get(f"{place}/messages?limit=1").json()
    assert [(each["text"], each["who"]) for each in page["items"]] == [("马上派人去看", cast.clerk.user.name)]
    further = resident.get(f"{place}/messages", {"after": page["next"]}).json()
    assert [(each["text"], each["direction"]) for each in further["items"]] == [("楼道灯不亮了", "incoming")]
    assert "业主脾气急" not in resident.get(place).content.decode() + resident.get(MINE).content.decode()
    assert resident.get(place).json()["unread"] is True
    assert resident.post(f"{place}/read").status_code == 400  # an empty form is no JSON
    assert resident.post(f"{place}/read", content_type="application/json").status_code == 204
    stands = resident.get(place).json()
    assert (stands["unread"], stands["due_at"]) == (False, None)


def test_nobody_else_reads_or_writes_there(cast: Cast, resident: Client, moment: Moment) -> None:
    write(resident)
    place = f"{MINE}/{Conversation.objects.get().pk}"
    for other in (cast.neighbour, cast.former, cast.clerk, cast.outsider):
        client = as_(other)
        for address in (place, f"{place}/messages"):
            assert client.get(address).status_code == 404
        assert client.post(f"{place}/read", content_type="application/json").status_code == 404
    assert as_(cast.neighbour).get(MINE).json()["items"] == []
    Residency.objects.filter(person=cast.resident.person).update(moved_out=OPENED)
    assert write(resident).status_code == 403
    assert resident.get(MINE).json()["may_write_to"] == []
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"text": "漏" * LONGEST}, 201),
        ({"text": "漏" * (LONGEST + 1)}, 422),
        ({"text": ""}, 422),
        ({"text": "", "latitude": 30.25, "longitude": 120.16}, 201),
        ({"text": "", "latitude": 30.25}, 422),
        ({"text": "", "latitude": 91, "longitude": 0}, 422),
        ({"estate": "JP"}, 422),
    ],
)
def test_what_may_be_written(resident: Client, said: dict[str, Any], status: int) -> None:
    before = TimelineEntry.objects.count()
    assert write(resident, **{"text": "你好", **said}).status_code == status
    assert Message.objects.count() == (status == 201)
    assert (TimelineEntry.objects.count() > before) == (status == 201)


def test_a_conversation_that_was_ended_goes_on(cast: Cast, resident: Client) -> None:
    write(resident)
    Conversation.objects.update(ended_at=NOW, waiting_since=None, due_at=None, taken_by=None, taken_at=None)
    assert write(resident, "还有一件事").json()["conversation"]["round"] == 2

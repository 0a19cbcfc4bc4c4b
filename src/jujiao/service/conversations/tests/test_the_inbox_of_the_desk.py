"""3.1.3: the inbox: what waits stands first, each is found again, and a part asks for what is new."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from jujiao.kernel.models import TimelineEntry
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.operations.answering import answer, note_down
from jujiao.service.conversations.operations.taking import take
from jujiao.service.conversations.operations.writing import write
from jujiao.service.conversations.proof.rows import Maker, maker, phrase
from jujiao.service.conversations.queries_box import Show, search, shown
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
PART: dict[str, Any] = {"HX-Request": "true"}


def of(cast: Cast, show: Show) -> list[int]:
    from jujiao.service.conversations.queries_box import ORDERS

    return [each.pk for each in shown(cast.clerk.viewer, show).order_by(*ORDERS[show])]


def test_what_is_due_first_stands_first(cast: Cast) -> None:
    make = maker(cast)
    later = make.conversation(cast.resident.person)
    sooner = make.conversation(cast.neighbour.person, due_at=NOW + MINUTE)
    stranger = make.conversation(due_at=None)
    answered = make.conversation(cast.tenant.person, waiting_since=None, due_at=None, last_at=NOW)
    ended = make.conversation(
        cast.landlord.person, waiting_since=None, due_at=None, ended_at=NOW, last_at=NOW - 2 * MINUTE + MINUTE
    )
    Maker(cast.other_estate, NOW).conversation()
    assert of(cast, Show.WAITING) == [stranger.pk, sooner.pk, later.pk]
    assert of(cast, Show.ALL)[0] == answered.pk
    assert set(of(cast, Show.ALL)) == {later.pk, sooner.pk, stranger.pk, answered.pk, ended.pk}
    assert of(cast, Show.ENDED) == [ended.pk]
    take(conversation=sooner, version=1, actor=cast.clerk.viewer, now=NOW)
    assert of(cast, Show.MINE) == [sooner.pk]


def test_each_is_found_by_name_room_number_and_words(cast: Cast) -> None:
    make = maker(cast)
    mine = make.conversation(cast.resident.person, last_text="电梯又停了")
    other = make.conversation(cast.neighbour.person, last_text="快递放哪儿")
    rows = Conversation.objects.all()

    def found(text: str) -> set[int]:
        return {each.pk for each in search(cast.clerk.viewer, rows, text, NOW)}

    assert found(cast.resident.person.name) == {mine.pk}
    assert found("1-1-101") >= {mine.pk}
    assert found(cast.resident.person.phone) == {mine.pk}
    assert found("快递") == {other.pk}
    assert found("快递 电梯") == set()


def test_the_list_stands_beside_the_conversation(cast: Cast, sign_in: SignIn) -> None:
    phrase(cast.company, None, title="位置")
    message = write(estate=cast.estate, text="三单元门禁坏了", actor=cast.resident.viewer, now=NOW)
    row = message.conversation
    note_down(conversation=row, text="门禁厂家明天来", actor=cast.clerk.viewer, now=NOW)
    clerk = sign_in(cast.clerk)
    page = clerk.get(reverse("conversations:conversation", args=[row.pk])).content.decode()
    for words in (
        "三单元门禁坏了",
        "门禁厂家明天来",
        cast.resident.person.name,
        "1-1-101",
        "位置",
        "/complaints/register/",
    ):
        assert words in page
    part = clerk.get(reverse("conversations:inbox"), {"open": row.pk}, headers=PART).content.decode()
    assert part.lstrip().startswith('<div id="list"')
    assert 'aria-current="true"' in part.partition("c-rows")[2]
    thread = clerk.get(reverse("conversations:conversation", args=[row.pk]), headers=PART).content.decode()
    assert thread.lstrip().startswith('<div id="thread"')
    auditor = sign_in(cast.auditor).get(reverse("conversations:conversation", args=[row.pk])).content.decode()
    assert cast.resident.person.name not in auditor
    assert "answer-text" not in auditor


def test_an_answer_is_sent_once_and_a_second_one_hears_of_it(cast: Cast, sign_in: SignIn) -> None:
    row = write(estate=cast.estate, text="水管漏水", actor=cast.resident.viewer, now=NOW).conversation
    row.refresh_from_db()
    url = reverse("conversations:answer", args=[row.pk])
    said = {"text": "马上派人来看", "version": row.version, "phrase_version": ""}
    assert sign_in(cast.clerk).post(url, said, headers=PART).status_code == 204
    refused = sign_in(cast.clerk2).post(url, {**said, "text": "请稍等"}, headers=PART)
    assert refused.status_code == 409
    assert "马上派人来看" in refused.content.decode()
    assert 'hx-swap-oob="true"' in refused.content.decode()
    answers = Message.objects.filter(direction=Direction.OUTGOING)
    assert list(answers.values_list("text", flat=True)) == ["马上派人来看"]
    empty = sign_in(cast.clerk).post(url, {**said, "text": " "}, headers=PART)
    assert empty.status_code == 422


def test_an_answer_keeps_the_text_that_it_was_made_of(cast: Cast, sign_in: SignIn) -> None:
    version = phrase(cast.company, None, title="位置").versions.get()
    row = write(estate=cast.estate, text="灯坏了", actor=cast.resident.viewer, now=NOW).conversation
    row.refresh_from_db()
    said = {"text": "请问在哪一层？", "version": row.version, "phrase_version": version.pk}
    sign_in(cast.clerk).post(reverse("conversations:answer", args=[row.pk]), said, headers=PART)
    assert Message.objects.get(direction=Direction.OUTGOING).phrase_version == version


def test_typing_is_told_and_not_kept(cast: Cast, sign_in: SignIn) -> None:
    row = write(estate=cast.estate, text="灯坏了", actor=cast.resident.viewer, now=NOW).conversation
    before = TimelineEntry.objects.count()
    url = reverse("conversations:typing", args=[row.pk])
    assert sign_in(cast.clerk).post(url).status_code == 204
    heard = sign_in(cast.clerk2).get(url, {"by": cast.clerk.user.pk}).content.decode()
    assert cast.clerk.employee.name in heard
    assert sign_in(cast.clerk2).get(url, {"by": cast.outsider.user.pk}).content == b""
    assert TimelineEntry.objects.count() == before


def test_an_owner_writes_and_reads_the_answer(cast: Cast, sign_in: SignIn) -> None:
    resident = sign_in(cast.resident)
    first = resident.get(reverse("conversations_owner:conversations"))
    assert first["Location"] == reverse("conversations_owner:begin", args=[cast.estate.pk])
    url = reverse("conversations_owner:send", args=[cast.estate.pk])
    for _again in range(2):
        sent = resident.post(url, {"text": "请问快递柜在哪", "key": "k1"})
    row = Conversation.objects.get()
    assert sent["Location"] == reverse("conversations_owner:conversation", args=[row.pk])
    assert row.messages.count() == 1
    answer(conversation=row, text="在三单元北侧", version=None, actor=cast.clerk.viewer, now=NOW)
    note_down(conversation=row, text="常问", actor=cast.clerk.viewer, now=NOW)
    page = resident.get(sent["Location"]).content.decode()
    assert "在三单元北侧" in page
    assert "常问" not in page
    row.refresh_from_db()
    assert row.read_at is not None
    assert resident.post(url, {"text": "", "key": "k2"}).status_code == 422
    assert sign_in(cast.neighbour).get(sent["Location"]).status_code == 404

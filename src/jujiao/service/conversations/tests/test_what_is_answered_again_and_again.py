"""3.1.3: what the desk answers again and again: texts with blanks, which are published in versions."""

from typing import Any

import pytest
from django.urls import reverse

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.rules.service.phrases import not_blanks
from jujiao.service.conversations.first_phrases import FIRST
from jujiao.service.conversations.models import Phrase, PhraseVersion
from jujiao.service.conversations.operations.phrases import (
    UnableToPublishPhrase,
    add_phrase,
    publish_phrase,
    ship_first_phrases,
    withdraw_phrase,
)
from jujiao.service.conversations.proof.rows import phrase
from jujiao.service.conversations.queries_phrases import offered_at
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


def written(cast: Cast, **more: Any) -> Phrase:
    given = {"company": cast.company, "estate": None, "title": "问候", "short": "wh", "text": "{姓名}您好。"}
    return add_phrase(**{**given, "actor": cast.director.viewer, "now": NOW, **more})


def test_a_version_stays_when_the_next_one_is_published(cast: Cast) -> None:
    made = written(cast)
    publish_phrase(
        phrase=made, title="问候", short="wh", text="{姓名}{时段问候}。", version=1, actor=cast.director.viewer, now=NOW
    )
    assert list(PhraseVersion.objects.order_by("number").values_list("number", "text")) == [
        (1, "{姓名}您好。"),
        (2, "{姓名}{时段问候}。"),
    ]
    with pytest.raises(Stale):
        publish_phrase(
            phrase=made, title="问候", short="wh", text="您好。", version=1, actor=cast.director.viewer, now=NOW
        )


def test_what_nobody_could_fill_or_find_is_refused(cast: Cast) -> None:
    written(cast)
    for wrong in ({"text": "{来电人}您好"}, {"text": " "}, {"title": "问候", "text": "又一条"}):
        with pytest.raises(UnableToPublishPhrase):
            written(cast, **{"title": "另一条", **wrong})
    with pytest.raises(NotAllowed):
        written(cast, title="别人的", actor=cast.clerk.viewer)
    with pytest.raises(NotAllowed):
        written(cast, title="全公司的", actor=cast.manager.viewer)
    assert written(cast, title="本小区的", estate=cast.estate, actor=cast.manager.viewer).version == 1


def test_an_estates_own_text_stands_in_for_the_companys(cast: Cast) -> None:
    written(cast)
    own = written(cast, estate=cast.estate, text="{姓名}您好，云栖花园客服。", actor=cast.manager.viewer)
    assert [each.text for each in offered_at(cast.estate)] == ["{姓名}您好，云栖花园客服。"]
    assert [each.text for each in offered_at(cast.second_estate)] == ["{姓名}您好。"]
    withdraw_phrase(phrase=own, version=1, actor=cast.manager.viewer, now=NOW)
    assert [each.text for each in offered_at(cast.estate)] == ["{姓名}您好。"]


def test_a_company_begins_with_texts_that_can_be_filled(cast: Cast) -> None:
    assert ship_first_phrases(company=cast.other_company, now=NOW) == len(FIRST) == len(offered_at(cast.other_estate))
    assert ship_first_phrases(company=cast.other_company, now=NOW) == 0
    assert [wrong for _title, _short, text in FIRST for wrong in not_blanks(text)] == []
    assert len({short for _title, short, _text in FIRST}) == len(FIRST)


def test_the_pages_of_texts(cast: Cast, sign_in: SignIn) -> None:
    made = phrase(cast.company, cast.estate, title="请说明位置")
    clerk, manager = sign_in(cast.clerk), sign_in(cast.manager)
    assert "请说明位置" in clerk.get(reverse("conversations:phrases")).content.decode()
    answer = manager.post(
        reverse("conversations:publish_phrase", args=[made.pk]),
        {"title": "请说明位置", "short": "wz", "text": "请问在哪一层？", "version": 1},
    )
    assert answer.status_code == 302
    page = clerk.get(reverse("conversations:phrase", args=[made.pk])).content.decode()
    assert "<ins>" in page
    assert "请问在哪一层？" in page
    assert clerk.get(reverse("conversations:publish_phrase", args=[made.pk])).status_code == 404
    added = manager.post(
        reverse("conversations:add_phrase"),
        {"title": "停水", "short": "ts", "text": "{小区}今天停水。", "estate": cast.estate.pk, "version": 0},
    )
    assert added.status_code == 302
    assert Phrase.objects.get(title="停水").estate == cast.estate

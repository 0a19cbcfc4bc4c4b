"""Administration says what an account may send, and sees what WeChat said of it."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from jujiao.demo.wechat.platform import CUSTOM
from jujiao.notices.wechat.models import Account, Right, Template
from jujiao.notices.wechat.tests.sending_stage import Stage, may_send
from jujiao.rules.wechat import EVERYTHING, NO_RIGHT, WINDOW_ONLY, Rights
from jujiao.testing.fixtures import SignIn

STANDS = {
    "It answers within the window and beyond it.": EVERYTHING,
    "It answers within the window alone: beyond it, answers go by text message or by a call.": WINDOW_ONLY,
    "It cannot send anything: answers go by text message, and where there is no number by a call.": NO_RIGHT,
    "It answers only beyond the window, by the ways below, and else by text message or by a call.": Rights(
        window=False, template=True, notice=False
    ),
}


def page(stage: Stage, name: str = "sending", *more: str) -> str:
    return reverse(f"wechat:{name}", args=[stage.account.pk, *more])


def in_chinese(sentence: str) -> str:
    with translation.override("zh-hans"):
        return translation.gettext(sentence)


@pytest.mark.parametrize("sentence", STANDS)
def test_the_page_says_what_the_account_can_do(stage: Stage, sign_in: SignIn, sentence: str) -> None:
    may_send(stage.account, STANDS[sentence])
    shown = sign_in(stage.cast.hr).get(page(stage)).content.decode()
    assert [each for each in STANDS if in_chinese(each) in shown] == [sentence]


def test_the_page_counts_what_went_and_shows_each_code(stage: Stage, sign_in: SignIn) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    stage.platform.ready[CUSTOM] = [0, 48001]
    for _time in range(3):
        stage.answer()
    shown = sign_in(stage.cast.sysadmin).get(page(stage))
    ways = {each.way: (each.taken, each.failed) for each in shown.context["ways"]}
    assert ways == {"window": (1, 1), "template": (2, 0), "notice": (0, 0)}
    assert [(line.code, line.lately) for line in shown.context["came"]] == [("48001", 1)]
    assert in_chinese("Taken away by WeChat") in shown.content.decode()
    assert len(shown.context["others"]) > 30


def test_what_is_no_code_of_wechat_is_counted_too(stage: Stage, sign_in: SignIn) -> None:
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    stage.platform.ready[CUSTOM] = [77777]
    stage.answer()
    stage.later(hours=50)
    stage.answer()
    shown = sign_in(stage.cast.sysadmin).get(page(stage)).context["came"]
    assert [(line.code, line.lately) for line in shown] == [("77777", 1), ("not_open", 1)]


def test_a_right_is_given_back_and_taken_by_the_version_that_was_shown(stage: Stage, sign_in: SignIn) -> None:
    Right.objects.create(account=stage.account, way="window", lost_at=stage.moment.now, code="48001")
    client = sign_in(stage.cast.hr)
    assert client.post(page(stage, "right", "window"), {"on": "1", "version": "1"}).status_code < 400
    kept = Right.objects.get()
    assert (kept.lost_at, kept.code) == (None, "")
    assert client.post(page(stage, "right", "window"), {"version": "1"}).status_code == 409
    assert Right.objects.exists()
    assert client.post(page(stage, "right", "window"), {"version": "2"}).status_code < 400
    assert not Right.objects.exists()
    assert client.post(page(stage, "right", "pigeon"), {"version": "3"}).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"template_id": "", "name_1": "thing1", "value_1": "words"},
        {"template_id": "T", "name_1": "", "value_1": "words"},
        {"template_id": "T", "name_1": "Thing 1", "value_1": "words"},
        {"template_id": "T", "name_1": "thing1", "value_1": ""},
        {"template_id": "T", "name_1": "thing1", "value_1": "openid"},
    ],
)
def test_a_template_that_could_not_be_filled_is_refused(stage: Stage, sign_in: SignIn, fields: dict[str, Any]) -> None:
    sent = sign_in(stage.cast.hr).post(page(stage, "template", "template"), {**fields, "version": "1"})
    assert sent.status_code == 422
    assert not Template.objects.exists()


def test_a_template_is_kept_and_used(stage: Stage, sign_in: SignIn) -> None:
    Right.objects.create(account=stage.account, way="template")
    client, url = sign_in(stage.cast.hr), page(stage, "template", "template")
    fields = {"template_id": " T-template ", "version": "1"}
    for place, name, value in ((1, "thing1", "words"), (2, "character_string2", "number"), (4, "time3", "time")):
        fields |= {f"name_{place}": name, f"value_{place}": value}
    assert client.post(url, fields).status_code < 400
    assert Account.objects.get().version == 2
    assert 'value="character_string2"' in client.get(url).content.decode()
    assert stage.answer().accepted_by == "wechat"
    assert client.get(page(stage, "template", "window")).status_code == 404

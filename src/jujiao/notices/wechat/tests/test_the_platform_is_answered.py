"""The platform tells what owners write: it is kept once, and whoever else comes is refused in a word."""

import random
from collections import Counter
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.demo.wechat.owners import Owners
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.wechat.envelope import Envelope, key_of
from jujiao.notices.wechat.jobs import deal_with
from jujiao.notices.wechat.models import Account, Follower, Hearing, Inbound
from jujiao.notices.wechat.operations.later import DEAL_WITH
from jujiao.notices.wechat.secrets import SECRETS
from jujiao.notices.wechat.tests.door_stage import Desk
from jujiao.notices.wechat.web_callback import callback
from jujiao.testing.changed_requests import CHANGES, HOPELESS
from jujiao.testing.platform_requests import (
    APP_ID,
    EXAMPLES,
    GH,
    NOW,
    OTHER_KEY,
    TOKEN,
    message,
    posted,
)

ANN = "oANN"


@pytest.fixture
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's clock stands at the moment of the recorded requests."""
    monkeypatch.setattr(clock, "database_now", lambda: NOW)


def sent(account: Account, body: bytes, query: dict[str, str], method: str = "POST") -> tuple[int, bytes]:
    answer = Client().generic(method, f"/wechat/{account.path}/?{urlencode(query)}", body, content_type="text/xml")
    return answer.status_code, answer.content


def test_a_text_is_kept_and_goes_up_to_whoever_answers(owners: Owners, desk: Desk, account: Account) -> None:
    owners.writes(ANN, "三号楼的电梯又停了 😀")
    assert owners.told == [(200, "success")]
    follower, inbound = Follower.objects.get(), Inbound.objects.get()
    (written,) = desk.written
    assert (written.way, written.address_id, written.person_id) == ("wechat", follower.pk, None)
    assert (written.estate_id, written.external_id) == (account.estate_id, str(inbound.pk))
    assert (written.content, written.text, written.medium) == ("text", "三号楼的电梯又停了 😀", False)
    assert (written.at, inbound.fields, follower.openid) == (inbound.received_at, {}, ANN)
    assert follower.wrote_at == inbound.at <= inbound.received_at
    assert Hearing.objects.get().heard_at == inbound.received_at


def test_what_comes_again_counts_once(owners: Owners, desk: Desk, at_now: None, account: Account) -> None:
    body, query = posted(EXAMPLES[0])
    assert [sent(account, body, query) for _time in range(3)] == [(200, b"success")] * 3
    assert (Inbound.objects.count(), len(desk.written)) == (1, 1)


def test_every_kind_goes_up_as_what_it_is(owners: Owners, desk: Desk) -> None:
    owners.shows(ANN, b"picture")
    owners.speaks(ANN, b"voice")
    owners.films(ANN, b"film")
    owners.is_at(ANN, 31.230416, 121.473701, "人民广场")
    owners.push(ANN, message("link", Title="题", Url="https://example.org/", MsgId="7", FromUserName=ANN))
    owners.push(ANN, message("music", Tune="la", MsgId="8", FromUserName=ANN))
    told = [(each.content, each.text, each.latitude, each.longitude, each.medium) for each in desk.written]
    assert told == [
        ("photo", "", None, None, True),
        ("voice", "", None, None, True),
        ("video", "", None, None, True),
        ("place", "人民广场", 31.230416, 121.473701, False),
        ("link", "题\nhttps://example.org/", None, None, False),
        ("other", "", None, None, False),
    ]
    assert ProcrastinateJob.objects.filter(task_name="wechat.fetch").count() == 3
    assert Inbound.objects.get(kind="music").fields["Tune"] == "la"
    assert Inbound.objects.get(kind="location").fields == {}


def test_what_is_not_taken_is_said_to_the_writer(owners: Owners, desk: Desk) -> None:
    desk.refusal = "Write no more than 2000 characters; these are 2001."
    owners.writes(ANN, "长")
    assert owners.platform.follower(ANN).read == [desk.refusal]
    assert Inbound.objects.count() == 1


def test_what_fails_is_left_to_the_worker_and_not_lost(owners: Owners, desk: Desk, account: Account) -> None:
    desk.failure = DatabaseError("held up")
    owners.writes(ANN, "漏水了，请快来")
    assert owners.told == [(200, "success")]
    assert (Inbound.objects.count(), desk.written) == (0, [])
    job = ProcrastinateJob.objects.get(task_name=DEAL_WITH)
    assert "漏水" not in str(job.args)
    desk.failure = None
    for _twice in range(2):
        deal_with(**job.args)
    assert (desk.texts, Inbound.objects.count()) == (["漏水了，请快来"], 1)
    assert desk.written[0].at.isoformat() == job.args["at"]


def test_the_address_is_proven_before_anything_is_posted(owners: Owners, account: Account) -> None:
    query, echo = owners.greets()
    url = f"/wechat/{account.path}/"
    answer = Client().get(f"{url}?{query}")
    assert (answer.status_code, answer.content.decode(), answer["Content-Type"][:10]) == (200, echo, "text/plain")
    assert Client().get(f"{url}?{query}1").status_code == 200  # the signature is not over what is answered
    assert Client().get(url).status_code == 403
    assert Client().get(f"{url}?{query.replace('nonce=', 'nonce=x')}").status_code == 403


@pytest.mark.parametrize(("late", "status"), [(600, 200), (601, 403), (-601, 403)])
@pytest.mark.usefixtures("desk")
def test_what_is_older_than_ten_minutes_is_refused(
    account: Account, monkeypatch: pytest.MonkeyPatch, late: int, status: int
) -> None:
    monkeypatch.setattr(clock, "database_now", lambda: NOW + timedelta(seconds=late))
    assert sent(account, *posted(EXAMPLES[0]))[0] == status
    assert Inbound.objects.count() == (status == 200)


@pytest.mark.usefixtures("desk", "at_now")
def test_while_a_key_is_changed_both_open(account: Account) -> None:
    account.former_aes_key, account.aes_key = account.aes_key, SECRETS.close(OTHER_KEY)
    account.save(update_fields=["former_aes_key", "aes_key"])
    new = Envelope(app_id=APP_ID, token=TOKEN, keys=[key_of(OTHER_KEY)])
    assert sent(account, *posted(EXAMPLES[0]))[0] == 200
    assert sent(account, *posted(EXAMPLES[5], new))[0] == 200
    account.former_aes_key = ""
    account.save(update_fields=["former_aes_key"])
    assert sent(account, *posted(EXAMPLES[6]))[0] == 403


@pytest.mark.usefixtures("desk", "at_now")
def test_nobody_else_is_let_in(account: Account) -> None:
    body, query = posted(EXAMPLES[0])
    assert Client().generic("POST", f"/wechat/elsewhere/?{urlencode(query)}", body).status_code == 403
    assert sent(account, body, query, "PUT")[0] == 400
    assert sent(account, b"x" * 300_000, query)[0] == 400
    assert sent(account, *posted(EXAMPLES[0].replace(GH, "gh_another")))[0] == 403
    hearing = Hearing.objects.get()
    assert (hearing.heard_at, hearing.refused, hearing.reason) == (None, 3, "not_theirs")
    account.in_use = False
    account.save(update_fields=["in_use"])
    assert sent(account, body, query)[0] == 403
    account.in_use, account.token = True, "broken"
    account.save(update_fields=["in_use", "token"])
    assert sent(account, body, query)[0] == 403
    assert Hearing.objects.get().reason == "sealed"
    assert Inbound.objects.count() == 0


@pytest.mark.usefixtures("desk", "at_now")
def test_a_thousand_changed_requests_are_answered_in_a_word(account: Account) -> None:
    dice, outcomes = random.Random(15), Counter[tuple[str, int]]()
    changes = list(CHANGES.items())
    for number in range(1000):
        name, change = changes[number % len(changes)]
        body, query = change(dice, dice.choice(EXAMPLES))
        query = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
        url = f"/wechat/{account.path}/?{urlencode(query)}"
        request = RequestFactory().generic("POST", url, body, content_type="text/xml")
        outcomes[name, callback(request, account.path).status_code] += 1
    assert {status for _name, status in outcomes} == {200, 400, 403}
    assert {name for name in HOPELESS if outcomes[name, 200]} == set()

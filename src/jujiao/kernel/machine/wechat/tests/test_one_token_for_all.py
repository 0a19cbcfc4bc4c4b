"""All hosts and workers ask with one token. One that fails is replaced once, by whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import httpx
import pytest
from django.db import connections
from pytest_django import Settings

from jujiao.demo.wechat.platform import CUSTOM, STABLE_TOKEN, Platform
from jujiao.demo.wechat.serving import serving
from jujiao.kernel.machine.messaging.port import Accepted, Refused
from jujiao.kernel.machine.wechat import token
from jujiao.kernel.machine.wechat.account import Account
from jujiao.kernel.machine.wechat.client import Official
from jujiao.kernel.machine.wechat.tests.conftest import SECRET, Hands
from jujiao.kernel.models import WeChatToken
from jujiao.testing.platform_requests import APP_ID, NOW, OPENID

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def owner(platform: Platform) -> None:
    platform.follower(OPENID).wrote(NOW)


def test_a_token_is_fetched_once_and_kept_sealed(official: Official, platform: Platform) -> None:
    assert [official.say(OPENID, "x") for _time in range(3)] == [Accepted()] * 3
    assert platform.asked[STABLE_TOKEN] == 1
    row = WeChatToken.objects.get()
    assert platform.tokens.known[0].value not in row.value
    assert row.ends_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize(("later", "asked"), [(120 - 4, 2), (120 - 4 - 1, 1), (121, 2)])
def test_it_is_renewed_before_its_end_when_there_is_another(
    official: Official, platform: Platform, hands: Hands, later: int, asked: int
) -> None:
    official.say(OPENID, "x")
    hands.move(later * MINUTE)
    assert official.say(OPENID, "x") == Accepted()
    assert (platform.asked[STABLE_TOKEN], len(platform.tokens.known)) == (asked, asked)


@pytest.mark.parametrize("code", [40001, 40014, 42001])
def test_one_that_fails_is_renewed_once(official: Official, platform: Platform, code: int) -> None:
    official.say(OPENID, "x")
    platform.tokens.known.clear()  # somebody else has demanded a new one
    platform.ready[CUSTOM] = [code]
    assert official.say(OPENID, "y") == Accepted()
    assert (platform.asked[STABLE_TOKEN], platform.asked[CUSTOM]) == (2, 3)
    assert platform.follower(OPENID).read == ["x", "y"]


def test_what_fails_with_the_new_one_too_is_not_tried_in_a_circle(official: Official, platform: Platform) -> None:
    platform.ready[CUSTOM] = [40001] * 9
    found = official.say(OPENID, "x")
    assert isinstance(found, Refused)
    assert (found.code, found.again, platform.asked[CUSTOM]) == ("40001", False, 2)


def test_a_new_one_is_demanded_where_the_platform_has_no_other_and_seldom(
    official: Official, platform: Platform, hands: Hands
) -> None:
    official.say(OPENID, "x")
    platform.ready[CUSTOM] = [40001]
    assert official.say(OPENID, "y") == Accepted()
    assert platform.tokens.forced == [NOW]
    hands.move(74 * MINUTE)
    platform.ready[CUSTOM] = [40001]
    refused = official.say(OPENID, "z")
    assert isinstance(refused, Refused)
    assert platform.asked[CUSTOM] == 4  # with the same token it would be in vain
    hands.move(MINUTE)
    platform.ready[CUSTOM] = [40001]
    assert official.say(OPENID, "z") == Accepted()
    assert platform.tokens.forced == [NOW, NOW + 75 * MINUTE]


def test_one_that_was_replaced_meanwhile_is_not_replaced_again(
    official: Official, platform: Platform, account: Account
) -> None:
    first = token.usable(account, now=NOW)
    platform.tokens.known.clear()
    second = token.renewed(account, failed=first, now=NOW)
    assert token.renewed(account, failed=first, now=NOW) == second != first
    assert platform.asked[STABLE_TOKEN] == 2


@pytest.mark.parametrize(("secret", "app_id", "code"), [("wrong", APP_ID, "40125"), (SECRET, "wx-another", "40013")])
def test_an_account_that_is_set_up_wrongly_sends_nothing(
    official: Official, platform: Platform, secret: str, app_id: str, code: str
) -> None:
    found = Official(Account(app_id=app_id, secret=secret)).say(OPENID, "x")
    assert isinstance(found, Refused)
    assert (found.code, found.again, platform.asked[CUSTOM]) == (code, False, 0)


def test_without_a_token_nothing_was_sent_and_another_try_is_harmless(
    db: None, monkeypatch: pytest.MonkeyPatch, account: Account
) -> None:
    def away(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("away")

    real, transport = httpx.Client, httpx.MockTransport(away)
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))
    found = Official(account).say(OPENID, "x")
    assert isinstance(found, Refused)
    assert (found.code, found.again) == ("ConnectTimeout", True)


def test_one_that_can_no_longer_be_read_is_fetched_anew(
    official: Official, platform: Platform, settings: Settings
) -> None:
    official.say(OPENID, "x")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
    assert official.say(OPENID, "x") == Accepted()
    assert platform.asked[STABLE_TOKEN] == 2


@pytest.mark.django_db(transaction=True)
def test_where_several_find_it_failed_at_once_one_renews_it(hands: Hands) -> None:
    with serving(Platform(APP_ID, SECRET, now=hands)) as platform:
        account = Account(app_id=APP_ID, secret=SECRET, url=platform.url)
        platform.follower(OPENID).wrote(NOW)
        failed = token.usable(account, now=NOW)
        platform.tokens.known.clear()
        platform.delay[STABLE_TOKEN] = 0.1
        together = Barrier(4)

        def renew(_number: int) -> str:
            together.wait(20)
            try:
                return token.renewed(account, failed=failed, now=NOW)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as workers:
            found = set(workers.map(renew, range(4)))
        assert found == {platform.tokens.known[-1].value} != {failed}
        assert platform.asked[STABLE_TOKEN] == 2

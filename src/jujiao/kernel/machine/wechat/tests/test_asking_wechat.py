"""The desk answers, asks for what an owner sent, and has a code made: what is asked, and what comes of each answer."""

import json
from datetime import timedelta
from urllib.parse import parse_qs
from uuid import UUID

import httpx
import pytest

from jujiao.demo.wechat.platform import CUSTOM, NOTICE, SCAN_CODE, TEMPLATE, Kept, Platform
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Refused
from jujiao.kernel.machine.wechat.account import Account
from jujiao.kernel.machine.wechat.client import Article, Official, ScanCode
from jujiao.kernel.machine.wechat.codes import OUTCOMES, Then
from jujiao.kernel.machine.wechat.media import LARGEST, Medium, fetch
from jujiao.kernel.machine.wechat.tests.conftest import Hands
from jujiao.rules.wechat import EVERYTHING, NO_RIGHT, WINDOW_ONLY, Reader, Rights, Way, next_way
from jujiao.testing.platform_requests import APP_ID, NOW, OPENID

ATTEMPT = UUID("7f1d7d2e-5a0e-4a0c-8f55-0f3c2a1b9d10")
BLANKS = {"thing1": "电梯", "character_string2": "TS20260311-001"}


@pytest.fixture(autouse=True)
def owner(platform: Platform) -> None:
    platform.follower(OPENID).wrote(NOW)
    platform.follower(OPENID).consents["N"] = 1
    platform.templates = {"T": set(BLANKS), "N": set(BLANKS)}


def test_an_answer_goes_as_it_was_written(
    official: Official, platform: Platform, requests: list[httpx.Request]
) -> None:
    assert official.say(OPENID, "电梯已恢复 <b> \U0001f600") == Accepted()
    assert platform.follower(OPENID).read == ["电梯已恢复 <b> \U0001f600"]
    token, message = requests
    assert json.loads(token.content) == {
        "grant_type": "client_credential",
        "appid": APP_ID,
        "secret": "hidden-secret",
        "force_refresh": False,
    }
    assert message.url.copy_with(query=None) == "https://api.weixin.qq.com/cgi-bin/message/custom/send"
    assert message.content.decode() == (
        f'{{"touser": "{OPENID}", "msgtype": "text", "text": {{"content": "电梯已恢复 <b> \U0001f600"}}}}'
    )
    assert parse_qs(message.url.query.decode())["access_token"] == [platform.tokens.known[0].value]


def test_a_picture_and_a_link_go_too(official: Official, platform: Platform) -> None:
    platform.media["m"] = Kept(b"", "image/jpeg", NOW)
    article = Article("投诉 TS-1", "处理完毕", "https://example.org/c/1")
    assert official.show(OPENID, "m") == official.link(OPENID, article) == Accepted()
    assert [json.loads(read) for read in platform.follower(OPENID).read] == [
        {"media_id": "m"},
        {"articles": [{"title": "投诉 TS-1", "description": "处理完毕", "url": article.url, "picurl": ""}]},
    ]


def test_a_template_says_number_and_state_whole_and_goes_once(official: Official, platform: Platform) -> None:
    values = {**BLANKS, "thing1": "3号楼2单元电梯已恢复运行，感谢您的耐心等待，如有疑问请回复"}
    first = official.template(OPENID, "T", values, url="https://example.org/c/1", attempt_id=ATTEMPT)
    again = official.template(OPENID, "T", values, url="https://example.org/c/1", attempt_id=ATTEMPT)
    assert first == again == Accepted("1")
    assert platform.follower(OPENID).read == ["3号楼2单元电梯已恢复运行…\nTS20260311-001"]
    assert platform.results == [(OPENID, "1", "success")]


def test_a_consent_is_worth_one_notice(official: Official, platform: Platform) -> None:
    platform.follower(OPENID).follows = False  # who has said yes need not follow
    assert official.notice(OPENID, "N", BLANKS, url="https://example.org/") == Accepted("1")
    found = official.notice(OPENID, "N", BLANKS, url="https://example.org/")
    assert isinstance(found, Refused)
    assert found.code == "43101"


def test_a_number_that_does_not_fit_is_not_cut_to_another(official: Official, requests: list[httpx.Request]) -> None:
    found = official.template(OPENID, "T", {"character_string2": "1" * 33}, url="", attempt_id=ATTEMPT)
    assert isinstance(found, Refused)
    assert (found.code, found.again, requests) == ("value_too_long", False, [])


def test_what_was_sent_is_fetched_within_three_days(official: Official, platform: Platform, hands: Hands) -> None:
    platform.media = {
        "p": Kept(b"\xff\xd8", "image/jpeg", NOW),
        "v": Kept(b"mp4", "video/mp4", NOW, is_video=True),
    }
    assert official.medium("p") == Medium(b"\xff\xd8", "image/jpeg")
    assert official.medium("v") == Medium(b"mp4", "video/mp4")
    hands.move(timedelta(days=3, seconds=1))
    found = official.medium("p")
    assert isinstance(found, Refused)
    assert (found.code, found.again) == ("40007", False)


@pytest.mark.parametrize(
    ("url", "code"),
    [("http://127.0.0.1/x", "video_url"), ("file:///etc/passwd", "video_url"), ("http://[", "video_url")],
)
def test_a_video_is_fetched_from_the_platform_alone(
    monkeypatch: pytest.MonkeyPatch, account: Account, url: str, code: str
) -> None:
    answering(monkeypatch, httpx.Response(200, json={"video_url": url}))
    found = fetch(account, "m", "token")
    assert isinstance(found, Refused)
    assert found.code == code


def test_what_is_larger_than_anything_in_wechat_is_not_kept(monkeypatch: pytest.MonkeyPatch, account: Account) -> None:
    answering(monkeypatch, httpx.Response(200, headers={"Content-Type": "image/jpeg"}, content=bytes(LARGEST + 1)))
    found = fetch(account, "m", "token")
    assert isinstance(found, Refused)
    assert found.code == "too_large"


@pytest.mark.parametrize(
    "answer", [httpx.Response(502), httpx.Response(200, text="<html>"), httpx.Response(200, json=[1])]
)
def test_what_cannot_be_read_is_an_unknown_outcome_and_tells_no_token(
    monkeypatch: pytest.MonkeyPatch, account: Account, answer: httpx.Response
) -> None:
    answering(monkeypatch, answer)
    with pytest.raises(httpx.HTTPError) as told:
        fetch(account, "m", "hidden-token")
    assert "hidden" not in str(told.value)


def test_a_code_to_scan_says_what_it_was_made_for(official: Official, platform: Platform, hands: Hands) -> None:
    found = official.scan_code("once-1", lasts=timedelta(minutes=10), now=NOW)
    assert isinstance(found, ScanCode)
    assert (found.scene, found.ends_at) == ("once-1", NOW + timedelta(minutes=10))
    assert platform.scenes == {"once-1": NOW + timedelta(minutes=10)}
    platform.ready[SCAN_CODE] = [45009]
    refused = official.scan_code("once-2", lasts=timedelta(minutes=10), now=NOW)
    assert isinstance(refused, Refused)
    for scene, lasts in (("", 1), ("x" * 65, 1), ("x", 31 * 24 * 60), ("x", 0)):
        with pytest.raises(ValueError, match="64 characters"):
            official.scan_code(scene, lasts=timedelta(minutes=lasts), now=NOW)


def test_the_sixth_answer_is_refused(official: Official, platform: Platform) -> None:
    answers = [official.say(OPENID, str(number)) for number in range(6)]
    assert answers[:5] == [Accepted()] * 5
    assert isinstance(answers[5], Refused)
    assert answers[5].code == "45047"
    assert platform.follower(OPENID).read == ["0", "1", "2", "3", "4"]


def test_two_days_later_it_is_too_late(official: Official, hands: Hands) -> None:
    hands.move(timedelta(hours=48))
    found = official.say(OPENID, "x")
    assert isinstance(found, Refused)
    assert found.code == "45015"


def answer_by(official: Official, way: Way) -> Answer:
    """One answer, by one of the ways within WeChat; those outside take everything here."""
    match way:
        case Way.WINDOW:
            return official.say(OPENID, "x")
        case Way.TEMPLATE:
            return official.template(OPENID, "T", BLANKS, url="", attempt_id=ATTEMPT)
        case Way.NOTICE:
            return official.notice(OPENID, "N", BLANKS, url="")
        case _:
            return Accepted()


@pytest.mark.parametrize("rights", [EVERYTHING, WINDOW_ONLY, NO_RIGHT])
def test_whatever_the_code_an_answer_goes_by_the_next_way_once(
    official: Official, platform: Platform, rights: Rights
) -> None:
    """Every code, for an account in each state: by what it went in the end."""
    went = {}
    for code in OUTCOMES:
        platform.follower(OPENID).wrote(NOW)
        platform.follower(OPENID).read.clear()
        platform.ready[CUSTOM] = [int(code)] * 2
        tried: list[Way] = []
        while (way := next_way(rights, Reader(follows=True, left=5), tried=tried)) is not None:
            tried.append(way)
            answer = answer_by(official, way)
            if isinstance(answer, Accepted):
                break
            # The second time the code is there again, whether or not we came again.
            assert answer.code == code
        went[code] = tried
        platform.ready[CUSTOM].clear()
    expected = {
        EVERYTHING: [Way.WINDOW, Way.TEMPLATE],
        WINDOW_ONLY: [Way.WINDOW, Way.TEXT],
        NO_RIGHT: [Way.TEXT],
    }[rights]
    assert went == dict.fromkeys(OUTCOMES, expected)


@pytest.mark.parametrize(("path", "way"), [(TEMPLATE, Way.TEMPLATE), (NOTICE, Way.NOTICE)])
def test_a_way_that_the_account_has_no_right_to_says_so(
    official: Official, platform: Platform, path: str, way: Way
) -> None:
    platform.rights = {CUSTOM}
    found = answer_by(official, way)
    assert isinstance(found, Refused)
    assert (found.code, OUTCOMES[found.code].then) == ("48001", Then.SWITCH_OFF)
    assert isinstance(answer_by(official, Way.WINDOW), Accepted)


def test_a_used_up_quota_asks_for_another_try_later(official: Official, platform: Platform) -> None:
    platform.quota = {CUSTOM: 1}
    first, second = official.say(OPENID, "x"), official.say(OPENID, "y")
    assert isinstance(first, Accepted)
    assert isinstance(second, Refused)
    assert (second.code, second.again) == ("45009", True)


def answering(monkeypatch: pytest.MonkeyPatch, answer: httpx.Response) -> None:
    real, transport = httpx.Client, httpx.MockTransport(lambda _request: answer)
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))


def test_the_secret_of_an_account_is_not_shown(account: Account) -> None:
    assert "hidden" not in repr(Official(account))

"""HTTP 200 is no yes: what became of a message stands in the code, and each code has a meaning."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from pytest_django import Settings

from jujiao.kernel.machine.messaging import alibaba, meanings, robot_codes, robots, tencent
from jujiao.kernel.machine.messaging.port import Accepted, Message, Refused, UnknownWayError, sender_of
from jujiao.kernel.machine.messaging.robots import ROBOTS, said_within
from jujiao.kernel.machine.messaging.tests.test_signing_as_vendors_ask import answering
from jujiao.kernel.machine.messaging.texts import Texts

HOOK = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hidden"
SAID = Message(template="alarm", params={"number": "YX-2026-000001"}, text="到期", link="http://localhost:8000/c/1/")


def send(way: str, **facts: Any) -> Any:
    return sender_of(way).send(Message(**{**vars(SAID), **facts}), address=HOOK, attempt_id=uuid4())


@pytest.mark.parametrize(
    ("way", "answer", "code", "again"),
    [
        ("wecom", {"errcode": 93000, "errmsg": "invalid webhook url"}, "93000", False),
        ("wecom", {"errcode": 45009, "errmsg": "api freq out of limit"}, "45009", True),
        ("wecom", {"errcode": -1, "errmsg": "system busy"}, "-1", True),
        ("dingtalk", {"errcode": 130101, "errmsg": "send too fast"}, "130101", True),
        ("dingtalk", {"errcode": 310000, "errmsg": "sign not match"}, "310000", False),
        ("feishu", {"code": 11232, "msg": "frequency limited"}, "11232", True),
        ("feishu", {"code": 19021, "msg": "sign match fail"}, "19021", False),
        ("feishu", {"StatusCode": 9499, "StatusMessage": "bad request"}, "9499", False),
        ("wecom", {"errcode": 4711}, "4711", False),
        ("wecom", {}, "200", False),
    ],
)
def test_a_robot_that_answers_200_with_a_code_has_refused(
    monkeypatch: pytest.MonkeyPatch, way: str, answer: Any, code: str, again: bool
) -> None:
    answering(monkeypatch, answer)
    found = send(way)
    assert isinstance(found, Refused)
    assert (found.code, found.again) == (code, again)
    assert found.sentence == str(ROBOTS[way].meanings().get(code, robot_codes.OTHER).sentence)


def test_a_robot_has_said_too_much_by_the_status_too(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, {"code": 0}, status=429)
    found = send("feishu")
    assert (found.code, found.again) == ("429", True)


@pytest.mark.parametrize(
    ("way", "code", "rest"), [("dingtalk", "130101", 600), ("wecom", "45009", 60), ("feishu", "429", 60)]
)
def test_who_said_too_much_is_silent_for_as_long_as_the_vendor_wants(way: str, code: str, rest: int) -> None:
    assert ROBOTS[way].rest_after(code) == rest
    assert ROBOTS[way].rest_after("0") == 0


@pytest.mark.parametrize("answer", [[1], "no", None, 7])
def test_an_answer_that_says_nothing_is_an_unknown_outcome_and_tells_no_key(
    monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    answering(monkeypatch, answer, status=502)
    with pytest.raises(httpx.HTTPError) as told:
        send("wecom")
    assert "hidden" not in str(told.value)


@pytest.mark.parametrize("table", [tencent.CODES, alibaba.CODES, *(each.meanings() for each in ROBOTS.values())])
def test_who_is_asked_to_be_silent_is_asked_again_later(table: dict[str, meanings.Meaning]) -> None:
    assert {code for code, meaning in table.items() if meaning.rest and not meaning.again} == set()


@pytest.mark.parametrize(
    ("answer", "code", "again"),
    [
        (
            {"Response": {"Error": {"Code": "AuthFailure.SignatureExpire", "Message": "…"}}},
            "AuthFailure.SignatureExpire",
            False,
        ),
        (
            {"Response": {"SendStatusSet": [{"Code": "LimitExceeded.PhoneNumberThirtySecondLimit", "SerialNo": ""}]}},
            "LimitExceeded.PhoneNumberThirtySecondLimit",
            True,
        ),
        (
            {"Response": {"SendStatusSet": [{"Code": "LimitExceeded.PhoneNumberDailyLimit", "SerialNo": ""}]}},
            "LimitExceeded.PhoneNumberDailyLimit",
            False,
        ),
        (
            {"Response": {"SendStatusSet": [{"Code": "FailedOperation.InsufficientBalanceInSmsPackage"}]}},
            "FailedOperation.InsufficientBalanceInSmsPackage",
            False,
        ),
        ({"Response": {"SendStatusSet": [{"Code": "InternalError.Timeout"}]}}, "InternalError.Timeout", True),
        ({"Response": {"SendStatusSet": ["?"]}}, "", False),
        ({"Response": []}, "", False),
    ],
)
def test_what_tencent_answers(answer: Any, code: str, again: bool) -> None:
    found = tencent.read(200, answer)
    assert isinstance(found, Refused)
    assert (found.code, found.again) == (code, again)


@pytest.mark.parametrize(
    ("answer", "code", "again"),
    [
        (
            {"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "触发分钟级流控Permits:1"},
            "isv.BUSINESS_LIMIT_CONTROL",
            True,
        ),
        ({"Code": "isv.AMOUNT_NOT_ENOUGH"}, "isv.AMOUNT_NOT_ENOUGH", False),
        ({"Code": "InvalidAccessKeyId.NotFound"}, "InvalidAccessKeyId.NotFound", False),
        ({"Code": "Throttling.User"}, "Throttling.User", True),
        ({}, "", False),
    ],
)
def test_what_alibaba_answers(answer: Any, code: str, again: bool) -> None:
    found = alibaba.read(400, answer)
    assert isinstance(found, Refused)
    assert (found.code, found.again) == (code, again)


@pytest.mark.parametrize("vendor", ["tencent", "alibaba"])
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("unheard", "1"), "no_template"),
        (("alarm", "https://example.org/x"), "address_in_value"),
        (("alarm", "K" * 36), "value_too_long"),
    ],
)
def test_what_no_vendor_would_take_is_refused_without_asking(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, vendor: str, given: tuple[str, str], code: str
) -> None:
    kind, value = given
    settings.TEXTS = Texts(vendor=vendor, url="https://example.org", templates={"alarm": "1"})
    monkeypatch.setattr(f"jujiao.kernel.machine.messaging.{vendor}.post", lambda *_given, **_more: 1 / 0)
    found = send("sms", template=kind, params={"number": value})
    assert isinstance(found, Refused)
    assert (found.code, found.again) == (code, False)


def test_words_are_cut_and_kept_on_one_line(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TEXTS = Texts(vendor="alibaba", url="https://example.org", templates={"alarm": "1"})
    vendor = answering(monkeypatch, {"Code": "OK", "BizId": "1"})
    send("sms", params={"about": "三号楼的电梯\n停了 " * 9, "none": " "})
    values = json.loads(vendor.request.url.params["TemplateParam"])
    assert (len(values["about"]), values["none"]) == (35, "-")
    assert values["about"].startswith("三号楼的电梯 停了 三号楼")


@pytest.mark.parametrize("text", ["a" * 3000, "电" * 3000, "a" + "电" * 3000, "aa" + "电" * 3000, "😀" * 900])
def test_a_text_for_wecom_is_cut_at_a_character_and_its_link_stays(text: str) -> None:
    said = said_within(robots.WeCom.longest, text, SAID.link)
    assert 2040 < len(said.encode()) <= 2048
    assert said.endswith(f"…\n{SAID.link}")
    assert text.startswith(said.split("…")[0])


def test_what_fits_is_left_as_it_is() -> None:
    assert said_within(2048, "电" * 682, "") == "电" * 682
    assert said_within(2048, "到期", SAID.link) == f"到期\n{SAID.link}"


def test_the_console_shows_what_it_would_send(caplog: pytest.LogCaptureFixture) -> None:
    assert sender_of("sms").send(SAID, address="13800000101", attempt_id=uuid4()) == Accepted()
    assert caplog.messages == [f"SMS to 13800000101: 到期 {SAID.link}"]


def test_a_way_that_there_is_not_is_named() -> None:
    with pytest.raises(UnknownWayError, match=r"'pigeon'.*email, sms, wecom, dingtalk, feishu"):
        sender_of("pigeon")


def test_no_address_that_is_called_is_written_down(settings: Settings) -> None:
    assert {settings.LOGGING["loggers"][name]["level"] for name in ("httpx", "httpcore")} == {"WARNING"}
    assert robot_codes.SILENCED.rest == 600

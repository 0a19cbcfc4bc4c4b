"""The vendors' own worked examples of their signatures, and what a real call of ours carries."""

import base64
import hmac
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import httpx
import pytest
from pytest_django import Settings

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging import alibaba, tencent
from jujiao.kernel.machine.messaging.port import Accepted, Message, sender_of
from jujiao.kernel.machine.messaging.texts import Texts

ATTEMPT = UUID("7f1d7d2e-5a0e-4a0c-8f55-0f3c2a1b9d10")
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SAID = Message(template="sign_in_code", params={"code": "123456"}, text="验证码 123456", link="")


class Vendor:
    """Keeps the one request that it got, and answers as it was told."""

    def __init__(self, status: int, answer: Any) -> None:
        self.status, self.answer, self.request = status, answer, httpx.Request("GET", "http://none")

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.request = request
        return httpx.Response(self.status, json=self.answer)


@pytest.fixture
def at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


def answering(monkeypatch: pytest.MonkeyPatch, answer: Any, status: int = 200) -> Vendor:
    vendor = Vendor(status, answer)
    real, transport = httpx.Client, httpx.MockTransport(vendor)
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))
    return vendor


def test_tencents_own_example() -> None:
    given = tencent.authorization(
        key_id="AKID********************************",
        key_secret="********************************",
        service="cvm",
        host="cvm.tencentcloudapi.com",
        action="DescribeInstances",
        content=rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}',
        at=datetime.fromtimestamp(1551113065, UTC),
    )
    assert given == (
        "TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host;x-tc-action, "
        "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
    )


def test_alibabas_own_example() -> None:
    query = {"RegionId": "cn-shanghai", "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"}
    given = alibaba.signed(
        key_id="YourAccessKeyId",
        key_secret="YourAccessKeySecret",
        host="ecs.cn-shanghai.aliyuncs.com",
        action="RunInstances",
        version="2014-05-26",
        query=alibaba.canonical(query),
        at=datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC),
        nonce="3156853299f313e23d1673dc12e1703d",
    )
    assert given["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,"
        "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_a_query_is_signed_as_it_is_sent() -> None:
    assert alibaba.canonical({"b": "a b+c/~*", "a": "聚"}) == "a=%E8%81%9A&b=a%20b%2Bc%2F~%2A"


@pytest.mark.usefixtures("at_that_moment")
@pytest.mark.parametrize(("address", "number"), [("13800000101", "+8613800000101"), ("+85291234567", "+85291234567")])
def test_what_tencent_is_sent(monkeypatch: pytest.MonkeyPatch, settings: Settings, address: str, number: str) -> None:
    settings.TEXTS = Texts(
        vendor="tencent",
        key_id="AKID",
        key_secret="hidden",
        signature="澄明物业",
        application="1400006666",
        region="ap-guangzhou",
        url="https://sms.tencentcloudapi.com",
        templates={"sign_in_code": "1234"},
    )
    sent = {"SerialNo": "5000:1", "PhoneNumber": number, "Fee": 1, "Code": "Ok", "Message": "send success"}
    vendor = answering(monkeypatch, {"Response": {"SendStatusSet": [sent], "RequestId": "r"}})
    assert sender_of("sms").send(SAID, address=address, attempt_id=ATTEMPT) == Accepted("5000:1")
    request = vendor.request
    assert (request.method, str(request.url)) == ("POST", "https://sms.tencentcloudapi.com")
    assert json.loads(request.content) == {
        "PhoneNumberSet": [number],
        "SmsSdkAppId": "1400006666",
        "SignName": "澄明物业",
        "TemplateId": "1234",
        "TemplateParamSet": ["123456"],
        "SessionContext": str(ATTEMPT),
    }
    heads = {name: request.headers[name] for name in ("x-tc-action", "x-tc-version", "x-tc-region", "x-tc-timestamp")}
    assert [*heads.values()] == ["SendSms", "2021-01-11", "ap-guangzhou", str(int(AT.timestamp()))]
    # What was signed is what was sent: the very bytes, host and type of the request.
    assert request.headers["authorization"] == tencent.authorization(
        key_id="AKID",
        key_secret="hidden",
        service="sms",
        host=request.headers["host"],
        action="SendSms",
        content=request.content,
        at=AT,
    )
    assert request.headers["content-type"] == tencent.CONTENT_TYPE
    assert "hidden" not in f"{request.headers}{request.content!r}"


@pytest.mark.usefixtures("at_that_moment")
def test_what_alibaba_is_sent(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.TEXTS = Texts(
        vendor="alibaba",
        key_id="LTAI",
        key_secret="hidden",
        signature="澄明物业",
        url="https://dysmsapi.aliyuncs.com",
        templates={"sign_in_code": "SMS_1"},
    )
    vendor = answering(monkeypatch, {"Code": "OK", "Message": "OK", "BizId": "9006^0", "RequestId": "r"})
    assert sender_of("sms").send(SAID, address="13800000101", attempt_id=ATTEMPT) == Accepted("9006^0")
    request = vendor.request
    query = request.url.query.decode()
    assert {name: value for name, (value,) in parse_qs(query).items()} == {
        "PhoneNumbers": "13800000101",
        "SignName": "澄明物业",
        "TemplateCode": "SMS_1",
        "TemplateParam": '{"code": "123456"}',
        "OutId": str(ATTEMPT),
    }
    assert (
        request.headers["authorization"]
        == alibaba.signed(
            key_id="LTAI",
            key_secret="hidden",
            host=request.headers["host"],
            action="SendSms",
            version="2017-05-25",
            query=query,
            at=AT,
            nonce=request.headers["x-acs-signature-nonce"],
        )["Authorization"]
    )
    assert (request.content, "hidden" in str(request.headers)) == (b"", False)


@pytest.mark.usefixtures("at_that_moment")
def test_dingtalk_is_signed_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = answering(monkeypatch, {"errcode": 0, "errmsg": "ok"})
    address = "https://oapi.dingtalk.com/robot/send?access_token=abc#SEChidden"
    assert sender_of("dingtalk").send(SAID, address=address, attempt_id=ATTEMPT) == Accepted()
    query = parse_qs(vendor.request.url.query.decode())
    moment = str(int(AT.timestamp() * 1000))
    proof = base64.b64encode(hmac.digest(b"SEChidden", f"{moment}\nSEChidden".encode(), "sha256")).decode()
    assert query == {"access_token": ["abc"], "timestamp": [moment], "sign": [proof]}
    assert "SEChidden" not in f"{vendor.request.url}{vendor.request.content!r}"
    assert json.loads(vendor.request.content) == {"msgtype": "text", "text": {"content": "验证码 123456"}}


@pytest.mark.usefixtures("at_that_moment")
def test_feishu_is_signed_in_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = answering(monkeypatch, {"code": 0, "msg": "success", "data": {}})
    address = "https://open.feishu.cn/open-apis/bot/v2/hook/abc#hidden"
    assert sender_of("feishu").send(SAID, address=address, attempt_id=ATTEMPT) == Accepted()
    moment = str(int(AT.timestamp()))
    proof = base64.b64encode(hmac.digest(f"{moment}\nhidden".encode(), b"", "sha256")).decode()
    body = json.loads(vendor.request.content)
    assert body == {"timestamp": moment, "sign": proof, "msg_type": "text", "content": {"text": "验证码 123456"}}
    assert str(vendor.request.url) == "https://open.feishu.cn/open-apis/bot/v2/hook/abc"

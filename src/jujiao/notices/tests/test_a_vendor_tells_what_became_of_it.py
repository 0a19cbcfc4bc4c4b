"""Vendors of text messages tell what became of them: several at once, twice, too early, and strangers tell nothing."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging.port import Accepted
from jujiao.notices.models import Attempt, Delivery, Receipt
from jujiao.notices.operations.receipts import answered
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import a_notice

SECRET = "a-secret-that-nobody-guesses"
TENCENT, ALIBABA = f"/receipts/tencent/{SECRET}/", f"/receipts/alibaba/{SECRET}/"


@pytest.fixture(autouse=True)
def _taken(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RECEIPTS_SECRET = SECRET
    monkeypatch.setattr(clock, "now", lambda: NOW)


def an_attempt(cast: Cast, vendor_id: str = "") -> Attempt:
    """A text message that is on its way, or that the vendor has taken as `vendor_id`."""
    delivery = Delivery.objects.create(notice=a_notice(cast.clerk), channel="sms", created_at=NOW)
    attempt = Attempt.objects.create(delivery=delivery, n=1, address="13800000101", started_at=NOW)
    if vendor_id:
        answered(attempt.pk, Accepted(vendor_id), now=NOW)
    return attempt


def of_tencent(sid: str, status: str = "SUCCESS", **facts: Any) -> dict[str, Any]:
    return {
        "user_receive_time": "2026-03-11 10:00:05",
        "nationcode": "86",
        "mobile": "13800000101",
        "report_status": status,
        "errmsg": "DELIVRD" if status == "SUCCESS" else "UNDELIV",
        "description": "用户短信送达成功",
        "sid": sid,
        **facts,
    }


def of_alibaba(biz_id: str, success: Any = True, **facts: Any) -> dict[str, Any]:
    return {
        "phone_number": "13800000101",
        "send_time": "2026-03-11 10:00:00",
        "report_time": "2026-03-11 10:00:05",
        "success": success,
        "err_code": "DELIVERED" if success else "MK:0001",
        "err_msg": "用户接收成功",
        "sms_size": "1",
        "biz_id": biz_id,
        "out_id": "",
        **facts,
    }


def post(url: str, body: Any, client: Client | None = None) -> Any:
    content = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return (client or Client(enforce_csrf_checks=True)).post(url, content, content_type="application/json")


def states() -> list[str]:
    return list(Attempt.objects.order_by("started_at", "vendor_id").values_list("state", flat=True))


def test_several_receipts_come_at_once_and_twice(cast: Cast) -> None:
    for number in range(3):
        an_attempt(cast, f"5000:{number}")
    told = [of_tencent("5000:0"), of_tencent("5000:1", "FAIL"), of_tencent("5000:2")]
    for _time in range(2):
        answer = post(TENCENT, told)
        assert (answer.status_code, answer.json()) == (200, {"result": 0, "errmsg": "OK"})
        assert states() == ["delivered", "failed", "delivered"]
    failed = Attempt.objects.get(state="failed")
    assert (failed.code, failed.sentence) == ("UNDELIV", "用户短信送达成功")


def test_alibaba_names_a_message_by_our_own_id_too(cast: Cast) -> None:
    attempt = an_attempt(cast, "9006^0")
    answer = post(ALIBABA, [of_alibaba("another", out_id=str(attempt.pk))])
    assert (answer.status_code, answer.json()) == (200, {"code": 0, "msg": "OK"})
    assert states() == ["delivered"]
    assert Attempt.objects.get().ended_at == NOW  # not later than now, whatever the vendor's clock says


def test_a_receipt_that_is_earlier_than_our_own_row_counts_once_it_is_there(cast: Cast) -> None:
    attempt = an_attempt(cast)
    post(TENCENT, [of_tencent("5000:9")])
    assert (states(), Receipt.objects.get().matched_at) == (["under_way"], None)
    answered(attempt.pk, Accepted("5000:9"), now=NOW)
    assert states() == ["delivered"]


def test_a_receipt_of_a_message_of_others_changes_nothing(cast: Cast) -> None:
    an_attempt(cast, "5000:1")
    assert post(ALIBABA, [of_alibaba("of-others", out_id="order-17")]).status_code == 200
    assert states() == ["accepted"]


@pytest.mark.parametrize("url", [TENCENT, ALIBABA])
@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[" * 100_000,
        "7",
        "{}",
        '"x"',
        "[7]",
        "[{}]",
        '[{"sid": 7}]',
        b"\xff\xfe[",
        [of_tencent("1", "MAYBE")],
        [of_alibaba("1", "yes")],
        [of_tencent(""), of_alibaba("")],
        [of_tencent("x\x00"), of_alibaba("x\x00")],
        [of_tencent("\ud800"), of_alibaba("\ud800")],
        [of_tencent("1"), 7, of_alibaba("1")],
        [{**of_tencent("1"), **of_alibaba("1")}] * 1001,
    ],
)
def test_garbage_is_answered_400_and_keeps_nothing(cast: Cast, url: str, body: Any) -> None:
    an_attempt(cast, "1")
    assert post(url, body).status_code == 400
    assert (states(), Receipt.objects.count()) == (["accepted"], 0)


def test_strange_values_are_cut_or_left_out(cast: Cast) -> None:
    an_attempt(cast, "1")
    strange = of_tencent("1", "FAIL", user_receive_time="yesterday", errmsg="E" * 500, description="长" * 5000)
    assert post(TENCENT, [strange]).status_code == 200
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.ended_at) == ("failed", NOW)
    assert len(attempt.sentence) == 300


@pytest.mark.parametrize(
    "url",
    [
        "/receipts/tencent/a-secret-that-nobody-guesse/",
        "/receipts/tencent/a-secret-that-nobody-guesses-/",
        "/receipts/tencent/密/",
        f"/receipts/sms/{SECRET}/",
        f"/receipts/wecom/{SECRET}/",
    ],
)
def test_who_does_not_know_the_secret_finds_nothing(cast: Cast, url: str) -> None:
    an_attempt(cast, "1")
    assert post(url, [of_tencent("1")]).status_code == 404
    assert states() == ["accepted"]


def test_without_a_secret_of_ours_nobody_is_let_in(cast: Cast, settings: Settings) -> None:
    settings.RECEIPTS_SECRET = ""
    for url in (TENCENT, "/receipts/tencent/x/", "/receipts/tencent/%20/"):
        assert post(url, []).status_code == 404


def test_too_much_is_refused_before_it_is_read(cast: Cast) -> None:
    assert post(TENCENT, b" " * (512 * 1024 + 1)).status_code == 413
    assert post(TENCENT, b" " * (6 * 1024 * 1024)).status_code == 413
    assert Client().get(TENCENT).status_code == 405


def test_nobody_is_signed_in_and_no_session_is_read_or_made(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = post(TENCENT, [])
    assert (answer.status_code, answer.cookies, len(asked)) == (200, {}, 0)


def test_no_receipt_and_no_secret_is_written_into_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    post(TENCENT, [of_tencent("1", "MAYBE")])
    post(TENCENT, [of_tencent(str(uuid4()))])
    assert "Bad Request: /receipts/<str:way>/<str:secret>/" in caplog.messages
    assert not [line for line in caplog.messages if SECRET in line or "13800000101" in line]

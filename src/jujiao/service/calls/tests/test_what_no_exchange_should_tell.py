"""3.1.2: rubbish is refused with its reason, whoever made it, and other records are taken; nothing of it is an error of
ours, and the secret of an exchange stands in no log."""

import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jujiao.kernel.machine import clock
from jujiao.rules.service.calls.piece import Piece
from jujiao.service.calls.models import Call, Record, Refusal, Source, Vendor
from jujiao.service.calls.operations.folding import fold
from jujiao.service.calls.operations.receiving import digest_of, receive
from jujiao.service.calls.proof.exchanges import grandstream
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.web import telling
from jujiao.testing.cast import NOW, Cast

SECRET = "a-secret-of-this-exchange"
CAME = NOW - timedelta(minutes=10)
ENDED = {
    "call_id": "c1", "uid": "u1", "time_start": "2026-03-11 09:50:00", "call_from": "13800138000", "call_to": "801",
    "call_duration": 60, "talk_duration": 50, "status": "ANSWERED", "type": "Inbound",
}  # fmt: skip


def an_exchange(cast: Cast, vendor: Vendor) -> Source:
    source = maker(cast).source(vendor, digest=digest_of(SECRET))
    maker(cast).telephone(source, "801")
    return source


def event(kind: int, msg: dict[str, Any]) -> bytes:
    """An event whose `msg` is JSON as text, so that the event itself has none of the signs that the text spells."""
    return json.dumps({"type": kind, "sn": "3631", "msg": json.dumps(msg)}).encode()


def ami(**fields: str) -> bytes:
    """DialBegin of 801."""
    given = {"Event": "DialBegin", "Linkedid": "c1", "DestUniqueid": "b", "DestChannel": "PJSIP/801-0000001b", **fields}
    return "".join(f"{name}: {value}\r\n" for name, value in given.items()).encode() + b"\r\n"


def a_row(number: int, **more: Any) -> dict[str, Any]:
    return grandstream.row(number, f"S{number}", CAME, CAME + timedelta(minutes=1), extension="801", **more)


def csv(*rows: str) -> bytes:
    return "\n".join(["call,from,extension,came,rang,answered,ended", *rows]).encode()


@pytest.mark.parametrize(
    ("vendor", "body", "refused"),
    [
        (Vendor.YEASTAR_P, event(30012, {**ENDED, "call_from": "\ud800"}), "charset"),
        (Vendor.YEASTAR_P, event(30012, {**ENDED, "uid": "\x00"}), "charset"),
        (Vendor.YEASTAR_P, event(30012, {**ENDED, "call_to": f"6400({'8' * 25})"}), "length call_to"),
        (Vendor.YEASTAR_P, event(30011, {"call_id": "c1", "members": [{"\ud800": 7}]}), "charset"),
        (Vendor.YEASTAR_P, event(30011, {"call_id": "c1", "members": [{"13800138000": 7}]}), "form members"),
        (Vendor.GRANDSTREAM, grandstream.push(a_row(1, AcctId="", uniqueid="")), "missing uniqueid"),
        (Vendor.ASTERISK, ami(Timestamp="9e999999"), "time Timestamp"),
        (Vendor.ASTERISK, ami(Timestamp="1e999998"), "time Timestamp"),
        (Vendor.ASTERISK, ami(Channel="PJSIP/801-0000001a", DestChannel="PJSIP/trunk-0000001b", DialString="1" * 60),
         "length DialString"),
        (Vendor.CSV, csv("c1,13800138000,801,2011-01-02 00:00:00,,,2026-03-11 09:00:00"), "time ended"),
        (Vendor.CSV, csv(f"c1,{'1' * 200_000},801,2026-03-11 08:59:00,,,2026-03-11 09:00:00"), "length"),
    ],
)  # fmt: skip
def test_rubbish_is_refused_and_no_error_of_ours(cast: Cast, vendor: Vendor, body: bytes, refused: str) -> None:
    received = receive(source=an_exchange(cast, vendor), body=body, now=NOW)
    assert [str(each) for each in received.refused] == [refused]
    assert not Call.objects.exists()


@pytest.mark.parametrize("start", ["2011-01-02 00:00:00", "2026-02-11 09:50:00"])
def test_a_clock_that_was_set_during_a_call_spoils_no_other_record(cast: Cast, start: str) -> None:
    source = an_exchange(cast, Vendor.GRANDSTREAM)
    bad = a_row(1, answer=CAME + timedelta(seconds=8), start=start, duration="60")
    received = receive(source=source, body=grandstream.push(bad, a_row(2)), now=NOW)
    assert [str(each) for each in received.refused] == ["time answer"]
    assert Call.objects.get().linked_id == "S2"


def test_a_clock_that_was_set_between_two_records_leaves_the_ring_unknown(cast: Cast) -> None:
    source = an_exchange(cast, Vendor.ASTERISK)
    leg: dict[str, Any] = {"call": "c1", "leg": "a", "extension": "801"}
    fold(source, [Piece(**leg, rang_at=NOW - timedelta(days=300))], now=NOW)
    fold(source, [Piece(**leg, answered_at=NOW)], now=NOW)
    assert Call.objects.values_list("verdict", "ring_seconds").get() == ("unknown", None)


def test_a_part_of_a_call_within_the_house_names_no_caller(cast: Cast) -> None:
    source = an_exchange(cast, Vendor.GRANDSTREAM)
    for row in (
        a_row(1, answer=CAME + timedelta(seconds=8)),
        a_row(2, session="S1", src="801", dst="802", userfield="Internal", src_trunk_name=""),
    ):
        receive(source=source, body=grandstream.push(row), now=NOW)
    assert Call.objects.values_list("number", "shown_number", "line").get() == ("13800138000", "", "6400")


def test_a_message_of_many_bad_records_is_a_few_lines_of_the_log(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    source = an_exchange(cast, Vendor.GRANDSTREAM)
    answer = Client().post(
        f"/telephone/tell/{source.pk}/{SECRET}/", b"[" + b"1," * 5000 + b"{}]", content_type="application/json"
    )
    lines = [each.getMessage() for each in caplog.records if each.name == telling.logger.name]
    assert (answer.status_code, len(lines), Refusal.objects.count()) == (422, 2, 20)
    assert "5000 records cannot be read: form" in lines[0]


def test_the_secret_of_an_exchange_stands_in_no_log(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_given: Any) -> None:
        raise ZeroDivisionError

    source = an_exchange(cast, Vendor.GRANDSTREAM)
    monkeypatch.setattr(telling, "receive", fail)
    with caplog.at_level(logging.DEBUG):
        answer = Client(raise_request_exception=False).post(
            f"/telephone/tell/{source.pk}/{SECRET}/", grandstream.push(a_row(1)), content_type="application/json"
        )
    assert (answer.status_code, Record.objects.exists()) == (500, False)
    assert caplog.records
    assert SECRET not in caplog.text

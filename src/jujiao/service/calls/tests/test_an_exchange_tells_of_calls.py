"""An exchange posts what it knows of calls: kept once, folded, or refused with a reason while others go on."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jujiao.kernel.machine import clock
from jujiao.notices.models import Notice
from jujiao.service.calls.models import Call, Reason, Record, Refusal, Source, Vendor
from jujiao.service.calls.operations.receiving import LARGEST, digest_of
from jujiao.service.calls.proof.exchanges import freeswitch, grandstream
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.sources.told import Wrong
from jujiao.testing.cast import NOW, Cast

SECRET = "a-secret-of-this-exchange"
CAME = NOW - timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def an_exchange(cast: Cast, vendor: Vendor = Vendor.GRANDSTREAM) -> Source:
    source = maker(cast).source(vendor, digest=digest_of(SECRET), heard_at=CAME)
    maker(cast).telephone(source, "801")
    return source


def tell(source: Source, body: bytes, secret: str = SECRET) -> Any:
    return Client(enforce_csrf_checks=True).post(
        f"/telephone/tell/{source.pk}/{secret}/", body, content_type="application/json"
    )


def seconds(count: float) -> datetime:
    return CAME + timedelta(seconds=count)


def a_row(number: int = 1, **more: Any) -> dict[str, Any]:
    given = {"answer": seconds(8), "extension": "801", **more}
    return grandstream.row(number, f"S{number}", seconds(0), seconds(60), **given)


def reasons() -> list[tuple[str, str]]:
    return list(Refusal.objects.order_by("pk").values_list("reason", "field"))


def test_what_it_tells_twice_is_kept_once_and_is_one_call(cast: Cast) -> None:
    source = an_exchange(cast)
    body = grandstream.push(a_row(1), a_row(2, answer=None))
    for _time in range(2):
        answer = tell(source, body)
        assert (answer.status_code, answer.content) == (200, b"OK")
    assert Record.objects.count() == 2
    kept = Record.objects.order_by("linked_id").values_list("linked_id", "received_at")
    assert list(kept) == [("S1", NOW), ("S2", NOW)]
    calls = Call.objects.order_by("linked_id").values_list("linked_id", "ring_seconds", "verdict")
    assert list(calls) == [("S1", 8, "kept"), ("S2", None, "missed")]
    assert not Refusal.objects.exists()


def test_the_record_is_kept_as_it_was_told(cast: Cast) -> None:
    row = a_row(1)
    tell(an_exchange(cast), grandstream.push(row))
    assert json.loads(Record.objects.get().body) == row


def test_legs_that_come_one_by_one_are_one_call(cast: Cast) -> None:
    source = an_exchange(cast, Vendor.FREESWITCH)
    for leg in (
        freeswitch.telephone("b", "a", "801", seconds(12), seconds(60), rang=seconds(12.25), answered=seconds(19)),
        freeswitch.caller("a", seconds(0), seconds(60), answered=seconds(0.5)),
    ):
        assert tell(source, freeswitch.post(leg)).status_code == 200
    call = Call.objects.get()
    assert (call.linked_id, float(call.ring_seconds or 0), call.verdict) == ("a", 6.75, "kept")
    assert Record.objects.filter(linked_id="a").count() == 2


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ('{"cdr_root": [{"clid": "物业"}]}'.encode("gbk"), (Reason.CHARSET, "")),
        (b"<cdr/>", (Reason.FORM, "")),
        (b"\xff\xfe\x00", (Reason.CHARSET, "")),
        (b"[" * 100_000, (Reason.FORM, "")),
        (grandstream.push(a_row(session="", uniqueid="")), (Reason.MISSING, "uniqueid")),
        (grandstream.push({"src": "13800138000"}), (Reason.MISSING, "start")),
        (grandstream.push(a_row(start="2099-03-10 11:50:00")), (Reason.TIME, "start")),
        (grandstream.push(a_row(start="1970-01-01 08:00:00")), (Reason.TIME, "start")),
        (grandstream.push(a_row(duration="-8")), (Reason.TIME, "duration")),
        (grandstream.push(a_row(billsec="-1")), (Reason.TIME, "billsec")),
        (grandstream.push(a_row(end="2026-03-10 00:00:00")), (Reason.TIME, "end")),
        (grandstream.push(a_row(disposition="PERHAPS")), (Reason.FORM, "disposition")),
        (grandstream.push(a_row(src="1" * 41)), (Reason.LENGTH, "src")),
        (grandstream.push(a_row(clid="\x00")), (Reason.CHARSET, "")),
        (b'{"cdr_root": [{"start": "2026-03-10 11:50:00", "clid": "\\ud800"}]}', (Reason.CHARSET, "")),
        (b'{"cdr_root": [7]}', (Reason.FORM, "")),
        (b'{"cdr_root": [{"start": {}, "session": "S1"}]}', (Reason.FORM, "start")),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(cast: Cast, body: bytes, refused: tuple[Reason, str]) -> None:
    source = an_exchange(cast)
    answer = tell(source, body)
    assert answer.status_code == 422
    assert answer.content.decode().split() == [each for each in (refused[0].value, refused[1]) if each]
    assert reasons() == [(refused[0].value, refused[1])]
    assert not Record.objects.exists()
    assert not Call.objects.exists()
    assert tell(source, grandstream.push(a_row())).status_code == 200
    assert Call.objects.get().verdict == "kept"


def test_one_bad_record_keeps_no_other_from_being_taken(cast: Cast) -> None:
    source = an_exchange(cast)
    body = grandstream.push(a_row(1), a_row(2, start="2099-03-10 11:50:00"), a_row(3))
    assert tell(source, body).status_code == 200
    assert sorted(Call.objects.values_list("linked_id", flat=True)) == ["S1", "S3"]
    assert reasons() == [("time", "start")]


def test_a_megabyte_is_not_read_at_all(cast: Cast) -> None:
    source = an_exchange(cast)
    answer = tell(source, grandstream.push(a_row(clid="x" * 1024 * 1024)))
    assert (answer.status_code, reasons()) == (413, [("length", "")])
    assert not Record.objects.exists()
    assert LARGEST < 1024 * 1024


def test_a_wrong_secret_is_nobodys_page_and_an_alarm(cast: Cast) -> None:
    source = an_exchange(cast)
    assert tell(source, grandstream.push(a_row()), "another-secret").status_code == 404
    assert reasons() == [("secret", "")]
    assert not Record.objects.exists()
    source.refresh_from_db()
    assert source.heard_at == CAME


def test_an_exchange_that_is_none_or_not_in_use_is_nobodys_page(cast: Cast) -> None:
    source = an_exchange(cast)
    Source.objects.filter(pk=source.pk).update(in_use=False)
    assert tell(source, grandstream.push(a_row())).status_code == 404
    source.pk += 1
    assert tell(source, grandstream.push(a_row())).status_code == 404
    listened = an_exchange_of(cast, Vendor.ASTERISK)
    assert tell(listened, b"Event: Hangup", "of-asterisk").status_code == 404
    assert not Refusal.objects.exists()


def an_exchange_of(cast: Cast, vendor: Vendor) -> Source:
    return maker(cast).source(vendor, digest=digest_of("of-asterisk"))


def test_the_administrators_of_the_company_hear_of_it_once_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source = an_exchange(cast)
    for _time in range(3):
        tell(source, b"<cdr/>")
    told = Notice.objects.filter(kind="source.refused")
    assert [notice.recipient for notice in told] == [cast.sysadmin.user]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    tell(source, b"<cdr/>")
    assert told.all().count() == 2


def test_a_flood_of_what_cannot_be_read_is_noted_in_part(cast: Cast) -> None:
    source = an_exchange(cast)
    tell(source, grandstream.push(*({"src": str(number)} for number in range(50))))
    assert Refusal.objects.count() == 20
    tell(source, b"<cdr/>")
    assert Refusal.objects.count() == 20


def test_what_is_of_no_matter_is_a_sign_of_life(cast: Cast) -> None:
    source = an_exchange(cast, Vendor.YEASTAR_P)
    told = json.dumps({"type": 30008, "sn": "3631", "msg": '{"extension":"801","status":"Idle"}'}).encode()
    assert tell(source, told).status_code == 200
    source.refresh_from_db()
    assert (source.heard_at, Record.objects.count()) == (NOW, 0)


def test_a_record_asks_few_queries_and_none_for_the_source_s_row_while_it_is_busy(cast: Cast) -> None:
    source = an_exchange(cast)
    tell(source, grandstream.push(a_row(1)))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tell(source, grandstream.push(a_row(2)))
    assert not [each["sql"] for each in asked if each["sql"].startswith('UPDATE "telephony_source"')]
    assert len(asked) <= 20


def test_reasons_are_said_to_people() -> None:
    assert {each.value for each in Wrong} == set(Reason.values)

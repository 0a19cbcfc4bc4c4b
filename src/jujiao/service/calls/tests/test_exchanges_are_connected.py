"""The administrator connects an exchange, sees its secret once, places its telephones, and brings tables."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.machine import clock
from jujiao.kernel.models import TimelineEntry
from jujiao.service.calls.models import Call, Source, Telephone, Vendor
from jujiao.service.calls.operations import exchanges, telephones
from jujiao.service.calls.operations.exchanges import SourceFacts, UnableToKeepExchange
from jujiao.service.calls.operations.receiving import is_secret_of
from jujiao.service.calls.operations.tables import UnableToReadTable, bring_table
from jujiao.service.calls.operations.telephones import UnableToKeepTelephone
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.queries_sources import PASSWORDS
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

SECRET = re.compile(r"/telephone/tell/(\d+)/([\w-]{32})/")
ASKED: dict[str, Any] = {"address": "10.0.0.5:5038", "account": "jujiao", "password": "amp111"}


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def connect(cast: Cast, vendor: Vendor = Vendor.GRANDSTREAM, **facts: Any) -> tuple[Source, str]:
    return exchanges.connect_source(
        estate=cast.estate,
        vendor=vendor,
        facts=SourceFacts(**{"name": "总机", **facts}),
        actor=cast.sysadmin.viewer,
        now=NOW,
    )


def test_the_secret_is_shown_once_and_kept_nowhere(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.sysadmin)
    sent = {"estate": cast.estate.pk, "name": "前台总机", "vendor": "grandstream"}
    answer = client.post("/telephone/exchanges/connect/", sent)
    source = Source.objects.get()
    (found,) = set(SECRET.findall(answer.content.decode()))
    assert found[0] == str(source.pk)
    assert is_secret_of(source, found[1])
    page = client.get(f"/telephone/exchanges/{source.pk}/").content.decode()
    assert "前台总机" in page
    assert not SECRET.search(page)
    assert found[1] not in str(list(TimelineEntry.objects.values_list("changes", "details")))


def test_another_secret_takes_the_place_of_the_old_one(cast: Cast, sign_in: SignIn) -> None:
    source, old = connect(cast)
    client = sign_in(cast.sysadmin)
    answer = client.post(f"/telephone/exchanges/{source.pk}/secret/", {"version": source.version})
    source.refresh_from_db()
    (found,) = set(SECRET.findall(answer.content.decode()))
    assert is_secret_of(source, found[1])
    assert not is_secret_of(source, old)
    assert client.post(f"/telephone/exchanges/{source.pk}/secret/", {"version": 1}).status_code == 409


def test_where_we_listen_an_address_and_a_password_are_needed(cast: Cast) -> None:
    for left_out in ASKED:
        with pytest.raises(UnableToKeepExchange):
            connect(cast, Vendor.ASTERISK, **{**ASKED, left_out: ""})
    for address in ("10.0.0.5", "10.0.0.5:99999", "http://10.0.0.5:80"):
        with pytest.raises(UnableToKeepExchange, match="host and port"):
            connect(cast, Vendor.ASTERISK, **{**ASKED, "address": address})
    source, _secret = connect(cast, Vendor.ASTERISK, **ASKED)
    assert PASSWORDS.open(source.sealed) == "amp111"
    assert "amp111" not in str(list(TimelineEntry.objects.values_list("changes", "details")))
    facts = SourceFacts("总机", address="10.0.0.6:5038", account="jujiao")
    changed = exchanges.change_source(
        source=source, facts=facts, version=source.version, actor=cast.sysadmin.viewer, now=NOW
    )
    assert (changed.address, PASSWORDS.open(changed.sealed)) == ("10.0.0.6:5038", "amp111")


def test_others_do_not_keep_exchanges_and_names_are_there_once(cast: Cast) -> None:
    source, _secret = connect(cast)
    with pytest.raises(UnableToKeepExchange, match="already"):
        connect(cast)
    for member in (cast.manager, cast.outsider):
        with pytest.raises(NotAllowed):
            exchanges.renew_secret(source=source, version=None, actor=member.viewer, now=NOW)
    with pytest.raises(Stale):
        exchanges.change_source(source=source, facts=SourceFacts("甲"), version=0, actor=cast.sysadmin.viewer, now=NOW)


def test_a_telephone_stands_at_a_post_of_its_estate(cast: Cast) -> None:
    source, _secret = connect(cast)
    post, actor = maker(cast).post(), cast.sysadmin.viewer
    row = telephones.add_telephone(source=source, extension=" 801 ", duty_post=post, actor=actor, now=NOW)
    assert (row.extension, row.duty_post) == ("801", post)
    for extension in ("801", "", "八零一"):
        with pytest.raises(UnableToKeepTelephone):
            telephones.add_telephone(source=source, extension=extension, duty_post=post, actor=actor, now=NOW)
    elsewhere = maker(cast).post()
    elsewhere.estate = cast.second_estate
    with pytest.raises(UnableToKeepTelephone, match="own estate"):
        telephones.add_telephone(source=source, extension="802", duty_post=elsewhere, actor=actor, now=NOW)
    telephones.change_telephone(telephone=row, duty_post=post, in_use=False, version=1, actor=actor, now=NOW)
    assert not Telephone.objects.get().in_use
    with pytest.raises(Stale):
        telephones.change_telephone(telephone=row, duty_post=post, in_use=True, version=1, actor=actor, now=NOW)


TABLE = (
    "通话编号,主叫,被叫,分机,来电时间,振铃时间,接听时间,结束时间\n"
    "T1,13800138000,88886616,801,2026/3/11 9:00:00,2026/3/11 9:00:05,2026/3/11 9:00:12,2026/3/11 9:01:00\n"
)


def bring(client: Client, source: Source, content: bytes) -> Any:
    file = SimpleUploadedFile("话单.csv", content, "text/csv")
    return client.post(f"/telephone/exchanges/{source.pk}/table/", {"file": file})


def test_a_table_is_brought_as_excel_saves_it(cast: Cast, sign_in: SignIn) -> None:
    source, _secret = connect(cast, Vendor.CSV)
    maker(cast).telephone(source, "801")
    client = sign_in(cast.sysadmin)
    for _time in range(2):
        assert bring(client, source, TABLE.encode("gbk")).status_code == 302
    call = Call.objects.get()
    assert (call.ring_seconds, call.verdict) == (Decimal(7), "kept")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a,b\n1,2\n", "A field is missing .call"),
        (TABLE.replace("9:00:05", "9:00").encode(), "A time that cannot be .rang"),
        (b"\x81\xff\xff", "Not readable as text"),
        (b"", "Not of the form"),
    ],
)
def test_a_table_that_says_nothing_of_rings_is_refused_in_words(
    cast: Cast, sign_in: SignIn, content: bytes, why: str
) -> None:
    source, _secret = connect(cast, Vendor.CSV)
    with pytest.raises(UnableToReadTable, match=why):
        bring_table(source=source, content=content, actor=cast.sysadmin.viewer, now=NOW)
    assert bring(sign_in(cast.sysadmin), source, content).status_code == 422
    assert not Call.objects.exists()

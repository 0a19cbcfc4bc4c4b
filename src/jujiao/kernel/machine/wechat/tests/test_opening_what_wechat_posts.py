"""The platform posts to our callback: what is its own is opened, and whatever else comes is one error."""

import base64
import json
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException

from jujiao.kernel.machine.wechat import elements, reading
from jujiao.kernel.machine.wechat.envelope import ECHO, Envelope, key_of
from jujiao.kernel.machine.wechat.errors import GarbageError, NotFromWeChat
from jujiao.kernel.machine.wechat.replying import NOT_IN_XML, text_reply
from jujiao.testing.changed_requests import CHANGES, HARMLESS, HOPELESS, WITHIN
from jujiao.testing.platform_requests import (
    APP_ID,
    ENVELOPE,
    EXAMPLES,
    GH,
    KEY,
    NONCE,
    NOW,
    OPENID,
    OTHER_KEY,
    STAMP,
    TOKEN,
    message,
    posted,
    signed,
)

THEIRS = WeChatCrypto(TOKEN, KEY, APP_ID)
"""Somebody else's program for the same exchange."""


@pytest.mark.parametrize("xml", EXAMPLES)
def test_what_wechatpy_closes_is_opened(xml: str) -> None:
    answer = elements.read(THEIRS.encrypt_message(xml, NONCE, STAMP).encode())
    body, query = signed(answer.one("Encrypt"))
    assert answer.one("MsgSignature") == query["msg_signature"]
    assert ENVELOPE.opened(body, query, now=NOW) == xml.encode()


def test_what_wecom_crypto_closes_is_opened_and_the_other_way() -> None:
    """As recorded with the npm package, by which the platform's own examples work."""
    exchange = json.loads((Path(__file__).parent / "wecom_crypto.json").read_text("utf-8"))
    for made in exchange["made"]:
        body, query = signed(made["encrypted"])
        assert query["msg_signature"] == made["signature"]
        assert ENVELOPE.opened(body, query, now=NOW).decode() == made["xml"]
    for theirs in exchange["opened"]:
        body, query = signed(theirs["encrypted"])
        assert (query["msg_signature"], theirs["id"]) == (theirs["signature"], APP_ID)
        assert ENVELOPE.opened(body, query, now=NOW).decode() == theirs["message"]


@settings(max_examples=50)
@given(st.text())
def test_what_is_closed_wechatpy_opens(text: str) -> None:
    xml = text_reply(to=OPENID, sender=GH, text=text, at=NOW)
    closed = ENVELOPE.closed(xml, nonce=NONCE, at=NOW)
    signature = elements.read(closed.encode()).one("MsgSignature")
    assert THEIRS.decrypt_message(closed, signature, STAMP, NONCE) == xml
    assert (
        elements.read(xml.encode()).one("Content")
        == NOT_IN_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    )


def test_a_text_of_an_owner_that_is_answered_with_opens_no_element() -> None:
    text = "a]]></Content><FuncFlag>1</FuncFlag><Content><![CDATA[b"
    root = elements.read(text_reply(to=OPENID, sender=GH, text=text, at=NOW).encode())
    assert root.one("Content") == text
    assert [child.name for child in root.children] == [
        "ToUserName",
        "FromUserName",
        "CreateTime",
        "MsgType",
        "Content",
    ]


@pytest.mark.parametrize("length", range(64))
def test_a_whole_block_is_added_where_it_fits(length: int) -> None:
    encrypted = ENVELOPE.encrypted("x" * length)
    assert len(base64.b64decode(encrypted)) == ((16 + 4 + length + len(APP_ID)) // 32 + 1) * 32
    assert ENVELOPE.opened(*signed(encrypted), now=NOW) == b"x" * length


def test_no_two_envelopes_are_the_same() -> None:
    assert ENVELOPE.encrypted("x") != ENVELOPE.encrypted("x")


def test_while_a_key_is_changed_both_open_and_the_new_one_closes() -> None:
    changing = Envelope(app_id=APP_ID, token=TOKEN, keys=[key_of(OTHER_KEY), key_of(KEY)])
    assert changing.opened(*posted("<a/>"), now=NOW) == b"<a/>"
    assert WeChatCrypto(TOKEN, OTHER_KEY, APP_ID).decrypt_message(
        {"Encrypt": (encrypted := changing.encrypted("<a/>"))}, changing.signed(STAMP, NONCE, encrypted), STAMP, NONCE
    )
    with pytest.raises(NotFromWeChat):
        Envelope(app_id=APP_ID, token=TOKEN, keys=[key_of(OTHER_KEY)]).opened(*posted("<a/>"), now=NOW)


def test_what_is_meant_for_another_account_is_not_ours() -> None:
    other = Envelope(app_id="wxffffffffffffffff", token=TOKEN, keys=[key_of(KEY)])
    body, query = posted(message(Content="x"), other)
    with pytest.raises(NotFromWeChat):
        ENVELOPE.opened(body, query, now=NOW)
    with pytest.raises(InvalidAppIdException):  # the second opinion
        THEIRS.decrypt_message(body, query["msg_signature"], STAMP, NONCE)


@pytest.mark.parametrize(
    ("late", "taken"),
    [(600, True), (601, False), (-600, True), (-601, False), (0, True)],
)
def test_what_is_older_than_ten_minutes_is_refused(late: int, taken: bool) -> None:
    body, query = posted("<a/>")
    if taken:
        assert ENVELOPE.opened(body, query, now=NOW + timedelta(seconds=late))
        return
    with pytest.raises(NotFromWeChat):
        ENVELOPE.opened(body, query, now=NOW + timedelta(seconds=late))


def test_the_first_question_is_answered_for_the_platform_alone() -> None:
    query = {"signature": ENVELOPE.signed(STAMP, NONCE), "timestamp": STAMP, "nonce": NONCE, "echostr": "49123"}
    assert ENVELOPE.greeted(query, now=NOW) == "49123"
    for wrong in ({"signature": "0" * 40}, {"nonce": "2"}, {"timestamp": "x"}, {"signature": "密"}):
        with pytest.raises(NotFromWeChat):
            ENVELOPE.greeted({**query, **wrong}, now=NOW)
    with pytest.raises(GarbageError):
        ENVELOPE.greeted({**query, "echostr": "<script>alert(1) </script>"}, now=NOW)
    assert ECHO.fullmatch("4978213412341234123")


@pytest.mark.parametrize("key", ["", KEY[:-1], f"{KEY}=", KEY.replace("a", "+"), "密" * 43])
def test_a_key_that_is_none_is_not_quoted(key: str) -> None:
    with pytest.raises(ValueError, match="43 letters and digits") as told:
        key_of(key)
    assert not key or key not in str(told.value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<a/>",
        b"<xml></xml>",
        b"<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><xml><Encrypt>&b;</Encrypt></xml>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><xml/>',
        b"<?run this?><xml/>",
        b"<a>" * 9 + b"</a>" * 9,
        b"<a>" + b"<b/>" * 2001 + b"</a>",
        b"<a>" + b"x" * 300_000 + b"</a>",
        "<xml>\u0007</xml>".encode(),
        b"<xml>\xff</xml>",
        '<?xml version="1.0" encoding="utf-16"?><xml/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="none-such"?><xml/>',
        b"<xml>&#0;</xml>",
    ],
)
def test_a_body_that_is_none_is_one_error(body: bytes) -> None:
    query = posted("<a/>")[1]
    with pytest.raises(GarbageError):
        ENVELOPE.opened(body, query, now=NOW)
    with pytest.raises(NotFromWeChat):
        ENVELOPE.opened(body, {}, now=NOW)


def test_ten_thousand_changed_requests_are_a_value_or_the_one_error() -> None:
    dice, outcomes = random.Random(15), Counter[tuple[str, str]]()
    changes = list(CHANGES.items())
    for number in range(10_000):
        name, change = changes[number % len(changes)]
        xml = dice.choice(EXAMPLES)
        body, query = change(dice, xml)
        try:
            opened = ENVELOPE.opened(body, query, now=NOW)
            if name not in WITHIN:
                assert opened == xml.encode(), name  # changed outside, it is as it was or it is nothing
            reading.read(opened)
        except GarbageError as error:
            outcomes[name, type(error).__name__] += 1
        else:
            outcomes[name, "read"] += 1
    assert outcomes.total() == 10_000
    assert {name for name, _outcome in outcomes} == set(CHANGES)
    refused = {name: outcomes[name, "GarbageError"] + outcomes[name, "NotFromWeChat"] for name in CHANGES}
    assert {name for name, count in refused.items() if not count} == set()
    assert {name for name in HOPELESS if outcomes[name, "read"]} == set()
    assert {name for name in HARMLESS if not outcomes[name, "read"]} == set()


@given(st.binary(), st.dictionaries(st.sampled_from(["msg_signature", "timestamp", "nonce"]), st.text()))
def test_any_bytes_with_any_query_are_one_error(body: bytes, query: dict[str, str]) -> None:
    with pytest.raises(GarbageError):
        ENVELOPE.opened(body, query, now=NOW)


@given(st.binary())
def test_any_bytes_inside_are_a_value_or_the_one_error(said: bytes) -> None:
    try:
        reading.read(said)
    except GarbageError:
        pass
    else:
        pytest.fail("random bytes were read as a message")

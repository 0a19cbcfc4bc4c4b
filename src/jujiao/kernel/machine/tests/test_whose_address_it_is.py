"""X-Forwarded-For counts behind a proxy alone, and then only the entry that this proxy has added."""

from typing import Any

import pytest

from jujiao.kernel.machine.client_address import client_address, counted_as, normal, of_headers, of_meta

FORGED = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "10.0.0.1"}


def test_without_a_proxy_nobody_chooses_their_address(settings: Any) -> None:
    settings.BEHIND_PROXY = False
    assert of_meta(FORGED) == "203.0.113.9"
    assert of_headers(("203.0.113.9", 4711), [(b"X-Forwarded-For", b"10.0.0.1")]) == "203.0.113.9"


def test_behind_a_proxy_the_last_entry_counts(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    meta = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.9"}
    assert of_meta(meta) == "203.0.113.9"
    lines = [(b"x-forwarded-for", b"10.0.0.1"), (b"host", b"x"), (b"x-forwarded-for", b"203.0.113.9")]
    assert of_headers(("127.0.0.1", 1), lines) == "203.0.113.9"
    assert of_headers("127.0.0.1:50432", [("x-forwarded-for", "2001:db8::7")]) == "2001:db8::7"


@pytest.mark.parametrize("said", ["", " ", "10.0.0.1,", "unknown", "10.0.0.1, <script>", "1.2.3", "1" * 9000, "a]:80"])
def test_what_is_no_address_falls_back_on_who_is_connected(said: str) -> None:
    assert client_address("192.0.2.1", [said], behind_proxy=True) == "192.0.2.1"


@pytest.mark.parametrize("peer", [None, "", "unix:/run/x.sock", "?"])
def test_no_address_is_said_to_be_none(peer: object) -> None:
    assert client_address(peer, [], behind_proxy=False) == "unknown"


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("203.0.113.9", "203.0.113.9"),
        (" 203.0.113.9:51234 ", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("[::ffff:203.0.113.9]:80", "203.0.113.9"),
        ("2001:DB8:0:0::7", "2001:db8::7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ('"[2001:db8::7]:443"', "2001:db8::7"),
        ("fe80::1%eth0", "fe80::1"),
        ("203.0.113.9:port", ""),
        ("256.1.1.1", ""),
        ("010.0.0.1", ""),
    ],
)
def test_each_address_has_one_spelling(text: str, spelling: str) -> None:
    assert normal(text) == spelling


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:0:7:1:2:3:4", "2001:db8:0:7::"),
        ("2001:db8:0:8::", "2001:db8:0:8::"),
        ("::1", "::"),
        ("unknown", "unknown"),
    ],
)
def test_who_has_a_64_is_counted_once(address: str, counted: str) -> None:
    assert counted_as(address) == counted

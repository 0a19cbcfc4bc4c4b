"""An Asterisk tells while it rings: we sign in at its manager interface, and begin anew where the line breaks off."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final

import pytest

from jujiao.kernel.machine import clock
from jujiao.service.calls.listening import listener
from jujiao.service.calls.listening.line import Line, NotSignedIn
from jujiao.service.calls.listening.listener import Listening
from jujiao.service.calls.models import Call, Record, Refusal, Source, Vendor
from jujiao.service.calls.operations.receiving import refuse_message
from jujiao.service.calls.proof.exchanges import asterisk
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.queries_sources import PASSWORDS, to_listen_to
from jujiao.testing.cast import NOW, Cast

PASSWORD: Final = "amp111"
CALL, FIRST = "1773194340.10", "1773194343.11"
CAME = NOW - timedelta(seconds=60)
type Tell = Callable[[socket.socket], None]


class Exchange(threading.Thread):
    """One that tells what it is given to each who signs in, the next part to each, and hangs up after it."""

    def __init__(self, *parts: bytes | Tell) -> None:
        super().__init__(daemon=True)
        self.parts = parts
        self.heard: list[bytes] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"

    def run(self) -> None:
        for part in self.parts:
            line, _address = self.door.accept()
            with line:
                self._let_in(line, part)
        self.door.close()

    def _let_in(self, line: socket.socket, part: bytes | Tell) -> None:
        line.sendall(b"Asterisk Call Manager/7.0.3\r\n")
        asked = self.read(line)
        if f"Secret: {PASSWORD}\r\n".encode() not in asked:
            line.sendall(b"Response: Error\r\nMessage: Authentication failed\r\n\r\n")
            return
        line.sendall(b"Response: Success\r\nMessage: Authentication accepted\r\n\r\n")
        if callable(part):
            part(line)
        else:
            line.sendall(part)

    def read(self, line: socket.socket) -> bytes:
        text = b""
        while not text.endswith(b"\r\n\r\n"):
            text += line.recv(4096)
        self.heard.append(text)
        return text


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(listener, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(listener, "close_old_connections", lambda: None)  # the test's own, with all of it undone


@pytest.fixture
def exchanges() -> Iterator[Callable[..., Exchange]]:
    begun: list[Exchange] = []

    def begin(*parts: bytes | Tell) -> Exchange:
        begun.append(Exchange(*parts))
        begun[-1].start()
        return begun[-1]

    yield begin
    for each in begun:
        each.door.close()


def a_source(cast: Cast, exchange: Exchange, password: str = PASSWORD) -> Source:
    source = maker(cast).source(
        Vendor.ASTERISK, address=exchange.address, account="jujiao", sealed=PASSWORDS.close(password)
    )
    maker(cast).telephone(source, "801")
    return source


def ringing() -> bytes:
    at = CAME + timedelta(seconds=3)
    return (asterisk.came(CALL, CAME) + asterisk.dial_begin(CALL, FIRST, "801", at)).encode()


def answered() -> bytes:
    end = asterisk.dial_end(CALL, FIRST, "801", CAME + timedelta(seconds=10), "ANSWER")
    return (end + asterisk.hangup(CALL, CAME + timedelta(seconds=50))).encode()


def attend(source: Source) -> None:
    """Until the exchange hangs up."""
    with Line(source.address, source.account, PASSWORD) as line, pytest.raises(ConnectionError):
        Listening(source).attend(line)


def test_a_call_is_known_while_it_rings_and_when_it_is_over(cast: Cast, exchanges: Callable[..., Exchange]) -> None:
    exchange = exchanges(ringing(), answered())
    source = a_source(cast, exchange)
    attend(source)
    call = Call.objects.get()
    assert (call.verdict, call.telephone.extension if call.telephone else "", call.ended_at) == (
        "going_on",
        "801",
        None,
    )
    attend(source)
    call.refresh_from_db()
    assert (call.verdict, call.ring_seconds, call.grade) == ("kept", Decimal(7), "by_leg")
    source.refresh_from_db()
    assert source.heard_at == NOW
    assert b"Events: call,agent" in exchange.heard[0]


def test_without_timestamps_it_is_by_when_the_news_came_in(
    cast: Cast, exchanges: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = asterisk.dial_begin(CALL, FIRST, "801", None).encode()
    end = asterisk.dial_end(CALL, FIRST, "801", None, "ANSWER").encode()
    source = a_source(cast, exchanges(begin, end))
    attend(source)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=16))
    attend(source)
    call = Call.objects.get()
    assert (call.verdict, call.ring_seconds, call.grade) == ("late", Decimal(16), "by_receipt")


def test_an_event_that_comes_in_pieces_is_one_event(cast: Cast, exchanges: Callable[..., Exchange]) -> None:
    text = ringing()

    def in_pieces(line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for place in range(0, len(text), 97):
            line.sendall(text[place : place + 97])

    attend(a_source(cast, exchanges(in_pieces)))
    assert Record.objects.count() == 2
    assert not Refusal.objects.exists()


def test_a_name_in_another_charset_makes_no_event_unreadable(cast: Cast, exchanges: Callable[..., Exchange]) -> None:
    named = ringing().replace(b"CallerIDNum", "CallerIDName: 王芳\r\nCallerIDNum".encode("gbk"))
    attend(a_source(cast, exchanges(named)))
    assert Call.objects.get().number == "13800138000"


def test_a_line_that_breaks_off_is_begun_anew_until_told_to_stop(
    cast: Cast, exchanges: Callable[..., Exchange]
) -> None:
    def hang_up(_line: socket.socket) -> None:
        listening.stop.set()

    exchange = exchanges(ringing(), b"", hang_up)
    listening = Listening(a_source(cast, exchange))
    listening.work()
    assert Call.objects.get().linked_id == CALL
    assert len(exchange.heard) == 3


def test_one_that_is_there_and_says_nothing_is_heard_of(
    cast: Cast, exchanges: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "QUIET", 0.0)
    monkeypatch.setattr(listener, "STEP", 0.01)
    asked = threading.Event()

    def pong(line: socket.socket) -> None:
        if b"Action: Ping" in exchange.read(line):
            asked.set()
            line.sendall(b"Response: Success\r\nPing: Pong\r\n\r\n")

    exchange = exchanges(pong)
    source = a_source(cast, exchange)
    attend(source)
    source.refresh_from_db()
    assert (asked.is_set(), source.heard_at) == (True, NOW)
    assert not Record.objects.exists()
    assert not Refusal.objects.exists()


def test_a_wrong_password_is_an_alarm(
    cast: Cast, exchanges: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = exchanges(b"", b"")
    with pytest.raises(NotSignedIn):
        Line(exchange.address, "jujiao", "wrong")
    listening = Listening(a_source(cast, exchange, password="wrong"))

    def refused(**facts: Any) -> None:
        refuse_message(**facts)
        listening.stop.set()

    monkeypatch.setattr(listener, "refuse_message", refused)
    listening.work()
    assert [refusal.reason for refusal in Refusal.objects.all()] == ["secret"]


def test_whoever_sends_a_block_without_an_end_is_given_up(exchanges: Callable[..., Exchange]) -> None:
    def endless(line: socket.socket) -> None:
        line.sendall(b"Event: " + b"x" * 100_000)
        line.recv(4096)

    with Line(exchanges(endless).address, "jujiao", PASSWORD) as line, pytest.raises(ConnectionError, match="end"):
        list(iter(partial(line.told, 5), None))


def test_those_that_have_an_address_are_listened_to(cast: Cast, exchanges: Callable[..., Exchange]) -> None:
    source = a_source(cast, exchanges())
    maker(cast).source(Vendor.GRANDSTREAM)
    assert list(to_listen_to()) == [source]
    Source.objects.filter(pk=source.pk).update(in_use=False)
    assert not list(to_listen_to())

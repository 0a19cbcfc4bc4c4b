"""The bench's driver: what it counts, and that an answer which is not what it must be is never counted."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from jujiao.drills.bench.asked import FORGERY, FRESH, Request, Visitor, packed, unpacked
from jujiao.drills.bench.line import Answer, BrokenOff, Line
from jujiao.drills.bench.load import Load

CLERK = Visitor("sessionid", "s3cret", "t0ken", "Bearer")
PAGE = CLERK.page("/rows/", "<tr>", 2)
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<tr>1<tr>2"
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n<tr>1\r\n5\r\n<tr>2\r\n0\r\n\r\n"
FAULT = b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"


@contextmanager
def answering(*answers: bytes) -> Iterator[int]:
    """A server that gives each connection these answers in turn, the last one for ever; its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(line: socket.socket) -> None:
        with line:
            turn = 0
            while line.recv(65_536):
                line.sendall(answers[min(turn, len(answers) - 1)])
                turn += 1

    def accept() -> None:
        while True:
            try:
                line, _where = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=[line], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.close()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(200, b"", b"<tr>1<tr>2"), ""),
        (Answer(302, b"Location: /login/", b""), "GET /rows/: status 302 instead of 200"),
        (Answer(200, b"", b"<tr>1"), "GET /rows/: '<tr>' 1 times instead of 2"),
    ],
)
def test_an_answer_must_be_what_was_asked_for(answer: Answer, said: str) -> None:
    assert PAGE.wrong(answer) == said


def test_a_form_brings_session_and_the_value_against_forgery() -> None:
    form = CLERK.form("/register/", {"key": FRESH}, "/registered/")
    head, _, body = form.text.partition("\r\n\r\n")
    assert f"Cookie: sessionid=s3cret; csrftoken={FORGERY}" in head
    assert f"Content-Length: {len(body)}" in head
    assert form.wrong(Answer(302, b"location: /complaints/7/registered/", b"")) == ""
    assert "Authorization: Bearer t0ken" in CLERK.call("/api/", {"text": "x"}, "number").text


def test_a_line_reads_answer_after_answer() -> None:
    with answering(WHOLE, CHUNKED, WHOLE) as port:
        line = Line(port, 5)
        assert [line.ask(b"GET").body for _turn in range(3)] == [b"<tr>1<tr>2"] * 3
        line.close()


def test_half_an_answer_is_none() -> None:
    with answering(WHOLE[:-3]) as port, pytest.raises((BrokenOff, TimeoutError)):
        Line(port, 0.2).ask(b"GET")


def test_what_is_asked_is_counted_up_to_the_most() -> None:
    with answering(WHOLE) as port:
        told = Load(port, [[PAGE, PAGE]], 5, 40).run()
    assert (told["done"], told["wrong"]) == (40, [])


def test_one_fault_ends_the_load() -> None:
    with answering(WHOLE, FAULT) as port:
        told = Load(port, [[PAGE]], 5, 10_000).run()
    assert told["wrong"][0] == "WrongAnswer: GET /rows/: status 500 instead of 200"
    assert told["seconds"] < 5


def test_units_survive_the_way_to_the_driver() -> None:
    assert unpacked(packed([[PAGE], [PAGE, PAGE]])) == [[PAGE], [PAGE, PAGE]]
    assert isinstance(unpacked(packed([[PAGE]]))[0][0], Request)

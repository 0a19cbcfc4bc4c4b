"""A request reaches the pages as WSGI knows it, and its answer the server; or somebody reads why not."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.answering import answer
from jujiao.kernel.machine.front.bridge import Bridge
from jujiao.kernel.machine.front.environ import environ_of
from jujiao.kernel.machine.front.lane import Lane
from jujiao.kernel.machine.front.refusals import refusal

type Answered = list[tuple[Any, ...]]


class Pairs(list[tuple[str, str]]):
    def items(self) -> list[tuple[str, str]]:
        return list(self)


def scope(path: str = "/", client: str = "10.0.0.7:4711", **more: Any) -> Any:
    headers = Pairs([("host", "localhost"), *more.pop("headers", [])])
    plain = {"http_version": "1.1", "server": "127.0.0.1:8000", "scheme": "http", "method": "POST", "authority": None}
    return SimpleNamespace(path=path, client=client, headers=headers, query_string="a=%00", **{**plain, **more})


class Request:
    """The server's side: a body, and what was answered."""

    def __init__(self, body: bytes = b"") -> None:
        self.body = body
        self.answered: Answered = []

    async def __call__(self) -> bytes:
        return self.body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.body
        yield b""

    def response_bytes(self, *given: Any) -> None:
        self.answered.append(given)

    def response_file(self, *given: Any) -> None:
        self.answered.append(("file", *given))


def test_the_environ_says_what_was_asked() -> None:
    headers = [("x-two", "a"), ("x-two", "b"), ("cookie", "a=1"), ("cookie", "b=2"), ("content-length", "5")]
    environ = environ_of(scope("/投诉", "[::1]:4711", headers=headers))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/投诉"
    assert (environ["REMOTE_ADDR"], environ["REMOTE_PORT"], environ["SERVER_PORT"]) == ("::1", "4711", "8000")
    assert (environ["HTTP_X_TWO"], environ["HTTP_COOKIE"], environ["CONTENT_LENGTH"]) == ("a,b", "a=1; b=2", "5")
    assert (environ["HTTP_HOST"], environ["QUERY_STRING"]) == ("localhost", "a=%00")


def test_a_header_cannot_pass_for_that_of_a_proxy() -> None:
    environ = environ_of(scope(headers=[("x_forwarded_for", "6.6.6.6"), ("content_length", "9")]))
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert "CONTENT_LENGTH" not in environ


def test_a_method_in_small_letters_is_what_django_takes_it_for() -> None:
    """Else a “post” of a password would be checked outside the lane."""
    assert environ_of(scope(method="post"))["REQUEST_METHOD"] == "POST"


class Page(list[bytes]):
    closed = False

    def close(self) -> None:
        self.closed = True


def test_the_answer_is_whole_and_closed() -> None:
    page, request = Page([b"a", b"b"]), Request()

    def application(_environ: Any, start: Any) -> Page:
        start("201 Created", [("X", "y")])
        return page

    answer(application, {}, request)
    assert (request.answered, page.closed) == ([(201, [("X", "y")], b"ab")], True)


def test_a_file_is_sent_by_the_server(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"photo")
    for skipped, answered in ((0, ("file", 200, [], str(tmp_path / "photo.jpg"))), (2, (200, [], b"oto"))):
        file, request = (tmp_path / "photo.jpg").open("rb"), Request()
        file.seek(skipped)

        def application(environ: Any, start: Any, file: Any = file) -> Any:
            start("200 OK", [])
            return environ["wsgi.file_wrapper"](file, 4096)

        answer(application, {}, request)
        assert (request.answered, file.closed) == ([answered], True)


def ask(tmp_path: Path, scope: Any, request: Request, **more: Any) -> Answered:
    """One request through a bridge to an application that answers with what it read, and in which thread."""

    def application(environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [("Thread", threading.current_thread().name[:4])])
        if environ["PATH_INFO"] == "/broken":
            raise LookupError
        return [environ["wsgi.input"].read()]

    bounded: dict[str, Any] = {"takes": lambda _path: bounds.PLAIN, "most": lambda _environ: bounds.PLAIN}
    bounded["costly"] = lambda environ: ("10.0.0.7", "") if environ["PATH_INFO"] == "/account/login/" else None
    bridge = Bridge(application, folder=tmp_path, **{**bounded, **more})

    async def story() -> None:
        loop = asyncio.get_running_loop()
        bridge.__rsgi_init__(loop)
        await bridge.__rsgi__(scope, request)
        bridge.__rsgi_del__(loop)

    asyncio.run(story())
    assert bridge.connections.working == set()
    return request.answered


def test_a_form_is_read_before_its_page_runs(tmp_path: Path) -> None:
    sent = scope(headers=[("content-length", "5")])
    assert ask(tmp_path, sent, Request(b"words")) == [(200, [("Thread", "page")], b"words")]


def test_what_takes_long_waits_for_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[tuple[str, ...]] = []

    async def run(lane: Lane, job: Callable[[], Any], *whose: str) -> Any:
        turns.append(whose)
        return await lane.threads.run(job)

    monkeypatch.setattr(Lane, "run", run)
    for path in ("/account/login/", "/"):
        sent = scope(path, headers=[("content-length", "5")])
        assert ask(tmp_path, sent, Request(b"words")) == [(200, [("Thread", "page")], b"words")]
    assert turns == [("10.0.0.7", "")]


def test_a_page_that_fails_is_told_to_the_server(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert ask(tmp_path, scope("/broken"), Request())[0][0] == 500
    assert "the application failed" in caplog.text


@pytest.mark.parametrize(("takes", "most", "status"), [(1, 900, 413), (900, 1, 413), (900, 900, 200)])
def test_much_is_taken_where_the_door_takes_it_and_from_whom_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, takes: int, most: int, status: int
) -> None:
    monkeypatch.setattr(bounds, "PLAIN", 100)
    monkeypatch.setattr(bounds, "DRAIN_SECONDS", 0)
    sent = scope(headers=[("content-length", "500")])
    bounded = {"takes": lambda _path: takes, "most": lambda _environ: max(most, 100)}
    assert [answered[0] for answered in ask(tmp_path, sent, Request(b"x" * 500), **bounded)] == [status]


def test_much_is_not_taken_while_nobody_can_say_from_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_environ: Any) -> int:
        raise LookupError

    monkeypatch.setattr(bounds, "PLAIN", 100)
    sent = scope(headers=[("content-length", "500")])
    [(status, *_more)] = ask(tmp_path, sent, Request(b"x" * 500), takes=lambda _path: 900, most=away)
    assert status == 503


def test_who_would_wait_too_long_is_asked_to_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jujiao.kernel.machine.front.threads.Threads.run", _full)
    [(status, headers, _content)] = ask(tmp_path, scope(), Request())
    assert (status, dict(headers)["Retry-After"], dict(headers)["Connection"]) == (503, "5", "close")


def _full(*_given: Any) -> None:
    from jujiao.kernel.machine.front.threads import Full

    raise Full


def test_why_not_is_said_in_the_readers_language() -> None:
    chinese = "请求没有在规定时间内送达，请再发送一次。"
    english = "The request took too long to arrive. Please send it again."
    page = {"PATH_INFO": "/my/new/", "HTTP_ACCEPT_LANGUAGE": "fr, en;q=0.5"}
    assert english in refusal(408, page)[1].decode()
    assert chinese in refusal(408, page | {"HTTP_ACCEPT_LANGUAGE": ""})[1].decode()
    assert chinese in refusal(408, page | {"HTTP_COOKIE": "django_language=zh-hans"})[1].decode()
    headers, content = refusal(408, page | {"HTTP_HX_REQUEST": "true"})
    assert (json.loads(dict(headers)["HX-Trigger"])["toast"]["text"], content) == (english, english.encode())
    headers, content = refusal(408, page | {"PATH_INFO": "/api/v1/complaints"})
    assert (dict(headers)["Content-Type"], json.loads(content)) == ("application/json", {"detail": english})


def test_the_body_of_a_request_without_one_is_empty() -> None:
    read = environ_of(scope())["wsgi.input"]
    assert isinstance(read, BytesIO)
    assert read.read() == b""

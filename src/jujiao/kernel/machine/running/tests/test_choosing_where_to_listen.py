"""Where the pages are served is tried before anything is started; what is wrong with it is said truly."""

import errno
import os
import socket
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator

import pytest

from jujiao.kernel.machine.running import listening, run, serving
from jujiao.kernel.machine.running.listening import CannotListen, Place, answers, become_free, find, port
from jujiao.kernel.machine.site import host_of, source_of

SIX = Place("::1", socket.AF_INET6, "::1")


def free(host: str = "127.0.0.1") -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "number", "name", "way_in"),
    [
        ("127.0.0.1", "127.0.0.1", "localhost", "127.0.0.1"),
        ("127.0.0.2", "127.0.0.2", "127.0.0.2", "127.0.0.2"),
        ("0.0.0.0", "0.0.0.0", "localhost", "127.0.0.1"),
        ("::1", "::1", "[::1]", "::1"),
        ("[::1]", "::1", "[::1]", "::1"),
        ("::", "::", "localhost", "::1"),
        ("localhost", "127.0.0.1", "localhost", "127.0.0.1"),
    ],
)
def test_it_is_named_so_that_it_can_be_clicked(host: str, number: str, name: str, way_in: str) -> None:
    place = find(host)
    assert (place.number, place.name, place.way_in) == (number, name, way_in)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "0.0.0.0", "::"])
def test_a_free_one_is_free_on_each_kind_of_address(host: str) -> None:
    become_free(find(host), free(find(host).way_in), patience=0)


def test_a_taken_one_is_said_to_be_taken_also_for_all_addresses(taken: int) -> None:
    for host in ("127.0.0.1", "0.0.0.0"):
        with pytest.raises(CannotListen, match=f"^Port {taken} is taken by another program"):
            become_free(find(host), taken, patience=0)
    assert answers(find("127.0.0.1"), taken)
    assert not answers(find("::1"), taken)


def test_an_address_of_another_machine_is_not_said_to_be_taken() -> None:
    with pytest.raises(CannotListen, match=r"^203\.0\.113\.5 is no address of this machine"):
        become_free(find("203.0.113.5"), free(), patience=30)


@pytest.mark.parametrize("host", ["", " ", "nosuch.invalid", "1.2.3.4.5", "a" * 300, "[::1]:80"])
def test_what_is_no_address_is_said_to_be_none(host: str) -> None:
    with pytest.raises(CannotListen, match="is no address, and no host name"):
        find(host)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "This account may not use port 80. Take one from 1024 on, and let a proxy serve 80."),
        (errno.EAFNOSUPPORT, "This machine has no IPv6. Try another --host."),
        (errno.ENOBUFS, f"Port 80 of ::1 cannot be used: {os.strerror(errno.ENOBUFS)}."),
    ],
)
def test_other_reasons_have_their_own_sentence(number: int, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_place: Place, _number: int) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(listening, "_try", refuse)
    with pytest.raises(CannotListen) as why:
        become_free(SIX, 80, patience=30)
    assert str(why.value) == sentence


@pytest.mark.parametrize("text", ["abc", "0", "-1", "65536", "８０００", "80.5", ""])
def test_a_port_is_a_number_from_1_to_65535(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no port: it is a number from 1 to 65535"):
        port(text)


def test_after_the_last_port_there_is_none_for_the_live_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run._parse(["--port", "65535", "--only", "web"]).port == 65535
    with pytest.raises(SystemExit):
        run._parse(["--port", "65535"])
    assert "--port 65534 at most" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "site", "expected"),
    [
        (SIX, None, ("http://[::1]:8170", "http://[::1]:8171")),
        (find("0.0.0.0"), None, ("http://localhost:8170", "http://localhost:8171")),
        (find("127.0.0.1"), "http://desk.example:8170", ("http://desk.example:8170", "http://desk.example:8171")),
        (find("127.0.0.1"), "http://desk.example", ("http://desk.example", "http://desk.example:8171")),
        (find("127.0.0.1"), "https://desk.example", ("https://desk.example", "https://desk.example")),
    ],
)
def test_live_lines_are_found_where_the_pages_are(
    place: Place, site: str | None, expected: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"JUJIAO_SITE_URL": site} if site else {})
    run._name_the_site(place, 8170)
    assert (os.environ["JUJIAO_SITE_URL"], os.environ["JUJIAO_LIVE_URL"]) == expected


def test_a_start_on_a_taken_port_ends_before_anything_is_made(
    taken: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "LEAVE_SECONDS", -2)
    monkeypatch.setattr(run, "_prepare", lambda wanted: pytest.fail(f"prepared for {wanted}"))
    assert run.run(["--port", str(taken), "--only", "web"], None) == 1
    assert capsys.readouterr().err.startswith(f"Port {taken} is taken by another program.")


def test_what_does_not_answer_is_not_said_to_be_there(capsys: pytest.CaptureFixture[str]) -> None:
    run._greet(SIX, Namespace(port=8170), [8170])
    said = capsys.readouterr().out
    assert said.startswith("Port 8170 does not answer yet")
    assert "Jujiao is at" not in said


def test_pages_answer_to_the_sites_own_name_and_may_call_its_live_lines() -> None:
    assert [host_of(url) for url in ("http://[::1]:8170", "https://a.example", "http://10.0.0.7:80")] == [
        "[::1]",
        "a.example",
        "10.0.0.7",
    ]
    assert source_of("http://[::1]:8171") == "http://*:8171"
    assert source_of("http://a.example:8171") == "http://a.example:8171"

"""The access log names account, address and page for half a year, and nothing that a person is known by."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.access_log import Book
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
FORGED = {"X-Forwarded-For": "10.9.8.7"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(Book, "write", lambda _self, text: lines.append(text))
    return lines


def test_a_page_of_somebody_signed_in(cast: Cast, sign_in: SignIn, written: list[str]) -> None:
    sign_in(cast.clerk).get("/complaints/?q=13800000001", headers=FORGED)
    (found,) = written[-1:]
    said = rf"\S+ 127\.0\.0\.1 account={cast.clerk.user.pk} GET /complaints/ 200 \d+ms\n"
    assert re.fullmatch(said, found)


def test_behind_a_proxy_the_one_who_asked_it(settings: Any, written: list[str]) -> None:
    settings.BEHIND_PROXY = True
    Client().get("/nothing/here/13800000001", headers={"X-Forwarded-For": "10.0.0.1, 203.0.113.9"})
    assert re.fullmatch(r"\S+ 203\.0\.113\.9 account=- GET - 404 \d+ms\n", written[-1])


def test_the_token_of_a_link_is_not_written_down(written: list[str]) -> None:
    Client().get("/account/password/choose/MQ/secret-token/")
    assert len(written) == 1
    assert "secret-token" not in written[0]


def test_each_day_has_a_file_and_half_a_year_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2026-05-16", "2026-05-17", "2026-11-22"):
        (tmp_path / f"access-{day}.log").touch()
    (tmp_path / "notes.txt").touch()
    book = Book(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: Day(date(2026, 11, 23)))
    book.write("a\n")
    Book(tmp_path).write("b\n")
    assert (tmp_path / "access-2026-11-23.log").read_text() == "a\nb\n"
    monkeypatch.setattr(clock, "now", lambda: Day(date(2026, 11, 24)))
    book.write("c\n")
    kept = sorted(each.name for each in tmp_path.iterdir())
    assert kept == ["access-2026-11-22.log", "access-2026-11-23.log", "access-2026-11-24.log", "notes.txt"]


def test_a_disk_that_takes_nothing_keeps_nobody_from_their_page(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    Book(tmp_path / "logs").write("a\n")
    assert (tmp_path / "logs").read_text() == "in the way"


class Day:
    """A moment of which only the day is asked."""

    def __init__(self, day: date) -> None:
        self._day = day

    def date(self) -> date:
        return self._day

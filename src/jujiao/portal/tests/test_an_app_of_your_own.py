"""The page `docs/an-app-of-your-own.md`: each command on it is run against a real server, and answers as it says."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from PIL import Image
from pytest_django.live_server_helper import LiveServer

from jujiao.company.accounts.tests.conftest import messages
from jujiao.company.accounts.tests.messages import Sent, code_sent_to
from jujiao.drills.process import Process
from jujiao.drills.stage import Web, free_port, until
from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.running import serving
from jujiao.testing.cast import Cast
from jujiao.testing.rows import a_notice

__all__ = ["messages"]

PAGE = Path(ROOT) / "docs" / "an-app-of-your-own.md"
COMMAND = re.compile(r"^```sh\n(.*?)\n```\n\n```(?:json)?\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
SITE, LINE = "https://jujiao.example", "https://jujiao.example/live/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ANY = "…"
SECONDS = 120


def told(shown: Any, answer: Any, at: str = "answer") -> Iterator[str]:
    """Where an answer is not what the page shows. There `…` stands for anything, in an object for more of it; moments
    are any moments, ids any numbers, and a text that ends with `…` begins the answer's."""
    match shown:
        case str() if MOMENT.fullmatch(shown):
            right = isinstance(answer, str) and MOMENT.fullmatch(answer) is not None
        case str() if shown.endswith(ANY):
            right = shown == ANY or str(answer).startswith(shown.removesuffix(ANY))
        case dict():
            right = isinstance(answer, dict) and (ANY in shown or shown.keys() == answer.keys())
            for name in shown.keys() - {ANY} if right else ():
                seen = shown[name], answer.get(name)
                same = name.endswith("id") and all(isinstance(each, int) for each in seen)
                yield from () if same else told(*seen, f"{at}.{name}")
        case list():
            right = isinstance(answer, list) and (len(answer) == len(shown) or ANY in shown[-1:])
            for number, (mine, given) in enumerate(zip(shown, answer, strict=False) if right else ()):
                yield from told(mine, given, f"{at}[{number}]")
        case _:
            right = shown == answer and type(shown) is type(answer)
    if not right:
        yield f"{at}: the page says {shown!r}, the server {answer!r}"


@contextmanager
def lines(folder: Path) -> Iterator[str]:
    """The address of the live lines, in a process of their own on the database of the test."""
    port, known = free_port(), connection.settings_dict
    place = f"{known['HOST'] or ''}".replace("/", "%2F")
    url = f"postgresql://{known['USER']}:{known['PASSWORD']}@{place}:{known['PORT']}/{known['NAME']}"
    process = Web("lines", serving.live("127.0.0.1", port), {**os.environ, "DATABASE_URL": url}, folder / "log", port)
    process.start()
    try:
        until(SECONDS, process.answers, "the live lines do not open")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.kill()


def named(answer: Any) -> dict[str, str]:
    """What the commands that follow call by a word with `$`."""
    found: dict[str, Any] = {}
    match answer:
        case {"ticket": ticket}:
            found = {"TICKET": ticket}
        case {"token": token, "id": number}:
            found = {"TOKEN": token, "TOKEN_ID": number}
        case {"say": _, "promises": [promise, *_more], "timeline": [{"files": [file]}]}:
            found = {"COMPLAINT": answer["id"], "VERSION": answer["version"]}
            found |= {"PROMISE": promise["id"], "PHOTO": file["id"]}
        case {"timeline": _, "version": version}:
            found = {"VERSION": version}
        case {"conversation": {"id": conversation}}:
            found = {"CONVERSATION": conversation}
    return {name: str(value) for name, value in found.items()}


def photo(path: Path) -> None:
    Image.new("RGB", (8, 8), "navy").save(path)


@pytest.mark.django_db(transaction=True)
def test_each_command_answers_as_the_page_says(
    cast: Cast, messages: Sent, live_server: LiveServer, tmp_path: Path
) -> None:
    photo(tmp_path / "leak.jpg")
    photo(tmp_path / "lamp.jpg")
    known: dict[str, str] = {}
    wrong = []
    with lines(tmp_path) as live:
        for command, shown in COMMAND.findall(PAGE.read_text("utf-8")):
            meant = command.replace(LINE, live).replace(SITE, live_server.url)
            if LINE in command:
                wrong += _heard(meant, shown, known, tmp_path, cast)
                continue
            said = _run(meant, known, tmp_path)
            answer = json.loads(said) if said.strip() else None
            wrong += [f"{command}\n    {each}" for each in told(json.loads(shown), answer)]
            known |= named(answer)
            known["CODE"] = code_sent_to("13800000101")
    assert wrong == []
    assert len(COMMAND.findall(PAGE.read_text("utf-8"))) >= 20


def _run(command: str, known: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder, env={**os.environ, **known}, capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    return done.stdout


def _heard(command: str, shown: str, known: dict[str, str], folder: Path, cast: Cast) -> list[str]:
    """The line is opened, and something is told to the resident: what comes then."""
    first, _blank, then = shown.partition("\n\n")
    listening = Process("listening", ["bash", "-c", command], {**os.environ, **known}, folder / "heard")
    listening.start()
    try:
        until(SECONDS, lambda: first in (folder / "heard").read_text(), "the line does not open")
        a_notice(cast.resident)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify('jujiao', %s)", [f"user:{cast.resident.user.pk}"])
        word = re.sub(r"\d+", str(cast.resident.user.pk), then)
        until(SECONDS, lambda: word in (folder / "heard").read_text(), f"nobody says {word}")
    finally:
        listening.kill()
    return []

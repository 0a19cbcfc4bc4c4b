"""Messages of WeChat at the callback while the platform gives no file: how quickly each is answered, and that none is
lost. And changed requests, each of which is answered in a word."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from urllib.parse import urlencode

import django

from jujiao.drills.bench.asked import WrongAnswer
from jujiao.drills.bench.line import Line
from jujiao.drills.bench.rings import at
from jujiao.drills.bench.table import Figure
from jujiao.drills.stage import Stage, Web, stage, until

A_SECOND: Final = 40
LINES: Final = 4
"""The platform waits for no answer before it tells of somebody else's message."""
WARM: Final = 60
"""Messages beforehand, until everybody has answered everything once."""
FOLLOWERS: Final = 200
TAKEN_MS: Final = 500.0
HANGS: Final = 3600.0
"""Seconds for which the platform gives no file."""
CHANGED: Final = 10_000
PATIENCE: Final = 30.0
KEPT: Final = "SELECT count(*), count(*) FILTER (WHERE medium = 'waits') FROM wechat_inbound"
LEFT: Final = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'wechat.deal_with'"


def measure(seconds: float) -> list[Figure]:
    """On a database of its own, by two web processes and a worker that waits for the platform."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from jujiao.demo.wechat.platform import MEDIA, Platform
    from jujiao.demo.wechat.serving import serving
    from jujiao.notices.wechat.proof.samples_line import SECRET
    from jujiao.testing.platform_requests import APP_ID

    with serving(Platform(APP_ID, SECRET, delay={MEDIA: HANGS})) as platform, stage() as it:
        path = it.python("-m", "jujiao.drills.bench.our_account", platform.url).strip()
        web, _worker = it.web(workers=2, JUJIAO_LOG_LEVEL="ERROR"), it.worker(JUJIAO_LOG_LEVEL="ERROR")
        _answered(web, path, list(messages(0, WARM)))
        until(PATIENCE, lambda: platform.asked[MEDIA], "no file was asked for")
        told = list(messages(WARM, WARM + int(seconds * A_SECOND)))
        took = _answered(web, path, told)
        figures = _figures(it, took, WARM + len(told))
        return [*figures, *_changed(web, path)]


def messages(first: int, end: int) -> Iterator[tuple[str, bytes]]:
    """Query and body of the messages between two numbers: every third has a picture."""
    from jujiao.testing.platform_requests import message, posted

    for number in range(first, end):
        stamp, openid = str(int(time.time())), f"o{number % FOLLOWERS}"
        common = {"FromUserName": openid, "CreateTime": stamp, "MsgId": str(10**15 + number)}
        if number % 3:
            xml = message("text", Content=f"第 {number} 条", **common)
        else:
            xml = message("image", PicUrl="http://example.org/", MediaId=f"m-{number}", **common)
        body, query = posted(xml, stamp=stamp)
        yield urlencode(query), body


def _answered(web: Web, path: str, told: list[tuple[str, bytes]]) -> list[float]:
    """How long each answer took after its message was due, in milliseconds, whoever was late before it on its line."""
    begun = time.monotonic()
    with ThreadPoolExecutor(LINES) as pool:
        sent = [pool.submit(_sent, web, path, told[place::LINES], begun + place / A_SECOND) for place in range(LINES)]
        return sorted(took for each in sent for took in each.result())


def _sent(web: Web, path: str, told: list[tuple[str, bytes]], begun: float) -> list[float]:
    """The same for one line, in the order of its messages."""
    line, took = Line(web.port, PATIENCE), []
    for number, (query, body) in enumerate(told):
        due = begun + number * LINES / A_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        answer = line.ask(_request(path, query, body))
        took.append((time.monotonic() - due) * 1000)
        if (answer.status, answer.body) != (200, b"success"):
            raise WrongAnswer(f"status {answer.status}: {answer.body[:200]!r}")
    line.close()
    return took


def _request(path: str, query: str, body: bytes) -> bytes:
    head = f"POST {path}?{query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def _changed(web: Web, path: str) -> list[Figure]:
    """Requests that somebody has changed: none is answered but by 200, 400 or 403."""
    from jujiao.testing.changed_requests import CHANGES
    from jujiao.testing.platform_requests import EXAMPLES

    dice, changes, answers = random.Random(15), list(CHANGES.values()), Counter[int]()
    line = Line(web.port, PATIENCE)
    for number in range(CHANGED):
        body, query = changes[number % len(changes)](dice, dice.choice(EXAMPLES), str(int(time.time())))
        sent = {name: value.encode("utf-8", "replace") for name, value in query.items()}
        answers[line.ask(_request(path, urlencode(sent), body)).status] += 1
    line.close()
    others = CHANGED - sum(answers[status] for status in (200, 400, 403))
    told = ", ".join(f"{status}: {count}" for status, count in sorted(answers.items()))
    return [Figure(f"{CHANGED} changed requests ({told}), answered otherwise", others, "", 0)]


def _figures(it: Stage, took: list[float], sent: int) -> list[Figure]:
    with it.connect() as connection:
        kept: Any = connection.execute(KEPT).fetchone()
        later: Any = connection.execute(LEFT).fetchone()
    return [
        Figure(f"{len(took)} messages while no file comes, answered within (p99)", at(took, 0.99), "ms", TAKEN_MS),
        Figure("the same, half of them within", at(took, 0.5), "ms"),
        Figure("the same, the slowest", took[-1], "ms"),
        Figure("messages lost", sent - kept[0], "", 0),
        Figure("files that are still waited for", kept[1], ""),
        Figure("messages that were left to the worker", later[0], ""),
    ]

"""`python -m jujiao.drills.bench.load`: eight people at once for some seconds, in a process of their own.

Reads from the input, as JSON, where and what to ask; prints how many were answered, in how many seconds."""

import json
import sys
import threading
import time
import uuid
from itertools import count
from typing import Any

from jujiao.drills.bench.asked import FRESH, Request, Unit, WrongAnswer, unpacked
from jujiao.drills.bench.line import Line

TOGETHER = 8
PATIENCE = 180.0
"""Seconds; a slow answer is a figure too."""


class Load:
    """Units are taken in turn; none is begun after `seconds` or beyond `most`, and each one begun is awaited."""

    def __init__(self, port: int, units: list[Unit], seconds: float, most: int) -> None:
        self.port, self.seconds, self.most = port, seconds, most
        self.units = [[(request, _sender(request)) for request in unit] for unit in units]
        self.turns = count()
        self.done: list[float] = []
        self.wrong: list[str] = []

    def run(self) -> dict[str, Any]:
        self.begun = time.monotonic()
        people = [threading.Thread(target=self._person) for _person in range(TOGETHER)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        took = time.monotonic() - self.begun
        return {"done": len(self.done), "seconds": took, "wrong": self.wrong[:3]}

    def _person(self) -> None:
        line = Line(self.port, PATIENCE)
        try:
            while self._goes_on() and (turn := next(self.turns)) < self.most:
                for request, text in self.units[turn % len(self.units)]:
                    _ask(line, request, text)
                self.done.append(time.monotonic())
        except (OSError, WrongAnswer) as error:
            self.wrong.append(f"{type(error).__name__}: {error}")
        finally:
            line.close()

    def _goes_on(self) -> bool:
        return not self.wrong and time.monotonic() - self.begun < self.seconds


def _ask(line: Line, request: Request, text: bytes | None) -> None:
    answer = line.ask(text or request.text.replace(FRESH, str(uuid.uuid4())).encode())
    if wrong := request.wrong(answer):
        raise WrongAnswer(wrong)


def _sender(request: Request) -> bytes | None:
    """The bytes of a request that is the same each time."""
    return None if FRESH in request.text else request.text.encode()


if __name__ == "__main__":
    wanted = json.load(sys.stdin)
    load = Load(wanted["port"], unpacked(wanted["units"]), wanted["seconds"], wanted["most"])
    json.dump(load.run(), sys.stdout)

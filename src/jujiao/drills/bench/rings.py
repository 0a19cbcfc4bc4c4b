"""A hundred records a second for a minute, of two kinds of exchanges: none is lost, and how quickly each is taken.

Records come at their time, whoever is late: how long one waits is counted from when it should have been sent."""

import json
import os
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

import django

from jujiao.drills.bench.asked import WrongAnswer
from jujiao.drills.bench.line import Line
from jujiao.drills.bench.table import Figure
from jujiao.drills.stage import Stage, Web, stage

A_SECOND: Final = 100
AT_ONCE: Final = 24
"""Lines on which they come; an exchange keeps few open."""
WARM: Final = 100
"""Records beforehand, until everybody has answered everything once."""
TAKEN_MS: Final = 300.0
PATIENCE: Final = 30.0
KEPT: Final = "SELECT count(*), count(DISTINCT linked_id) FROM telephony_record"
FOLDED: Final = "SELECT count(*), count(*) FILTER (WHERE verdict IN ('kept', 'late', 'missed')) FROM telephony_call"


@dataclass
class Load:
    """Records with their paths, sent at their time; how long each took, in seconds."""

    port: int
    records: list[tuple[str, bytes]]
    pace: float
    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def run(self) -> float:
        """Until the last one is answered; seconds."""
        self._turns, self._begun = count(), time.monotonic()
        lines = [threading.Thread(target=self._send) for _line in range(AT_ONCE)]
        for each in lines:
            each.start()
        for each in lines:
            each.join()
        return time.monotonic() - self._begun

    def _send(self) -> None:
        line = Line(self.port, PATIENCE)
        try:
            while not self.wrong and (turn := next(self._turns)) < len(self.records):
                meant = self._begun + turn * self.pace
                time.sleep(max(0.0, meant - time.monotonic()))
                answer = line.ask(request(*self.records[turn]))
                self.took.append(time.monotonic() - meant)
                if answer.status != 200:
                    self.wrong.append(f"status {answer.status}: {answer.body[:200]!r}")
        except OSError as error:
            self.wrong.append(f"{type(error).__name__}: {error}")
        finally:
            line.close()


def measure(seconds: float) -> list[Figure]:
    """On a database of its own, by two web processes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    quiet = {"JUJIAO_LOG_LEVEL": "WARNING"}
    with stage() as it:
        paths = json.loads(it.python("-m", "jujiao.drills.bench.our_exchanges", **quiet))
        web = it.web(workers=2, **quiet)
        told = list(records(paths, WARM + int(seconds * A_SECOND), datetime.now(UTC)))
        _sent(web, told[:WARM])
        load = _sent(web, told[WARM:])
        return _figures(it, load, len(told))


def records(paths: Mapping[str, str], most: int, now: datetime) -> Iterator[tuple[str, bytes]]:
    """So many records: calls that ring at two telephones, as rows of one kind and as three legs of the other."""
    from jujiao.service.calls.proof.exchanges import freeswitch, grandstream

    made = 0
    for number in count():
        at = now - timedelta(minutes=10) + timedelta(milliseconds=number)
        rang, answered, end = (at + timedelta(seconds=each) for each in (5, 5 + number % 20, 60))
        caller = f"139{number:08}"
        row = grandstream.row(
            number, f"S{number}", rang, end, answer=None if number % 9 == 0 else answered, src=caller, extension="801"
        )
        legs = (
            freeswitch.telephone(
                f"b{number}", f"a{number}", "801", rang, end, rang=rang, answered=answered, number=caller
            ),
            freeswitch.telephone(f"c{number}", f"a{number}", "802", rang, answered, rang=rang, number=caller),
            freeswitch.caller(f"a{number}", at, end, number=caller),
        )
        for path, body in (
            (paths["grandstream"], grandstream.push(row)),
            *((paths["freeswitch"], freeswitch.post(leg)) for leg in legs),
        ):
            if made == most:
                return
            made += 1
            yield path, body


def request(path: str, body: bytes) -> bytes:
    """The bytes of a POST."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def _sent(web: Web, told: list[tuple[str, bytes]]) -> Load:
    load = Load(web.port, told, 1 / A_SECOND)
    load.run()
    if load.wrong:
        raise WrongAnswer("; ".join(load.wrong[:3]))
    return load


def _figures(it: Stage, load: Load, sent: int) -> list[Figure]:
    with it.connect() as connection:
        kept: Any = connection.execute(KEPT).fetchone()
        folded: Any = connection.execute(FOLDED).fetchone()
    took = sorted(each * 1000 for each in load.took)
    return [
        Figure(f"{len(took)} records at {A_SECOND} a second, taken within (p99)", at(took, 0.99), "ms", TAKEN_MS),
        Figure("the same, half of them within", at(took, 0.5), "ms"),
        Figure("the same, the slowest", took[-1], "ms"),
        Figure("records lost", sent - kept[0], "", 0),
        Figure("calls that are not folded", kept[1] - folded[0], "", 0),
        Figure("calls with a verdict of three rings", folded[1], ""),
    ]


def at(values: list[float], share: float) -> float:
    """The value below which a share of the sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * share))]

"""Finding from anywhere: how long thirty texts take, the slowest of a hundred answers, and what their index costs
when a complaint is registered, beside a copy of the same cases without it."""

import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

import psycopg

from jujiao.drills.bench import rounds, sides
from jujiao.drills.bench.asked import Unit, Visitor, WrongAnswer
from jujiao.drills.bench.line import Line
from jujiao.drills.bench.load import PATIENCE
from jujiao.drills.bench.sides import Side
from jujiao.drills.bench.table import Figure
from jujiao.drills.bench.words import COMMON, RARE, SHORT
from jujiao.drills.stage import stage

ANSWERED_MS = 100.0
AS_QUICK = 0.95
"""Of the rate of registering without the index."""

INDEX = "complaint_pairs"
SUBMITS = ("submit by form", "submit by API")
TURNS = 14
"""Rounds over all texts: PostgreSQL has then settled on its plans."""

ABSENT = "鬼神"
TEXTS = (
    "{number}", "{last}", RARE, COMMON, SHORT, ABSENT, "鬼", "水", "1", "Q", "TV", "ｔｖ", "zq", "不存在的词",
    "云栖花园", "{room}", "１５栋２单元", "15-2", "{name}", "王", "wang", "wf", "{phone}", "0101", "15912345678",
    "工程部", "3.2.2", "登记投诉", "djts", "rooms",
)  # fmt: skip
"""Numbers, words, rooms, names, phones and pages, in full and in part, and what is nowhere."""

ONE = """
SELECT person.name, person.phone, room.code, complaint.number FROM estates_residency residency
JOIN estates_household household ON household.id = residency.household_id
JOIN estates_room room ON room.id = household.room_id
JOIN estates_person person ON person.id = residency.person_id
JOIN complaints_complaint complaint ON complaint.room_id = room.id
WHERE residency.moved_in = '2020-05-01' ORDER BY residency.id, complaint.id OFFSET 2000 LIMIT 1
"""


def measure(cases: int, seconds: float) -> list[Figure]:
    """On two copies of one database with so many open cases, each served in turn."""
    with stage() as it:
        sides.found_ours(it)
        whole, bare = sides.ours(it, cases), sides.ours(it, cases, without=INDEX)
        here = [whole, bare]
        _say("warming up …")
        rounds.warm(here)
        for path in SUBMITS:
            for _twice in range(2):
                _say(f"{path} …")
                rounds.measure(here, path, seconds)
        _say("finding …")
        took = {text: list(_answers(whole, text, unit)) for text, unit in _units(whole, it.facts, cases).items()}
    return [*_found(took), *(_beside(whole, bare, path) for path in SUBMITS)]


def _units(side: Side, facts: dict[str, Any], cases: int) -> dict[str, Unit]:
    clerk = Visitor("sessionid", facts["sessions"]["clerk"], facts["tokens"]["clerk"], "Bearer")
    with psycopg.connect(side.url) as connection:
        name, phone, room, number = connection.execute(ONE).fetchone() or ("", "", "", "")
    known = {"name": name, "phone": phone, "room": room, "number": number, "last": number.rpartition("-")[2]}
    known["n"] = str(100_000 + cases // 2)
    texts = [text.format(**known) for text in TEXTS]
    return {text: [clerk.page(f"/find/?q={quote(text)}", 'id="find-said"')] for text in texts}


def _answers(side: Side, text: str, unit: Unit) -> Iterator[float]:
    """Milliseconds of each answer to one text, asked by one person alone. WrongAnswer for any other answer."""
    line, [request] = Line(side.web.port, PATIENCE), unit
    for _turn in range(TURNS):
        begun = time.perf_counter()
        answer = line.ask(request.text.encode())
        yield (time.perf_counter() - begun) * 1000
        if wrong := request.wrong(answer):
            raise WrongAnswer(f"{text}: {wrong}")
    line.close()


def _found(took: dict[str, list[float]]) -> list[Figure]:
    every = [each for answers in took.values() for each in answers]
    slowest = max(took, key=lambda text: median(took[text]))
    return [
        Figure(
            f"search box, {len(took)} texts, 95 of 100 answers within", quantiles(every, n=20)[-1], "ms", ANSWERED_MS
        ),
        Figure("the same, half of all answers within", median(every), "ms"),
        Figure(f"the slowest text ({slowest})", median(took[slowest]), "ms"),
        Figure(f"two characters that stand nowhere ({ABSENT})", median(took[ABSENT]), "ms"),
    ]


def _beside(whole: Side, bare: Side, path: str) -> Figure:
    """The rates of both sides were taken in turn: the median of the ratios of each turn."""
    ratios = [one / other for one, other in zip(whole.rates[path], bare.rates[path], strict=True)]
    return Figure(f"{path}, times that without the index of pairs", median(ratios), "x", least=AS_QUICK)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

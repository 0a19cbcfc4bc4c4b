"""The whole path of a signed-in person beside django-helpdesk, as ratios of requests a second."""

import sys
from collections.abc import Sequence
from subprocess import CalledProcessError, TimeoutExpired

from jujiao.drills.bench import bare, rounds, sides
from jujiao.drills.bench.line import Line
from jujiao.drills.bench.load import PATIENCE
from jujiao.drills.bench.peer.installing import PeerMissing, installed
from jujiao.drills.bench.sides import Side
from jujiao.drills.bench.table import Figure
from jujiao.drills.stage import Stage, stage

LARGE = 100_000
ALWAYS = {"submit by form": 2.5, "submit by API": 2.5, "case page": 4.0}
"""How many times the peer, whatever the number of cases."""

AT_LARGE = {"queue page": 30.0, "search": 20.0, "board": 20.0}
PATHS = ("queue page", "filtered queue", "search", "case page", "board", "submit by form", "submit by API")
"""In this order: what is submitted comes to the cases that are shown."""
OURS_ALONE = ("my work, clerk", "my work, manager", "my work, engineer", "queue page, engineer")
"""The peer has nothing like it."""
ON_THE_LINE = ("my work, clerk", "queue page", "case page", "board")

AS_QUICK = 0.9
"""Of the queue's rate with few cases, its rate with many; the rest is noise."""

GROWTH = 1.2


def measure(sizes: Sequence[int], seconds: float) -> list[Figure]:
    """Both sides at each size. Where the peer cannot be had, it is said and the comparisons count as missed."""
    with stage() as it:
        here = _sides(it, sizes)
        plain = sides.ceiling(it)
        _say("warming up …")
        rounds.warm([*here, plain])
        before = [side.memory() for side in here]
        for path in (*OURS_ALONE, *PATHS):
            _say(f"{path} …")
            rounds.measure([side for side in here if path in side.units], path, seconds)
        for path in plain.units:
            rounds.measure([plain], path, seconds)
        grown = [(side, side.memory() / held) for side, held in zip(here, before, strict=True)]
        raw = float(it.python("-m", "jujiao.drills.bench.raw", DATABASE_URL=_of(here, "ours", sizes[-1]).url))
    return [
        *_paths(here, sizes),
        *_lengths(_of(here, "ours", sizes[-1])),
        *_steady(here, sizes),
        *_ceiling(plain, raw),
        *_memory(grown),
    ]


def _sides(it: Stage, sizes: Sequence[int]) -> list[Side]:
    """Ours at each size, and the peer's where it can be had and starts."""
    sides.found_ours(it)
    found = []
    for cases in sizes:
        _say(f"{cases} open cases …")
        found.append(sides.ours(it, cases))
    try:
        python = installed()
        found += [sides.theirs(it, cases, python) for cases in sizes]
    except PeerMissing as missing:
        _say(f"django-helpdesk is not compared: {missing}.")
    except (CalledProcessError, TimeoutExpired, TimeoutError) as error:
        _say(f"django-helpdesk is not compared: it did not start ({type(error).__name__}).")
    return sorted(found, key=lambda side: (side.cases, side.name))


def _paths(here: list[Side], sizes: Sequence[int]) -> list[Figure]:
    found = []
    for path in (*OURS_ALONE, *PATHS):
        for cases in sizes:
            peers = [
                rounds.median(side, path)
                for side in here
                if side.name == "theirs" and side.cases == cases and path in side.units
            ]
            least = ALWAYS.get(path) or (AT_LARGE.get(path) if cases >= LARGE else None)
            value = rounds.median(_of(here, "ours", cases), path)
            name = f"{path}, {cases} open cases"
            found.append(Figure(name, value, "/s", peer=peers[0] if peers else None, least_ratio=least))
    return found


def _lengths(side: Side) -> list[Figure]:
    """The bytes of some pages as they go over the line."""
    found = []
    for path in ON_THE_LINE:
        request = side.units[path][0][0].text.replace("\r\n\r\n", "\r\nAccept-Encoding: gzip\r\n\r\n", 1)
        line = Line(side.web.port, PATIENCE)
        found.append(Figure(f"{path}, compressed", len(line.ask(request.encode()).body) / 1000, "kB"))
        line.close()
    return found


def _steady(here: list[Side], sizes: Sequence[int]) -> list[Figure]:
    """The queue with many cases beside the queue with few."""
    if len(sizes) == 1:
        return []
    few, many = (rounds.median(_of(here, "ours", cases), "queue page") for cases in (sizes[0], sizes[-1]))
    return [Figure(f"queue page at {sizes[-1]}, times that at {sizes[0]}", many / few, "x", least=AS_QUICK)]


def _ceiling(plain: Side, raw: float) -> list[Figure]:
    named = [(bare.INSERTED, rounds.median(plain, bare.INSERTED)), (bare.SHOWN, rounds.median(plain, bare.SHOWN))]
    named.append(("SQL of the queue page on one connection", raw))
    return [Figure(f"ceiling: {name}", value, "/s") for name, value in named]


def _memory(grown: list[tuple[Side, float]]) -> list[Figure]:
    return [
        Figure(f"memory of web and worker after, {side.cases} open cases", times, "x", target=GROWTH)
        for side, times in grown
        if side.name == "ours"
    ]


def _of(here: list[Side], name: str, cases: int) -> Side:
    return next(side for side in here if (side.name, side.cases) == (name, cases))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

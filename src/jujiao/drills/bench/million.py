"""A million cases beside a hundred thousand: nothing may get slower by what is over.

Both sides have as many open cases at one desk; the larger one has nine times as many closed ones of two years, half of
them of the same desk."""

import sys
from random import Random
from urllib.parse import urlencode

import psycopg

from jujiao.drills.bench import rounds, sides
from jujiao.drills.bench.asked import Unit, Visitor
from jujiao.drills.bench.elsewhere import FIRST
from jujiao.drills.bench.our_paths import ROW
from jujiao.drills.bench.sides import Side
from jujiao.drills.bench.table import Figure
from jujiao.drills.bench.words import RARE
from jujiao.drills.stage import stage

AS_QUICK = 0.9
"""Of the rate beside a hundred thousand."""
COPIED_SECONDS = 300.0


def measure(cases: int, closed: int, seconds: float) -> list[Figure]:
    """With so many open cases on both sides, and so many closed ones on the second."""
    with stage() as it:
        sides.found_ours(it)
        _say(f"{cases} open cases …")
        few = sides.ours(it, cases)
        _say(f"{closed} closed ones beside them …")
        many = sides.ours(it, cases, closed=closed)
        clerk = Visitor("sessionid", it.facts["sessions"]["clerk"], it.facts["tokens"]["clerk"], "Bearer")
        alone = _of_the_closed(many, clerk, closed)
        here = [few, many]
        _say("warming up …")
        rounds.warm(here)
        paths = list(few.units)
        for path in paths:
            _say(f"{path} …")
            rounds.measure(here, path, seconds)
        many.units |= alone
        for path in alone:
            _say(f"{path} …")
            rounds.measure([many], path, seconds)
    copied = Figure(f"{int(many.copied['cases'])} cases, written in", many.copied["seconds"], "s", COPIED_SECONDS)
    beside = [_beside(few, many, path) for path in paths]
    return [copied, *beside, *(Figure(path, rounds.median(many, path), "/s") for path in alone)]


def _beside(few: Side, many: Side, path: str) -> Figure:
    ratio = rounds.median(many, path) / rounds.median(few, path)
    return Figure(f"{path}, times that without the closed ones", ratio, "x", least=AS_QUICK)


def _of_the_closed(side: Side, clerk: Visitor, closed: int) -> dict[str, list[Unit]]:
    """What is asked of closed cases alone: one of them, a page in the middle of their list, a search among them."""
    chosen = [n * 2 for n in Random(closed).sample(range(1, closed // 2 - 10), 200)]
    with psycopg.connect(side.url) as connection:
        found = connection.execute("SELECT count(*) FROM complaints_complaint WHERE state = 'closed'").fetchone()
    assert found == (closed,), f"{found} closed cases instead of {closed}"
    return {
        "closed case page": [
            [clerk.page(f"/complaints/{1_000_000 + FIRST + n}/", RARE.format(n=100_000 + FIRST + n))] for n in chosen
        ],
        "list of closed ones": [[clerk.page(f"/complaints/?{urlencode({'state': 'closed'})}", ROW, 50)]],
        "closed ones of a day of last year": [
            [clerk.page(f"/complaints/?{urlencode({'closed': '1', 'to': day})}", ROW, 50)] for day in _days()
        ],
    }


def _days() -> list[str]:
    """Days of which each opens another place in the middle of the list."""
    from datetime import date, timedelta

    today = date.today()  # noqa: DTZ011 - any day would do
    return [(today - timedelta(days=days)).isoformat() for days in range(60, 660, 15)]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

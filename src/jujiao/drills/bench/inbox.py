"""The inbox over a hundred thousand conversations, beside the queue over as many open cases, on one database."""

import sys

from jujiao.drills.bench import rounds, sides
from jujiao.drills.bench.asked import Request, Visitor
from jujiao.drills.bench.sides import Side
from jujiao.drills.bench.table import Figure
from jujiao.drills.stage import stage
from jujiao.kernel.machine.postgres import configuration

WAITING = 300
AS_QUICK = 1.0
"""Of the rate of the queue page."""
QUEUE, INBOX = "queue page", "inbox"
ROW, ROWS = 'class="c-row"', 40
FIRST = 1_000_000


def measure(cases: int, seconds: float) -> list[Figure]:
    """The page that opens, its parts, and one conversation with the list beside it."""
    with stage() as it:
        sides.found_ours(it)
        _say(f"{cases} open cases and conversations …")
        side = sides.ours(it, cases)
        as_superuser = side.url.replace(f"user={configuration.OWNER}", f"user={configuration.SUPERUSER}")
        it.python("-m", "jujiao.drills.bench.our_conversations", str(cases), str(WAITING), DATABASE_URL=as_superuser)
        clerk = Visitor("sessionid", it.facts["sessions"]["clerk"], it.facts["tokens"]["clerk"], "Bearer")
        side.units = {
            QUEUE: side.units[QUEUE],
            INBOX: [[clerk.page("/conversations/", ROW, ROWS)]],
            "inbox, all of them": [[clerk.page("/conversations/?show=all", ROW, ROWS)]],
            "inbox, the list alone": [[_part(clerk, "/conversations/")]],
            "a conversation": [[clerk.page(f"/conversations/{FIRST + n}/", 'id="thread"')] for n in range(1, WAITING)],
        }
        _say("warming up …")
        rounds.warm([side])
        for path in side.units:
            _say(f"{path} …")
            rounds.measure([side], path, seconds)
    return _figures(side, cases)


def _part(clerk: Visitor, path: str) -> Request:
    asked = clerk.page(path, ROW, ROWS)
    return Request(asked.name, asked.text.replace("\r\n", "\r\nHX-Request: true\r\n", 1), 200, ROW, ROWS)


def _figures(side: Side, cases: int) -> list[Figure]:
    found = [Figure(f"{path}, {cases} each", rounds.median(side, path), "/s") for path in side.units]
    times = rounds.median(side, INBOX) / rounds.median(side, QUEUE)
    return [*found, Figure(f"inbox at {cases}, times the queue page", times, "x", least=AS_QUICK)]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

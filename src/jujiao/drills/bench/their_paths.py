"""What is asked of the peer on each measured path.

Its lists come in two parts: the page, and the data that its table asks for at once."""

import json
from base64 import b64encode
from random import Random
from typing import Any
from urllib.parse import quote

from jujiao.drills.bench.asked import Unit, Visitor
from jujiao.drills.bench.our_paths import PAGE, SAID
from jujiao.drills.bench.words import COMMON, RARE, SHORT

TABLE, ROW, TICKET = 'id="ticketTable"', '"row_class"', '<tr class="'
SAID_ON_PAGE = 5
"""So often a ticket's page shows what was said: as title, as description, as first entry, and in two forms."""
OPENED = {"filtering": {"status__in": [1, 2]}, "sorting": "created", "search_string": "", "sortreverse": False}


def paths(cases: int, facts: dict[str, Any]) -> dict[str, list[Unit]]:
    """Each path with what is asked in turn."""
    clerk = Visitor("sessionid", facts["session"], facts["token"], "Token")
    chosen = Random(cases).sample(range(1, cases), 200)
    found = [(RARE.format(n=100_000 + n), 1) for n in chosen] + [(COMMON, PAGE), (SHORT, PAGE)] * 100
    Random(1).shuffle(found)
    queue = facts["queues"][1]
    narrow = {"queue__id__in": [queue], "status__in": [1], "priority__in": [3]}
    body = {"queue": queue, "title": SAID[:20], "priority": 3}
    form = clerk.form("/tickets/submit/", {**body, "body": SAID, "assigned_to": ""}, "location: /tickets/")
    return {
        "queue page": [_list(clerk, "", OPENED, PAGE)],
        "filtered queue": [_list(clerk, f"?queue={queue}&status=1&priority=3", _asked(narrow, ""), PAGE)],
        "search": [_list(clerk, f"?q={quote(words)}", _asked({}, words), rows) for words, rows in found],
        "case page": [[clerk.page(f"/tickets/{n}/", RARE.format(n=100_000 + n), SAID_ON_PAGE)] for n in chosen],
        "board": [[clerk.page("/dashboard/", TICKET, 2 * PAGE)]],
        "submit by form": [[form]],
        "submit by API": [[clerk.call("/api/tickets/", {**body, "description": SAID}, '"followup_set"')]],
    }


def _asked(filtering: dict[str, Any], words: str) -> dict[str, Any]:
    return {
        "filtering": filtering,
        "filtering_null": {},
        "sorting": "created",
        "sortreverse": None,
        "search_string": words,
    }


def _list(clerk: Visitor, query: str, asked: dict[str, Any], rows: int) -> Unit:
    packed = b64encode(json.dumps(asked).encode()).decode()
    data = f"/datatables_ticket_list/{packed}?draw=1&start=0&length={PAGE}"
    return [clerk.page(f"/tickets/{query}", TABLE), clerk.page(data, ROW, rows)]

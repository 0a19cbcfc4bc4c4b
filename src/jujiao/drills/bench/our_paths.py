"""What is asked of the product on each measured path."""

from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import psycopg

from jujiao.drills.bench.asked import FRESH, Unit, Visitor
from jujiao.drills.bench.words import COMMON, RARE, SHORT

ROW, CARD = 'class="j-row-link"', 'class="j-card"'
PAGE, LANES = 50, 120
FIRST = 1_000_000
SAID = "儿童滑梯的扶手松动，有孩子差点摔下来，请尽快修理。"

HOMES = """
SELECT room.id, residency.person_id, room.code FROM estates_residency residency
JOIN estates_household household ON household.id = residency.household_id
JOIN estates_room room ON room.id = household.room_id
WHERE residency.moved_in = '2020-05-01' ORDER BY residency.id LIMIT 200
"""


def paths(connection: psycopg.Connection[Any], cases: int, facts: dict[str, Any]) -> dict[str, list[Unit]]:
    """Each path with what is asked in turn."""
    clerk, manager, engineer = (
        Visitor("sessionid", facts["sessions"][name], facts["tokens"][name], "Bearer")
        for name in ("clerk", "manager", "engineer")
    )
    ids = _ids(connection)
    chosen = Random(cases).sample(range(1, cases - 20), 200)
    narrow = urlencode({"state": "accepted", "category": ids["lift"]})
    found = [(RARE.format(n=100_000 + n), 1) for n in chosen] + [(COMMON, PAGE), (SHORT, PAGE)] * 100
    Random(1).shuffle(found)
    homes = ids["homes"]
    return {
        "my work, clerk": [[clerk.page("/", ROW, PAGE)]],
        "my work, manager": [[manager.page("/", ROW, PAGE)]],
        "my work, engineer": [[engineer.page("/", ROW, PAGE)]],
        "queue page, engineer": [[engineer.page("/complaints/", ROW, PAGE)]],
        "queue page": [[clerk.page("/complaints/", ROW, PAGE)]],
        "filtered queue": [[clerk.page(f"/complaints/?{narrow}", ROW, PAGE)]],
        "search": [[clerk.page(f"/complaints/?q={quote(words)}", ROW, rows)] for words, rows in found],
        "case page": [[clerk.page(f"/complaints/{FIRST + n}/", RARE.format(n=100_000 + n))] for n in chosen],
        "board": [[clerk.page("/complaints/board/", CARD, LANES)]],
        "submit by form": [[_form(clerk, ids["facility"], room, person)] for room, person, _code in homes],
        "submit by API": [[_call(clerk, facts["estate"], code, person)] for _room, person, code in homes],
    }


def _form(clerk: Visitor, category: int, room: int, person: int) -> Any:
    fields = {"key": FRESH, "who": "resident", "room": room, "person": person, "q": ""}
    fields |= {"text": SAID, "category": category, "channel": "phone"}
    return clerk.form("/complaints/register/", fields, "/registered/")


def _call(clerk: Visitor, estate: str, room: str, person: int) -> Any:
    body = {"estate": estate, "category": "facility", "text": SAID, "room": room, "person_id": person}
    return clerk.call("/api/v1/complaints", body, '"say":')


def _ids(connection: psycopg.Connection[Any]) -> dict[str, Any]:
    categories = dict(connection.execute("SELECT code, id FROM complaints_category").fetchall())
    homes = connection.execute(HOMES).fetchall()
    return {**categories, "homes": homes}

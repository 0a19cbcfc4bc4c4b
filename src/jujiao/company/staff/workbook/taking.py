"""Taking over a list: all of its sheets in one transaction, or nothing."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from jujiao.company.estates.models import Estate, Room
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.contents import Contents, contents_of
from jujiao.company.staff.workbook.desk import take_desk
from jujiao.company.staff.workbook.employees import take_employees
from jujiao.company.staff.workbook.matching import Matching
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.company.staff.workbook.places import PARTS, rooms_of
from jujiao.company.staff.workbook.residents import Residents
from jujiao.company.staff.workbook.rooms import take_rooms
from jujiao.kernel.machine.spreadsheets import Sheet
from jujiao.kernel.record.access import Viewer
from jujiao.rules.places import place_key


def take(
    sheets: Sequence[Sheet],
    matchings: Sequence[Matching],
    estate: Estate,
    actor: Viewer,
    *,
    now: datetime,
    answers: Mapping[str, str] | None = None,
) -> tuple[Outcome, Contents]:
    """What taking over comes to, and what was read. Writes as it goes: the caller, who is inside a transaction, rolls
    back where there are problems, or where it was only a dry run. `answers` are those to the trial's questions."""
    contents = contents_of(sheets, matchings)
    read_as = json.dumps([each.plain() for each in matchings], sort_keys=True)
    digest = hashlib.sha256(read_as.encode()).hexdigest()
    outcome = Outcome(estate, actor, now, contents.problems, read_as=digest, answers=answers or {})
    take_rooms([*contents.rows["rooms"], *_rooms_lacking(contents, estate)], outcome)
    if residents := contents.rows["residents"]:
        Residents(outcome).take(residents)
    take_employees(contents.rows["employees"], outcome)
    take_desk(contents.rows["desk"], outcome)
    outcome.problems.sort(key=lambda problem: (problem.sheet, problem.row))
    return outcome, contents


def _rooms_lacking(contents: Contents, estate: Estate) -> list[Row]:
    """The rooms of residents that stand neither on record nor in a sheet of rooms, where these are to be added."""
    if not contents.adding_rooms:
        return []
    there = set(Room.objects.filter(estate=estate).values_list("key", flat=True))
    there |= {_key(row) for row in contents.rows["rooms"]}
    return [row for row in rooms_of(contents.adding_rooms) if _key(row) not in there]


def _key(row: Row) -> str:
    return place_key(*(row.text(key) for key in PARTS))

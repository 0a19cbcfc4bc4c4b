"""Taking over a workbook: all three sheets in one transaction, or nothing."""

from collections.abc import Mapping
from datetime import datetime

from jujiao.company.estates.models import Estate
from jujiao.company.staff.workbook.cells import contents_of
from jujiao.company.staff.workbook.employees import take_employees
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.company.staff.workbook.residents import Residents
from jujiao.company.staff.workbook.rooms import take_rooms
from jujiao.kernel.machine.spreadsheets import read
from jujiao.kernel.record.access import Viewer


def take(
    content: bytes, estate: Estate, actor: Viewer, now: datetime, answers: Mapping[str, str] | None = None
) -> tuple[Outcome, list[str]]:
    """What taking over comes to, and what was passed over. Writes as it goes: the caller, who is inside a transaction,
    rolls back where there are problems, or where it was only a dry run. `answers` are those to the trial's
    questions."""
    contents = contents_of(read(content))
    outcome = Outcome(estate, actor, now, problems=contents.problems, answers=answers or {})
    take_rooms(contents.rows["rooms"], outcome)
    if residents := contents.rows["residents"]:
        Residents(outcome).take(residents)
    take_employees(contents.rows["employees"], outcome)
    outcome.problems.sort(key=lambda problem: (problem.sheet, problem.row))
    return outcome, contents.passed_over

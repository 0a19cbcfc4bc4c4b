"""A workbook as administration fills it in, sends it, and takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jujiao.company.staff.models import WorkbookImport
from jujiao.company.staff.operations import send_workbook, take_over, try_workbook
from jujiao.company.staff.workbook.form import SHEETS
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.kernel.machine.spreadsheets import Column, write
from jujiao.testing.cast import Cast

type Rows = Sequence[Sequence[Any]]


def workbook(**sheets: Rows) -> bytes:
    """A filled form in Chinese, sheets by key."""
    return write(
        [
            (form.words[0], [Column(column.words[0]) for column in form.columns], sheets[form.key])
            for form in SHEETS
            if form.key in sheets
        ]
    )


@dataclass
class Checked:
    upload: WorkbookImport
    outcome: Outcome
    passed_over: list[str]


def check(cast: Cast, now: datetime, content: bytes, by: str = "hr") -> Checked:
    actor = getattr(cast, by).viewer
    upload = send_workbook(estate=cast.estate, name="云栖.xlsx", content=content, actor=actor, now=now)
    tried = try_workbook(upload=upload, actor=actor, now=now)
    return Checked(upload, tried.outcome, tried.passed_over)


def confirm(cast: Cast, now: datetime, checked: Checked) -> None:
    take_over(upload=checked.upload, plan=checked.outcome.digest, actor=cast.hr.viewer, now=now)


def send(cast: Cast, now: datetime, content: bytes) -> Checked:
    checked = check(cast, now, content)
    assert checked.outcome.problems == []
    confirm(cast, now, checked)
    return checked


def problems(cast: Cast, now: datetime, by: str = "hr", **sheets: Rows) -> list[tuple[int, str, str]]:
    found = check(cast, now, workbook(**sheets), by).outcome.problems
    return [(problem.row, problem.column, f"{problem.wrong} {problem.advice}".strip()) for problem in found]

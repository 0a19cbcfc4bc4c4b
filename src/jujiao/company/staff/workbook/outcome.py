"""What taking over a workbook comes to: what changes, what stays, what is wrong."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from jujiao.company.estates.models import Estate
from jujiao.company.estates.second_holder import Answer
from jujiao.company.staff.workbook.cells import Problem, Row
from jujiao.company.staff.workbook.form import said
from jujiao.kernel.record.access import Viewer

EARLIEST = date(1950, 1, 1)
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Change:
    """One thing that the workbook changes, in words."""

    sheet: str
    row: int
    text: str


@dataclass(frozen=True)
class Question:
    """A number of the workbook that stands on somebody else's record: answered under `key` before it is taken over."""

    key: str
    sheet: str
    row: int
    text: str
    answers: Sequence[Answer]


@dataclass
class Outcome:
    """Filled while a workbook is taken over. `counts` by sheet and kind: "rooms.new", "residents.same" …; `read_as` is
    a digest of how its columns were matched.

    `answers`, by the keys of questions, are what the person has said so far; `questions` all that were asked."""

    estate: Estate
    actor: Viewer
    now: datetime
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    read_as: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def change(self, row: Row, kind: str, text: str) -> None:
        """Notes a change; `kind` is new or changed."""
        self.counts[f"{row.sheet.key}.{kind}"] += 1
        self.changes.append(Change(said(row.sheet.words), row.number, text))

    def stays(self, row: Row) -> None:
        self.counts[f"{row.sheet.key}.same"] += 1

    def sensible(self, day: date) -> bool:
        return EARLIEST <= day <= timezone.localtime(self.now).date() + AHEAD

    @property
    def digest(self) -> str:
        """Sha-256, hex, of all that changes, whatever the language it is said in."""
        lines = [self.read_as] + [f"{change.row}" for change in self.changes]
        lines += [f"{key}={n}" for key, n in sorted(self.counts.items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

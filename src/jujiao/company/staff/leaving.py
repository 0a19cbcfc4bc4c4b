"""What somebody who leaves has in hand, as far as the viewer may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as Lazy

from jujiao.company.staff.models import Employee
from jujiao.kernel.record import knowing, subjects
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.declared import Held
from jujiao.kernel.record.subjects import Subject

NAMED = 20
"""Cases that are named; the others are counted."""


@dataclass(frozen=True)
class OpenCase:
    """One that somebody has in hand: `headline` and `url` are "" for who may know of it and not read it."""

    label: str | Lazy
    number: str
    headline: str
    url: str
    due_at: datetime | None


@dataclass(frozen=True)
class InHandOf:
    """All that somebody has in hand: the most urgent that the viewer may know of, and how many there are beside."""

    cases: tuple[OpenCase, ...]
    others: int

    @property
    def count(self) -> int:
        return len(self.cases) + self.others


def in_hand_of(employee: Employee, viewer: Viewer) -> InHandOf:
    """What the employee has in hand, of all kinds, the most urgent first; what promises nothing comes last."""
    kinds = {each.subject: each for chapter in chapters() for each in chapter.in_hand}
    held = [(kind, one) for kind in kinds for one in kinds[kind].of([employee.pk])]
    kept = knowing.excluded(Subject(kind, one.subject_id) for kind, one in held)
    known = [(kind, one) for kind, one in held if viewer.employee_id not in kept.get(Subject(kind, one.subject_id), ())]
    known.sort(key=_urgency)
    named = known[:NAMED]
    about = {kind: _headlines(kind, viewer, named) for kind in {kind for kind, _one in named}}
    cases = tuple(_case(kind, one, about[kind].get(one.subject_id)) for kind, one in named)
    return InHandOf(cases, len(held) - len(cases))


def _headlines(kind: str, viewer: Viewer, held: Sequence[tuple[str, Held]]) -> dict[int, str]:
    return subjects.of(kind).headlines(viewer, [one.subject_id for of, one in held if of == kind])


def _case(kind: str, held: Held, headline: str | None) -> OpenCase:
    subject = subjects.of(kind)
    url = "" if headline is None else subject.url(held.subject_id)
    return OpenCase(subject.label, held.number, headline or "", url, held.due_at)


def _urgency(pair: tuple[str, Held]) -> tuple[bool, float]:
    due_at = pair[1].due_at
    return due_at is None, due_at.timestamp() if due_at else 0

"""Reading what was measured: who sees it, and how many of all were kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Count, Q, QuerySet

from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.knowing import concealed_from
from jujiao.promises.measured.models import Grade, Measurement, Verdict
from jujiao.promises.owing import at

ANSWER: Final = (Role.MANAGER, Role.ADMINISTRATION, Role.COMPANY, Role.AUDITOR)
"""Those who answer for an estate, or look whether it was answered for."""


@dataclass(frozen=True)
class Tally:
    """How many were kept of those that count, which is what a figure of them says; and what is behind it: those left
    out, and all by how far their sources are to be believed."""

    kept: int
    late: int
    missed: int
    left_out: int
    grades: Mapping[Grade, int]

    @property
    def counted(self) -> int:
        return self.kept + self.late + self.missed

    @property
    def failed(self) -> int:
        return self.late + self.missed

    @property
    def sources(self) -> list[tuple[Grade, int]]:
        """The grades that there are, with how many rows are of each."""
        return [(grade, number) for grade, number in self.grades.items() if number]

    @property
    def percent(self) -> float | None:
        """None where there is nothing to count: no measurement is neither 0 % nor 100 %."""
        return 100 * self.kept / self.counted if self.counted else None


def visible_to(viewer: Viewer) -> QuerySet[Measurement]:
    """What was measured at the estates that the viewer answers for, of departments that they head, and of their own
    work; none that is about what they must not know of."""
    heads = viewer.department_ids(Role.HEAD)
    parts = [*at(viewer, *ANSWER), Q(department__in=heads)] if heads else [*at(viewer, *ANSWER)]
    if viewer.employee_id is not None:
        parts.append(Q(employee=viewer.employee_id))
    return Measurement.objects.filter(reduce(or_, parts, Q(pk__in=[]))).exclude(concealed_from(viewer))


def tally(measurements: QuerySet[Measurement]) -> Tally:
    """How these stand; one query."""
    verdicts = {verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict}
    grades = {grade.value: Count("pk", filter=Q(grade=grade)) for grade in Grade}
    found = measurements.order_by().aggregate(**verdicts, **grades)
    return Tally(
        **{verdict.value: found[verdict.value] for verdict in Verdict},
        grades={grade: found[grade.value] for grade in Grade},
    )

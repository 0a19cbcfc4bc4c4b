"""Writing down what was measured."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.staffing import Debtor
from jujiao.company.estates.place import Place
from jujiao.company.rulebook.queries import figures
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import subjects, timeline
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.measured.models import Measurement
from jujiao.rules.figure import SPANS, Figure
from jujiao.rules.measuring import Grade, judged, on_grid

MICROSECOND = timedelta(microseconds=1)
NOBODY = Debtor()


class UnableToMeasure(UnableTo):
    """What was measured cannot be held against a figure, or contradicts what was written down before."""


@transaction.atomic
def measure(
    kind: str,
    subject: Subject,
    value: timedelta | Decimal | None,
    *,
    happened_at: datetime,
    grade: Grade,
    counted: bool = True,
    seq: int = 1,
    subject_label: str,
    place: Place,
    whose: Debtor = NOBODY,
    rulebook_version_id: int,
    actor: Viewer,
    now: datetime,
) -> Measurement:
    """Writes down one measured value of a kind about a subject, which the caller holds, with its verdict by the version
    of the rulebook that was in force; the first time, with a row of the subject's timeline. Said again, with the same
    `seq`, it is the row that is there.

    `value` is a span, or a number in the figure's unit; None where what was waited for never came. `counted`: whether
    the chapter counts it at all. UnknownKindError for a kind that nobody declared about such subjects;
    UnableToMeasure for what has not begun yet, a version without the figure, and another value than the one written
    down before."""
    rule = subjects.measurement_kind(kind, about=subject.kind).rule
    figure = figures(rulebook_version_id, place.estate_id).get(rule.figure)
    if figure is None:
        raise UnableToMeasure(_("This version of the rulebook has no figure to hold this against."))
    if happened_at > now:
        raise UnableToMeasure(_("This has not happened yet."))
    kept = None if value is None else on_grid(_in_unit(value, figure), rule.comparison)
    said: dict[str, Any] = {
        "value": kept,
        "happened_at": happened_at,
        "grade": grade.value,
        "verdict": judged(kept, figure.value, rule.comparison, grade, counted=counted).value,
    }
    row, written = Measurement.objects.get_or_create(
        subject_kind=subject.kind, subject_id=subject.id, kind=rule.key, seq=seq,
        defaults={
            **said, **place._asdict(),
            "subject_label": subject_label, "clause": rule.clause, "rulebook_version_id": rulebook_version_id,
            "department_id": whose.department_id, "employee_id": whose.employee_id,
            "unit": figure.unit.value, "limit": figure.value, "comparison": rule.comparison.value, "recorded_at": now,
        },
    )  # fmt: skip
    if not written and any(getattr(row, name) != given for name, given in said.items()):
        raise UnableToMeasure(_("This was measured before, with another result: the first one stays."))
    if written:
        details = {"measured": rule.key, "value": kept, "unit": figure.unit.value, "verdict": row.verdict}
        timeline.record(
            subject_kind=subject.kind, subject_id=subject.id, estate_id=place.estate_id, verb="measure",
            actor=actor, now=now, details=details,
        )  # fmt: skip
    return row


def _in_unit(value: timedelta | Decimal, figure: Figure) -> Decimal:
    """The value in the figure's unit; KeyError for a span where the figure is none."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value // MICROSECOND) / Decimal(SPANS[figure.unit] // MICROSECOND)

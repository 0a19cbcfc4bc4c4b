"""Who holds a case from when until when (经手). Called inside the transaction of the step that hands it over."""

from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Greatest

from jujiao.kernel.record import subjects
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.models import Custody

HAND_OVER: Final = """
WITH ended AS (
    UPDATE promises_custody SET until_at = greatest(from_at, %(now)s)
    WHERE subject_kind = %(kind)s AND subject_id = %(id)s AND until_at IS NULL RETURNING until_at
)
INSERT INTO promises_custody
    (subject_kind, subject_id, round, company_id, department_id, employee_id, from_at, reason)
SELECT %(kind)s, %(id)s, %(round)s, %(company)s, %(department)s, %(employee)s, greatest(
    %(now)s, (SELECT max(until_at) FROM ended),
    (SELECT max(until_at) FROM promises_custody WHERE subject_kind = %(kind)s AND subject_id = %(id)s)), ''
"""
"""Ends the custody that runs and begins the next, in one statement. A step that waited for another one bears an earlier
time than that one: the next begins when the last has ended."""


def pass_to(
    subject: Subject,
    *,
    round_number: int,
    company_id: int,
    department_id: int | None,
    employee_id: int | None,
    now: datetime,
) -> None:
    """Writes down who holds a subject from now on: a department, somebody of it, or a person. The subject is held by
    the caller. IntegrityError for nobody, UnknownKindError for a kind of subject that no app has declared."""
    given: dict[str, Any] = {
        "kind": subjects.of(subject.kind).key,
        "id": subject.id,
        "round": round_number,
        "company": company_id,
        "department": department_id,
        "employee": employee_id,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, given)


def release(subject: Subject, *, now: datetime, reason: str = "") -> None:
    """Writes down that nobody holds a subject any more, and why it was given back."""
    held = custodies_of(subject.kind, subject.id).filter(until_at__isnull=True)
    held.update(until_at=Greatest("from_at", Value(now)), reason=reason)


def custodies_of(subject_kind: str, subject_id: Any) -> QuerySet[Custody]:
    """Who held a subject; its id, or what stands for one in a query."""
    return Custody.objects.filter(subject_kind=subject_kind, subject_id=subject_id)

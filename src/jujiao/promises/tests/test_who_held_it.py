"""Custody: one holder at a time for each subject, whatever order the clocks of two steps are in."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from jujiao.kernel.record.subjects import Subject, UnknownKindError
from jujiao.promises.custody import custodies_of, pass_to, release
from jujiao.promises.models import Custody
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import SUBJECT

CASE, OTHER = Subject(SUBJECT, 1), Subject(SUBJECT, 2)
HOUR = timedelta(hours=1)


def held(cast: Cast, now: Any, *, subject: Subject = CASE, employee: Any = None, department: bool = True) -> None:
    pass_to(
        subject,
        round_number=1,
        company_id=cast.company.pk,
        department_id=cast.engineering.pk if department else None,
        employee_id=employee.pk if employee else None,
        now=now,
    )


def times() -> list[tuple[Any, Any]]:
    return list(custodies_of(*CASE).order_by("from_at", "id").values_list("from_at", "until_at"))


def test_one_statement_ends_what_runs_and_begins_the_next(cast: Cast) -> None:
    held(cast, NOW)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        held(cast, NOW + HOUR, employee=cast.engineer.employee)
    assert len(asked) == 1
    assert times() == [(NOW, NOW + HOUR), (NOW + HOUR, None)]
    release(CASE, now=NOW + 2 * HOUR, reason="不归我们")
    assert times()[-1] == (NOW + HOUR, NOW + 2 * HOUR)
    assert list(custodies_of(*CASE).order_by("id").values_list("employee", "reason")) == [
        (None, ""),
        (cast.engineer.employee.pk, "不归我们"),
    ]


def test_a_step_that_waited_for_a_later_one_begins_where_that_ended(cast: Cast) -> None:
    """Its moment was read before it waited."""
    held(cast, NOW)
    held(cast, NOW - HOUR)
    assert times() == [(NOW, NOW), (NOW, None)]
    release(CASE, now=NOW + HOUR)
    held(cast, NOW)
    assert times()[-1] == (NOW + HOUR, None)
    release(CASE, now=NOW)
    assert times()[-1] == (NOW + HOUR, NOW + HOUR)


def test_a_person_may_hold_what_is_of_no_department(cast: Cast) -> None:
    held(cast, NOW, employee=cast.hr.employee, department=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        held(cast, NOW, department=False)
    with pytest.raises(UnknownKindError):
        held(cast, NOW, subject=Subject("vehicle", 1))


@pytest.mark.parametrize(
    ("begins", "ends", "fits"),
    [(0, 1, False), (-1, 5, False), (1, 2, False), (-1, 0, True), (2, None, True), (1, None, False)],
)
def test_nobody_can_write_two_holders_of_one_moment(cast: Cast, begins: int, ends: int | None, fits: bool) -> None:
    def write(subject: Subject, begins: int, ends: int | None) -> None:
        until = None if ends is None else NOW + ends * HOUR
        times = {"from_at": NOW + begins * HOUR, "until_at": until}
        named = {"subject_kind": subject.kind, "subject_id": subject.id, "round": 1}
        Custody.objects.create(company=cast.company, department=cast.engineering, **named, **times)

    write(CASE, 0, 2)
    write(OTHER, begins, ends)
    if fits:
        write(CASE, begins, ends)
    else:
        with pytest.raises(IntegrityError, match="custody_never_overlaps"), transaction.atomic():
            write(CASE, begins, ends)


def test_who_held_a_subject_is_found_by_an_index(cast: Cast) -> None:
    held(cast, NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    assert "Index Scan using custody_" in custodies_of(*CASE).explain()

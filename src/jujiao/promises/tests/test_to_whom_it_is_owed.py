"""A promise is owed to a resident, an employee, a company: whoever it is owed to may see it, found by an index."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from jujiao.company.duty.staffing import Debtor
from jujiao.kernel.record.subjects import Subject, UnknownKindError
from jujiao.promises.models import Promise
from jujiao.promises.operations import Owed, give
from jujiao.promises.queries import visible_to
from jujiao.rules.clocks import elapsed
from jujiao.rules.promising import PromiseDue
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import KIND, SUBJECT, a_promise


def given(cast: Cast, owed_to: Subject | None) -> None:
    due = PromiseDue(KIND, "3.2.2", "elapsed", NOW, elapsed(NOW, NOW - NOW.replace(hour=0)))
    give(
        [Owed(due, Decimal(10), Debtor(employee_id=cast.hr.employee.pk))], subject_kind=SUBJECT, subject_id=1,
        subject_label="C-1", round_number=1, rulebook_version_id=cast.version.pk, place=cast.company.place,
        owed_to=owed_to,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["resident", "engineer", "company", "nobody"])
def test_whoever_it_is_owed_to_sees_it(cast: Cast, who: str) -> None:
    given(
        cast,
        {
            "resident": Subject("person", cast.resident.person.pk),
            "engineer": Subject("employee", cast.engineer.employee.pk),
            "company": Subject("company", cast.company.pk),
            "nobody": None,
        }[who],
    )
    others = {**cast.staff, **cast.residents}
    seen = {name for name, member in others.items() if visible_to(member.viewer, NOW).exists()}
    assert seen - {"hr", "director", "auditor", "sysadmin"} == {who} & others.keys()


def test_a_number_of_one_kind_is_none_of_another(cast: Cast) -> None:
    a_promise(cast, owed_to_kind="employee", owed_to_id=cast.resident.person.pk)
    assert not visible_to(cast.resident.viewer, NOW).exists()


def test_a_kind_that_nobody_declared_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownKindError):
        given(cast, Subject("vehicle", 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        a_promise(cast, owed_to_kind="person", owed_to_id=None)
    assert not Promise.objects.exists()


def test_what_is_owed_to_an_owner_is_found_by_an_index(cast: Cast) -> None:
    a_promise(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = visible_to(cast.resident.viewer, NOW).explain()
    assert "promise_owed_to" in plan
    assert "Seq Scan on promises_promise" not in plan

"""Several compiled queries in one statement answer as each of them does alone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import DecimalField, Exists, F, OuterRef, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from jujiao.company.staff.models import Assignment, Employee
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.database.together import together
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db

ENDS = datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=UTC)


@compiled
def sessions(*, keys: list[str]) -> QuerySet[Session]:
    return Session.objects.filter(session_key__any_of=keys).order_by("-session_key")


@compiled
def ends(*, key: str) -> QuerySet[Session, Any]:
    return Session.objects.filter(session_key=key).values_list("session_key", "expire_date")


@compiled
def nothing(*, key: str) -> QuerySet[Session]:
    return Session.objects.none().filter(session_key=key)


@compiled
def colleagues(*, company: int) -> QuerySet[Employee]:
    posts = Assignment.objects.filter(employee=OuterRef("pk"))
    found = Employee.objects.filter(company=company, assignments__isnull=False).annotate(posted=Exists(posts))
    return found.select_related("user").distinct().order_by("pinyin", "-id")


@compiled
def joined(*, company: int) -> QuerySet[Employee, date]:
    return Employee.objects.filter(company=company).order_by("id").values_list("joined_on", flat=True)


@compiled
def priced(*, key: str) -> QuerySet[Session, Any]:
    found = Session.objects.filter(session_key=key)
    return found.annotate(price=Value(Decimal("0.1"), output_field=DecimalField())).values_list("price")


@pytest.fixture(autouse=True)
def _three_sessions() -> None:
    Session.objects.bulk_create(
        Session(session_key=key, session_data=f'"{key}\\ 100 % 林', expire_date=ENDS + timedelta(days=n))
        for n, key in enumerate("abc")
    )


def columns(rows: list[Any]) -> list[dict[str, Any]]:
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def test_each_gets_its_own_rows_in_its_own_order() -> None:
    with CaptureQueriesContext(connection) as asked:
        found, ended, none = together(sessions.asked(keys=["a", "c"]), ends.asked(key="b"), nothing.asked(key="a"))

    assert len(asked) == 1
    assert columns(found) == columns(sessions(keys=["a", "c"]))
    assert [one.session_key for one in found] == ["c", "a"]
    assert ended == ends(key="b") == [("b", ENDS + timedelta(days=1))]
    assert none == []


def test_rows_come_with_what_they_point_to(cast: Cast) -> None:
    company = cast.clerk.employee.company_id
    found, days = together(colleagues.asked(company=company), joined.asked(company=company))

    alone = colleagues(company=company)
    assert len(found) > 3
    assert [one.pk for one in found] == [one.pk for one in alone]
    for one, other in zip(found, alone, strict=True):
        of_one, of_other = columns([one, one.user]), columns([other, other.user])
        of_one[0]["_state"] = of_other[0]["_state"] = None
        assert of_one == of_other
    assert days == joined(company=company)
    assert all(type(day) is date for day in days)


def test_a_number_that_no_column_holds_finds_nothing() -> None:
    found, ended = together(colleagues.asked(company=2**70), ends.asked(key="a"))
    assert (found, len(ended)) == ([], 1)


def test_what_json_would_change_is_refused() -> None:
    with pytest.raises(TypeError, match="does not go together"):
        together(priced.asked(key="a"), ends.asked(key="a"))


def test_a_row_that_does_not_point_anywhere_has_none(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.clerk.employee.pk).update(left_on=F("joined_on"))
    (found, _none) = together(colleagues.asked(company=cast.clerk.employee.company_id), nothing.asked(key="a"))
    assert {one.left_on for one in found} == {None, cast.clerk.employee.joined_on}

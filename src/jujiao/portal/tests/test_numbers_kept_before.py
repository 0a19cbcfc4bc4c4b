"""Numbers that were kept before all of them had one form are brought into it, and none is lost."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from jujiao.company.estates.models import Person
from jujiao.company.staff.models import Employee
from jujiao.service.complaints.models import Complaint
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint

KEPT = [
    ("0138-11110015", "13811110015"),
    ("+86 138 1111 9994", "13811119994"),
    ("１３８１１１１９９９４", "13811119994"),
    ("0571-88886616", "0571-88886616"),
    ("0571-18886616", "0571-18886616"),
]


def bring(table: str, constraint: str, module: str, put: Any) -> None:
    """Writes a number as it was kept before, and carries out the migration's step."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"')
        put()
        import_module(module).to_one_form(apps, SimpleNamespace(execute=cursor.execute))


@pytest.mark.parametrize(("before", "after"), KEPT)
def test_a_persons_number(cast: Cast, before: str, after: str) -> None:
    people = Person.objects.filter(pk=cast.spouse.pk)
    module = "jujiao.company.estates.migrations.0005_several_numbers"
    bring("estates_person", "person_phone_normal", module, lambda: people.update(phone=before))
    assert people.get().phone == after


def test_an_employees_number(cast: Cast) -> None:
    employees = Employee.objects.filter(pk=cast.engineer.employee.pk)
    module = "jujiao.company.staff.migrations.0004_numbers_in_one_form"
    bring("staff_employee", "employee_phone_normal", module, lambda: employees.update(phone="0138-11110015"))
    assert employees.get().phone == "13811110015"


@pytest.mark.parametrize(("before", "after"), [("+86 138 1111 9994", ("13811119994", "")), ("abc", ("", "abc"))])
def test_what_another_system_sent(cast: Cast, before: str, after: tuple[str, str]) -> None:
    complaints = Complaint.objects.filter(pk=a_complaint(cast).pk)
    module = "jujiao.service.complaints.migrations.0004_numbers_in_one_form"
    bring("complaints_complaint", "complaint_phone_normal", module, lambda: complaints.update(contact_phone=before))
    assert complaints.values_list("contact_phone", "contact_name").get() == after

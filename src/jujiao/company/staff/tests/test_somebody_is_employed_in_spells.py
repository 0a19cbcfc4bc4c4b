"""Times of employment, contracts, several posts of which one is the first: what the database itself keeps."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from jujiao.company.staff.models import Assignment, ContractKind, Employee, Employment, EmploymentForm, PrimaryPost
from jujiao.company.staff.operations import (
    ContractFacts,
    NewPost,
    UnableToKeepContract,
    UnableToLeave,
    UnableToMakePrimary,
    add_contract,
    assign_post,
    change_contract,
    change_form,
    come_back,
    correct_leaving,
    edit_employee,
    end_post,
    leave,
    make_primary,
)
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import NOW, OPENED, Cast

TODAY = date(2026, 3, 11)
DAY = timedelta(days=1)
Spells = list[tuple[date, date | None]]


def _spells(employee: Employee) -> Spells:
    return list(Employment.objects.filter(employee=employee).order_by("starts_on").values_list("starts_on", "ends_on"))


def _columns(employee: Employee) -> tuple[date, date | None]:
    return Employee.objects.values_list("joined_on", "left_on").get(pk=employee.pk)


def _left(cast: Cast, on: date = TODAY - 5 * DAY) -> Employee:
    return leave(employee=cast.engineer.employee, left_on=on, version=1, actor=cast.hr.viewer, now=NOW)


def _back(cast: Cast, employee: Employee, on: date = TODAY) -> Employee:
    post = NewPost(Role.CLERK, "前台", on, cast.estate, cast.customer_service)
    return come_back(
        employee=employee, post=post, version=employee.version, actor=cast.hr.viewer, now=NOW,
        form=EmploymentForm.PART_TIME,
    )  # fmt: skip


def test_who_comes_back_has_two_times_and_one_number(cast: Cast) -> None:
    employee = _left(cast)
    assert _spells(employee) == [(OPENED, TODAY - 5 * DAY)]
    employee = _back(cast, employee)
    assert _spells(employee) == [(OPENED, TODAY - 5 * DAY), (TODAY, None)]
    assert _columns(employee) == (OPENED, None)
    again = leave(employee=employee, left_on=TODAY + DAY, version=employee.version, actor=cast.hr.viewer, now=NOW)
    assert _spells(employee) == [(OPENED, TODAY - 5 * DAY), (TODAY, TODAY + DAY)]
    correct_leaving(employee=again, left_on=None, version=again.version, actor=cast.hr.viewer, now=NOW)
    assert _spells(employee)[-1] == (TODAY, None)
    assert Employment.objects.get(employee=employee, starts_on=TODAY).form == EmploymentForm.PART_TIME


def test_who_came_back_does_not_leave_before_that(cast: Cast) -> None:
    employee = _back(cast, _left(cast))
    with pytest.raises(UnableToLeave, match="cannot leave before"):
        leave(employee=employee, left_on=TODAY - DAY, version=employee.version, actor=cast.hr.viewer, now=NOW)


def test_the_database_keeps_both_truths_equal_whichever_is_written(cast: Cast) -> None:
    employee = cast.engineer.employee
    Employee.objects.filter(pk=employee.pk).update(left_on=TODAY, joined_on=OPENED - DAY)
    assert _spells(employee) == [(OPENED - DAY, TODAY)]
    spell = Employment.objects.get(employee=employee)
    Employment.objects.filter(pk=spell.pk).update(starts_on=OPENED, ends_on=TODAY + DAY)
    assert _columns(employee) == (OPENED, TODAY + DAY)
    Employment.objects.create(employee=employee, starts_on=TODAY + 9 * DAY, form="full_time")
    assert _columns(employee) == (OPENED, None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM staff_employment WHERE starts_on = %s", [TODAY + 9 * DAY])
    assert _columns(employee) == (OPENED, TODAY + DAY)


def test_times_of_one_person_do_not_overlap(cast: Cast) -> None:
    employee = cast.engineer.employee
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="employment_one_at_a_time"), transaction.atomic():
        Employment.objects.create(employee=employee, starts_on=TODAY, form="full_time")
    Employment.objects.filter(employee=employee).update(ends_on=TODAY - DAY)
    Employment.objects.create(employee=employee, starts_on=TODAY, form="full_time")


def test_the_first_day_of_all_is_corrected(cast: Cast) -> None:
    employee = cast.engineer.employee
    edited = edit_employee(
        employee=employee, number=employee.number, name=employee.name, phone=employee.phone,
        joined_on=OPENED - DAY, version=1, actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    assert _spells(edited) == [(OPENED - DAY, None)]


def _assigned(cast: Cast, starts_on: date = TODAY, **more: object) -> Assignment:
    post = NewPost(Role.CLERK, "前台", starts_on, cast.second_estate, cast.second_customer_service, **more)  # type: ignore[arg-type]
    return assign_post(employee=cast.engineer.employee, post=post, actor=cast.hr.viewer, now=NOW)


def _primary(cast: Cast) -> list[tuple[str, date, date | None]]:
    rows = PrimaryPost.objects.filter(employee=cast.engineer.employee).order_by("starts_on")
    return list(rows.values_list("assignment__title", "starts_on", "ends_on"))


def test_of_two_posts_at_two_estates_one_is_the_first(cast: Cast) -> None:
    first = _assigned(cast, TODAY, ends_on=TODAY + 30 * DAY)
    assert _primary(cast) == [("前台", TODAY, TODAY + 30 * DAY)]
    other = Assignment.objects.exclude(pk=first.pk).get(employee=cast.engineer.employee)
    make_primary(post=other, starts_on=TODAY + 10 * DAY, actor=cast.hr.viewer, now=NOW)
    assert _primary(cast) == [
        ("前台", TODAY, TODAY + 9 * DAY),
        (other.title, TODAY + 10 * DAY, None),
    ]
    with pytest.raises(UnableToMakePrimary, match="already"):
        make_primary(post=other, starts_on=TODAY + 11 * DAY, actor=cast.hr.viewer, now=NOW)
    with pytest.raises(UnableToMakePrimary, match="not held on that day"):
        make_primary(post=first, starts_on=TODAY + 31 * DAY, actor=cast.hr.viewer, now=NOW)
    with pytest.raises(IntegrityError, match="primary_one_at_a_time"), transaction.atomic():
        PrimaryPost.objects.create(
            employee=first.employee, assignment=first, starts_on=TODAY + 20 * DAY, ends_on=TODAY + 21 * DAY
        )
    with pytest.raises(IntegrityError, match="not held by the employee"), transaction.atomic():
        PrimaryPost.objects.create(employee=cast.guard.employee, assignment=first, starts_on=TODAY)


def test_the_first_post_ends_with_the_post(cast: Cast) -> None:
    held = _assigned(cast)
    end_post(post=held, ends_on=TODAY + 3 * DAY, version=None, actor=cast.hr.viewer, now=NOW)
    assert _primary(cast) == [("前台", TODAY, TODAY + 3 * DAY)]
    end_post(post=held, ends_on=TODAY + 6 * DAY, version=None, actor=cast.hr.viewer, now=NOW)
    assert _primary(cast) == [("前台", TODAY, TODAY + 6 * DAY)]
    _left(cast, TODAY + DAY)
    assert _primary(cast) == [("前台", TODAY, TODAY + DAY)]


def test_contracts_follow_each_other(cast: Cast) -> None:
    spell = Employment.objects.get(employee=cast.engineer.employee)
    facts = ContractFacts(ContractKind.FIXED, OPENED, date(2026, 12, 31))
    contract = add_contract(employment=spell, facts=facts, actor=cast.hr.viewer, now=NOW)
    signed = ContractFacts(ContractKind.FIXED, OPENED, date(2026, 12, 31), signed_on=OPENED)
    row = change_contract(contract=contract, facts=signed, version=1, actor=cast.hr.viewer, now=NOW)
    assert (row.signed_on, row.version) == (OPENED, 2)
    with pytest.raises(Stale):
        change_contract(contract=contract, facts=facts, version=1, actor=cast.hr.viewer, now=NOW)
    for wrong, why in (
        (ContractFacts(ContractKind.FIXED, date(2027, 1, 1)), "has its last day"),
        (ContractFacts(ContractKind.OPEN, date(2027, 1, 1), date(2028, 1, 1)), "has no last day"),
        (ContractFacts(ContractKind.OPEN, date(2026, 12, 31)), "another contract"),
        (ContractFacts(ContractKind.TASK, OPENED - DAY), "outside"),
        (ContractFacts(ContractKind.TASK, TODAY, TODAY - DAY), "end before"),
    ):
        with pytest.raises(UnableToKeepContract, match=why):
            add_contract(employment=spell, facts=wrong, actor=cast.hr.viewer, now=NOW)
    add_contract(
        employment=spell, facts=ContractFacts(ContractKind.OPEN, date(2027, 1, 1)), actor=cast.hr.viewer, now=NOW
    )
    form = change_form(employment=spell, form=EmploymentForm.TRAINEE, version=1, actor=cast.hr.viewer, now=NOW)
    assert form.form == EmploymentForm.TRAINEE


@pytest.mark.parametrize(
    "by", ["clerk", "head_of_engineering", "director", "auditor", "sysadmin", "outsider", "engineer"]
)
def test_contracts_are_for_others_to_keep(cast: Cast, by: str) -> None:
    spell = Employment.objects.get(employee=cast.engineer.employee)
    with pytest.raises(NotAllowed):
        add_contract(
            employment=spell, facts=ContractFacts(ContractKind.OPEN, OPENED), actor=getattr(cast, by).viewer, now=NOW
        )
    assert not spell.contracts.exists()

"""A workbook taken over again: people move, leave and change posts, and what somebody changed meanwhile is noticed."""

from datetime import date, datetime
from unittest.mock import ANY

import pytest
from django.utils import translation

from jujiao.company.accounts.people import Holder
from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.models import Estate, Household, Person, PhoneChange, Residency
from jujiao.company.estates.queries import households_of
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.operations import UnableToTakeOver
from jujiao.company.staff.tests.sending import check, confirm, problems, send, workbook
from jujiao.company.staff.workbook.export import export
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import Cast


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("contacts", [True, False])
def test_an_export_taken_over_again_changes_nothing(cast: Cast, now: datetime, language: str, contacts: bool) -> None:
    with translation.override(language):
        content = export(cast.estate, contacts=contacts, by="许丽", reason="盘点", now=now)
    checked = check(cast, now, content, by="manager")
    assert checked.outcome.problems == []
    assert checked.outcome.changes == []
    assert dict(checked.outcome.counts) == {"rooms.same": 16, "residents.same": 6, "employees.same": 13}
    assert checked.passed_over == []


def test_the_front_desks_phone_goes_out_and_in(cast: Cast, now: datetime) -> None:
    assert problems(cast, now, desk=[("前台",), ("95588",)]) == [
        (2, "Front desk's phone", ANY),
        (3, "Front desk's phone", "The front desk's phone stands in row 2 already."),
    ]
    assert problems(cast, now, desk=[("138****0101",)]) == [(2, "Front desk's phone", ANY)]
    checked = send(cast, now, workbook(desk=[("（0571）88886616",)]))
    assert [change.text for change in checked.outcome.changes] == ["Phone of the front desk: 0571-88886616"]
    assert Estate.objects.get(pk=cast.estate.pk).desk_phone == "0571-88886616"
    assert "set_desk_phone" in {entry.verb for entry in entries_of("estate", cast.estate.pk)}
    cast.estate.refresh_from_db()
    again = check(cast, now, export(cast.estate, contacts=False, by="许丽", reason="", now=now))
    assert (again.outcome.changes, again.outcome.counts["desk.same"]) == ([], 1)
    other = send(cast, now, workbook(desk=[("95588",)]))
    assert other.outcome.counts["desk.changed"] == 1
    assert check(cast, now, workbook(desk=[("",)])).outcome.changes == []


def test_old_dates_are_kept_and_new_ones_taken(cast: Cast, now: datetime) -> None:
    content = workbook(
        residents=[
            ("1-1-101", "林晓梅", "138****0101", "业主", "2025-01-02", ""),
            ("1-1-101", "郑海涛", "13811112222", "家属", "2025-01-02", "2026-02-28"),
            ("1-1-102", "何建平", "", "业主", "2025-01-02", "2025-06-30"),
        ]
    )
    checked = send(cast, now, content)
    assert [change.text for change in checked.outcome.changes] == [
        "郑海涛 1-1-101: moved out on 2026-02-28, phone 138****2222"
    ]
    assert Person.objects.get(id=cast.spouse.id).phone == "13811112222"
    # A number in a sheet waits for its confirmation as one in a form does.
    (waiting,) = PhoneChange.objects.all()
    assert (waiting.person, waiting.old, waiting.new) == (cast.spouse, "13800000106", "13811112222")
    assert (waiting.changed_by, waiting.changed_by_role, waiting.settled_at) == (cast.hr.user, "administration", None)
    assert holder_of("13800000106", now).holder == Holder(cast.spouse.pk, "郑海涛", None)
    assert holder_of("13811112222", now).holder is None
    assert [entry.verb for entry in entries_of("person", cast.spouse.pk)] == ["correct_person"]
    assert Person.objects.get(id=cast.resident.person.id).phone == "13800000101"
    assert Residency.objects.get(person=cast.spouse).moved_out == date(2026, 2, 28)
    assert Household.objects.get(id=cast.household.id).moved_out is None
    former = Residency.objects.get(person=cast.former.person)
    assert (former.moved_in, former.moved_out) == (date(2025, 1, 2), date(2025, 6, 30))


def test_the_household_ends_with_its_last_person(cast: Cast, now: datetime) -> None:
    rows = [
        (cast.room.code, name, "", relation, "2025-01-02", day)
        for name, relation, day in [("林晓梅", "业主", "2026-02-01"), ("郑海涛", "家属", "2026-02-28")]
    ]
    send(cast, now, workbook(residents=[*rows, (cast.room.code, "秦朗", "", "业主", "2026-03-01", "")]))
    assert Household.objects.get(id=cast.household.id).moved_out == date(2026, 2, 28)
    assert [each.moved_in for each in households_of(cast.room)] == [date(2026, 3, 1), date(2025, 1, 2)]


def test_a_masked_number_stands_for_the_one_on_record(cast: Cast, now: datetime) -> None:
    assert problems(
        cast,
        now,
        residents=[
            ("1-1-101", "林晓梅", "139****0101", "业主", "2025-01-02", ""),
            ("2-2-202", "秦朗", "139****0101", "业主", "2025-01-02", ""),
        ],
    ) == [
        (
            2,
            "Phone",
            "A number with * stands for the one on record, and that is another one. Write the number in full.",
        ),
        (3, "Phone", "Nobody on record has this number. Write the number in full, or leave it empty."),
    ]


def test_an_employee_changes_post_and_leaves(cast: Cast, now: datetime) -> None:
    here = "本小区"
    content = workbook(
        employees=[
            ("0003", "赵强", "", "", here, "工程部", "电工", "部门员工", "2025-01-02", "", "2025-01-02", "2026-02-28"),
            ("0003", "赵强", "", "", here, "保洁部", "保洁员", "部门员工", "2025-01-02", "", "2026-03-01", ""),
            ("0004", "孙磊", "", "", here, "工程部", "", "部门员工", "2025-01-02", "2026-03-05", "", ""),
        ]
    )
    send(cast, now, content)
    posts = Assignment.objects.filter(employee=cast.engineer.employee).order_by("starts_on")
    assert [(post.title, post.ends_on) for post in posts] == [("电工", date(2026, 2, 28)), ("保洁员", None)]
    assert Employee.objects.get(number="0004").left_on == date(2026, 3, 5)
    assert check(cast, now, content).outcome.changes == []


def test_a_change_in_between_is_noticed(cast: Cast, now: datetime) -> None:
    checked = check(cast, now, workbook(rooms=[("3", "1", "101")]))
    send(cast, now, workbook(rooms=[("3", "1", "101")]))
    with pytest.raises(UnableToTakeOver, match="Look at it again"):
        confirm(cast, now, checked)

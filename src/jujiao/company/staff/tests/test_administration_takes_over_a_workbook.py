from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import translation

from jujiao.company.accounts.models import User
from jujiao.company.accounts.people import Holder
from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.models import Household, Person, PhoneChange, Residency, Room
from jujiao.company.estates.queries import households_of
from jujiao.company.staff.models import Assignment, Employee, WorkbookImport
from jujiao.company.staff.operations import UnableToTakeOver, send_workbook, take_over, try_workbook
from jujiao.company.staff.workbook.export import empty_form, export
from jujiao.company.staff.workbook.form import SHEETS
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.spreadsheets import Column, UnableToRead, write
from jujiao.kernel.timeline import entries_of
from jujiao.testing.cast import Cast

type Rows = Sequence[Sequence[Any]]


def workbook(**sheets: Rows) -> bytes:
    """A filled form in Chinese, sheets by key."""
    return write(
        [
            (form.words[0], [Column(column.words[0]) for column in form.columns], sheets[form.key])
            for form in SHEETS
            if form.key in sheets
        ]
    )


@dataclass
class Checked:
    upload: WorkbookImport
    outcome: Outcome
    passed_over: list[str]


def check(cast: Cast, now: datetime, content: bytes, by: str = "hr") -> Checked:
    actor = getattr(cast, by).viewer
    upload = send_workbook(estate=cast.estate, name="云栖.xlsx", content=content, actor=actor, now=now)
    tried = try_workbook(upload=upload, actor=actor, now=now)
    return Checked(upload, tried.outcome, tried.passed_over)


def confirm(cast: Cast, now: datetime, checked: Checked) -> None:
    take_over(upload=checked.upload, plan=checked.outcome.digest, actor=cast.hr.viewer, now=now)


def send(cast: Cast, now: datetime, content: bytes) -> Checked:
    checked = check(cast, now, content)
    assert checked.outcome.problems == []
    confirm(cast, now, checked)
    return checked


def problems(cast: Cast, now: datetime, by: str = "hr", **sheets: Rows) -> list[tuple[int, str, str]]:
    found = check(cast, now, workbook(**sheets), by).outcome.problems
    return [(problem.row, problem.column, f"{problem.wrong} {problem.advice}".strip()) for problem in found]


def test_a_dry_run_shows_what_would_change_and_changes_nothing(cast: Cast, now: datetime) -> None:
    content = workbook(
        rooms=[("3栋", "1单元", "101"), ("1", "1", "101")],
        residents=[("3-1-101", "秦朗", "138 0000 0201", "业主", "2025-07-01", "")],
        employees=[("0100", "姚远", "", "", "本小区", "工程部", "水电工", "部门员工", "2026-03-01", "", "", "")],
    )
    checked = check(cast, now, content)
    assert checked.outcome.problems == []
    assert dict(checked.outcome.counts) == {
        "rooms.new": 1,
        "rooms.same": 1,
        "residents.new": 1,
        "employees.new": 1,
    }
    assert [(change.sheet, change.row, change.text) for change in checked.outcome.changes] == [
        ("Rooms", 2, "New room 3-1-101"),
        ("Residents", 2, "秦朗, 业主 of 3-1-101 from 2025-07-01"),
        ("Employees", 2, "姚远 工程部 水电工 部门员工"),
    ]
    assert Room.objects.filter(estate=cast.estate).count() == 16
    assert not Person.objects.filter(name="秦朗").exists()
    assert not User.objects.filter(name="姚远").exists()
    assert not entries_of("estate", cast.estate.id).exists()


def test_confirming_takes_over_all_of_it(cast: Cast, now: datetime) -> None:
    content = workbook(
        rooms=[("3栋", "1单元", "101")],
        residents=[
            ("3栋1单元101", "秦朗", "13800000201", "业主", date(2019, 5, 1), "2024年12月31日"),
            ("3-1-101", "沈悦", "", "业主", "20250101", ""),
            ("3-1-101", "沈小满", "", "家属", "2025/2/1", ""),
        ],
        employees=[
            (
                "0100",
                "姚远",
                "13900000100",
                "yaoyuan",
                "本小区",
                "工程部",
                "水电工",
                "部门员工",
                "2026-03-01",
                "",
                "",
                "",
            ),
            (
                "0100",
                "姚远",
                "13900000100",
                "yaoyuan",
                "本小区",
                "客服部",
                "",
                "客服前台",
                "2026-03-01",
                "",
                "2026-03-05",
                "",
            ),
        ],
    )
    checked = send(cast, now, content)
    room = Room.objects.get(estate=cast.estate, code="3-1-101")
    later, earlier = households_of(room)
    assert (earlier.moved_in, earlier.moved_out) == (date(2019, 5, 1), date(2024, 12, 31))
    assert (later.moved_in, later.moved_out) == (date(2025, 1, 1), None)
    assert [each.person.name for each in later.residencies.all()] == ["沈悦", "沈小满"]
    assert Person.objects.get(name="秦朗").phone == "13800000201"
    employee = Employee.objects.get(number="0100")
    assert (employee.user.username, employee.phone) == ("yaoyuan", "13900000100")
    assert [(post.title, post.starts_on) for post in employee.assignments.order_by("starts_on")] == [
        ("水电工", date(2026, 3, 1)),
        ("Desk clerk", date(2026, 3, 5)),
    ]
    (entry,) = entries_of("estate", cast.estate.id)
    assert (entry.verb, entry.text, entry.details["residents.new"]) == ("take_over_workbook", "云栖.xlsx", 3)
    upload = WorkbookImport.objects.get(id=checked.upload.id)
    assert (bytes(upload.content), upload.taken_over_at) == (b"", now)
    with pytest.raises(UnableToTakeOver, match="already"):
        confirm(cast, now, checked)


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


def test_what_is_wrong_is_said_by_row_and_column(cast: Cast, now: datetime) -> None:
    found = problems(
        cast,
        now,
        rooms=[("3", "1", ""), ("3-1", "1", "101"), ("4", "1", "101"), ("4栋", "1单元", "101室")],
        residents=[
            ("9-9-999", "秦朗", "", "业主", "2025-07-01", ""),
            ("2-2-202", "秦朗", "1380000", "业主", "2025-07-01", ""),
            ("2-2-202", "秦朗", "", "房东", "2025-07-01", ""),
            ("2-2-202", "秦朗", "", "业主", "去年", ""),
            ("2-2-202", "秦朗", "", "业主", 45839, ""),
            ("2-2-202", "秦朗", "", "业主", "2025-07-01", "2025-06-01"),
            ("2-2-202", "秦朗", "", "业主", "1025-07-01", ""),
            ("2-2-202", "", "", "业主", "2025-07-01", ""),
            ("1-1-101", "林晓梅", "", "业主", "2025-07-01", ""),
            ("1-1-102", "秦朗", "", "业主", "2025-06-01", ""),
        ],
    )
    assert found == [
        (2, "Room", "There is no room 9-9-999. Check the number, or add the room to the sheet of rooms."),
        (
            3,
            "Phone",
            "“1380000” is no phone number: write 11 digits, or a landline with its area code, as 0571-88886666.",
        ),
        (4, "Relation", "“房东” is none of the choices. Write one of: Owner、Family、Tenant."),
        (5, "Moved in", "“去年” is no date. Write it as 2025-07-01, or format the cell as a date."),
        (6, "Moved in", "“45839” is no date. Write it as 2025-07-01, or format the cell as a date."),
        (7, "Moved out", "The day of moving out lies before moving in."),
        (8, "Moved in", "1025-07-01 cannot be right: check the year."),
        (9, "Name", "This must be filled in."),
        (
            10,
            "Moved in",
            "林晓梅 lives in 1-1-101 since 2025-01-02 already. "  # noqa: ISC004
            "Write that day, or the day on which the earlier stay ended.",
        ),
        (
            11,
            "Moved in",
            "The dates run across those of another household of the room. Check the dates of everybody in the room.",
        ),
        (2, "Number", "This must be filled in."),
        (3, "Building", "“3-1” is no name. Up to 20 letters or digits, without a dash."),
        (5, "", "Room 4-1-101 stands in row 4 already."),
    ]
    assert not Room.objects.filter(estate=cast.estate, code__startswith="4").exists()


def test_nothing_is_half_imported(cast: Cast, now: datetime) -> None:
    checked = check(
        cast,
        now,
        workbook(rooms=[("3", "1", "101")], residents=[("3-1-101", "秦朗", "", "业主", "去年", "")]),
    )
    assert len(checked.outcome.problems) == 1
    with pytest.raises(UnableToTakeOver, match="has errors"):
        confirm(cast, now, checked)
    assert Room.objects.filter(estate=cast.estate).count() == 16


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


def test_employees_are_refused_by_the_rules_of_the_pages(cast: Cast, now: datetime) -> None:
    here = "本小区"
    found = problems(
        cast,
        now,
        "manager",
        employees=[
            ("0100", "姚远", "", "", here, "绿化部", "", "部门员工", "2026-03-01", "", "", ""),
            ("0101", "姚远", "", "clerk", here, "工程部", "", "部门员工", "2026-03-01", "", "", ""),
            ("0102", "姚远", "", "", "全公司", "", "", "系统管理员", "2026-03-01", "", "", ""),
            ("0103", "姚远", "", "", here, "", "", "部门员工", "2026-03-01", "", "", ""),
            ("0104", "姚远", "", "", here, "工程部", "", "部门员工", "2026-03-01", "", "", ""),
            ("0104", "姚近", "", "", here, "客服部", "", "客服前台", "2026-03-01", "", "", ""),
            ("0009", "许丽丽", "", "", "全公司", "", "Administration", "行政", "2025-01-02", "", "", ""),
            ("0001", "王芳", "", "wangfang", here, "客服部", "Desk clerk", "客服前台", "2025-01-02", "", "", ""),
        ],
    )
    assert found == [
        (
            2,
            "Department",
            "There is no department 绿化部. "  # noqa: ISC004
            "Write the name of one that is there, or add it on the page of departments first.",
        ),
        (3, "", "The user name clerk is taken; choose another one."),
        (4, "", "Posts of this kind are for others to give."),
        (5, "", "This post is in a department: choose which."),
        (7, "Name", "Row 6 says otherwise about the same staff number. Write the same in both."),
        (8, "", "The data of 许丽 are for others to change."),
        (9, "User name", "The user name cannot be changed here. Leave it as it is, or empty."),
    ]
    assert Employee.objects.count() == len(cast.staff)


def test_an_employee_changes_post_and_leaves(cast: Cast, now: datetime) -> None:
    here = "本小区"
    content = workbook(
        employees=[
            ("0003", "赵强", "", "", here, "工程部", "电工", "部门员工", "2025-01-02", "", "2025-01-02", "2026-02-28"),
            ("0003", "赵强", "", "", here, "秩序部", "秩序员", "部门员工", "2025-01-02", "", "2026-03-01", ""),
            ("0004", "孙磊", "", "", here, "工程部", "", "部门员工", "2025-01-02", "2026-03-05", "", ""),
        ]
    )
    send(cast, now, content)
    posts = Assignment.objects.filter(employee=cast.engineer.employee).order_by("starts_on")
    assert [(post.title, post.ends_on) for post in posts] == [("电工", date(2026, 2, 28)), ("秩序员", None)]
    assert Employee.objects.get(number="0004").left_on == date(2026, 3, 5)
    assert check(cast, now, content).outcome.changes == []


def test_a_change_in_between_is_noticed(cast: Cast, now: datetime) -> None:
    checked = check(cast, now, workbook(rooms=[("3", "1", "101")]))
    send(cast, now, workbook(rooms=[("3", "1", "101")]))
    with pytest.raises(UnableToTakeOver, match="Look at it again"):
        confirm(cast, now, checked)


def test_the_empty_form_has_nothing_to_take_over(cast: Cast, now: datetime) -> None:
    checked = check(cast, now, empty_form())
    assert (checked.outcome.problems, checked.outcome.changes, checked.passed_over) == ([], [], [])


def test_another_workbook_is_told_from_the_form(cast: Cast, now: datetime) -> None:
    checked = check(cast, now, write([("Sheet1", [Column("A")], [("x",)])]))
    assert [problem.wrong for problem in checked.outcome.problems] == [
        "None of the sheets Rooms、Residents、Employees is in this workbook."
    ]
    missing = check(cast, now, write([("房屋", [Column("楼栋"), Column("备注")], [("1", "x")])]))
    assert [(problem.column, problem.wrong) for problem in missing.outcome.problems] == [
        ("Unit", "This column is missing."),
        ("Number", "This column is missing."),
    ]
    with pytest.raises(UnableToRead, match="no Excel workbook"):
        check(cast, now, b"MZ\x90\x00")
    assert missing.passed_over == ["房屋: 备注"]


@pytest.mark.parametrize("by", ["resident", "clerk", "director", "auditor", "outsider", "clerk_elsewhere"])
def test_others_send_nothing(cast: Cast, now: datetime, by: str) -> None:
    with pytest.raises(NotAllowed):
        check(cast, now, workbook(rooms=[("3", "1", "101")]), by)
    assert not WorkbookImport.objects.exists()


def test_a_whole_estate_comes_in_a_few_seconds(cast: Cast, now: datetime) -> None:
    places = [(b, u, f, d) for b in range(3, 13) for u in (1, 2) for f in range(1, 16) for d in range(1, 5)]
    content = workbook(
        rooms=[(f"{b}栋", f"{u}单元", f"{f}{d:02}") for b, u, f, d in places],
        residents=[
            (f"{b}-{u}-{f}{d:02}", f"住户{b}{u}{f}{d}{n}", f"137{b:02}{u}{f:02}{d}{n:02}", "业主", "2024-05-01", "")
            for b, u, f, d in places
            for n in (1, 2)
        ],
    )
    checked = send(cast, now, content)
    assert dict(checked.outcome.counts) == {"rooms.new": 1200, "residents.new": 2400}
    assert Room.objects.filter(estate=cast.estate).count() == 1216
    assert Household.objects.filter(room__estate=cast.estate).count() == 1204

from datetime import date, datetime

import pytest

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Household, Person, Room
from jujiao.company.estates.queries import households_of
from jujiao.company.staff.models import Employee, WorkbookImport
from jujiao.company.staff.operations import UnableToTakeOver
from jujiao.company.staff.tests.sending import check, confirm, problems, send, workbook
from jujiao.company.staff.workbook.export import empty_form
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.machine.spreadsheets import Column, UnableToRead, write
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import Cast


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
            ("2-2-202", "秦朗", "", "业主", "7/1/2025", ""),
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
            "“1380000” is too short for a phone number, it has 7 digits. A mobile number has 11.",
        ),
        (4, "Relation", "“房东” is none of the choices. Write one of: Owner、Family、Tenant."),
        (5, "Moved in", "“去年” is no date. Write it as 2025-07-01, or format the cell as a date."),
        (6, "Moved in", "“7/1/2025” is no date. Write it as 2025-07-01, or format the cell as a date."),
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


def test_the_empty_form_has_nothing_to_take_over(cast: Cast, now: datetime) -> None:
    checked = check(cast, now, empty_form())
    assert (checked.outcome.problems, checked.outcome.changes, checked.passed_over) == ([], [], [])


def test_another_workbook_is_told_from_the_form(cast: Cast, now: datetime) -> None:
    checked = check(cast, now, write([("Sheet1", [Column("A")], [("x",)])]))
    assert [problem.wrong for problem in checked.outcome.problems] == [
        "None of the sheets Rooms、Residents、Employees、Front desk data is in this workbook."
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

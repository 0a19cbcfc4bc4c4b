"""Sheets, headings and cells of real lists: what is guessed, what is asked, what is told."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from jujiao.company.estates.models import Person, Residency, Room
from jujiao.company.staff.models import ColumnMatching, WorkbookImport
from jujiao.company.staff.operations import (
    UnableToMatch,
    UnableToTakeOver,
    match_columns,
    send_workbook,
    take_over,
    try_workbook,
)
from jujiao.company.staff.tests.sending import problems
from jujiao.company.staff.workbook.looking import Look
from jujiao.company.staff.workbook.looking import look as look_at
from jujiao.company.staff.workbook.matching import Guess, Matching, guesses
from jujiao.kernel.machine.spreadsheets import Merge, Sheet
from jujiao.testing.cast import Cast

RESIDENT = ["房屋", "姓名", "手机号", "关系", "入住日期"]


def a_sheet(name: str, *rows: Sequence[Any], **more: Any) -> Sheet:
    return Sheet(name, list(enumerate(rows, start=1)), **more)


def the_guess(sheet: Sheet) -> Guess:
    (found,) = guesses([sheet], {})
    return found


def test_what_excel_made_of_rooms_and_numbers_is_said(cast: Cast, now: datetime) -> None:
    found = problems(
        cast,
        now,
        rooms=[("3栋", "1单元", date(2003, 2, 12))],
        residents=[
            (date(2003, 2, 12), "秦朗", "", "业主", "2025-07-01", ""),
            ("2003/2/12", "秦朗", "", "业主", "2025-07-01", ""),
            ("3月2日", "秦朗", "", "业主", "2025-07-01", ""),
            ("2-2-202", date(2003, 2, 12), "", "业主", "2025-07-01", ""),
            ("2-2-202", "秦朗", "1.38E+10", "业主", "2025-07-01", ""),
        ],
    )
    again = "Format the column as text and type it anew."
    assert found == [
        (2, "Room", f"Excel has made a date of this room: 2003-02-12. {again}"),
        (3, "Room", f"Excel has made a date of this room: 2003/2/12. {again}"),
        (4, "Room", f"Excel has made a date of this room: 3月2日. {again}"),
        (5, "Name", f"Excel has made a date of this: 2003-02-12. {again}"),
        (6, "Phone", f"Excel has shortened this number to 1.38E+10. {again}"),
        (2, "Number", f"Excel has made a date of this room: 2003-02-12. {again}"),
    ]


def book(*sheets: tuple[str, Sequence[Sequence[Any]]], merge: Sequence[tuple[int, int, int]] = ()) -> bytes:
    """A workbook with these cells; of the first sheet these rows are merged in a column: (column, first, last)."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        day = made.add_format({"num_format": "yyyy/m/d"})
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, day)
                    elif cell != "":
                        sheet.write(row, column, cell)
        for column, first, last in merge:
            made.worksheets()[0].merge_range(first, column, last, column, sheets[0][1][first][column])
    return buffer.getvalue()


DAYS = [
    date(2024, 5, 1),
    45413,
    "2024-05-01 00:00:00",
    "2024/5/1 0:00",
    "2024年5月1号",
    "2024.5.1",
    20240501,
    "２０２４－０５－０１",
]


def a_real_list() -> bytes:
    """One sheet of everything: titles, headings in brackets, a merged room, days in eight spellings, a total."""
    rows: list[list[Any]] = [
        ["云栖苑业主信息表", "", "", "", "", ""],
        ["序号", "楼栋", "单元", "房号", "业主姓名*", "联系电话（手机）", "收房日期"],
        *([n, "3栋", "1单元", 101 + n // 2 * 2, f"住户{n}", 13800000301 + n, day] for n, day in enumerate(DAYS)),
        ["合计", "", "", "", "8户", "", ""],
    ]
    return book(("Sheet1", rows), merge=[(3, 2, 3), (3, 4, 5)])


def test_a_real_list_is_taken_over_after_its_columns_are_matched(cast: Cast, now: datetime) -> None:
    actor = cast.hr.viewer
    upload = send_workbook(estate=cast.estate, name="业主.xlsx", content=a_real_list(), actor=actor, now=now)
    tried = try_workbook(upload=upload, actor=actor, now=now)
    assert not tried.look.certain
    with pytest.raises(UnableToTakeOver, match="Match the columns first"):
        take_over(upload=upload, plan=tried.outcome.digest, actor=actor, now=now)
    (guessed,) = tried.look.matchings
    assert (guessed.form, guessed.heading, dict(guessed.given)) == ("residents", 2, {"relation": "Owner"})
    without_name = Matching(guessed.form, 2, {k: v for k, v in guessed.columns.items() if k != "name"}, guessed.given)
    with pytest.raises(UnableToMatch):
        match_columns(upload=upload, matchings=[without_name], actor=actor, now=now)
    told = Matching(guessed.form, guessed.heading, guessed.columns, guessed.given, adds_rooms=True)
    upload = match_columns(upload=upload, matchings=[told], actor=actor, now=now)
    tried = try_workbook(upload=upload, actor=actor, now=now)
    assert tried.outcome.problems == []
    assert dict(tried.outcome.counts) == {"rooms.new": 4, "residents.new": 8}
    assert tried.told == [
        "Sheet1: merged cells count for each of their rows: D3–4 (101), D5–6 (103).",
        "Sheet1: these rows are headings, totals or notes and are left out: 11.",
        "Sheet1: Relation is Owner in 8 rows, where nothing stands.",
    ]
    assert tried.passed_over == ["Sheet1: 序号"]
    assert not Room.objects.filter(estate=cast.estate, code__startswith="3-").exists()
    take_over(upload=upload, plan=tried.outcome.digest, actor=actor, now=now)
    stays = Residency.objects.filter(person__name__startswith="住户").order_by("person__name")
    assert {each.moved_in for each in stays} == {date(2024, 5, 1)}
    assert [each.household.room.code for each in stays][:4] == ["3-1-101", "3-1-101", "3-1-103", "3-1-103"]
    assert Person.objects.get(name="住户7").phone == "13800000308"


def test_a_matching_is_remembered_for_the_same_headings(cast: Cast, now: datetime) -> None:
    actor = cast.hr.viewer
    rows = [["房号", "成员", "电话", "身份", "入住"], ["2-2-201", "秦朗", "13800000201", "户主", "2024-05-01"]]

    def sent(rows: Sequence[Sequence[Any]]) -> tuple[WorkbookImport, Look]:
        content = book(("名单", rows))
        upload = send_workbook(estate=cast.estate, name="a.xlsx", content=content, actor=actor, now=now)
        return upload, look_at(upload)

    upload, look = sent(rows)
    assert not look.certain
    told = Matching("residents", 1, {"room": 0, "name": 1, "phone": 2, "relation": 3, "moved_in": 4})
    match_columns(upload=upload, matchings=[told], actor=actor, now=now)
    turned = [[*reversed(row)] for row in rows]
    _upload, look = sent(turned)
    assert (look.certain, look.as_before) == (True, True)
    assert dict(look.matchings[0].columns) == {"room": 4, "name": 3, "phone": 2, "relation": 1, "moved_in": 0}
    assert not sent([[*rows[0], "备注"], [*rows[1], ""]])[1].certain
    elsewhere = WorkbookImport.objects.create(
        estate=cast.other_estate, name="a.xlsx", content=upload.content, sent_by=cast.outsider.user, sent_at=now
    )
    assert not look_at(elsewhere).as_before
    kept = ColumnMatching.objects.get()
    assert "房号" not in str(vars(kept))


def test_what_was_given_once_is_asked_for_again(cast: Cast, now: datetime) -> None:
    actor = cast.hr.viewer
    content = book(("Sheet1", [["房号", "业主姓名"], ["2-2-201", "秦朗"]]))
    for _time in range(2):
        upload = send_workbook(estate=cast.estate, name="a.xlsx", content=content, actor=actor, now=now)
        look = try_workbook(upload=upload, actor=actor, now=now).look
        assert not look.certain
        given = {"relation": "业主", "moved_in": "2024-05-01"}
        told = Matching("residents", 1, {"room": 0, "name": 1}, given)
        match_columns(upload=upload, matchings=[told], actor=actor, now=now)
    assert look.as_before
    assert dict(look.matchings[0].given) == {"relation": "业主"}


def test_hidden_rows_columns_and_sheets_are_named(cast: Cast, now: datetime) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet = made.add_worksheet("住户")
        for row, cells in enumerate([RESIDENT, *(["2-2-201", f"秦{n}", "", "业主", "2024-05-01"] for n in range(4))]):
            sheet.write_row(row, 0, cells)
        for row in (2, 3):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(4, 4, 10, None, {"hidden": True})
        made.add_worksheet("员工").hide()
    actor = cast.hr.viewer
    upload = send_workbook(estate=cast.estate, name="a.xlsx", content=buffer.getvalue(), actor=actor, now=now)
    tried = try_workbook(upload=upload, actor=actor, now=now)
    assert tried.outcome.counts["residents.new"] == 4
    assert tried.told == [
        "住户: these rows are hidden in the file and are read like the others: 3–4.",
        "住户: these columns are hidden in the file and are read like the others: E.",
        "The sheet 员工 is hidden in the file and left out.",
    ]


def test_a_merged_number_stays_with_the_first(cast: Cast, now: datetime) -> None:
    rows = [
        RESIDENT,
        ["2-2-201", "秦朗", "13800000201", "业主", "2024-05-01"],
        ["2-2-201", "沈悦", "", "家属", "2024-05-01"],
    ]
    content = book(("住户", rows), merge=[(2, 1, 2), (0, 1, 2)])
    actor = cast.hr.viewer
    upload = send_workbook(estate=cast.estate, name="a.xlsx", content=content, actor=actor, now=now)
    tried = try_workbook(upload=upload, actor=actor, now=now)
    assert (tried.outcome.problems, tried.outcome.counts["residents.new"]) == ([], 2)
    assert tried.told[1] == "住户: merged phone numbers stay with the first row: C2–3."


def test_what_programs_put_around_digits_goes(cast: Cast, now: datetime) -> None:
    content = '房屋,姓名,手机号,关系,入住日期\n="2-2-201",秦朗,\'13800000201,户主,2024-5-1\n'.encode("gb18030")
    actor = cast.hr.viewer
    upload = send_workbook(estate=cast.estate, name="a.csv", content=content, actor=actor, now=now)
    guessed = try_workbook(upload=upload, actor=actor, now=now).look.matchings
    match_columns(upload=upload, matchings=guessed, actor=actor, now=now)
    upload.refresh_from_db()
    tried = try_workbook(upload=upload, actor=actor, now=now)
    assert [change.text for change in tried.outcome.changes] == ["秦朗, Owner (户主) of 2-2-201 from 2024-05-01"]


def test_whole_numbers_lose_the_decimal_of_a_spreadsheet(cast: Cast, now: datetime) -> None:
    """What a program writes for numbers in a column where some cells are empty."""
    content = "楼栋,单元,房间号,姓名,手机号,关系,入住日期\n2.0,2.0,201.0,秦朗,13800000201.0,户主,2024-5-1\n".encode()
    actor = cast.hr.viewer
    upload = send_workbook(estate=cast.estate, name="a.csv", content=content, actor=actor, now=now)
    guessed = try_workbook(upload=upload, actor=actor, now=now).look.matchings
    match_columns(upload=upload, matchings=guessed, actor=actor, now=now)
    upload.refresh_from_db()
    tried = try_workbook(upload=upload, actor=actor, now=now)
    assert tried.outcome.problems == []
    take_over(upload=upload, plan=tried.outcome.digest, actor=actor, now=now)
    found = Person.objects.get(name="秦朗")
    assert (found.phone, found.residencies.get().household.room.code) == ("13800000201", "2-2-201")


def test_merges_below_other_columns_are_let_be() -> None:
    sheet = a_sheet("住户", RESIDENT, ["x"] * 5, merged=[Merge(2, 9, 4, 9), Merge(1, 0, 1, 4), Merge(90, 0, 99, 0)])
    assert the_guess(sheet).certain


def test_a_room_that_is_written_otherwise_is_not_added_once_more(cast: Cast, now: datetime) -> None:
    actor = cast.hr.viewer
    rows = [["房号", "业主姓名"], ["1栋01单元0101", "秦朗"]]
    rows += [["西区4栋1单元101", "沈悦"], ["西区4幢-1-0101室", "沈小满"]]
    content = book(("Sheet1", rows))
    upload = send_workbook(estate=cast.estate, name="a.xlsx", content=content, actor=actor, now=now)
    given = {"relation": "业主", "moved_in": "2025-01-02"}
    told = Matching("residents", 1, {"room": 0, "name": 1}, given, adds_rooms=True)
    match_columns(upload=upload, matchings=[told], actor=actor, now=now)
    upload.refresh_from_db()
    tried = try_workbook(upload=upload, actor=actor, now=now)
    assert tried.outcome.problems == []
    assert dict(tried.outcome.counts) == {"rooms.new": 1, "residents.new": 3}

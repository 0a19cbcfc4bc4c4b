"""Lists with a second column of phones, with rooms written once for each household, and with days since 1904."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from django.urls import reverse

from jujiao.company.estates.models import Person, Residency
from jujiao.company.estates.numbers import numbers_of
from jujiao.company.staff.models import ColumnMatching, WorkbookImport
from jujiao.company.staff.operations import match_columns, send_workbook, take_over, try_workbook
from jujiao.company.staff.operations.imports import Tried
from jujiao.company.staff.tests.test_columns_are_guessed import a_sheet, the_guess
from jujiao.company.staff.workbook.matching import Matching
from jujiao.rules.phone_lists import Number
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HEADINGS = ["房号", "业主姓名", "联系电话", "备用电话", "联系电话3", "入住时间"]
COLUMNS = {"room": 0, "name": 1, "phone": 2, "moved_in": 5}
OWNER = {"relation": "业主"}
HERE, THERE = "2-2-201", "2-2-202"
SINCE = "2024-05-01"


def book(rows: Sequence[Sequence[Any]], **options: Any) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as made:
        sheet, day = made.add_worksheet("Sheet1"), made.add_format({"num_format": "yyyy/m/d"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                write = sheet.write_datetime if isinstance(cell, date) else sheet.write
                write(row, column, cell, day if isinstance(cell, date) else None)
    return buffer.getvalue()


def sent(cast: Cast, now: datetime, rows: Sequence[Sequence[Any]], **options: Any) -> WorkbookImport:
    content = book([HEADINGS, *rows], **options)
    return send_workbook(estate=cast.estate, name="业主.xlsx", content=content, actor=cast.hr.viewer, now=now)


def tried(cast: Cast, now: datetime, upload: WorkbookImport, **more: Any) -> Tried:
    matching = Matching("residents", 1, COLUMNS, OWNER, **more)
    upload = match_columns(upload=upload, matchings=[matching], actor=cast.hr.viewer, now=now)
    return try_workbook(upload=upload, actor=cast.hr.viewer, now=now)


def taken(cast: Cast, now: datetime, upload: WorkbookImport, **more: Any) -> Tried:
    trial = tried(cast, now, upload, **more)
    assert trial.outcome.problems == []
    take_over(upload=upload, plan=trial.outcome.digest, actor=cast.hr.viewer, now=now)
    return trial


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (("13811119994", "13911119995", ""), [("13811119994", ""), ("13911119995", "")]),
        ((13811119994, 13911119995, "0571-88886616转802"),
         [("13811119994", ""), ("13911119995", ""), ("0571-88886616-802", "")]),
        (("13811119994", "无", "13911119995(妻)"), [("13811119994", ""), ("13911119995", "妻")]),
        (("", "13911119995", "-"), [("13911119995", "")]),
        (("13811119994/13911119995", "13911119995(妻)", ""), [("13811119994", ""), ("13911119995", "妻")]),
    ],
)  # fmt: skip
def test_columns_of_further_phones_are_joined(
    cast: Cast, now: datetime, cells: tuple[Any, Any, Any], kept: list[tuple[str, str]]
) -> None:
    upload = sent(cast, now, [[HERE, "秦朗", *cells, SINCE]])
    trial = taken(cast, now, upload, more={"phone": [3, 4]})
    assert trial.passed_over == []
    assert numbers_of(Person.objects.get(name="秦朗")) == [Number(*each) for each in kept]


def test_what_is_no_number_in_a_further_column_is_named(cast: Cast, now: datetime) -> None:
    trial = tried(
        cast, now, sent(cast, now, [[HERE, "秦朗", "13811119994", "1391111", "", SINCE]]), more={"phone": [3]}
    )
    (problem,) = trial.outcome.problems
    assert (problem.row, problem.column, "1391111" in problem.wrong) == (2, "Phone", True)


def test_they_are_guessed_and_remembered(cast: Cast, now: datetime) -> None:
    guessed = the_guess(a_sheet("Sheet1", HEADINGS, ["x"] * 6)).matching
    assert (dict(guessed.columns), dict(guessed.more)) == (COLUMNS, {"phone": [3, 4]})
    rows = [[HERE, "秦朗", "13811119994", "13911119995", "", SINCE]]
    tried(cast, now, sent(cast, now, rows), more={"phone": [3]}, continues_rooms=True)
    kept = ColumnMatching.objects.get()
    assert (sorted(kept.fields), kept.continues_rooms) == (
        ["", "moved_in", "name", "phone", "phone+", "room"], True,
    )  # fmt: skip
    again = try_workbook(upload=sent(cast, now, rows), actor=cast.hr.viewer, now=now).look
    assert (again.as_before, again.certain) == (True, False)
    assert (again.matchings[0].more, again.matchings[0].continues_rooms) == ({"phone": [3]}, True)


HOUSEHOLDS: list[list[Any]] = [
    [HERE, "秦朗", "", "", "", SINCE],
    ["", "沈悦", "", "", "", SINCE],
    [" ", "秦小朗", "", "", "", SINCE],
    [THERE, "何新", "", "", "", SINCE],
    ["", "何小新", "", "", "", SINCE],
    ["合计", "", "", "", "", ""],
    ["", "无房", "", "", "", SINCE],
]


def test_blank_rooms_are_refused_and_counted_unless_they_go_on(cast: Cast, now: datetime) -> None:
    upload = sent(cast, now, HOUSEHOLDS)
    trial = tried(cast, now, upload)
    assert [(each.row, each.column) for each in trial.outcome.problems] == [(n, "Room") for n in (3, 4, 6, 8)]
    assert trial.told[0] == (
        "Sheet1: 3 rows have no room: 3–4, 6. Where the room of the row above goes on, say so at “Match the columns”."
    )
    assert not the_guess(a_sheet("Sheet1", HEADINGS, ["x"] * 6)).matching.continues_rooms


def test_blank_rooms_go_on_with_the_row_above(cast: Cast, now: datetime) -> None:
    """Not beyond a line that is no row: below a total nobody lives in the room above it."""
    trial = tried(cast, now, sent(cast, now, HOUSEHOLDS), continues_rooms=True)
    assert [(each.row, each.column) for each in trial.outcome.problems] == [(8, "Room")]
    trial = taken(cast, now, sent(cast, now, HOUSEHOLDS[:5]), continues_rooms=True)
    assert trial.told[0] == "Sheet1: 3 rows without a room go on with the room of the row above: 3–4, 6."
    stays = Residency.objects.filter(household__room__code__in=[HERE, THERE]).order_by("household__room__code", "id")
    assert [(each.person.name, each.household.room.code) for each in stays] == [
        ("秦朗", HERE), ("沈悦", HERE), ("秦小朗", HERE), ("何新", THERE), ("何小新", THERE),
    ]  # fmt: skip


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_are_read_by_the_calendar_of_the_workbook(cast: Cast, now: datetime, since_1904: bool) -> None:
    serial = 45413 - (1462 if since_1904 else 0)
    rows: list[list[Any]] = [
        [HERE, "秦朗", "", "", "", date(2024, 5, 1)],
        [HERE, "沈悦", "", "", "", serial],
        [HERE, "秦小朗", "", "", "", 20240501],
        [HERE, "何新", "", "", "", "2024年5月1日"],
    ]
    taken(cast, now, sent(cast, now, rows, date_1904=since_1904))
    days = Residency.objects.filter(household__room__code=HERE).values_list("moved_in", flat=True)
    assert list(days) == [date(2024, 5, 1)] * 4


def test_on_the_pages_by_their_forms(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    upload, client = sent(cast, now, HOUSEHOLDS[:2]), sign_in(cast.hr)
    url = reverse("staff:match", args=[upload.pk])
    page = client.get(url).text
    assert page.count('value="phone+" selected') == 2
    assert 'name="sheet0-continues_rooms"' in page
    assert "checked" not in page.split('name="sheet0-continues_rooms"')[1].split(">")[0]
    given = {"sheet0-form": "residents", "sheet0-heading": "1", "sheet0-drawn": "residents 1"}
    given |= {
        f"sheet0-column{place}": key
        for place, key in enumerate(["room", "name", "phone", "phone+", "phone+", "moved_in"])
    }
    given |= {"sheet0-given_relation": "业主", "sheet0-continues_rooms": "on"}
    twice = {**given, "sheet0-column4": "phone"}
    assert client.post(url, twice).status_code == 422
    assert client.post(url, given).status_code == 302
    upload.refresh_from_db()
    (matching,) = upload.matching or [{}]
    assert (matching["more"], matching["continues_rooms"]) == ({"phone": [3, 4]}, True)
    assert "1 行" in client.get(reverse("staff:upload", args=[upload.pk])).text

"""Old workbooks and texts with separators, as other programs hand them out; and hostile ones."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from jujiao.kernel.machine.spreadsheets import Column, Merge, UnableToRead, read, write
from jujiao.kernel.machine.spreadsheets.reading import MOST_ROWS

OLD = Path(__file__).with_name("old.xls").read_bytes()
"""Written by xlwt: a title, headings, a room merged over two rows, the second of them hidden, the phone hidden."""

LINES = "房号{0}姓名{0}电话\n3-1-101{0}秦朗{0}13800000201\n3-1-102{0}沈悦{0}\n"
ROWS = [(1, ["房号", "姓名", "电话"]), (2, ["3-1-101", "秦朗", "13800000201"]), (3, ["3-1-102", "沈悦", ""])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_is_read_whatever_wrote_it(encoding: str, delimiter: str) -> None:
    (sheet,) = read(LINES.format(delimiter).encode(encoding))
    assert (sheet.name, list(sheet.rows)) == ("CSV", ROWS)


def test_quotes_line_ends_and_other_separators_within_cells() -> None:
    content = 'sep=;\r\n房号;电话;备注\r\n3-1-101;"13800000201;13900000201";"两个,\n号码"\r\n3-1-102;;\r\n'
    (sheet,) = read(content.encode())
    assert list(sheet.rows) == [
        (1, []),
        (2, ["房号", "电话", "备注"]),
        (3, ["3-1-101", "13800000201;13900000201", "两个,\n号码"]),
        (4, ["3-1-102", "", ""]),
    ]


def test_rare_characters_of_names_come_through() -> None:
    (sheet,) = read("姓名,电话\n龑䶮𠮷,1\n".encode("gb18030"))
    assert sheet.rows[1] == (2, ["龑䶮𠮷", "1"])


def test_an_old_workbook_is_read_with_what_is_merged_and_hidden() -> None:
    listed, words = read(OLD)
    assert (listed.name, listed.hidden, words.name, words.hidden) == ("业主信息", False, "字典", True)
    assert [list(cells) for _number, cells in listed.rows] == [
        ["云栖苑业主信息表", "", "", "", ""],
        ["房号", "业主姓名", "联系电话", "与业主关系", "入住日期"],
        ["2-2-201", "秦朗", 13800000201, "户主", date(2024, 5, 1)],
        ["", "沈悦", "", "配偶", 45413],
    ]
    assert set(listed.merged) == {Merge(1, 0, 1, 4), Merge(3, 0, 4, 0)}
    assert (set(listed.hidden_rows), set(listed.hidden_columns)) == ({4}, {2})


def test_a_new_workbook_tells_the_same() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("业主 & 住户")
        sheet.merge_range(0, 0, 0, 2, "业主信息表")
        sheet.merge_range(2, 0, 3, 0, "3-1-101")
        for row in range(4):
            sheet.write(row, 1, f"第{row}行")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(1, 1, 10, None, {"hidden": True})
        sheet.set_column(60, 16_000, 10, None, {"hidden": True})
        book.add_worksheet("字典").hide()
    listed, words = read(buffer.getvalue())
    assert (set(listed.hidden_rows), set(listed.hidden_columns), listed.hidden) == ({4}, {1}, False)
    assert set(listed.merged) == {Merge(1, 0, 1, 2), Merge(3, 0, 4, 0)}
    assert words.hidden


HOSTILE = {
    "nothing but separators": b"," * 5_000_000,
    "nothing but line ends": b"\n" * 5_000_000,
    "a cell without end": b'a,b\n"' + b"x" * 4_000_000,
    "a NUL": b"a,b\n\0,c\n",
    "control characters": b"a,b\n\x1b[31m,c\n",
    "one column": "姓名\n秦朗\n".encode(),
    "neither UTF-8 nor GB18030": b"a,b\n\xff\xff,\xfe\n",
    "half of a UTF-16": b"\xff\xfea\0,\0b",
    "a web page": b"<html><table><tr><td>1</td></tr></table></html>",
    "a web page with a mark": b"\xef\xbb\xbf <table><tr><td>1</td></tr></table>",
    "half of an old workbook": OLD[: len(OLD) // 2],
    "an old workbook torn": OLD[:600] + b"\xff" * 600 + OLD[1200:],
    "sectors that lead in circles": OLD[:76] + b"\0\0\0\0" * 109 + OLD[512:],
    "an old header alone": OLD[:512],
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_list_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnableToRead):
        read(content)


def test_a_torn_text_in_the_middle_of_an_old_workbook_makes_no_fall() -> None:
    for place in range(512, len(OLD), 499):
        torn = OLD[:place] + b"\xff" * 16 + OLD[place + 16 :]
        try:
            read(torn)
        except UnableToRead:
            continue


def test_a_password_is_named() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    with pytest.raises(UnableToRead, match="has a password"):
        read(locked)


def test_a_web_page_called_xls_is_named() -> None:
    with pytest.raises(UnableToRead, match="web page"):
        read(HOSTILE["a web page"])


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(UnableToRead, match="more than 20,000 rows"):
        read(b"a,b\n" * (MOST_ROWS + 2))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf\r\n",
        b",,,\r\n,,,\r\n",
        ' ,"　"\n'.encode(),
        write([("房屋", [Column("")], [])]),
        write([("房屋", [Column("")], []), ("住户", [Column(""), Column("")], [(" ",), ("",)])]),
    ],
)
def test_an_empty_list_says_so_at_once(content: bytes) -> None:
    with pytest.raises(UnableToRead, match="This list is empty"):
        read(content)

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from jujiao.kernel.machine.spreadsheets import Column, UnableToRead, read, write
from jujiao.kernel.machine.spreadsheets.reading import MOST_BYTES, MOST_ROWS

COLUMNS = [Column("A"), Column("B")]


def test_what_is_written_is_read_again() -> None:
    rows = [("一", date(2025, 7, 1)), ("", None), ("0571-88886666", 12), ("13800000101", "x")]
    (sheet,) = read(write([("房屋", COLUMNS, rows)]))
    assert sheet.name == "房屋"
    assert list(sheet.rows) == [
        (1, ["A", "B"]),
        (2, ["一", date(2025, 7, 1)]),
        (3, ["", ""]),
        (4, ["0571-88886666", 12]),
        (5, ["13800000101", "x"]),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")', "{=1}", "007"])
def test_nothing_in_it_runs(text: str) -> None:
    content = write([("S", COLUMNS, [(text, text)])])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert read(content)[0].rows[1] == (2, [text, text])


def test_row_numbers_are_those_that_excel_shows() -> None:
    (sheet,) = read(write([("S", [], [(), (), ("", "late", "first")])]))
    assert list(sheet.rows) == [(4, ["", "late", "first"])]


def test_a_renamed_program_is_none() -> None:
    with pytest.raises(UnableToRead, match="no Excel workbook"):
        read(b"MZ\x90\0" + b"\0" * 500)


def test_an_old_or_locked_workbook_is_named() -> None:
    with pytest.raises(UnableToRead, match="without a password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500)


def test_a_broken_one_is_named() -> None:
    content = write([("S", COLUMNS, [("a", "b")] * 200)])
    with pytest.raises(UnableToRead, match="damaged"):
        read(content[: len(content) // 2])
    torn = bytearray(content)
    torn[60:400] = b"\xff" * 340
    with pytest.raises(UnableToRead, match="damaged"):
        read(bytes(torn))


def test_another_zip_is_none() -> None:
    with pytest.raises(UnableToRead, match="no Excel workbook"):
        read(_zip({"hello.txt": b"x"}))


def test_a_bomb_does_not_unpack() -> None:
    with pytest.raises(UnableToRead, match="unpacks to far more"):
        read(_zip({"xl/workbook.xml": b"<x/>", "xl/sheet.xml": b"\0" * (90 * 1024 * 1024)}))


def test_two_cells_far_apart_do_not_fill_the_memory() -> None:
    content = write([("S", COLUMNS, [("a", "b")])])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", far)
    with pytest.raises(UnableToRead, match=r"more memory|more than 20,000 rows"):
        read(_zip(parts))


def test_too_much_is_refused() -> None:
    with pytest.raises(UnableToRead, match="larger than 5 MB"):
        read(b"PK" * MOST_BYTES)
    with pytest.raises(UnableToRead, match="more than 20,000 rows"):
        read(write([("S", COLUMNS, [("a", "b")] * (MOST_ROWS + 1))]))


def test_the_reader_needs_nothing_of_ours() -> None:
    from jujiao.kernel.machine.spreadsheets import child

    assert "jujiao" not in Path(child.__file__).read_text()


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()

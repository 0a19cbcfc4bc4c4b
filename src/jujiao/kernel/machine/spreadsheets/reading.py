"""Reading a list that somebody sent (.xlsx, .xls, .csv): whatever it is, the answer is its cells or a sentence."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine.spreadsheets import child

type Cell = str | int | float | bool | date

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 80 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_SHEETS: Final = 20
MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


class Kind(StrEnum):
    """What a file is, by its first bytes."""

    ZIP = "zip"
    OLD = "old"
    TEXT = "text"


class UnableToRead(UnableTo):
    """The file is no workbook, is broken, or is larger than such a list can be."""


@dataclass(frozen=True)
class Merge:
    """Cells merged into one: the rows as Excel counts them, the columns from 0, all inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows, each with its number as Excel shows it; empty cells are "".

    A merged cell holds its value in its first row and column, as in the file. `hidden` is the sheet as a whole; hidden
    rows bear their numbers, hidden columns count from 0. `since_1904`: a number that stands for a
    day counts from that year; what is formatted as a day is one here already."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    merged: Sequence[Merge] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool = False


def read(content: bytes) -> list[Sheet]:
    """The sheets of a workbook, or the one of a text; UnableToRead with what to do for everything that is none."""
    if len(content) > MOST_BYTES:
        raise UnableToRead(
            _("The file is larger than %(count)s MB. Split it, or leave out pictures.")
            % {"count": MOST_BYTES // 1024 // 1024}
        )
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n,;\0"):
        raise UnableToRead(_empty())
    kind = _kind(content)
    limits = [MEMORY, SECONDS, MOST_ROWS + 1, MOST_COLUMNS, MOST_SHEETS]
    program = [sys.executable, str(Path(child.__file__)), kind, *map(str, limits)]
    try:
        done = subprocess.run(program, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnableToRead(_("The file takes too long to read. Copy its rows into a new workbook.")) from error
    if done.returncode != 0:
        raise UnableToRead(_failed(done.returncode, kind))
    sheets = [_sheet(each) for each in json.loads(done.stdout)]
    if not any(str(cell).strip() for sheet in sheets for _number, cells in sheet.rows for cell in cells):
        raise UnableToRead(_empty())
    return sheets


def _failed(code: int, kind: Kind) -> str:
    """What the reader's exit code says."""
    if code == child.TOO_LONG:
        return _("A sheet has more than %(count)s rows. Split the list, or delete empty rows at its end.") % {
            "count": f"{MOST_ROWS:,}"
        }
    if code == child.NO_LIST or (code == child.UNREADABLE and kind == Kind.TEXT):
        return _none()
    if code == child.UNREADABLE and kind == Kind.OLD:
        return _("This .xls file is damaged or has a password. Save it as .xlsx without a password, and try again.")
    if code == child.UNREADABLE:
        return _damaged()
    return _("The file asks for far more memory than its rows need. Copy them into a new workbook.")


def _empty() -> str:
    return _("This list is empty: no cell of it is filled in. Was another one meant?")


def _none() -> str:
    return _("This is no Excel workbook and no list of columns. Save the list as .xlsx, .xls or .csv, and try again.")


def _damaged() -> str:
    return _("The file is damaged. Open it in Excel, save it anew as .xlsx, and try again.")


def _kind(content: bytes) -> Kind:
    """What the bytes are to be read as; UnableToRead where that is known to be in vain."""
    if content.startswith(OLD_OR_LOCKED):
        if LOCKED in content:
            raise UnableToRead(_("This workbook has a password. Save it without a password, and try again."))
        return Kind.OLD
    if content.startswith(b"PK"):
        _check_archive(content)
        return Kind.ZIP
    if MARKUP.match(content):
        raise UnableToRead(
            _("This is a web page, whatever its name says. Open it in Excel, save it as .xlsx, and try again.")
        )
    return Kind.TEXT


def _check_archive(content: bytes) -> None:
    """UnableToRead unless the zip is of moderate size with a workbook in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnableToRead(_damaged()) from error
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise UnableToRead(_none())
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise UnableToRead(_("The file unpacks to far more than such a list needs. Copy its rows into a new workbook."))


def _sheet(found: dict[str, Any]) -> Sheet:
    first, left = found["first_row"] + 1, [""] * min(found["first_column"], MOST_COLUMNS)
    return Sheet(
        name=_cleaned(found["name"]),
        rows=[(number, [*left, *map(_cell, row)]) for number, row in enumerate(found["rows"], start=first)],
        merged=[Merge(row + 1, column, last + 1, right) for row, column, last, right in found.get("merged", ())],
        hidden=found.get("hidden", False),
        hidden_rows=frozenset(row + 1 for row in found.get("hidden_rows", ())),
        hidden_columns=frozenset(found.get("hidden_columns", ())),
        since_1904=found.get("since_1904", False),
    )


def _cell(value: Any) -> Cell:
    """A day, a number, without a point where it is whole, or a text."""
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return _cleaned(value)
    return value  # type: ignore[no-any-return]


def _cleaned(text: str) -> str:
    """Without lone surrogates and NUL, which PostgreSQL cannot keep."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")

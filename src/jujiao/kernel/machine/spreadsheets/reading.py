"""Reading a workbook that somebody sent: whatever it is, the answer is its cells or a sentence."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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


class UnableToRead(UnableTo):
    """The file is no workbook, is broken, or is larger than such a list can be."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows, each with its number as Excel shows it; empty cells are ""."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]


def read(content: bytes) -> list[Sheet]:
    """The sheets of a workbook; UnableToRead with what to do for everything that is none."""
    if len(content) > MOST_BYTES:
        raise UnableToRead(
            _("The file is larger than %(count)s MB. Split it, or leave out pictures.")
            % {"count": MOST_BYTES // 1024 // 1024}
        )
    _check_container(content)
    limits = [MEMORY, SECONDS, MOST_ROWS + 1, MOST_COLUMNS, MOST_SHEETS]
    program = [sys.executable, str(Path(child.__file__)), *map(str, limits)]
    try:
        done = subprocess.run(program, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnableToRead(_("The file takes too long to read. Copy its rows into a new workbook.")) from error
    if done.returncode == child.TOO_LONG:
        raise UnableToRead(
            _("A sheet has more than %(count)s rows. Split the list, or delete empty rows at its end.")
            % {"count": f"{MOST_ROWS:,}"}
        )
    if done.returncode == child.UNREADABLE:
        raise UnableToRead(_("The file is damaged. Open it in Excel, save it anew as .xlsx, and try again."))
    if done.returncode != 0:
        raise UnableToRead(_("The file asks for far more memory than its rows need. Copy them into a new workbook."))
    return [_sheet(each) for each in json.loads(done.stdout)]


def _check_container(content: bytes) -> None:
    """UnableToRead unless the bytes are a zip of moderate size with a workbook in it."""
    if content.startswith(OLD_OR_LOCKED):
        raise UnableToRead(
            _("This is an old .xls file or one with a password. Save it as .xlsx without a password, and try again.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        sentence = (
            _("The file is damaged. Open it in Excel, save it anew as .xlsx, and try again.")
            if content.startswith(b"PK")
            else _("This is no Excel workbook. Save the list as .xlsx, and try again.")
        )
        raise UnableToRead(sentence) from error
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise UnableToRead(_("This is no Excel workbook. Save the list as .xlsx, and try again."))
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise UnableToRead(_("The file unpacks to far more than such a list needs. Copy its rows into a new workbook."))


def _sheet(found: dict[str, Any]) -> Sheet:
    first, left = found["first_row"] + 1, [""] * min(found["first_column"], MOST_COLUMNS)
    rows = [(number, [*left, *map(_cell, row)]) for number, row in enumerate(found["rows"], start=first)]
    return Sheet(found["name"], rows)


def _cell(value: Any) -> Cell:
    """Text without lone surrogates and NUL, which PostgreSQL cannot keep; whole numbers without a point."""
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode().replace("\0", "")
    return value  # type: ignore[no-any-return]

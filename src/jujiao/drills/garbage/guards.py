"""The guards over files and exports, and taking them out of this process: for the drill's control alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from unittest.mock import patch

import xlsxwriter

from jujiao.kernel.spreadsheets import writing
from jujiao.service.complaints import photos
from jujiao.service.complaints.photos import CleanPhoto


@contextmanager
def taken_out() -> Iterator[None]:
    """While inside, files are kept as they come, and spreadsheets make of texts what they like."""

    def kept_as_it_is(file: BinaryIO) -> CleanPhoto:
        content = file.read()
        return CleanPhoto(content, content, 1, 1)

    def as_it_likes(sheet: Any, row: int, column: int, value: Any, formats: Any) -> None:  # noqa: ARG001
        sheet.write(row, column, value)

    class Willing(xlsxwriter.Workbook):  # type: ignore[misc]
        def __init__(self, target: Any, _options: Any) -> None:
            super().__init__(target, {"in_memory": True})

    with (
        patch.object(photos, "read_photo", kept_as_it_is),
        patch.object(writing, "_write_cell", as_it_likes),
        patch.object(xlsxwriter, "Workbook", Willing),
    ):
        yield

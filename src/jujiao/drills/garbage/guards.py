"""The guards over texts, files and exports, and taking them out of this process: for the drill's control alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from unittest.mock import patch

import xlsxwriter
from django.core.validators import ProhibitNullCharactersValidator

from jujiao.kernel.machine.spreadsheets import writing
from jujiao.kernel.pages import api
from jujiao.kernel.pages.clean_query import CleanQueryMiddleware
from jujiao.kernel.record import texts
from jujiao.kernel.record.attachments import reading
from jujiao.kernel.record.attachments.media import JPEG
from jujiao.kernel.record.attachments.reading import CleanFile


@contextmanager
def taken_out() -> Iterator[None]:
    """While inside, texts and files are taken as they come, and spreadsheets make of texts what they like."""

    def kept_as_it_is(file: BinaryIO) -> CleanFile:
        content = file.read()
        return CleanFile(JPEG, content, thumbnail=content or b" ", width=1, height=1)

    def as_it_likes(sheet: Any, row: int, column: int, value: Any, formats: Any) -> None:  # noqa: ARG001
        sheet.write(row, column, value)

    class Willing(xlsxwriter.Workbook):  # type: ignore[misc]
        def __init__(self, target: Any, _options: Any) -> None:
            super().__init__(target, {"in_memory": True})

    def any_text(text: str) -> str:
        return text

    with (
        patch.object(reading, "read_file", kept_as_it_is),
        patch.object(writing, "_write_cell", as_it_likes),
        patch.object(xlsxwriter, "Workbook", Willing),
        patch.object(texts, "storable", lambda _text: True),
        patch.object(ProhibitNullCharactersValidator, "__call__", lambda _self, _text: None),
        patch.object(CleanQueryMiddleware, "__call__", lambda self, request: self.get_response(request)),
    ):
        # The models of the API hold the function itself, so what it does is changed.
        kept, api.storable.__code__ = api.storable.__code__, any_text.__code__
        try:
            yield
        finally:
            api.storable.__code__ = kept

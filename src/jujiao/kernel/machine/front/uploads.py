"""A large file of a form, in a file without a name: whatever ends the process leaves nothing behind."""

from tempfile import TemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from jujiao.kernel.machine.paths import INCOMING


class NamelessUploadHandler(FileUploadHandler):
    """Takes what is too large for memory."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        INCOMING.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file = TemporaryFile(dir=INCOMING)  # noqa: SIM115 - handed on

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()

"""A large file of a form lies where no name leads to it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from jujiao.kernel.machine.front import uploads

LARGE = 3 * 1024 * 1024


def test_a_large_file_is_read_and_nothing_lies_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "INCOMING", tmp_path / "incoming")
    file = SimpleUploadedFile("photo.jpg", b"x" * LARGE, "image/jpeg")
    request: HttpRequest = RequestFactory().post("/", {"photo": file})
    [taken] = request.FILES.getlist("photo")
    assert (taken.size, taken.name, taken.read()) == (LARGE, "photo.jpg", b"x" * LARGE)
    assert list((tmp_path / "incoming").iterdir()) == []

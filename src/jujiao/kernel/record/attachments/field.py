"""The field of a form that takes files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.attachments.reading import CleanFile, UnableToReadFile, read_files


class _Files(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Photos, recordings and PDF files; cleaned they are a list of CleanFile. Shown by the part files.html."""

    widget = _Files

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"required": False, "label": _("Photos, voice, PDF"), **given})

    def clean(self, value: list[Any]) -> list[CleanFile]:
        try:
            return read_files([file for file in value if file.file])
        except UnableToReadFile as error:
            raise forms.ValidationError(str(error)) from error

"""Requests of the API that may bring files: JSON alone, or a form (multipart) with that JSON in its part `request` and
each file in a part `files`. What they say is one schema either way."""

import json
from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.params import models
from pydantic_core import PydanticUndefined

from jujiao.kernel.models import Attachment
from jujiao.kernel.record.attachments.reading import MOST_FILES, MOST_MEGABYTES, CleanFile, read_files

FORM: Final = "multipart/form-data"
REQUEST, FILES = "request", "files"
BROKEN = (ValueError, BadRequest, SuspiciousOperation, MultiPartParserError, RecursionError)


class _JsonOrForm(models.BodyModel):
    """Ninja's reader of bodies, for both: a form is never read into memory as a whole."""

    @classmethod
    def get_request_data(
        cls, request: HttpRequest, api: NinjaAPI, path_params: dict[str, Any]
    ) -> dict[str, Any] | None:
        if request.content_type != FORM:
            return super().get_request_data(request, api, path_params)
        try:
            said = json.loads(request.POST.get(REQUEST, ""))
            unknown = sorted({*request.POST, *request.FILES} - {REQUEST, FILES})
        except BROKEN as error:
            raise HttpError(400, f"The part “{REQUEST}” of the form must be JSON.") from error
        if unknown or FILES in request.POST or REQUEST in request.FILES:
            raise HttpError(400, f"A form has a part “{REQUEST}” with JSON, and files in parts “{FILES}”, and no more.")
        return {str(vars(cls)["__read_from_single_attr__"]): said}


class _Sent(models.Body):  # type: ignore[misc]  # as ninja itself makes them
    """The place of a body in a signature."""

    _model = _JsonOrForm

    @classmethod
    def _param_source(cls) -> str:
        return "body"


def with_files() -> Any:
    """In `Annotated[NewComplaint, with_files()]`: the body of an endpoint that `takes_files`."""
    return _Sent(PydanticUndefined)


def takes_files[F: Callable[..., Any]](view: F) -> F:
    """Marks an endpoint that takes files: the front lets so much through as on pages, for who has a token."""
    view.takes = MOST_MEGABYTES  # type: ignore[attr-defined]
    return view


def files_of(request: HttpRequest) -> list[CleanFile]:
    """The files that came along, read as on pages; UnableToReadFile. Call it once the caller may send them there."""
    return read_files(request.FILES.getlist(FILES)) if request.content_type == FORM else []


class FileAnswer(Schema):
    """A file that was sent along: `GET /files/{id}` is its content. `width` and `height` are of a photo, in pixels."""

    id: int
    kind: str
    name: str
    media_type: str
    size: int
    width: int | None
    height: int | None


def file_answer(attachment: Attachment) -> dict[str, Any]:
    return {name: getattr(attachment, name) for name in FileAnswer.model_fields}


def described(schema: str) -> dict[str, Any]:
    """For `openapi_extra`: the form that may come in the place of the JSON, which is of that name."""
    parts = {
        REQUEST: {"$ref": f"#/components/schemas/{schema}"},
        FILES: {
            "type": "array",
            "maxItems": MOST_FILES,
            "items": {"type": "string", "format": "binary"},
            "description": "photos, voice recordings, PDF files",
        },
    }
    form = {"type": "object", "properties": parts, "required": [REQUEST], "additionalProperties": False}
    encoding = {REQUEST: {"contentType": "application/json"}}
    return {"requestBody": {"content": {FORM: {"schema": form, "encoding": encoding}}}}

"""What every endpoint of the API shares: texts that can be stored, ids that fit, the token, and how refusals read."""

from typing import Annotated, Any, Self

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from pydantic import AfterValidator, Field, ModelWrapValidatorHandler, ValidationInfo, model_validator

from jujiao.kernel.errors import Stale, UnableTo

LARGEST_ID = 2**63 - 1
LARGEST_VERSION = 2**31 - 1


def storable(text: str) -> str:
    """The text itself; ValueError for NUL and for halves of a surrogate pair, which no database keeps."""
    if "\x00" in text:
        raise ValueError("must not contain NUL")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("must be valid Unicode") from error
    return text


STORABLE = {"pattern": "^[^\\u0000]*$"}
"""How the description says what `storable` asks for."""

Line = Annotated[str, Field(max_length=300, json_schema_extra=STORABLE), AfterValidator(storable)]
Words = Annotated[str, Field(max_length=5000, json_schema_extra=STORABLE), AfterValidator(storable)]
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Version = Annotated[int, Field(ge=1, le=LARGEST_VERSION, description="the row's version that you read")]


class Filter(Schema):
    """What a list may be asked by. A filter that is misspelt is refused: it would show everything."""

    @model_validator(mode="wrap")
    @classmethod
    def _nothing_else(cls, given: Any, read: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        # Only what is known reaches `given`: what else was asked for stands in the request.
        asked = info.context["request"].GET if info.context else ()
        if unknown := sorted(set(asked) - set(cls.model_fields)):
            raise ValueError(f"There is no filter {', '.join(unknown)}.")
        return read(given)


class Refusal(Schema):
    """Why not: a sentence, or what is wrong with each part of the request; for a conflict both versions of the row."""

    detail: str | list[Any]
    code: str = ""
    given: int | None = None
    current: int | None = None


REFUSALS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 422}): Refusal}
"""The answers of every endpoint beside its own."""


def answer_refusals(api: NinjaAPI) -> None:
    """Refusals of operations become JSON with the sentence, and for a conflict both versions."""

    @api.exception_handler(UnableTo)
    def unable(request: HttpRequest, refused: UnableTo) -> HttpResponse:
        body: dict[str, Any] = {"detail": str(refused), "code": type(refused).__name__}
        if isinstance(refused, Stale):
            body |= refused.details
        return api.create_response(request, body, status=refused.status)

    @api.exception_handler(RecursionError)
    def too_deep(request: HttpRequest, _error: RecursionError) -> HttpResponse:
        return api.on_exception(request, HttpError(400, "The request is nested too deeply."))

"""What every endpoint of the API shares: texts that can be stored, ids that fit, the token, and how refusals read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from functools import wraps
from typing import Annotated, Any, Self, cast

from annotated_types import GroupedMetadata, MaxLen
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.params import models
from pydantic import (
    AfterValidator,
    AwareDatetime,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticUndefined

from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.keyset import Keyset, Slice
from jujiao.kernel.record.texts import Text
from jujiao.rules import texts

LARGEST_ID = 2**63 - 1
LARGEST_VERSION = 2**31 - 1


def storable(text: str) -> str:
    """The text itself; ValueError for NUL and for halves of a surrogate pair, which no database keeps."""
    if not texts.storable(text):
        raise ValueError("must be valid Unicode without NUL")
    return text


STORABLE = {"pattern": "^[^\\u0000]*$"}
"""How the description says what `storable` asks for."""


@dataclass(frozen=True)
class Kept(GroupedMetadata):
    """In `Annotated[str, Kept(text)]`: the bounds of a `Text`, in the description and in the check."""

    text: Text

    def __iter__(self) -> Iterator[object]:
        yield WithJsonSchema({"type": "string", "maxLength": self.text.most, **STORABLE})
        yield MaxLen(self.text.most)
        yield AfterValidator(storable)


def countable(moment: datetime) -> datetime:
    """The moment itself; ValueError for one that, in another zone or some hours later, is none that a clock can say."""
    if not MINYEAR < moment.year < MAXYEAR:
        raise ValueError(f"must be in the years {MINYEAR + 1} to {MAXYEAR - 1}")
    return moment


Instant = Annotated[AwareDatetime, AfterValidator(countable)]
"""A moment with its zone."""
Line = Annotated[str, Kept(Text(300))]
"""A code or a name to find something by."""
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Version = Annotated[int, Field(ge=1, le=LARGEST_VERSION, description="the row's version that you read")]


class Body(Schema):
    """What a request says. A name that is not known is refused: what it stands for would be lost in silence."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="wrap")
    @classmethod
    def _no_other_type(cls, given: Any, read: ValidatorFunctionWrapHandler) -> Any:
        # true is no 1, and "1" or 1.0 no whole number: whoever sends that has mistaken the field.
        value = read(given)
        if type(value) in (int, bool) and type(given) is not type(value):
            raise ValueError("must be true or false" if isinstance(value, bool) else "must be a whole number")
        return value


class Nothing(Body):
    """A request that says no more than its address."""


NoBody = Annotated[Nothing, models.Body(PydanticUndefined, default_factory=Nothing)]
"""In the place of a body where there is none to bring; `{}` is one all the same."""


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


def only_known_parameters[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Around every endpoint: one that takes no filter takes no parameters in its address either."""

    @wraps(view)
    def checked(*args: P.args, **given: P.kwargs) -> R:
        request = cast(HttpRequest, args[0])
        if request.GET and not any(isinstance(value, Filter) for value in given.values()):
            raise UnableTo(_("There is no parameter %(names)s.") % {"names": ", ".join(sorted(request.GET))[:100]})
        return view(*args, **given)

    return checked


Cursor = Annotated[str, Field(max_length=400, json_schema_extra=STORABLE), AfterValidator(storable)]


class Paged(Filter):
    """`after` and `before` are cursors that the list answered; `limit` says how many rows a page has."""

    after: Cursor = ""
    before: Cursor = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 50

    def page(self, rows: QuerySet[Any], *fields: str) -> Slice[Any]:
        """The page of `rows` that was asked for, by default the newest first."""
        return Keyset(rows.model, fields or ("-id",), self.limit).slice(rows, after=self.after, before=self.before)


class Cursors(Schema):
    """`next` and `previous` are cursors for `after` and `before`; empty at either end."""

    next: str
    previous: str


class UnknownValue(UnableTo):
    """A field of the request names something that is not there, or is not for the caller."""

    status = 422

    def __init__(self, field: str, value: Any) -> None:
        super().__init__(_("There is no “%(value)s” here that you may name.") % {"value": value})
        self.field, self.value = field, value


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
        if isinstance(refused, UnknownValue):
            part = "query" if request.method == "GET" else "body"
            place = {"type": "unknown_value", "loc": [part, refused.field]}
            body["detail"] = [{**place, "msg": str(refused), "input": refused.value}]
        if isinstance(refused, Stale):
            body |= refused.details
        return api.create_response(request, body, status=refused.status)

    @api.exception_handler(RecursionError)
    def too_deep(request: HttpRequest, _error: RecursionError) -> HttpResponse:
        return api.on_exception(request, HttpError(400, "The request is nested too deeply."))

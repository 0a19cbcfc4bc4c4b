"""Registering a complaint from another system (3.2.1)."""

from datetime import datetime
from typing import Annotated, Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Header, Schema
from pydantic import AfterValidator, AwareDatetime, Field

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Building, Estate, Person, Room
from jujiao.kernel import clock
from jujiao.kernel.access import Role, Viewer, ViewerRequest
from jujiao.kernel.api import REFUSALS, STORABLE, Id, Line, Words, storable
from jujiao.kernel.idempotency import once
from jujiao.service.complaints import operations
from jujiao.service.complaints.api.answers import RegisteredAnswer, case_answer
from jujiao.service.complaints.api.router import router
from jujiao.service.complaints.models import Category, Channel
from jujiao.service.complaints.promise_words import spoken_promise
from jujiao.service.complaints.queries import get_either
from jujiao.service.complaints.queries_case import promises_of

Key = Annotated[str, Field(min_length=1, max_length=120, json_schema_extra=STORABLE), AfterValidator(storable)]


class NewComplaint(Schema):
    """Say where: `room` (its code), or `building` and `place`. `received_at` is when the owner spoke; default: now."""

    estate: Line
    category: Line
    text: Words
    channel: Channel = Channel.API
    room: Line = ""
    building: Line = ""
    place: Annotated[str, Field(max_length=80, json_schema_extra=STORABLE), AfterValidator(storable)] = ""
    person_id: Id | None = None
    anonymous: bool = False
    contact_name: Annotated[str, Field(max_length=80, json_schema_extra=STORABLE), AfterValidator(storable)] = ""
    contact_phone: Annotated[str, Field(max_length=20, json_schema_extra=STORABLE), AfterValidator(storable)] = ""
    received_at: AwareDatetime | None = None
    backdating_reason: Annotated[str, Field(max_length=200, json_schema_extra=STORABLE), AfterValidator(storable)] = ""


@router.post(
    "/complaints",
    response={201: RegisteredAnswer, **REFUSALS},
    operation_id="register_complaint",
    summary="Register a complaint",
)
def register(
    request: HttpRequest, given: NewComplaint, idempotency_key: Annotated[Key | None, Header()] = None
) -> HttpResponse:
    """With `Idempotency-Key` a repeated request gets the first answer again; another body under it is refused (422)."""
    viewer, now = cast(ViewerRequest, request).viewer, clock.now()
    language = cast(User, request.user).language

    def do() -> tuple[int, dict[str, Any]]:
        return 201, _register(viewer, given, now, language)

    if idempotency_key is None:
        status, answer = do()
    else:
        body = given.model_dump(mode="json")
        status, answer, _again = once(
            scope=f"api:{viewer.user_id}:register", key=idempotency_key, body=body, now=now, do=do
        )
    return HttpResponse(DjangoJSONEncoder().encode(answer), content_type="application/json", status=status)


def _register(viewer: Viewer, given: NewComplaint, now: datetime, language: str) -> dict[str, Any]:
    estate = _estate(viewer, given.estate)
    complaint = operations.register(
        actor=viewer,
        now=now,
        estate=estate,
        category=_one(Category.objects.filter(code=given.category, active=True)),
        text=given.text,
        channel=given.channel,
        room=_one(Room.objects.filter(estate=estate, code=given.room)) if given.room else None,
        building=_one(Building.objects.filter(estate=estate, name=given.building)) if given.building else None,
        place=given.place,
        person=_person(viewer, estate, given.person_id),
        anonymous=given.anonymous,
        contact_name=given.contact_name,
        contact_phone=given.contact_phone,
        received_at=given.received_at,
        backdating_reason=given.backdating_reason,
    )
    case = get_either(viewer, complaint.pk)
    answer = {**case_answer(case, viewer, now), "say": spoken_promise(case, promises_of(case), language)}
    return RegisteredAnswer.model_validate(answer).model_dump(mode="json")


def _estate(viewer: Viewer, code: str) -> Estate:
    """The estate, if the viewer works or lives there."""
    estate = _one(Estate.objects.filter(code=code, company=viewer.company_id))
    if not viewer.has(*Role, estate_id=estate.pk):
        raise Http404
    return estate


def _person(viewer: Viewer, estate: Estate, person_id: int | None) -> Person | None:
    """The complainant: whoever lives or lived at the estate; an owner speaks for themselves."""
    if person_id is None and not viewer.has(*operations.registering.MAY_REGISTER, estate_id=estate.pk):
        person_id = viewer.person_id
    if person_id is None:
        return None
    people = Person.objects.filter(pk=person_id, residencies__household__room__estate=estate)
    return _one(people.distinct())


def _one[M: Model](found: QuerySet[M]) -> M:
    row = found.first()
    if row is None:
        raise Http404
    return row

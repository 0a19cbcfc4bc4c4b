"""Registering a complaint from another system (3.2.1)."""

from datetime import UTC, datetime
from typing import Annotated, Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header
from pydantic import AfterValidator, Field

from jujiao.cases.models import Begun
from jujiao.company.accounts.api_fields import Phone
from jujiao.company.accounts.models import User
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, STORABLE, Body, Id, Instant, Kept, Line, storable
from jujiao.kernel.record.access import Viewer, ViewerRequest
from jujiao.kernel.record.idempotency import once
from jujiao.service.complaints import look_ups, operations, texts
from jujiao.service.complaints.api.answers import RegisteredAnswer, whole_answer
from jujiao.service.complaints.api.router import router
from jujiao.service.complaints.models import Channel, Nature
from jujiao.service.complaints.promise_words import spoken_promise

Key = Annotated[str, Field(min_length=1, max_length=120, json_schema_extra=STORABLE), AfterValidator(storable)]


class NewComplaint(Body):
    """Say where: `estate` (its code), and `room` as it is written anywhere (3-2-1204, 3栋2单元1204室), or `building`
    and `place`; and who: `person_id`, a name or phone, or `anonymous`. Where exactly one resident of the room has that
    name and phone, the complaint is theirs. `category` is a code or a name. `earlier_id` is a closed
    one that it follows on. `received_at` is when the owner spoke (default: now), `about_employee` the staff number of
    the colleague whom it is about, which only staff may say."""

    estate: Line
    category: Line
    text: Annotated[str, Kept(texts.COMPLAINT)]
    channel: Channel = Channel.API
    room: Line = ""
    building: Line = ""
    place: Annotated[str, Kept(texts.PLACE)] = ""
    person_id: Id | None = None
    anonymous: bool = False
    nature: Nature = Nature.COMPLAINT
    earlier_id: Id | None = None
    contact_name: Annotated[str, Kept(texts.CONTACT_NAME)] = ""
    contact_phone: Phone = ""
    received_at: Instant | None = None
    backdating_reason: Annotated[str, Kept(texts.BACKDATED)] = ""
    about_employee_id: Id | None = None
    about_employee: Line = ""


@router.post(
    "/complaints",
    response={201: RegisteredAnswer, **REFUSALS},
    operation_id="complaint_register",
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
    estate, category, room, person = look_ups.named(
        viewer,
        estate_said=given.estate,
        category_said=given.category,
        room_said=given.room,
        person_id=given.person_id,
    )
    building = look_ups.building(estate, given.building) if given.building else None
    received_at = given.received_at and given.received_at.astimezone(UTC)
    if person is None and not given.anonymous:
        spoke = timezone.localtime(received_at or now).date()
        person = look_ups.resident(viewer, room, given.contact_name, given.contact_phone, spoke)
    complaint = operations.register(
        actor=viewer,
        now=now,
        estate=estate,
        category=category,
        text=given.text,
        channel=given.channel,
        room=room,
        building=building,
        place=given.place,
        person=person,
        anonymous=given.anonymous,
        nature=given.nature,
        earlier=look_ups.earlier(viewer, given.earlier_id),
        contact_name=given.contact_name,
        contact_phone=given.contact_phone,
        received_at=received_at,
        backdating_reason=given.backdating_reason,
        about_employee=look_ups.accused(viewer, estate, given.about_employee_id, given.about_employee),
    )
    begun = cast(Begun, complaint.begun)
    said = {"say": spoken_promise(complaint, begun.promises, language)}
    answer = whole_answer(complaint, begun.promises, [begun.entry], viewer, now) | said
    return RegisteredAnswer.model_validate(answer).model_dump(mode="json")

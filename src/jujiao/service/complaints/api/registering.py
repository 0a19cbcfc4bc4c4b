"""Registering a complaint from another system (3.2.1)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jujiao.cases.models import Begun
from jujiao.company.accounts.api_fields import Phone
from jujiao.company.accounts.models import User
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Id, Instant, Kept, Line
from jujiao.kernel.pages.api_files import described, files_of, takes_files, with_files
from jujiao.kernel.pages.api_once import Key, at_most_once
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest
from jujiao.kernel.record.attachments.keeping import attachments_of
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.service.complaints import look_ups, operations, texts
from jujiao.service.complaints.api.answers import RegisteredAnswer, whole_answer
from jujiao.service.complaints.api.router import router
from jujiao.service.complaints.models import SUBJECT, Channel, Nature
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.promise_words import spoken_promise


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
    openapi_extra=described("NewComplaint"),
)
@takes_files
def register(
    request: HttpRequest, given: Annotated[NewComplaint, with_files()], idempotency_key: Key = None
) -> HttpResponse:
    """With `Idempotency-Key` a repeated request gets the first answer again; another body under it is refused (422)."""
    viewer, now = cast(ViewerRequest, request).viewer, clock.now()
    language, files = cast(User, request.user).language, _files(request)

    def do() -> tuple[int, dict[str, Any]]:
        return 201, _register(viewer, given, files, now, language)

    status, answer = at_most_once("register", idempotency_key, do, viewer=viewer, given=given, files=files, now=now)
    return HttpResponse(DjangoJSONEncoder().encode(answer), content_type="application/json", status=status)


def _files(request: HttpRequest) -> list[CleanFile]:
    """What came along, of whoever may register anywhere at all: nobody else has us read files."""
    return files_of(request) if cast(ViewerRequest, request).viewer.has(Role.OWNER, *REGISTERS) else []


def _register(
    viewer: Viewer, given: NewComplaint, files: Sequence[CleanFile], now: datetime, language: str
) -> dict[str, Any]:
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
        attachments=files,
    )
    begun = cast(Begun, complaint.begun)
    said = {"say": spoken_promise(complaint, begun.promises, language)}
    sent = attachments_of(SUBJECT, complaint.pk) if files else {}
    answer = whole_answer(complaint, begun.promises, [begun.entry], sent, viewer=viewer, now=now) | said
    return RegisteredAnswer.model_validate(answer).model_dump(mode="json")

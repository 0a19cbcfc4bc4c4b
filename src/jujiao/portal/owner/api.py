"""Who an owner or resident is to the estate, for an app of their own."""

from typing import Annotated, Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema, Status
from pydantic import AfterValidator, WithJsonSchema

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import choose_language
from jujiao.company.estates import at_home
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest
from jujiao.portal.owner.web import all_about
from jujiao.rules.privacy import mask_phone

router = Router()
LANGUAGES = dict(settings.LANGUAGES)


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}")
    return code


Language = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": [*LANGUAGES]})]


class HousemateAnswer(Schema):
    name: str
    relation: str
    phone: str


class OwnHomeAnswer(Schema):
    """A room of yours: name `estate` and `room` where you complain of it. `desk_phone`: the front desk, "" for none."""

    estate: str
    estate_name: str
    desk_phone: str
    room: str
    people: list[HousemateAnswer]


class MyAnswer(Schema):
    """You: phones are masked. Whoever has moved out has no homes, and reads on."""

    name: str
    phone: str
    language: str
    homes: list[OwnHomeAnswer]


class LanguageWanted(Body):
    language: Language


@router.get("/my", response={200: MyAnswer, **REFUSALS}, operation_id="my_get", summary="Who you are to the estate")
def get_my(request: HttpRequest) -> dict[str, Any]:
    viewer, user = _owner(request), cast(User, request.user)
    person = at_home.person_of(viewer)
    homes = at_home.homes(viewer, today(clock.now()))
    return {
        "name": person.name if person else viewer.name,
        "phone": mask_phone(person.phone) if person and person.phone else "",
        "language": user.language,
        "homes": [_home(each) for each in homes],
    }


@router.post(
    "/my/language",
    response={204: None, **REFUSALS},
    operation_id="my_choose_language",
    summary="The language in which you are answered and told",
)
def choose(request: HttpRequest, given: LanguageWanted) -> Status[None]:
    viewer, user = _owner(request), cast(User, request.user)
    choose_language(user=user, language=given.language, actor=viewer, now=clock.now())
    return Status(204, None)


@router.get(
    "/my/data",
    response={200: dict[str, Any], **REFUSALS},
    operation_id="my_data",
    summary="Everything that is kept about you (个人信息保护法 45)",
)
def get_data(request: HttpRequest) -> HttpResponse:
    return JsonResponse(all_about(_owner(request), clock.now()), json_dumps_params={"ensure_ascii": False})


def _owner(request: HttpRequest) -> Viewer:
    """The viewer, who lives or lived here; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    if not viewer.has(Role.OWNER):
        raise Http404
    return viewer


def _home(home: at_home.Home) -> dict[str, Any]:
    estate = home.room.estate
    return {
        "estate": estate.code,
        "estate_name": estate.name,
        "desk_phone": estate.desk_phone,
        "room": home.room.code,
        "people": [vars(each) for each in home.people],
    }

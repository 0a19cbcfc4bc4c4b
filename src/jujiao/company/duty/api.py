"""Duties for other systems: who is on duty, and signing on and off, for who holds the token."""

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status

from jujiao.company.duty import operations, queries
from jujiao.company.duty.models import Attendance
from jujiao.company.estates import named
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Filter, Id, Line, UnknownValue
from jujiao.kernel.record.access import STAFF, Viewer, ViewerRequest

router = Router()


class OnDutyAnswer(Schema):
    """Somebody by staff number and name. `signed_on_at` is empty for who is planned and has not signed on."""

    number: str
    name: str
    signed_on_at: datetime | None


class CoveredAnswer(Schema):
    """A post to be covered, and who is there for it now; nobody where it is uncovered."""

    id: int
    estate: str
    department: str
    kind: str
    name: str
    on_duty: list[OnDutyAnswer]


class NowAnswer(Schema):
    at: datetime
    items: list[CoveredAnswer]


class AttendanceAnswer(Schema):
    """The time that you were there, without end while it lasts."""

    id: int
    duty_post: str
    duty_post_id: int
    signed_on_at: datetime
    signed_off_at: datetime | None
    dress_in_order: bool | None
    looks_in_order: bool | None
    appearance_word: str


class NowFilter(Filter):
    """`estate` is the code of one where you work; by default all of them."""

    estate: Line = ""


class AppearanceSaid(Body):
    """How you find your clothing and appearance; `word` says what is not in order."""

    dress: bool
    looks: bool
    word: Line = ""


class SignOn(Body):
    """`appearance` is left out where nobody asked."""

    duty_post_id: Id
    appearance: AppearanceSaid | None = None


class SignOff(Body):
    """Nothing is asked."""


@router.get("/duty/now", response={200: NowAnswer, **REFUSALS}, operation_id="duty_now", summary="Who is on duty now")
def on_duty_now(request: HttpRequest, asked: Query[NowFilter]) -> dict[str, Any]:
    viewer, now = _staff(request), clock.now()
    posts = queries.posts_of(viewer).filter(in_use=True).order_by("estate_id", "name")
    if asked.estate:
        posts = posts.filter(estate=named.estate(viewer, asked.estate, *STAFF))
    found = list(posts)
    there = queries.on_duty(found, now)
    return {
        "at": now,
        "items": [
            {
                "id": each.pk,
                "estate": each.estate.code,
                "department": each.department.name,
                "kind": each.kind,
                "name": each.name,
                "on_duty": [
                    {"number": one.employee.number, "name": one.employee.name, "signed_on_at": one.since}
                    for one in there[each.pk]
                ],
            }
            for each in found
        ],
    }


@router.post(
    "/duty/sign-on",
    response={201: AttendanceAnswer, **REFUSALS},
    operation_id="duty_sign_on",
    summary="Sign on for a post",
)
def sign_on(request: HttpRequest, given: SignOn) -> Status[dict[str, Any]]:
    viewer = _staff(request)
    duty_post = queries.posts_of(viewer).filter(pk=given.duty_post_id).first()
    if duty_post is None:
        raise UnknownValue("duty_post_id", given.duty_post_id)
    said = operations.Appearance(**given.appearance.model_dump()) if given.appearance else None
    signed_on = operations.sign_on(duty_post=duty_post, appearance=said, actor=viewer, now=clock.now())
    return Status(201, _answer(signed_on))


@router.post(
    "/duty/sign-off",
    response={200: AttendanceAnswer, **REFUSALS},
    operation_id="duty_sign_off",
    summary="Sign off where you are signed on",
)
def sign_off(request: HttpRequest, given: SignOff) -> dict[str, Any]:  # noqa: ARG001 - an unknown name is refused
    viewer = _staff(request)
    attendance = queries.own_attendance(viewer)
    if attendance is None:
        raise Http404
    return _answer(operations.sign_off(attendance=attendance, actor=viewer, now=clock.now()))


def _staff(request: HttpRequest) -> Viewer:
    """The viewer, who works here; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    if not viewer.has(*STAFF):
        raise Http404
    return viewer


def _answer(attendance: Attendance) -> dict[str, Any]:
    return {
        "id": attendance.pk,
        "duty_post": attendance.duty_post.name,
        "duty_post_id": attendance.duty_post_id,
        "signed_on_at": attendance.signed_on_at,
        "signed_off_at": attendance.signed_off_at,
        "dress_in_order": attendance.dress_in_order,
        "looks_in_order": attendance.looks_in_order,
        "appearance_word": attendance.appearance_word,
    }

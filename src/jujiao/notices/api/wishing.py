"""By which ways somebody is told of what, their quiet hours, and whether they are told of offers."""

from datetime import time
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from jujiao.company.accounts.models import User
from jujiao.company.estates import at_home
from jujiao.company.estates.models import Person
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Line, UnknownValue
from jujiao.kernel.record.access import Role, ViewerRequest
from jujiao.notices.api.router import router
from jujiao.notices.choosing import choose_ways
from jujiao.notices.consenting.models import Said
from jujiao.notices.consenting.operations import give_consent, withdraw_consent
from jujiao.notices.consenting.queries import consent_of
from jujiao.notices.forms import orders
from jujiao.notices.preferences import groups_of, preference_of, ways_to
from jujiao.rules.telling import Quiet

MOST = 50
"""Names in a list of a request; there are fewer of each."""
Names = Annotated[list[Line], Field(max_length=MOST)]


class NoticeGroupAnswer(Schema):
    """A group of notices: whether it goes out as a message, and whether a device may show it by itself."""

    key: str
    label: str
    messages: bool
    device: bool


class OrderAnswer(Schema):
    """Ways in the order in which they are tried."""

    ways: list[str]
    label: str


class WaysAnswer(Schema):
    """How you wish to be told. `orders` are those that you may choose from; quiet hours are null where there are none,
    and an end that is earlier than the start is on the next day."""

    groups: list[NoticeGroupAnswer]
    order: list[str]
    orders: list[OrderAnswer]
    quiet_from: time | None
    quiet_until: time | None


class WaysWanted(Body):
    """All of it, as it shall be: the keys of the groups of which you want no messages, and of those that your device
    shall not show by itself."""

    no_messages: Names = []
    no_device: Names = []
    order: Names = []
    quiet_from: time | None = None
    quiet_until: time | None = None


class ConsentWanted(Body):
    """`offers`: whether you want to be told of offers."""

    offers: bool


class ConsentAnswer(Schema):
    offers: bool


@router.get(
    "/notices/ways", response={200: WaysAnswer, **REFUSALS}, operation_id="notice_ways", summary="How you are told"
)
def get_ways(request: HttpRequest) -> dict[str, Any]:
    kept = preference_of(_user(request))
    wishes = [(group, kept.wish(group.key)) for group in groups_of(cast(ViewerRequest, request).viewer)]
    return {
        "groups": [
            {"key": group.key, "label": str(group.label), "messages": wish.mail, "device": wish.system}
            for group, wish in wishes
        ],
        "order": kept.order,
        "orders": [{"ways": _ways(key), "label": str(label)} for key, label in _orders(request)],
        "quiet_from": kept.quiet_from,
        "quiet_until": kept.quiet_until,
    }


@router.post(
    "/notices/ways",
    response={200: WaysAnswer, **REFUSALS},
    operation_id="notice_choose_ways",
    summary="Choose how you are told",
)
def set_ways(request: HttpRequest, given: WaysWanted) -> dict[str, Any]:
    viewer, user = cast(ViewerRequest, request).viewer, _user(request)
    offered = {group.key for group in groups_of(viewer)}
    for field in ("no_messages", "no_device"):
        if unknown := set(getattr(given, field)) - offered:
            raise UnknownValue(field, min(unknown))
    if given.order and given.order not in [_ways(key) for key, _label in _orders(request)]:
        raise UnknownValue("order", ", ".join(given.order))
    choose_ways(
        user=user,
        no_mail=given.no_messages,
        no_system=given.no_device,
        quiet=_quiet(given),
        order=given.order,
        actor=viewer,
        now=clock.now(),
    )
    user.refresh_from_db()
    return get_ways(request)


@router.get(
    "/notices/consent",
    response={200: ConsentAnswer, **REFUSALS},
    operation_id="notice_consent",
    summary="Whether you are told of offers",
)
def get_consent(request: HttpRequest) -> dict[str, bool]:
    return {"offers": consent_of(_resident(request)) is not None}


@router.post(
    "/notices/consent",
    response={200: ConsentAnswer, **REFUSALS},
    operation_id="notice_give_consent",
    summary="Say yes to being told of offers, or take it back",
)
def set_consent(request: HttpRequest, given: ConsentWanted) -> dict[str, bool]:
    person, operation = _resident(request), give_consent if given.offers else withdraw_consent
    operation(person=person, how=Said.ONLINE, actor=cast(ViewerRequest, request).viewer, now=clock.now())
    return {"offers": given.offers}


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _resident(request: HttpRequest) -> Person:
    """Who asks, as somebody who lives or lived here; Http404 for everybody else."""
    viewer = cast(ViewerRequest, request).viewer
    person = at_home.person_of(viewer) if viewer.has(Role.OWNER) else None
    if person is None:
        raise Http404
    return person


def _orders(request: HttpRequest) -> list[tuple[str, Any]]:
    viewer = cast(ViewerRequest, request).viewer
    person = at_home.person_of(viewer) if viewer.has(Role.OWNER) else None
    return orders(**ways_to(_user(request), person, clock.now()))


def _ways(key: str) -> list[str]:
    return [way for way in key.split(",") if way]


def _quiet(given: WaysWanted) -> Quiet | None:
    if given.quiet_from is None and given.quiet_until is None:
        return None
    if given.quiet_from is None or given.quiet_until is None:
        raise UnableTo(_("Quiet hours have a start and an end."))
    if given.quiet_from == given.quiet_until:
        raise UnableTo(_("Quiet hours end at another time than they start."))
    return Quiet(given.quiet_from.replace(tzinfo=None), given.quiet_until.replace(tzinfo=None))

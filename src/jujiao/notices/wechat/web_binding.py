"""Binding WeChat to a person: their own page of it, and the part of the page that the desk has of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.accounts.qr import data_uri
from jujiao.company.estates import at_home
from jujiao.company.estates.models import Person
from jujiao.company.estates.queries import EDIT_PEOPLE, SEE_PEOPLE, get_person
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.sealing import SealBroken
from jujiao.kernel.machine.wechat.client import ScanCode
from jujiao.kernel.pages.htmx import done, is_partial, refuse
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.notices.wechat.models import Account, Binding
from jujiao.notices.wechat.operations.binding import unbind
from jujiao.notices.wechat.operations.codes import LASTS, make_code
from jujiao.notices.wechat.queries_accounts import account_for, bindings_of
from jujiao.notices.wechat.secrets import official_of


@dataclass(frozen=True)
class Shown:
    """A code as it is shown, once: to be sent in the conversation, and as a picture to scan where the platform makes
    one."""

    code: str
    picture: str
    account: str


@door(Role.OWNER)
@require_safe
def mine(request: ViewerRequest) -> HttpResponse:
    """As whom the person writes in WeChat, and how another WeChat is bound."""
    person = _self(request)
    return render(request, "wechat/line_mine.html", _context(request, person, clock.now()))


@door(Role.OWNER)
@require_POST
def my_code(request: ViewerRequest) -> HttpResponse:
    """A code for the person's own telephone."""
    return _code(request, _self(request))


@door(Role.OWNER)
@require_POST
def end_mine(request: ViewerRequest, binding_id: int) -> HttpResponse:
    """The person ends a binding of theirs."""
    return _end(request, _self(request), binding_id, url=reverse("wechat:mine"))


@door(*SEE_PEOPLE)
@require_safe
def of_person(request: ViewerRequest, person_id: int) -> HttpResponse:
    """A part of the person's page: as whom they write in WeChat."""
    person = get_person(request.viewer, person_id)
    context = _context(request, person, clock.now())
    return render(request, "wechat/line_of_person.html", {**context, "edits": request.viewer.has(*EDIT_PEOPLE)})


@door(*EDIT_PEOPLE)
@require_POST
def code(request: ViewerRequest, person_id: int) -> HttpResponse:
    """A code for a person who stands at the desk."""
    return _code(request, get_person(request.viewer, person_id))


@door(*EDIT_PEOPLE)
@require_POST
def end(request: ViewerRequest, person_id: int, binding_id: int) -> HttpResponse:
    """The desk ends a binding of a person."""
    person = get_person(request.viewer, person_id)
    return _end(request, person, binding_id, url=reverse("estates:person", args=[person.pk]))


def _self(request: ViewerRequest) -> Person:
    person = at_home.person_of(request.viewer)
    if person is None:
        raise Http404
    return person


def _context(request: ViewerRequest, person: Person, now: datetime) -> dict[str, Any]:
    return {
        "person": person,
        "bindings": list(bindings_of(person)),
        "account": account_for(person),
        "own": request.viewer.person_id == person.pk,
        "now": now,
    }


def _code(request: ViewerRequest, person: Person) -> HttpResponse:
    account, now = account_for(person), clock.now()
    if account is None:
        raise Http404
    try:
        made = make_code(account=account, person=person, actor=request.viewer, now=now)
    except UnableTo as error:
        return refuse(error)
    shown = {"shown": Shown(made, _picture(account, made, now), account.name)}
    if is_partial(request) or request.viewer.person_id != person.pk:
        return render(request, "wechat/line_code.html", shown)
    return render(request, "wechat/line_mine.html", {**_context(request, person, now), **shown})


def _picture(account: Account, scene: str, now: datetime) -> str:
    """The picture whose scan tells us the scene; "" where the platform makes none: not every account may ask for it."""
    if not account.url:
        return ""
    try:
        answer = official_of(account).scan_code(scene, lasts=LASTS, now=now)
    except (httpx.HTTPError, SealBroken):
        return ""
    return data_uri(answer.url) if isinstance(answer, ScanCode) else ""


def _end(request: ViewerRequest, person: Person, binding_id: int, *, url: str) -> HttpResponse:
    binding = Binding.objects.filter(pk=binding_id, person=person).first()
    if binding is None:
        raise Http404
    try:
        unbind(binding=binding, actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return done(request, _("The binding has ended."), url=url)

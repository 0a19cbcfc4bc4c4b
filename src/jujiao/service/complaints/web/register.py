"""Registering a complaint in half a minute: the form, what it suggests meanwhile, and the sentence for the owner."""

import uuid
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jujiao.company.estates.operations import put_on_record
from jujiao.company.estates.queries import people_visible_to, rooms_of, rooms_visible_to
from jujiao.company.estates.second_holder import NumberHeld
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done, is_partial, render_page
from jujiao.kernel.record import chapters
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.kernel.record.attachments.reading import MOST_MEGABYTES
from jujiao.kernel.record.declared import Became
from jujiao.kernel.record.idempotency import KeyReused, once
from jujiao.service.complaints import operations
from jujiao.service.complaints.forms.register import RegisterForm
from jujiao.service.complaints.models import SUBJECT, Channel, Nature, State
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.promise_words import spoken_promise
from jujiao.service.complaints.queries import get_for, suggested_department, visible_to
from jujiao.service.complaints.queries_case import promises_of
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.case_context import main_number
from jujiao.service.complaints.web.refused_forms import trouble

LAST_CHANNEL = "complaint_channel"
KEPT_APART = {"csrfmiddlewaretoken", "key", "q"}


@door(*REGISTERS, takes=MOST_MEGABYTES)
def register(request: ViewerRequest) -> HttpResponse:
    """The form; sent twice it registers one complaint."""
    now = clock.now()
    if request.method == "POST":
        form = RegisterForm(request.POST, request.FILES, viewer=request.viewer, now=now)
        return _send(request, form, now)
    channel = request.session.get(LAST_CHANNEL, Channel.PHONE)
    known = {"key": uuid.uuid4(), "channel": channel, **following_on(request.viewer, request.GET.get("after", ""))}
    known |= called_from(request.viewer, request.GET.get("room", ""), request.GET.get("person", ""), now)
    known |= made_of(request.viewer, request.GET.get("from", ""), request.GET.get("nature", ""))
    form = RegisterForm(viewer=request.viewer, now=now, initial=known)
    return _page(request, form)


def following_on(viewer: Viewer, named: str) -> dict[str, Any]:
    """What is known of a complaint that follows on a closed one."""
    earlier = visible_to(viewer).filter(pk=int(named)).first() if named.isascii() and named.isdecimal() else None
    if earlier is None or earlier.open:
        return {}
    room = earlier.room.code if earlier.room else ""
    return {
        "after": earlier.pk, "q": room, "room": earlier.room_id, "person": earlier.person_id,
        "category": earlier.category_id, "building": earlier.building_id, "place": earlier.place,
    }  # fmt: skip


def called_from(viewer: Viewer, room: str, person: str, now: datetime) -> dict[str, Any]:
    """The room, or the person with the room where they live now, from whose page the form was opened."""
    if (person_id := _id(person)) and (found := people_visible_to(viewer).filter(pk=person_id).first()):
        home = rooms_of(found.pk, timezone.localtime(now).date()).first()
        known: dict[str, Any] = {"q": found.name, "person": found.pk}
        return known | ({"room": home.pk} if home else {})
    if (room_id := _id(room)) and (place := rooms_visible_to(viewer).filter(pk=room_id).first()):
        return {"q": place.code, "room": place.pk}
    return {}


def made_of(viewer: Viewer, origin: str, nature: str) -> dict[str, Any]:
    """What another chapter wrote down, of which a case is to be made: who, where, and their words."""
    named = chapters.origin_of(origin)
    found = named[0].known(viewer, named[1]) if named else None
    if found is None:
        return {}
    room, person, name = found["room"], found["person"], found["name"]
    known = {
        "origin": origin, "text": found["text"], "estate": found["estate"].pk,
        "channel": found.get("channel", Channel.WALK_IN),
        "q": room.code if room else person.name if person else "", "room": room.pk if room else None,
        "person": person.pk if person else None, "contact_name": name,
        "who": "resident" if person else "visitor" if name else "anonymous",
    }  # fmt: skip
    return known | ({"nature": nature} if nature in Nature.values else {})


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


@door(*(role for role in REGISTERS if role in SEES))
def registered(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """What is to be said to the owner now, large, and the next step in one key."""
    complaint = get_for(request.viewer, complaint_id)
    now = clock.now()
    department = suggested_department(complaint)
    registered_only = complaint.state == State.REGISTERED
    may_dispatch = registered_only and COMPLAINT_STEPS.possible("dispatch", request.viewer, complaint)
    context = {
        "complaint": complaint,
        "main_number": main_number(request.viewer, complaint),
        "sentence": spoken_promise(complaint, promises_of(complaint), get_language() or "zh-hans"),
        "department": department if may_dispatch else None,
        "now": now,
    }
    return render_page(request, "complaints/registered.html", "next", context)


def _send(request: ViewerRequest, form: RegisterForm, now: datetime) -> HttpResponse:
    if not form.is_valid():
        return _again(request, form)
    viewer = request.viewer
    body = sorted((name, values) for name, values in request.POST.lists() if name not in KEPT_APART)
    try:
        _status, answer, _repeated = once(
            scope=f"register:{viewer.user_id}",
            key=str(form.cleaned_data["key"]),
            body=body,
            now=now,
            do=lambda: _register(request, form, now),
        )
    except KeyReused:
        sentence = _(
            "This form was sent before and that complaint is registered. To register another one, send it again."
        )
        return _again(request, form, UnableTo(sentence), key=uuid.uuid4())
    except NumberHeld as error:
        form.ask(error)
        return _again(request, form)
    except UnableTo as error:
        return _again(request, form, error)
    if request.session.get(LAST_CHANNEL) != form.cleaned_data["channel"]:  # a session that changes is written
        request.session[LAST_CHANNEL] = form.cleaned_data["channel"]
    return done(request, answer["said"], url=answer["url"])


def _register(request: ViewerRequest, form: RegisterForm, now: datetime) -> tuple[int, dict[str, Any]]:
    """Registers, or adds to the open case that was chosen; answers where to go on, and what to say there."""
    viewer, (choice, other_id), given = request.viewer, form.similar(), form.given()
    if record := form.record():
        given["person"] = put_on_record(actor=viewer, now=now, **record)
    if choice == "add":
        _became(form, other_id, viewer, now)
        said = {"text": form.cleaned_data["text"], "attachments": form.cleaned_data["attachments"]}
        operations.add(actor=viewer, now=now, complaint_id=get_for(viewer, other_id).pk, version=None, **said)
        return 200, {"url": reverse("complaints:case", args=[other_id]), "said": _("Added to the case that is open.")}
    complaint = operations.register(actor=viewer, now=now, **given)
    _became(form, complaint.pk, viewer, now)
    if choice == "merge":
        operations.merge(actor=viewer, now=now, complaint_id=complaint.pk, version=None, into_id=other_id)
    if complaint.about_employee_id is not None and complaint.about_employee_id == viewer.employee_id:
        said_of_oneself = _("%(number)s is registered. As it is about you, a colleague takes it from here.")
        return 201, {"url": reverse("complaints:board"), "said": said_of_oneself % {"number": complaint.number}}
    if not viewer.has(*SEES):
        # Administration takes it down, but has no part in the case: what is to be said to the owner is all it is told.
        sentence = spoken_promise(complaint, promises_of(complaint), get_language() or "zh-hans")
        return 201, {"url": reverse("complaints:register"), "said": sentence}
    return 201, {"url": reverse("complaints:registered", args=[complaint.pk]), "said": ""}


def _became(form: RegisterForm, complaint_id: int, viewer: Viewer, now: datetime) -> None:
    """Has the chapter that wrote it down know what became of it, in this transaction."""
    origin = form.cleaned_data["origin"]
    if named := chapters.origin_of(origin) if origin else None:
        named[0].became(named[1], Became(SUBJECT, complaint_id, viewer, now))


def _again(
    request: ViewerRequest, form: RegisterForm, error: UnableTo | None = None, key: uuid.UUID | None = None
) -> HttpResponse:
    if is_partial(request):
        return trouble(request, form, error, {"key": key}, template="complaints/register_trouble.html")
    if key:
        sent = request.POST.copy()
        sent["key"] = str(key)
        form.data = sent
    return _page(request, form, error, status=error.status if error else 422)


def _page(request: ViewerRequest, form: RegisterForm, error: UnableTo | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "error": error, "now": form.now}
    return render(request, "complaints/register.html", context, status=status)

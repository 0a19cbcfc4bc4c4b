"""An owner registers a complaint (3.2.1) and reads at once by when they are answered."""

from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundWidget
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.estates import at_home
from jujiao.company.rulebook.words import figure_words
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.kernel.record.attachments.reading import MOST_FILES, MOST_MEGABYTES
from jujiao.kernel.record.idempotency import KeyReused, once
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints import operations
from jujiao.service.complaints import queries_owner as queries
from jujiao.service.complaints.category_words import suggested_category
from jujiao.service.complaints.for_owner import verdict_of
from jujiao.service.complaints.forms_owner import RegisterForm, new_key
from jujiao.service.complaints.models import Channel, Complaint, Nature
from jujiao.service.complaints.queries import get_own, own
from jujiao.service.complaints.queries_case import promises_of
from jujiao.service.complaints.web_owner.dialogs import refused, sent

SPOKEN_OF = (PromiseKind.FIRST_REPLY, PromiseKind.RESOLVE, PromiseKind.ENQUIRY, PromiseKind.SUGGESTION)
"""The promises that are told in large letters; the rest stands on the case."""

ICONS = {
    "noise": "volume",
    "leak": "droplet",
    "lift": "elevator",
    "power": "bolt",
    "facility": "tool",
    "parking": "parking",
    "safety": "shield-check",
    "access": "door",
    "cleaning": "wash",
    "waste": "trash",
    "greenery": "plant",
    "attitude": "mood-sad",
    "fees": "receipt",
    "renovation": "hammer",
}
"""The drawing on each category's tile; a category of the company's own has a plain one."""


@dataclass(frozen=True)
class Tile:
    """A category to tap on."""

    radio: BoundWidget
    icon: str


@door(Role.OWNER, takes=MOST_MEGABYTES)
def register(request: ViewerRequest) -> HttpResponse:
    """The form of a complaint, with the owner's room chosen already; what was typed survives every refusal."""
    now = clock.now()
    rooms = at_home.rooms(request.viewer, today(now))
    form = RegisterForm(*sent(request), rooms=rooms, estates=queries.estates(rooms))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _register(request, form, now)
            except KeyReused:
                return _taken_already(request, form)
            except UnableTo as error:
                form.add_error(None, str(error))
                status = error.status
        if request.htmx:
            return refused(request, form, status)
    context = {
        "form": form,
        "moved_out": not rooms,
        "tiles": [Tile(radio, ICONS.get(_code(radio), "message-circle")) for radio in form["category"]],
        "places": form.places(),
        "most_files": MOST_FILES,
        "now": now,
    }
    return render(request, "complaints_owner/register.html", context, status=status)


@door(Role.OWNER)
def guess(request: ViewerRequest) -> HttpResponse:
    """What the complaint is probably about, by its words; asked while it is written."""
    code = suggested_category(request.POST.get("text", ""))
    likely = queries.categories().filter(code=code).first() if code else None
    return render(request, "complaints_owner/guess.html", {"likely": likely})


@door(Role.OWNER)
def promised(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """The promise in large words: the number, and by when the first answer and the end are promised."""
    complaint = get_own(request.viewer, complaint_id)
    now = clock.now()
    promises = promises_of(complaint)
    limits = complaint.limits
    context = {
        "complaint": complaint,
        "is_complaint": complaint.nature == Nature.COMPLAINT,
        "nature": Nature(complaint.nature),
        "follow_up": figure_words(limits["complaint.follow_up"]),
        "verdicts": [verdict_of(each) for each in promises if each.round == 1 and each.kind in SPOKEN_OF],
        "now": now,
    }
    return render(request, "complaints_owner/promised.html", context)


def _register(request: ViewerRequest, form: RegisterForm, now: Any) -> HttpResponse:
    given = form.cleaned_data

    def do() -> tuple[int, dict[str, Any]]:
        complaint = operations.register(
            actor=request.viewer,
            now=now,
            category=given["category"],
            text=given["text"],
            nature=given["nature"],
            earlier=_earlier(request),
            channel=Channel.ONLINE,
            person=at_home.person_of(request.viewer),
            attachments=given["attachments"],
            **form.subject,
        )
        return 201, {"id": complaint.pk}

    body = {name: str(given[name]) for name in ("where", "place", "nature", "category", "text")}
    body["attachments"] = " ".join(file.sha256 for file in given["attachments"])
    scope = f"owner.register:{request.viewer.user_id}"
    _status, answer, _again = once(scope=scope, key=given["key"], body=body, now=now, do=do)
    return done(request, url=reverse("complaints_owner:promised", args=[answer["id"]]))


def _earlier(request: ViewerRequest) -> Complaint | None:
    """The viewer's own complaint that the new one follows on, where the address names one."""
    named = request.GET.get("after", "")
    return own(request.viewer).filter(pk=int(named)).first() if named.isascii() and named.isdecimal() else None


def _taken_already(request: ViewerRequest, form: RegisterForm) -> HttpResponse:
    """The form was taken before, but the answer was lost on the way and the words were changed since."""
    form.add_error(
        None,
        _("This complaint was taken before you changed it: see My complaints, and add what is new there. "
          "If this is another matter, send it once more."),
    )  # fmt: skip
    return refused(request, form, 409, key=new_key())


def _code(radio: BoundWidget) -> str:
    return str(radio.data["value"].instance.code)

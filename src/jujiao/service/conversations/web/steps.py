"""What the desk does with a conversation: answers, notes, takes it in hand, gives it back, ends it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import done, is_partial, refuse
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.kernel.record.live import PART, changed
from jujiao.service.conversations.forms import AnswerForm, NoteForm, StepForm
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.operations import answering, ending, taking
from jujiao.service.conversations.permissions import ANSWERS
from jujiao.service.conversations.queries import get_conversation_for
from jujiao.service.conversations.queries_box import TYPING, colleague
from jujiao.service.conversations.queries_phrases import offered_at

CHANGED = "conversation-changed"
"""Has the parts of the page that one is on ask anew."""


@door(*ANSWERS)
@require_POST
def answer(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """Sends an answer; a refusal stands above what was typed, which stays as it is."""
    row = get_conversation_for(request.viewer, conversation_id)
    form = AnswerForm(offered_at(row.estate), request.POST)
    if not form.is_valid():
        return _refused(request, row, form, 422)
    try:
        answering.answer(conversation=row, **form.cleaned_data, actor=request.viewer, now=clock.now())
    except Stale as stale:
        return _refused(request, row, form, stale.status, error=str(stale), version=stale.details["current"])
    except UnableTo as error:
        return _refused(request, row, form, error.status, error=str(error))
    return _done(request, row)


def _refused(request: ViewerRequest, row: Conversation, form: AnswerForm, status: int, **why: Any) -> HttpResponse:
    context = {"form": form, "conversation": row, **why}
    name = "conversations/refused.html" if is_partial(request) else "conversations/refused_page.html"
    return render(request, name, context, status=status)


@door(*ANSWERS)
def note(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """The dialog in which something is noted among colleagues."""
    row = get_conversation_for(request.viewer, conversation_id)
    dialog = Dialog(_("Note among colleagues"), _("Note it"), _page(row), sentence=_("Noted."), tells=(CHANGED,))
    return dialog.answer(
        request,
        NoteForm(request.POST or None),
        lambda given: answering.note_down(conversation=row, **given, actor=request.viewer, now=clock.now()),
    )


@door(*ANSWERS)
@require_POST
def take(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """The viewer has it in hand from now on."""
    return _step(request, conversation_id, taking.take)


@door(*ANSWERS)
@require_POST
def give_back(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """Nobody has it in hand any more."""
    return _step(request, conversation_id, taking.give_back)


@door(*ANSWERS)
@require_POST
def end(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """It is over until its owner writes again."""
    return _step(request, conversation_id, ending.end)


def _step(request: ViewerRequest, conversation_id: int, step: Callable[..., object]) -> HttpResponse:
    row = get_conversation_for(request.viewer, conversation_id)
    form = StepForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    try:
        step(conversation=row, version=version, actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return _done(request, row)


@door(*ANSWERS)
@require_http_methods(["GET", "POST"])
def typing(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """Tells colleagues that the viewer writes there (POST), or says who does (`by`, an account); nothing is kept."""
    row = get_conversation_for(request.viewer, conversation_id)
    if request.method == "POST":
        changed((f"{TYPING}:{row.estate_id}{PART}{row.pk}{PART}{request.viewer.user_id}", None))
        return HttpResponse(status=204)
    who = colleague(request.viewer, request.GET.get("by", ""))
    words = escape(_("%(name)s is writing an answer …")) % {"name": data(who)} if who else ""
    return HttpResponse(words)


def _done(request: ViewerRequest, row: Conversation) -> HttpResponse:
    return done(request, url=_page(row), stay=is_partial(request), events={CHANGED: True})


def _page(row: Conversation) -> str:
    return reverse("conversations:conversation", args=[row.pk])

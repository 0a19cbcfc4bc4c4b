"""An owner writes to the desk of the estate where they live, and reads there what they are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.estates.models import Estate
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done, is_partial
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.kernel.record.attachments.reading import MOST_FILES, MOST_MEGABYTES
from jujiao.kernel.record.idempotency import KeyReused, once
from jujiao.rules.service.conversations import LONGEST
from jujiao.service.conversations.bubbles import bubbles_of, latest, window
from jujiao.service.conversations.forms import WriteForm, new_key
from jujiao.service.conversations.models import Conversation, Message, Way
from jujiao.service.conversations.operations.reading import read
from jujiao.service.conversations.operations.writing import write
from jujiao.service.conversations.queries import (
    estates_to_write_to,
    get_own_conversation,
    own_conversations,
    own_messages,
)
from jujiao.service.conversations.queries_news import News, own_news

PAGE = "conversations_owner/conversation.html"
LOOKED = "looked"
"""What a part of the page asks with where somebody looks at it: in a hidden tab nothing is read."""


@door(Role.OWNER)
@require_safe
def conversations(request: ViewerRequest) -> HttpResponse:
    """The conversation with the desk; where somebody has or may have several, they choose."""
    now = clock.now()
    own = list(own_conversations(request.viewer))
    begun = {each.estate_id for each in own}
    new = [each for each in estates_to_write_to(request.viewer, now) if each.pk not in begun]
    if len(own) == 1 and not new:
        return redirect("conversations_owner:conversation", own[0].pk)
    if not own and len(new) == 1:
        return redirect("conversations_owner:begin", new[0].pk)
    context = {"conversations": own, "new": new, "now": now}
    return render(request, "conversations_owner/conversations.html", context)


@door(Role.OWNER)
@require_safe
def conversation(request: ViewerRequest, conversation_id: int) -> HttpResponse:
    """One conversation: what was written, by when an answer is promised, and the field to write in."""
    row = get_own_conversation(request.viewer, conversation_id)
    now = clock.now()
    if not is_partial(request) or LOOKED in request.GET:
        read(conversation=row, actor=request.viewer, now=now)
    context = _context(request, row.estate, row, now)
    if is_partial(request):
        return render(request, "conversations_owner/thread.html", context)
    return render(request, PAGE, context)


@door(Role.OWNER)
@require_safe
def begin(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """The same before anything was written to the desk of an estate."""
    now = clock.now()
    estate = _estate(request, estate_id, now)
    if row := own_conversations(request.viewer).filter(estate=estate).first():
        return redirect("conversations_owner:conversation", row.pk)
    return render(request, PAGE, _context(request, estate, None, now))


@door(Role.OWNER, takes=MOST_MEGABYTES)
@require_POST
def send(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """Takes what was written, once, however often it is sent; a refusal loses no word."""
    now = clock.now()
    estate = _estate(request, estate_id, now)
    form = WriteForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, estate, form, 422, now)
    try:
        conversation_id = _write(request, estate, form, now)
    except KeyReused:
        form.add_error(None, _("This was taken before you changed it. If it is something new, send it once more."))
        return _refused(request, estate, form, 409, now, key=new_key())
    except UnableTo as error:
        form.add_error(None, str(error))
        return _refused(request, estate, form, error.status, now)
    return done(request, url=reverse("conversations_owner:conversation", args=[conversation_id]))


def _write(request: ViewerRequest, estate: Estate, form: WriteForm, now: datetime) -> int:
    given = form.cleaned_data

    def do() -> tuple[int, dict[str, Any]]:
        message = write(
            estate=estate, text=given["text"], files=given["attachments"], way=Way.PAGES, actor=request.viewer, now=now
        )
        return 201, {"conversation": message.conversation_id}

    body = {"estate": estate.pk, "text": given["text"], "files": [each.sha256 for each in given["attachments"]]}
    scope = f"owner.write:{request.viewer.user_id}"
    _status, answer, _again = once(scope=scope, key=given["key"], body=body, now=now, do=do)
    return int(answer["conversation"])


def _refused(
    request: ViewerRequest, estate: Estate, form: WriteForm, status: int, now: datetime, *, key: str = ""
) -> HttpResponse:
    """Above the form, which stays as it is in the browser; without scripts the whole page again."""
    if is_partial(request):
        return render(request, "owner/errors.html", {"form": form, "fresh_key": key, "swaps": True}, status=status)
    row = own_conversations(request.viewer).filter(estate=estate).first()
    return render(request, PAGE, {**_context(request, estate, row, now), "form": form}, status=status)


def _news(row: Conversation | None, messages: Sequence[Message], earlier: bool, before: str) -> Sequence[News]:
    """What they were told of their cases meanwhile."""
    return own_news(row, **window(messages, earlier=earlier, later=bool(before))) if row else []


def _context(request: ViewerRequest, estate: Estate, row: Conversation | None, now: datetime) -> dict[str, Any]:
    before = request.GET.get("before", "")
    messages, earlier = latest(own_messages(request.viewer, row), before) if row else ([], False)
    place = reverse("conversations_owner:conversation", args=[row.pk]) if row else ""
    return {
        "estate": estate,
        "conversation": row,
        "bubbles": bubbles_of(messages, now, inside=False, news=_news(row, messages, earlier, before)),
        "mine": True,
        "earlier_url": f"{place}?before={messages[0].pk}" if earlier else "",
        "later_url": place if before else "",
        "writes": any(each.pk == estate.pk for each in estates_to_write_to(request.viewer, now)),
        "form": WriteForm(),
        "several": own_conversations(request.viewer).count() > 1,
        "most_files": MOST_FILES,
        "longest": LONGEST,
        "now": now,
    }


def _estate(request: ViewerRequest, estate_id: int, now: datetime) -> Estate:
    """One of those to whose desk the viewer may write; Http404 for any other."""
    mine = [each.pk for each in estates_to_write_to(request.viewer, now)]
    return get_object_or_404(Estate, pk=estate_id, id__in=mine)

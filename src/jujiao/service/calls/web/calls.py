"""Calls: the list, one call, what it was about, whose it was, and calls that are typed in."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.story import story
from jujiao.company.estates.web_changes import reveal
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.panels import case_forms_of
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.rules.phone_lists import Number
from jujiao.service.calls.forms_calls import AttachForm, NoteCallForm, TypeInForm
from jujiao.service.calls.lists import calls_table, name_shown, no_number, number_shown
from jujiao.service.calls.models import Call, Grade
from jujiao.service.calls.operations.noting import answer_enquiry, attach, note_call
from jujiao.service.calls.operations.revealing import reveal_caller
from jujiao.service.calls.operations.typing_in import type_in
from jujiao.service.calls.permissions import ANSWERS, NUMBERS, SEES_CALLS
from jujiao.service.calls.queries import PHONE_CALL, case_of, get_call_for, strict_of, with_people
from jujiao.service.calls.queries_calls import calls_for


@dataclass(frozen=True)
class Row:
    """A call with who it was, as the viewer may read it."""

    call: Call
    number: str
    who: str

    @property
    def words(self) -> str:
        """What stands where there is neither a name nor a number."""
        return no_number(self.call)


@door(*SEES_CALLS)
@require_safe
def calls(request: ViewerRequest) -> HttpResponse:
    """Calls, the latest first."""
    now = clock.now()
    page = calls_table(request.viewer, now).page(with_people(calls_for(request.viewer)), request.GET)
    context = {
        "page": page,
        "rows": [_row(each, request.viewer) for each in page.rows],
        "types": request.viewer.has(*ANSWERS),
        "now": now,
    }
    return render_page(request, "telephony/calls_list.html", "list", context)


@door(*SEES_CALLS)
@require_safe
def call(request: ViewerRequest, call_id: int) -> HttpResponse:
    """One call: what is known of it, leg by leg, and what may be made of it."""
    row = get_call_for(request.viewer, call_id)
    answers = request.viewer.has(*ANSWERS, estate_id=row.estate_id)
    open_ = answers and row.case_id is None
    context = {
        "row": _row(row, request.viewer),
        "call": row,
        "legs": [each for each in row.legs.order_by("rang_at", "leg") if each.leg],
        "strict": strict_of(row),
        "made": case_of(row, request.viewer),
        "forms": case_forms_of(f"{PHONE_CALL}-{row.pk}", request.viewer) if open_ else [],
        "notes": open_,
        "reveals": bool(row.number or row.shown_number) and request.viewer.has(*NUMBERS, estate_id=row.estate_id),
        "by_hand": row.grade == Grade.BY_HAND,
        "entries": story(PHONE_CALL, row.pk),
        "now": clock.now(),
    }
    return render(request, "telephony/calls_call.html", context)


@door(*NUMBERS)
def call_number(request: ViewerRequest, call_id: int) -> HttpResponse:
    """The reason is asked, then the number is shown, once and in the dialog alone."""
    row = get_call_for(request.viewer, call_id)
    return reveal(
        request,
        number_shown(row),
        reverse("telephony:call", args=[row.pk]),
        lambda reason: [Number(reveal_caller(call=row, reason=reason, actor=request.viewer, now=clock.now()))],
    )


@door(*ANSWERS)
def answer(request: ViewerRequest, call_id: int) -> HttpResponse:
    """What somebody asked, who was answered at once."""
    row = get_call_for(request.viewer, call_id)
    dialog = _dialog(row, _("Enquiry answered"), _("They asked, and know now. What about is noted."))
    return dialog.answer(
        request,
        NoteCallForm(request.POST or None, initial={"version": row.version, "text": row.note}),
        lambda given: answer_enquiry(call=row, **given, actor=request.viewer, now=clock.now()),
    )


@door(*ANSWERS)
def note(request: ViewerRequest, call_id: int) -> HttpResponse:
    """What the call was about, where nothing more is to be done."""
    row = get_call_for(request.viewer, call_id)
    dialog = _dialog(row, _("Only note it"), _("Nothing more is to be done about this call."))
    return dialog.answer(
        request,
        NoteCallForm(request.POST or None, initial={"version": row.version, "text": row.note}),
        lambda given: note_call(call=row, **given, actor=request.viewer, now=clock.now()),
    )


@door(*ANSWERS)
def whose(request: ViewerRequest, call_id: int) -> HttpResponse:
    """Whose call it was."""
    row, now = get_call_for(request.viewer, call_id), clock.now()
    dialog = Dialog(
        _("Whose call it was"),
        _("Write down"),
        reverse("telephony:call", args=[row.pk]),
        note=_("Left empty, it is nobody's on record."),
        sentence=_("Written down."),
    )
    names = ("room", "person", "version")
    return dialog.answer(
        request,
        AttachForm(request.viewer, now, request.POST or None, initial={"version": row.version}),
        lambda given: attach(call=row, **{name: given[name] for name in names}, actor=request.viewer, now=now),
    )


@door(*ANSWERS)
def type_call_in(request: ViewerRequest) -> HttpResponse:
    """A call of which no exchange tells."""
    now = clock.now()
    form = TypeInForm(request.viewer, now, request.POST or None, initial={"began_at": now.replace(second=0) - A_MINUTE})
    if form.is_bound and form.is_valid():
        try:
            row = type_in(**form.given(), actor=request.viewer, now=now)
        except UnableTo as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Written down."))
            return redirect("telephony:call", row.pk)
    status = 422 if form.is_bound else 200
    return render(request, "telephony/calls_type_in.html", {"form": form, "now": now}, status=status)


A_MINUTE = timedelta(minutes=1)


def _row(row: Call, viewer: Viewer) -> Row:
    return Row(row, number_shown(row), name_shown(row, viewer))


def _dialog(row: Call, title: str, words: str) -> Dialog:
    return Dialog(title, _("Note it"), reverse("telephony:call", args=[row.pk]), note=words, sentence=_("Noted."),
                  latest=lambda: {"text": Call.objects.get(pk=row.pk).note})  # fmt: skip

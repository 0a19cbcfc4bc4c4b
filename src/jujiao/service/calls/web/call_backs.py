"""Numbers that are to be called back: the list, one of them, and how calling it went."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.estates.story import story
from jujiao.company.estates.web_changes import reveal
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import done, refuse, render_page
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.promises.models import Promise
from jujiao.rules.phone_lists import Number
from jujiao.rules.privacy import mask_phone
from jujiao.service.calls.forms_calls import GiveUpForm
from jujiao.service.calls.lists import call_backs_table, in_turn, name_shown
from jujiao.service.calls.models import Call, CallBack
from jujiao.service.calls.operations.revealing import reveal_number
from jujiao.service.calls.operations.trying import give_up, reach, tried_enough, try_in_vain
from jujiao.service.calls.permissions import ANSWERS, GIVES_UP, NUMBERS, SEES_CALL_BACKS, may_give_up
from jujiao.service.calls.queries import CALL_BACK, call_backs_for, calls_behind, get_call_back_for, promises_of


@dataclass(frozen=True)
class Ending:
    """How calling back went, by its operation, and what the clerk reads then."""

    operation: Callable[..., CallBack]
    done: str | Lazy


ENDINGS: Mapping[str, Ending] = MappingProxyType(
    {
        "reached": Ending(reach, gettext_lazy("Noted: they were reached.")),
        "nobody": Ending(try_in_vain, gettext_lazy("Noted. The number stays on the list.")),
    }
)


@dataclass(frozen=True)
class ToCallBack:
    """One number: its promise, None where the rules ask for none, and the latest of the calls that were missed."""

    row: CallBack
    promise: Promise | None
    missed: Sequence[Call]
    who: str
    calls: bool

    @property
    def number(self) -> str:
        """As all may read it, "" once it is gone."""
        return mask_phone(self.row.number) if self.row.number else ""

    @property
    def looked_at(self) -> dict[str, int]:
        """What each button sends: the version of the row that was looked at."""
        return {"version": self.row.version}


@door(*SEES_CALL_BACKS)
@require_safe
def call_backs(request: ViewerRequest) -> HttpResponse:
    """The list, the longest waiting first."""
    page = call_backs_table(request.viewer).page(in_turn(call_backs_for(request.viewer)), request.GET)
    context = {"page": page, "rows": _shown(request.viewer, page.rows), "now": clock.now()}
    return render_page(request, "telephony/calls_backs.html", "list", context)


@door(*SEES_CALL_BACKS)
@require_safe
def call_back(request: ViewerRequest, call_back_id: int) -> HttpResponse:
    """One number: the calls that were missed, the tries, and what was promised."""
    row, now = get_call_back_for(request.viewer, call_back_id), clock.now()
    (shown,) = _shown(request.viewer, [row])
    context = {
        "shown": shown,
        "row": row,
        "tries": row.tried.select_related("employee").order_by("at"),
        "reveals": bool(row.number) and request.viewer.has(*NUMBERS, estate_id=row.estate_id),
        "gives_up": row.ended_at is None and may_give_up(request.viewer, row) and tried_enough(row, now),
        "entries": story(CALL_BACK, row.pk),
        "now": now,
    }
    return render_page(request, "telephony/calls_back.html", "one", context)


@door(*NUMBERS)
def call_back_number(request: ViewerRequest, call_back_id: int) -> HttpResponse:
    """The reason is asked, then the number is shown, once and in the dialog alone."""
    row = get_call_back_for(request.viewer, call_back_id)
    return reveal(
        request,
        mask_phone(row.number),
        _page(row),
        lambda reason: [Number(reveal_number(call_back=row, reason=reason, actor=request.viewer, now=clock.now()))],
    )


@door(*ANSWERS)
@require_POST
def called_back(request: ViewerRequest, call_back_id: int, outcome: str) -> HttpResponse:
    """How it went: reached, or nobody there."""
    if outcome not in ENDINGS:
        raise Http404
    row, version = get_call_back_for(request.viewer, call_back_id), request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0
    try:
        ENDINGS[outcome].operation(call_back=row, version=seen, actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    events = {"call-backs-changed": True}
    return done(request, ENDINGS[outcome].done, stay=True, url=reverse("telephony:call_backs"), events=events)


@door(*GIVES_UP)
def unreachable(request: ViewerRequest, call_back_id: int) -> HttpResponse:
    """Why nobody can be reached."""
    row = get_call_back_for(request.viewer, call_back_id)
    dialog = Dialog(
        _("Could not be reached"),
        _("Call no more"),
        _page(row),
        note=_("The number leaves the list. What was promised was not kept, and stays so."),
        sentence=_("Noted."),
    )
    return dialog.answer(
        request,
        GiveUpForm(request.POST or None, initial={"version": row.version}),
        lambda given: give_up(call_back=row, **given, actor=request.viewer, now=clock.now()),
    )


def _page(row: CallBack) -> str:
    return reverse("telephony:call_back", args=[row.pk])


def _shown(viewer: Viewer, rows: Sequence[CallBack]) -> list[ToCallBack]:
    promises, missed = promises_of(rows), calls_behind(rows)
    return [
        ToCallBack(
            row=row,
            promise=promises.get(row.pk),
            missed=missed.get(row.pk, []),
            who=next((name for each in missed.get(row.pk, []) if (name := name_shown(each, viewer))), ""),
            calls=row.ended_at is None and viewer.has(*ANSWERS, estate_id=row.estate_id),
        )
        for row in rows
    ]

"""The calls that the desk has to make: whom, what is to be said, what was tried, and one button for how it ended."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.filters import Switch
from jujiao.kernel.pages.htmx import done, refuse, render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer, ViewerRequest, door
from jujiao.kernel.record.subjects import Subject
from jujiao.notices import operations
from jujiao.notices.models import CallTask, CallTry
from jujiao.notices.operations.calling import CALLERS, reveal_number
from jujiao.notices.queries_sent import calls_for, get_call, with_what_is_said
from jujiao.notices.web import to_say
from jujiao.notices.web_deliveries import Sending, sending
from jujiao.rules.privacy import mask_phone

CALLS = Table(
    orders=[Order("due", gettext_lazy("Due first"), ("place_at", "id"))],
    filters=[Switch("promised", gettext_lazy("Only what was promised"), by=lambda rows: rows.exclude(due_at=None))],
)


@dataclass(frozen=True)
class End:
    """How a call ended, by its operation, and what the clerk reads then."""

    operation: Callable[..., CallTask]
    done: str | Lazy


ENDS: Mapping[str, End] = MappingProxyType(
    {
        "reached": End(operations.reached, gettext_lazy("Noted: they were told.")),
        "nobody": End(operations.nobody_there, gettext_lazy("Noted. The call stays on the list.")),
        "wrong": End(operations.wrong_number, gettext_lazy("Noted. Whoever has it in hand was told.")),
    }
)


@dataclass(frozen=True)
class ToCall:
    """One row: whom to call about what, the sentences to be said, and all that was tried."""

    call: CallTask
    who: str
    phone: str
    about: str
    url: str
    sentences: Sequence[SafeString]
    sendings: Sequence[Sending]
    tries: Sequence[CallTry]

    @property
    def looked_at(self) -> dict[str, int]:
        """What each button sends: the version of the call that was looked at."""
        return {"version": self.call.version}


@door(*CALLERS)
def calls(request: ViewerRequest) -> HttpResponse:
    """The list, what falls due first first."""
    page = CALLS.page(with_what_is_said(calls_for(request.viewer)), request.GET)
    context = {"page": page, "rows": list(rows_of(request.viewer, page.rows)), "now": clock.now()}
    return render_page(request, "notices/calls.html", "list", context)


@door(*CALLERS)
@require_POST
def number(request: ViewerRequest, call_id: int) -> HttpResponse:
    """The number in full, which the timeline notes."""
    call = get_call(request.viewer, call_id)
    shown = reveal_number(actor=request.viewer, now=clock.now(), task_id=call.pk)
    return render(request, "notices/calls.html#number", {"number": shown})


@door(*CALLERS)
@require_POST
def end(request: ViewerRequest, call_id: int, outcome: str) -> HttpResponse:
    """How the call went: reached, nobody there, or the number is wrong."""
    if outcome not in ENDS:
        raise Http404
    call, version = get_call(request.viewer, call_id), request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0
    try:
        ENDS[outcome].operation(actor=request.viewer, now=clock.now(), task_id=call.pk, version=seen)
    except UnableTo as error:
        return refuse(error)
    return done(request, ENDS[outcome].done, stay=True, url=reverse("notices:calls"), events={"calls-changed": True})


def rows_of(viewer: Viewer, calls: Sequence[CallTask]) -> Iterator[ToCall]:
    """The calls as they are shown; what they are about is asked once for each kind."""
    kinds = {call.subject_kind for call in calls}
    about = {
        Subject(kind, subject_id): words
        for kind in kinds
        for subject_id, words in subjects.of(kind)
        .headlines(viewer, {call.subject_id for call in calls if call.subject_kind == kind})
        .items()
    }
    for call in calls:
        notices = list(call.notices.all())
        yield ToCall(
            call=call,
            who=call.person.name if call.person else _("Name not given"),
            phone=mask_phone(call.phone) if call.phone else "",
            about=about.get(call.subject, ""),
            url=subjects.of(call.subject_kind).url(call.subject_id),
            sentences=[to_say(notice) for notice in notices if notice.accepted_at is None],
            sendings=[sending(row, notice) for notice in notices for row in notice.deliveries.all()],
            tries=list(call.tries.all()),
        )

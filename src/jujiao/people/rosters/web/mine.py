"""One's own roster: the duties to come, asking for a swap or leave, wishes, and the calendar file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.duty.models import LeaveKind
from jujiao.company.duty.permissions import COVER
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import done, refuse
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.rosters import asks, operations
from jujiao.people.rosters.calendar_file import calendar, entries_of
from jujiao.people.rosters.forms_asked import AskLeaveForm, SwapForm, WishForm
from jujiao.people.rosters.models import WishKind


@door(*COVER)
@require_safe
def mine(request: ViewerRequest) -> HttpResponse:
    """The viewer's own page."""
    now, viewer = clock.now(), request.viewer
    context = {
        "now": now,
        "duties": asks.own_duties(viewer, now),
        "leaves": asks.leaves_asked_by(viewer)[:10],
        "wishes": asks.own_wishes(viewer),
        "wishing": asks.open_to_wishes(viewer, now).exists(),
    }
    return render(request, "rosters/mine.html", context)


@door(*COVER)
@require_safe
def calendar_file(request: ViewerRequest) -> HttpResponse:
    """The viewer's duties for the calendar of a phone; nothing of it stands in the address."""
    now = clock.now()
    response = HttpResponse(calendar(entries_of(request.viewer, now), now), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="duties.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


@door(*COVER)
def ask_swap(request: ViewerRequest, duty_id: int) -> HttpResponse:
    now, viewer = clock.now(), request.viewer
    duty = asks.get_own_duty(viewer, duty_id)
    form = SwapForm(duty, now, request.POST or None)
    dialog = Dialog(
        _("Ask for a swap"),
        _("Ask"),
        reverse("rosters:mine"),
        subject=duty.duty_post.name,
        note=_(
            "%(from)s – %(until)s. Your colleague answers, then whoever plans the post decides. It lapses unanswered."
        )
        % {"from": moment_words(duty.starts_at, now), "until": moment_words(duty.ends_at, now)},
        sentence=_("Asked."),
    )

    def ask(_given: dict[str, object]) -> None:
        other, back = form.chosen()
        operations.ask_swap(duty=duty, other=other, in_return=back, actor=viewer, now=now)

    return dialog.answer(request, form, ask)


@door(*COVER)
def ask_leave(request: ViewerRequest) -> HttpResponse:
    now = clock.now()
    dialog = Dialog(
        _("Ask for leave"),
        _("Ask"),
        reverse("rosters:mine"),
        note=_("Your head grants or refuses it; you are told. Until then your duties stay as they are."),
        sentence=_("Asked."),
    )
    return dialog.answer(
        request,
        AskLeaveForm(request.POST or None),
        lambda given: operations.ask_leave(
            **{**given, "kind": LeaveKind(given["kind"])}, actor=request.viewer, now=now
        ),
    )


@door(*COVER)
def wish(request: ViewerRequest) -> HttpResponse:
    now = clock.now()
    dialog = Dialog(
        _("Say what you would like"),
        _("Say it"),
        reverse("rosters:mine"),
        note=_("It is weighed when the roster is made; the law and the needs come first."),
        sentence=_("Noted."),
    )
    return dialog.answer(
        request,
        WishForm(request.viewer, now, request.POST or None),
        lambda given: operations.wish(
            roster_id=given["roster"].pk,
            day=given["day"],
            shift_kind=given["shift_kind"],
            kind=WishKind(given["kind"]),
            actor=request.viewer,
            now=now,
        ),
    )


@door(*COVER)
@require_POST
def unwish(request: ViewerRequest, wish_id: int) -> HttpResponse:
    row = asks.get_wish(request.viewer, wish_id)
    try:
        operations.unwish(wish=row, actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return done(request, _("Taken back."), url=reverse("rosters:mine"))

"""Swaps and leave that wait for somebody's answer, and the dialogs of each step."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.duty.models import Duty
from jujiao.company.duty.permissions import COVER
from jujiao.company.staff.forms import EmptyForm
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.rosters import asks, operations
from jujiao.people.rosters.forms_asked import RefusalForm
from jujiao.people.rosters.models import AskedLeave, Swap
from jujiao.people.rosters.permissions import PLAN

ANSWERS = tuple(dict.fromkeys((*COVER, *PLAN)))
"""Who is asked, asks or decides."""


@door(*ANSWERS)
@require_safe
def swaps(request: ViewerRequest) -> HttpResponse:
    """What waits for the viewer, and what they asked for."""
    now, viewer = clock.now(), request.viewer
    concerning = list(asks.swaps_concerning(viewer)[: asks.SHOWN])
    context = {
        "now": now,
        "mine": viewer.employee_id,
        "to_answer": [swap for swap in concerning if swap.other_id == viewer.employee_id and swap.state == "asked"],
        "to_decide": asks.swaps_to_decide(viewer),
        "leaves": asks.leaves_to_decide(viewer, now),
        "others": [swap for swap in concerning if swap.asker_id == viewer.employee_id or swap.state != "asked"],
        "decides": viewer.has(*PLAN),
    }
    return render_page(request, "rosters/swaps.html", "list", context)


type _Step = Callable[..., None]
"""An operation on a swap or a leave that is asked for, by whom and when."""


def _swap_dialog(
    request: ViewerRequest, swap_id: int, title: str, step: _Step, *, danger: bool = False, asks_why: bool = False
) -> HttpResponse:
    now = clock.now()
    swap = asks.get_swap(request.viewer, swap_id)
    dialog = Dialog(
        title, title, reverse("rosters:swaps"), subject=f"{swap.asker.name} → {swap.other.name}",
        note=said_of_swap(swap, now), sentence=_("Done."), danger=danger,
    )  # fmt: skip
    return dialog.answer(
        request,
        _form(request, asks_why),
        lambda given: step(swap=swap, **given, actor=request.viewer, now=now),
    )


def _leave_dialog(
    request: ViewerRequest, asked_id: int, title: str, step: _Step, *, danger: bool = False, asks_why: bool = False
) -> HttpResponse:
    now = clock.now()
    asked = asks.get_asked_leave(request.viewer, asked_id, now)
    dialog = Dialog(
        title, title, reverse("rosters:swaps"), subject=asked.employee.name, note=said_of_leave(asked, now),
        sentence=_("Done."), danger=danger,
    )  # fmt: skip
    return dialog.answer(
        request,
        _form(request, asks_why),
        lambda given: step(asked=asked, **given, actor=request.viewer, now=now),
    )


def _form(request: ViewerRequest, asks_why: bool) -> forms.Form:
    kind = RefusalForm if asks_why else EmptyForm
    return kind(request.POST if request.method == "POST" else None)


def said_of_swap(swap: Swap, now: datetime) -> SafeString:
    """Which duties, in words."""
    said = _said(swap.duty, now)
    if swap.in_return is None:
        return said
    words = _("%(duty)s in exchange for %(other)s") % {"duty": said, "other": _said(swap.in_return, now)}
    return SafeString(words)


def _said(duty: Duty, now: datetime) -> SafeString:
    post, at = data(duty.duty_post.name), moment_words(duty.starts_at, now)
    return SafeString(_("%(post)s, %(at)s") % {"post": post, "at": at})


def said_of_leave(asked: AskedLeave, now: datetime) -> str:
    """From when until when, and of which kind."""
    times = f"{moment_words(asked.starts_at, now)} – {moment_words(asked.ends_at, now)}"
    return f"{asked.kind_choice.label} · {times}"


@door(*COVER)
def accept(request: ViewerRequest, swap_id: int) -> HttpResponse:
    return _swap_dialog(request, swap_id, _("Accept the swap"), operations.accept_swap)


@door(*COVER)
def decline(request: ViewerRequest, swap_id: int) -> HttpResponse:
    return _swap_dialog(request, swap_id, _("Decline the swap"), operations.decline_swap, danger=True, asks_why=True)


@door(*COVER)
def withdraw(request: ViewerRequest, swap_id: int) -> HttpResponse:
    return _swap_dialog(request, swap_id, _("Take the swap back"), operations.withdraw_swap, danger=True)


@door(*PLAN)
def approve(request: ViewerRequest, swap_id: int) -> HttpResponse:
    return _swap_dialog(request, swap_id, _("Approve the swap"), operations.approve_swap)


@door(*PLAN)
def refuse(request: ViewerRequest, swap_id: int) -> HttpResponse:
    return _swap_dialog(request, swap_id, _("Refuse the swap"), operations.refuse_swap, danger=True, asks_why=True)


@door(*PLAN)
def grant_leave(request: ViewerRequest, asked_id: int) -> HttpResponse:
    return _leave_dialog(request, asked_id, _("Grant the leave"), operations.grant_leave)


@door(*PLAN)
def refuse_leave(request: ViewerRequest, asked_id: int) -> HttpResponse:
    return _leave_dialog(request, asked_id, _("Refuse the leave"), operations.refuse_leave, danger=True, asks_why=True)


@door(*COVER)
def withdraw_leave(request: ViewerRequest, asked_id: int) -> HttpResponse:
    return _leave_dialog(request, asked_id, _("Take the request back"), operations.withdraw_leave, danger=True)

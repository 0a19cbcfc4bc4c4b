"""One's own duty: signing on and off with one thumb, what is planned next, and what was."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.company.duty import operations, queries
from jujiao.company.duty.days import lines_of
from jujiao.company.duty.forms import SignOnForm
from jujiao.company.duty.models import Duty, DutyState
from jujiao.company.duty.operations.attending import EARLY, is_forgotten
from jujiao.company.duty.permissions import COVER
from jujiao.company.duty.web.board import sign_off_dialog
from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import done, refuse
from jujiao.kernel.record.access import ViewerRequest, door

HOME = "/"
"""The first page: one goes on with what waits there."""


@door(*COVER)
@require_safe
def own(request: ViewerRequest) -> HttpResponse:
    """The viewer's own page."""
    now = clock.now()
    employee = Employee.objects.filter(pk=request.viewer.employee_id or 0).first()
    context = {**_control(request), "lines": lines_of(employee, now) if employee else []}
    return render(request, "duty/own.html", context)


@door(*COVER)
@require_safe
def control(request: ViewerRequest, employee_id: int) -> HttpResponse:  # noqa: ARG001 - it is always the viewer's own
    """The part of the first page by which one signs on and off; nothing for whoever has nothing to cover."""
    return render(request, "duty/control.html", _control(request))


@door(*COVER)
def sign_on(request: ViewerRequest) -> HttpResponse:
    """The dialog that asks where, with the planned post chosen, and how one looks."""
    now = clock.now()
    form = SignOnForm(request.viewer, now, request.POST or None, initial={"duty_post": _next_post(request)})
    dialog = Dialog(_("Begin your duty"), _("Sign on"), HOME, sentence=_("You are on duty."))
    return dialog.answer(
        request,
        form,
        lambda given: operations.sign_on(
            duty_post=given["duty_post"], appearance=form.appearance(), actor=request.viewer, now=now
        ),
    )


@door(*COVER)
@require_POST
def sign_off(request: ViewerRequest) -> HttpResponseBase:
    attendance = queries.own_attendance(request.viewer)
    if attendance is None:
        return redirect("duty:own")
    try:
        operations.sign_off(attendance=attendance, actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return done(request, _("Your duty is over."), url=HOME)


@door(*COVER)
def sign_off_late(request: ViewerRequest) -> HttpResponseBase:
    """The dialog that asks when a duty ended that one forgot to sign off."""
    attendance = queries.own_attendance(request.viewer)
    if attendance is None:
        return redirect("duty:own")
    return sign_off_dialog(request, attendance, HOME)


def _control(request: ViewerRequest) -> dict[str, object]:
    now = clock.now()
    attendance = queries.own_attendance(request.viewer)
    return {
        "now": now,
        "attendance": attendance,
        "forgotten": attendance is not None and is_forgotten(attendance, now),
        "posts": [] if attendance else queries.own_posts(request.viewer, now),
        "following": None if attendance else _following(request),
    }


def _following(request: ViewerRequest) -> Duty | None:
    """The duty that is on now or comes next, and was not signed off."""
    now = clock.now()
    duties = Duty.objects.filter(employee=request.viewer.employee_id or 0, state=DutyState.PLANNED, ends_at__gt=now)
    return duties.filter(attendances__isnull=True).select_related("duty_post").order_by("starts_at").first()


def _next_post(request: ViewerRequest) -> int | None:
    """The post of the planned duty, where it is time for it; else the only one that the viewer may cover."""
    now, duty = clock.now(), _following(request)
    if duty is not None and duty.starts_at <= now + EARLY:
        return duty.duty_post_id
    posts = queries.own_posts(request.viewer, now)
    return posts[0].pk if len(posts) == 1 else None

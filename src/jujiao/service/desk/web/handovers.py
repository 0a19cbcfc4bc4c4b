"""Handing over: what the one who leaves signs, and the one who comes; the list, the sheet, and the first page."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.duty import queries as duties
from jujiao.company.duty.models import Attendance
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import STAFF, ViewerRequest, door
from jujiao.service.desk import operations
from jujiao.service.desk.cover import to_cover
from jujiao.service.desk.forms import HandOverForm, TakeOverForm
from jujiao.service.desk.lists import handovers_table
from jujiao.service.desk.models import Handover
from jujiao.service.desk.operations.handing_over import STILL, missing
from jujiao.service.desk.permissions import COVERS, PLANS, SEES_HANDOVERS
from jujiao.service.desk.queries import (
    frozen_for,
    get_duty_for,
    get_handover_for,
    handovers_for,
    open_promises_of,
    own_attendance,
    posts_seen_by,
    things_of,
    waiting_for,
)

HOME = "/"


@door(*SEES_HANDOVERS)
@require_safe
def handovers(request: ViewerRequest) -> HttpResponse:
    """What was handed over, the latest first, and the lists of things of each post."""
    page = handovers_table(request.viewer).page(handovers_for(request.viewer), request.GET)
    posts = posts_seen_by(request.viewer).filter(in_use=True).order_by("estate_id", "name")
    context = {"page": page, "posts": posts, "now": clock.now()}
    return render_page(request, "desk/handovers.html", "list", context)


@door(*SEES_HANDOVERS)
@require_safe
def handover(request: ViewerRequest, handover_id: int) -> HttpResponse:
    """The sheet: what was open as of that second, what was counted, the note, and who signed."""
    row, viewer = get_handover_for(request.viewer, handover_id), request.viewer
    own = row.attendance.employee_id == viewer.employee_id
    context = {
        "handover": row,
        "frozen": frozen_for(viewer, row),
        "missing": missing(row.things),
        "takes": row.taken_at is None and not own and viewer.has(*COVERS, *PLANS),
        "now": clock.now(),
    }
    return render(request, "desk/handover.html", context)


@door(*COVERS)
def hand_over(request: ViewerRequest, attendance_id: int) -> HttpResponse:
    """The dialog of the one who leaves: what is open is listed, things are counted, a note is written."""
    attendance, now = own_attendance(request.viewer, attendance_id), clock.now()
    given = Handover.objects.filter(attendance=attendance).first()
    if given is not None and request.method != "POST":
        return redirect("reception:handover", given.pk)
    form = HandOverForm(things_of(attendance.duty_post), request.POST if request.method == "POST" else None)
    open_now = open_promises_of(attendance.duty_post, attendance.employee_id)
    dialog = Dialog(
        _("Hand over"),
        _("Sign and hand over"),
        reverse("reception:handovers"),
        subject=attendance.duty_post.name,
        sentence=_("Handed over. It waits for whoever comes to sign it."),
        template="desk/hand_over.html",
        beside=lambda: {
            "promises": [(each, subjects.promise_kind(each.kind).label) for each in open_now],
            "now": now,
        },
    )
    return dialog.answer(
        request,
        form,
        lambda said: operations.hand_over(
            attendance=attendance, counts=form.counts(), note_text=said["note"], actor=request.viewer, now=now
        ),
    )


@door(*COVERS, *PLANS)
def take(request: ViewerRequest, handover_id: int) -> HttpResponse:
    """The dialog of the one who comes."""
    row = get_handover_for(request.viewer, handover_id)
    dialog = Dialog(
        _("Take the duty over"),
        _("Sign and take over"),
        reverse("reception:handover", args=[row.pk]),
        subject=f"{row.attendance.duty_post.name} · {row.attendance.employee.name}",
        note=_("You have read what is open and counted what is handed over."),
        sentence=_("You have taken the duty over."),
    )
    return dialog.answer(
        request,
        TakeOverForm(request.POST or None, initial={"version": row.version}),
        lambda said: operations.take_over(handover=row, **said, actor=request.viewer, now=clock.now()),
    )


@door(*COVERS)
@require_safe
def at_home(request: ViewerRequest, employee_id: int) -> HttpResponse:  # noqa: ARG001 - it is always the viewer's own
    """The part of the first page: handovers that wait for the viewer, and their own duty to be handed over."""
    now = clock.now()
    attendance = duties.own_attendance(request.viewer)
    waiting = list(waiting_for(attendance)) if attendance else []
    context = {"waiting": waiting, "own": _to_hand_over(request, attendance), "now": now}
    return render(request, "desk/at_home.html", context)


@door(*STAFF)
@require_safe
def duty(request: ViewerRequest, duty_id: int) -> HttpResponseBase:
    """Where what is promised about a duty leads: one's own is signed on for or handed over; of others one sees the
    day on the board."""
    row = get_duty_for(request.viewer, duty_id)
    if row.employee_id == request.viewer.employee_id and request.viewer.has(*COVERS):
        attendance = row.attendances.order_by("-signed_on_at").first()
        return redirect("reception:hand_over", attendance.pk) if attendance else redirect("duty:own")
    day = localtime(row.starts_at).date()
    return redirect(f"{reverse('duty:board')}?day={day.isoformat()}&estate={row.duty_post.estate_id}")


def _to_hand_over(request: ViewerRequest, attendance: Attendance | None) -> Attendance | None:
    """The viewer's duty that is on or was over lately, at a post round the clock, and is not handed over yet."""
    now = clock.now()
    found = attendance
    if found is None:
        lately = Attendance.objects.filter(employee=request.viewer.employee_id or 0, signed_off_at__gt=now - STILL)
        latest = lately.filter(duty__isnull=False).select_related("duty_post__estate", "duty").order_by("-signed_on_at")
        found = latest.first()
    if found is None or Handover.objects.filter(attendance=found).exists():
        return None
    return found if to_cover([found.duty_post], now) else None

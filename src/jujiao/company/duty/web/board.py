"""A day of an estate: who is planned, who is there; and the dialogs that plan."""

from datetime import date, datetime, timedelta

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.duty import operations, queries
from jujiao.company.duty.days import ONE_DAY, day_of
from jujiao.company.duty.forms import PlanForm, SignOffForm
from jujiao.company.duty.models import Attendance
from jujiao.company.duty.permissions import KEEP, PLAN, may_plan
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.forms import EmptyForm
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.panels import panels_of
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import STAFF, ViewerRequest, door

EIGHT_HOURS = timedelta(hours=8)


@door(*STAFF)
@require_safe
def board(request: ViewerRequest) -> HttpResponseBase:
    """Who is on duty: the posts of one estate on one day, today's by default."""
    now, viewer = clock.now(), request.viewer
    estates = list(estates_of(viewer))
    asked = request.GET.get("estate", "")
    estate = next((each for each in estates if str(each.pk) == asked), estates[0] if estates else None)
    day = _day(request.GET.get("day", ""), now)
    covered = day_of(estate, day, now) if estate else []
    context = {
        "now": now,
        "day": day,
        "today": today(now),
        "previous": day - ONE_DAY,
        "next": day + ONE_DAY,
        "estates": estates,
        "estate": estate,
        "covered": covered,
        "plans": {one.duty_post.pk for one in covered if may_plan(viewer, one.duty_post)},
        "keeps": viewer.has(*KEEP),
        "panels": panels_of("duty_board", estate.pk, viewer) if estate else [],
    }
    return render_page(request, "duty/board.html", "list", context)


@door(*PLAN)
def plan(request: ViewerRequest, duty_post_id: int) -> HttpResponse:
    """The dialog that plans somebody; it begins where the last duty of the post ends."""
    now = clock.now()
    duty_post = queries.get_post(request.viewer, duty_post_id)
    last = duty_post.duties.filter(state="planned", ends_at__gt=now).order_by("-ends_at").first()
    starts_at = last.ends_at if last else timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    form = PlanForm(
        duty_post, now, request.POST or None, initial={"starts_at": starts_at, "ends_at": starts_at + EIGHT_HOURS}
    )
    dialog = Dialog(
        _("Plan a duty"), _("Plan the duty"), reverse("duty:board"), subject=duty_post.name, sentence=_("Planned.")
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.plan(duty_post=duty_post, **given, actor=request.viewer, now=now),
    )


@door(*PLAN)
def cancel(request: ViewerRequest, duty_id: int) -> HttpResponse:
    now = clock.now()
    duty = queries.get_duty(request.viewer, duty_id)
    dialog = Dialog(
        _("Cancel the duty"),
        _("Cancel the duty"),
        reverse("duty:board"),
        subject=f"{duty.employee.name} · {duty.duty_post.name}",
        note=f"{moment_words(duty.starts_at, now)} – {moment_words(duty.ends_at, now)}",
        sentence=_("Cancelled."),
        danger=True,
    )
    return dialog.answer(
        request,
        EmptyForm(request.POST if request.method == "POST" else None),
        lambda _given: operations.cancel(duty=duty, actor=request.viewer, now=now),
    )


@door(*PLAN)
def sign_off_for(request: ViewerRequest, attendance_id: int) -> HttpResponse:
    """The dialog by which who plans a post says when somebody's duty ended who did not sign off."""
    attendance = queries.get_attendance(request.viewer, attendance_id)
    return sign_off_dialog(request, attendance, reverse("duty:board"))


def sign_off_dialog(request: ViewerRequest, attendance: Attendance, url: str) -> HttpResponse:
    """The same for oneself."""
    now = clock.now()
    dialog = Dialog(
        _("Signing off was forgotten"),
        _("Sign off"),
        url,
        subject=f"{attendance.employee.name} · {attendance.duty_post.name}",
        note=_("Signed on %(since)s.") % {"since": moment_words(attendance.signed_on_at, now)},
        sentence=_("Signed off."),
    )
    ends_at = attendance.duty.ends_at if attendance.duty else attendance.signed_on_at + EIGHT_HOURS
    form = SignOffForm(request.POST or None, initial={"at": min(ends_at, now)})
    return dialog.answer(
        request,
        form,
        lambda given: operations.sign_off(attendance=attendance, at=given["at"], actor=request.viewer, now=now),
    )


def _day(said: str, now: datetime) -> date:
    """The day that the address asks for; today where it makes no sense."""
    try:
        day = date.fromisoformat(said)
        return day if abs((day - today(now)).days) < 3660 else today(now)
    except ValueError:
        return today(now)

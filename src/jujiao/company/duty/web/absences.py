"""Leave and bars of an employee: a part of their page, and its dialogs."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.duty import operations, queries
from jujiao.company.duty.forms import DutyBarForm, LeaveForm
from jujiao.company.duty.models import DutyBarKind, LeaveKind
from jujiao.company.duty.permissions import KEEP, PLAN, may_grant_leave
from jujiao.company.staff import directory
from jujiao.company.staff.forms import EmptyForm
from jujiao.company.staff.models import Employee
from jujiao.company.staff.permissions import may_administer
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.record.access import ViewerRequest, door


@door(*PLAN)
@require_safe
def of_employee(request: ViewerRequest, employee_id: int) -> HttpResponse:
    """The leave and the bars of now and later, for whoever may grant them."""
    now = clock.now()
    employee = directory.get_for(request.viewer, employee_id)
    grants = may_grant_leave(request.viewer, employee, today(now))
    bars = may_administer(request.viewer, employee)
    if not grants and not bars:
        return HttpResponse()
    context = {
        "now": now,
        "employee": employee,
        "grants": grants,
        "bars_people": bars,
        "leaves": employee.leaves.filter(ends_at__gt=now).order_by("starts_at"),
        "bars": employee.duty_bars.exclude(ends_on__lt=today(now)).order_by("starts_on") if bars else [],
    }
    return render(request, "duty/absences.html", context)


@door(*PLAN)
def take_leave(request: ViewerRequest, employee_id: int) -> HttpResponse:
    now = clock.now()
    employee = _grants(request, employee_id)
    begin = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    form = LeaveForm(request.POST or None, initial={"starts_at": begin, "ends_at": begin + timedelta(days=1)})
    dialog = Dialog(
        _("Grant leave"),
        _("Grant"),
        _page(employee),
        subject=employee.name,
        note=_("In that time nothing comes to them. Name a deputy on their page; without one the others hear."),
        sentence=_("Granted."),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.take_leave(
            employee=employee, **{**given, "kind": LeaveKind(given["kind"])}, actor=request.viewer, now=now
        ),
    )


@door(*PLAN)
def end_leave(request: ViewerRequest, leave_id: int) -> HttpResponse:
    leave = queries.get_leave(request.viewer, leave_id)
    _grants(request, leave.employee_id)
    dialog = Dialog(
        _("End the leave"),
        _("End it now"),
        _page(leave.employee),
        subject=leave.employee.name,
        note=_("The person is back from now on."),
        sentence=_("Ended."),
    )
    return dialog.answer(
        request,
        EmptyForm(request.POST if request.method == "POST" else None),
        lambda _given: operations.end_leave(leave=leave, actor=request.viewer, now=clock.now()),
    )


@door(*KEEP)
def bar(request: ViewerRequest, employee_id: int) -> HttpResponse:
    now = clock.now()
    employee = directory.get_for(request.viewer, employee_id)
    dialog = Dialog(
        _("No night duty or no overtime"),
        _("Write down"),
        _page(employee),
        subject=employee.name,
        note=_("Whoever plans duties reads that it is so, and not why."),
        sentence=_("Written down."),
    )
    return dialog.answer(
        request,
        DutyBarForm(request.POST or None, initial={"starts_on": today(now)}),
        lambda given: operations.bar(
            employee=employee, **{**given, "kind": DutyBarKind(given["kind"])}, actor=request.viewer, now=now
        ),
    )


@door(*KEEP)
def end_bar(request: ViewerRequest, bar_id: int) -> HttpResponse:
    row = queries.get_bar(request.viewer, bar_id)
    dialog = Dialog(
        _("It holds no more"),
        _("End it now"),
        _page(row.employee),
        subject=f"{row.employee.name} · {row.kind_choice.label}",
        sentence=_("Ended."),
    )
    return dialog.answer(
        request,
        EmptyForm(request.POST if request.method == "POST" else None),
        lambda _given: operations.end_bar(bar=row, actor=request.viewer, now=clock.now()),
    )


def _grants(request: ViewerRequest, employee_id: int) -> Employee:
    """The employee; Http404 for whoever may not know when they are on leave."""
    employee = directory.get_for(request.viewer, employee_id)
    if not may_grant_leave(request.viewer, employee, today(clock.now())):
        raise Http404
    return employee


def _page(employee: Employee) -> str:
    return reverse("staff:employee", args=[employee.pk])

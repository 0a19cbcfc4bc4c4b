"""The dialogs in which people change the staff."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Company
from jujiao.company.estates.operations.people import REVEAL
from jujiao.company.estates.web_changes import reveal
from jujiao.company.staff import directory, operations
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.forms import (
    ComeBackForm,
    DeputyForm,
    EmployeeForm,
    EmptyForm,
    EndPostForm,
    HireForm,
    LastDayForm,
    LeaveForm,
    PostForm,
)
from jujiao.company.staff.heads import lost_by_ending, lost_by_leaving
from jujiao.company.staff.leaving import in_hand_of
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import employed
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.rules.phone_lists import Number


@door(*EDIT_STAFF)
def hire(request: ViewerRequest) -> HttpResponse:
    """A new employee; the account has no password until the person chooses one by a link."""
    company = Company.objects.filter(id=request.viewer.company_id or 0).first()
    if company is None:
        raise Http404
    now = clock.now()
    form = HireForm(request.viewer, request.POST or None, initial={"starts_on": timezone.localtime(now).date()})
    dialog = Dialog(
        _("New employee"),
        _("Hire"),
        reverse("staff:employees"),
        note=_("Give them a link to choose a password on their page afterwards."),
        sentence=_("Hired."),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.hire(
            company=company,
            number=given["number"],
            name=given["name"],
            username=given["username"],
            phone=given["phone"],
            email=given["email"],
            joined_on=given["starts_on"],
            posts=[form.to_give()],
            actor=request.viewer,
            now=now,
        ),
    )


@door(*EDIT_STAFF)
def edit(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = directory.get_for(request.viewer, employee_id)
    form = EmployeeForm(request.POST or None, initial=_own(found))
    dialog = Dialog(
        _("Correct the data"),
        SAVE,
        _page(found),
        subject=found.name,
        note=_("Leave the phone and the e-mail empty to keep those on record."),
        sentence=_("Saved."),
        latest=lambda: _own(directory.get_for(request.viewer, employee_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.edit_employee(
            employee=found,
            number=given["number"],
            name=given["name"],
            phone="" if given["no_phone"] else given["phone"] or found.phone,
            joined_on=given["joined_on"],
            email="" if given["no_email"] else given["email"] or None,
            version=given["version"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )


@door(*EDIT_STAFF)
def leave(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = directory.get_for(request.viewer, employee_id)
    now = clock.now()
    today = timezone.localtime(now).date()
    dialog = Dialog(
        _("Leaves the company"),
        _("Set the last day"),
        _page(found),
        subject=found.name,
        note=_("Posts end with the last day. After it the account is closed."),
        sentence=_("Saved."),
        danger=True,
        latest=lambda: {"left_on": directory.get_for(request.viewer, employee_id).left_on or ""},
        template="staff/leaving.html",
        beside=lambda: _left_behind(request, found, today, now),
    )
    return dialog.answer(
        request,
        LeaveForm(request.POST or None, initial={"version": found.version, "left_on": today}),
        lambda given: operations.leave(employee=found, **given, actor=request.viewer, now=now),
    )


@door(*EDIT_STAFF)
def correct_leaving(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = directory.get_for(request.viewer, employee_id)
    now = clock.now()
    dialog = Dialog(
        _("Correct the last day"),
        SAVE,
        _page(found),
        subject=found.name,
        note=_(
            "Posts that ended with the old last day end with the new one. Until then the account is open. Cases that"
            " have gone back to their departments stay there."
        ),
        sentence=_("Saved."),
        latest=lambda: {"left_on": directory.get_for(request.viewer, employee_id).left_on or ""},
        template="staff/leaving.html",
        beside=lambda: {"hands": in_hand_of(found, request.viewer), "now": now},
    )
    return dialog.answer(
        request,
        LastDayForm(request.POST or None, initial={"version": found.version, "left_on": found.left_on}),
        lambda given: operations.correct_leaving(
            employee=found,
            left_on=None if given["stays"] else given["left_on"],
            version=given["version"],
            actor=request.viewer,
            now=now,
        ),
    )


@door(*EDIT_STAFF)
def come_back(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = directory.get_for(request.viewer, employee_id)
    now = clock.now()
    initial = {"version": found.version, "starts_on": timezone.localtime(now).date()}
    form = ComeBackForm(request.viewer, request.POST or None, initial=initial)
    dialog = Dialog(
        _("Comes back"),
        _("Employ again"),
        _page(found),
        subject=found.name,
        note=_(
            "Staff number, account and history stay; cases that went back to their departments stay there. Give them a"
            " link to choose a password afterwards."
        ),
        sentence=_("Employed again."),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.come_back(
            employee=found, post=form.to_give(), version=given["version"], actor=request.viewer, now=now
        ),
    )


@door(*EDIT_STAFF)
def assign(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = directory.get_for(request.viewer, employee_id)
    now = clock.now()
    form = PostForm(request.viewer, request.POST or None, initial={"starts_on": timezone.localtime(now).date()})
    dialog = Dialog(_("Give a post"), _("Give"), _page(found), subject=found.name, sentence=_("Given."))
    return dialog.answer(
        request,
        form,
        lambda _given: operations.assign_post(employee=found, post=form.to_give(), actor=request.viewer, now=now),
    )


@door(*EDIT_STAFF)
def end_post(request: ViewerRequest, post_id: int) -> HttpResponse:
    post = directory.get_post(request.viewer, post_id)
    now = clock.now()
    last_day = post.ends_on or timezone.localtime(now).date()
    dialog = Dialog(
        _("End the post"),
        _("Set the last day"),
        _page(post.employee),
        subject=f"{post.employee.name} {post.title}",
        sentence=_("Saved."),
        danger=True,
        latest=lambda: {"ends_on": directory.get_post(request.viewer, post_id).ends_on or ""},
        template="staff/leaving.html",
        beside=lambda: {"loses": lost_by_ending(post, last_day, now), "now": now},
    )
    return dialog.answer(
        request,
        EndPostForm(request.POST or None, initial={"version": post.version, "ends_on": last_day}),
        lambda given: operations.end_post(post=post, **given, actor=request.viewer, now=now),
    )


@door(*EDIT_STAFF)
def appoint(request: ViewerRequest, employee_id: int) -> HttpResponse:
    found = directory.get_for(request.viewer, employee_id)
    now = clock.now()
    begin = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    form = DeputyForm(request.POST or None, initial={"starts_at": begin, "ends_at": begin + timedelta(days=7)})
    colleagues = directory.visible_to(request.viewer).filter(employed(timezone.localtime(now).date()))
    form.fields["deputy"].queryset = colleagues.exclude(id=found.pk).order_by("pinyin", "id")  # type: ignore[attr-defined]
    dialog = Dialog(
        _("Somebody stands in"),
        _("Appoint"),
        _page(found),
        subject=found.name,
        note=_("In that time the deputy may do what the absent person may, and hears of what comes due."),
        sentence=_("Appointed."),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.appoint_deputy(absent=found, **given, actor=request.viewer, now=now),
    )


@door(*EDIT_STAFF)
def end_deputy(request: ViewerRequest, deputy_id: int) -> HttpResponse:
    row = directory.get_deputy(request.viewer, deputy_id)
    dialog = Dialog(
        _("Nobody stands in any more"),
        _("End it now"),
        _page(row.absent),
        subject=f"{row.absent.name} ← {row.deputy.name}",
        note=_("The absent person is back and answers again from now on."),
        sentence=_("Ended."),
    )
    return dialog.answer(
        request,
        EmptyForm(request.POST if request.method == "POST" else None),
        lambda _given: operations.end_deputy(deputy=row, actor=request.viewer, now=clock.now()),
    )


@door(*REVEAL)
def reveal_phone(request: ViewerRequest, employee_id: int) -> HttpResponse:
    """The reason is asked, then the number is shown, once and in the dialog alone."""
    found = directory.get_for(request.viewer, employee_id)
    return reveal(
        request,
        found.name,
        _page(found),
        lambda reason: [
            Number(
                operations.reveal_employee_phone(employee=found, reason=reason, actor=request.viewer, now=clock.now())
            )
        ],
    )


def _left_behind(request: ViewerRequest, employee: Employee, last_day: date, now: datetime) -> dict[str, Any]:
    """What a person who leaves has in hand, and the departments that lose their last head with them."""
    loses = lost_by_leaving(employee, last_day, now)
    return {"hands": in_hand_of(employee, request.viewer), "loses": loses, "now": now}


def _page(employee: Employee) -> str:
    return reverse("staff:employee", args=[employee.pk])


def _own(employee: Employee) -> dict[str, object]:
    return {
        "version": employee.version,
        "name": employee.name,
        "number": employee.number,
        "joined_on": employee.joined_on,
    }

"""The pages of employees and departments."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.operations.people import REVEAL
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff import directory, lists, operations
from jujiao.company.staff.directory import EDIT_STAFF, SEE_STAFF
from jujiao.company.staff.forms import DepartmentForm
from jujiao.company.staff.models import DepartmentKind
from jujiao.company.staff.permissions import may_administer, may_assign
from jujiao.company.staff.queries import employed, headless
from jujiao.company.staff.story import employee_story
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.panels import panels_of
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.rules.privacy import mask_email, mask_phone


@door(*SEE_STAFF)
@require_safe
def employees(request: ViewerRequest) -> HttpResponse:
    """The list of employees with what they do today; those who have left stand behind a switch."""
    now = clock.now()
    day = timezone.localtime(now).date()
    among = directory.visible_to(request.viewer)
    visible = directory.with_posts(among, day)
    if request.GET.get("left") != "1":
        visible = visible.filter(employed(day))
    page = lists.employees_table(request.viewer, now, among=among).page(visible, request.GET)
    context = {
        "now": now,
        "page": page,
        "rows": [{"employee": each, "phone": mask_phone(each.phone)} for each in page.rows],
        "edits": request.viewer.has(*EDIT_STAFF),
    }
    return render_page(request, "staff/employees.html", "list", context)


@door(*SEE_STAFF)
@require_safe
def employee(request: ViewerRequest, employee_id: int) -> HttpResponse:
    """An employee: data, posts, deputies, and what happened."""
    now = clock.now()
    viewer = request.viewer
    found = directory.get_for(viewer, employee_id)
    day = timezone.localtime(now).date()
    edits = viewer.has(*EDIT_STAFF)
    administers = edits and may_administer(viewer, found)
    first = directory.first_post_on(found, day)
    posts = [
        {
            "post": post,
            "first": post.pk == first,
            "over": bool(post.ends_on and post.ends_on < day),
            "ends": edits
            and viewer.employee_id != found.pk
            and may_assign(viewer, found.company_id, Role(post.role), post.estate),
        }
        for post in directory.posts_of(found)
    ]
    context = {
        "now": now,
        "employee": found,
        "phone": mask_phone(found.phone),
        "email": mask_email(found.user.email),
        "posts": posts,
        "deputies": list(directory.deputies_of(found, now)),
        "entries": employee_story(found),
        "panels": panels_of("employee", found.pk, viewer),
        "gone": bool(found.left_on and found.left_on < day),
        "administers": administers,
        "assigns": edits and viewer.employee_id != found.pk,
        "appoints": administers or (edits and viewer.employee_id == found.pk),
        "resets": administers and viewer.has(Role.ADMINISTRATION, Role.SYSADMIN),
        "reveals": bool(found.phone) and viewer.has(*REVEAL),
    }
    return render(request, "staff/employee.html", context)


@door(*SEE_STAFF)
@require_safe
def departments(request: ViewerRequest) -> HttpResponse:
    """The departments with who works there today."""
    now = clock.now()
    found = directory.departments_with_people(request.viewer, timezone.localtime(now).date())
    context = {
        "now": now,
        "departments": list(found),
        "headless": set(headless(estates_of(request.viewer), now).values_list("pk", flat=True)),
        "several": estates_of(request.viewer).count() > 1,
        "edits": request.viewer.has(*EDIT_STAFF),
    }
    return render(request, "staff/departments.html", context)


@door(*EDIT_STAFF)
def add_department(request: ViewerRequest) -> HttpResponse:
    dialog = Dialog(_("New department"), _("Create"), reverse("staff:departments"), sentence=_("Created."))
    return dialog.answer(
        request,
        DepartmentForm(request.viewer, request.POST or None),
        lambda given: operations.add_department(
            estate=given["estate"],
            name=given["name"],
            kind=DepartmentKind(given["kind"]),
            actor=request.viewer,
            now=clock.now(),
        ),
    )

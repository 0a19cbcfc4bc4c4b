"""Helping a colleague in: a link to choose a password, and taking away a second factor that is lost."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jujiao.company.accounts import operations, qr
from jujiao.company.accounts.forms import ResetSecondFactorForm
from jujiao.company.accounts.models import User
from jujiao.company.staff import directory
from jujiao.company.staff.permissions import permit_over
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done, render_dialog
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door


@door(Role.ADMINISTRATION, Role.MANAGER, Role.SYSADMIN)
def password_link(request: ViewerRequest, employee_id: int) -> HttpResponse:
    """Asked for by POST, shown once, as words and as a picture."""
    user = _account(request.viewer, employee_id)
    context: dict[str, Any] = {"colleague": user}
    if request.method == "POST":
        path = operations.password_link(user=user, actor=request.viewer, now=clock.now())
        link = request.build_absolute_uri(path)
        context |= {"link": link, "picture": qr.data_uri(link)}
    return render_dialog(request, "staff/password_link.html", context)


@door(Role.ADMINISTRATION, Role.SYSADMIN)
def reset_second_factor(request: ViewerRequest, employee_id: int) -> HttpResponse:
    user = _account(request.viewer, employee_id)
    form = ResetSecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            operations.reset_second_factor(user=user, actor=request.viewer, now=clock.now(), reason=reason)
        except UnableTo as error:
            form.add_error(None, str(error))
        else:
            return done(request, _("The second step is reset. It is set up anew at the next sign-in."))
    context = {"colleague": user, "form": form}
    return render_dialog(
        request, "staff/reset_second_factor.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _account(viewer: Viewer, employee_id: int) -> User:
    """The account of an employee whom the viewer may administer; 404 or NotAllowed for anybody else's."""
    employee = directory.get_for(viewer, employee_id)
    permit_over(viewer, employee)
    return employee.user

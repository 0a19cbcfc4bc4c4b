"""The security page of a member of staff, and choosing a password by a link."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from jujiao.company.accounts import operations
from jujiao.company.accounts.forms import ChoosePasswordForm
from jujiao.company.accounts.middleware import must_set_up
from jujiao.company.accounts.models import User
from jujiao.company.accounts.queries import security_of
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import STAFF, Viewer, ViewerRequest, door, open_door


@door(*STAFF)
@require_GET
def security(request: ViewerRequest) -> HttpResponse:
    """Password, second factors, recovery codes, other sessions, tokens."""
    user, now = cast(User, request.user), clock.now()
    context = {"now": now, "security": security_of(user, now), "must_set_up": must_set_up(request)}
    return render(request, "accounts/security.html", context)


@door(*STAFF)
@require_POST
def sign_out_elsewhere(request: ViewerRequest) -> HttpResponse:
    user = cast(User, request.user)
    user = operations.sign_out_elsewhere(user=user, actor=request.viewer, now=clock.now())
    update_session_auth_hash(request, user)
    return done(request, _("You are signed out everywhere but here."), url=reverse("accounts:security"))


@door(*STAFF)
@require_POST
def revoke_token(request: ViewerRequest, token_id: int) -> HttpResponse:
    """One of one's own tokens stops working; 404 for anybody else's."""
    try:
        operations.revoke_token(token_id=token_id, actor=request.viewer, now=clock.now())
    except operations.UnableToRevokeToken as error:
        raise Http404 from error
    return done(request, _("The token is revoked."), url=reverse("accounts:security"))


@open_door
@sensitive_post_parameters("password1", "password2")
def choose_password(request: HttpRequest, person: str, token: str) -> HttpResponse:
    """Where a link from administration leads: a new colleague, or one who has forgotten the password, chooses one."""
    user = _person(person)
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "accounts/link_used.html", status=410)
    form = ChoosePasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password1"]
        themselves = Viewer(user_id=user.pk, name=user.name)
        operations.choose_password(user=user, token=token, password=password, actor=themselves, now=clock.now())
        messages.success(request, _("Your password is set. Sign in with it now."))
        return redirect("account_login")
    context = {"form": form, "username": user.username}
    return render(request, "accounts/choose_password.html", context, status=422 if form.is_bound else 200)


def _person(encoded: str) -> User | None:
    try:
        number = int(urlsafe_base64_decode(encoded))
    except ValueError:
        return None
    return User.objects.filter(pk=number, is_active=True, username__isnull=False).first() if number < 2**63 else None

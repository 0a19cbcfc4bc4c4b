"""The two doors, and what stands behind them until a person is in."""

from typing import Any

from allauth.account import views
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStage
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.accounts.operations import still_holds
from jujiao.kernel.machine import clock
from jujiao.rules.phones import shown

DOOR_COOKIE = "jujiao_door"
STAFF_DOOR, OWNER_DOOR = "staff", "owner"
A_YEAR = 365 * 24 * 3600


def remember_door(response: HttpResponse, door: str) -> HttpResponse:
    """Keeps which door this browser used, so that it opens there the next time."""
    response.set_cookie(
        DOOR_COOKIE, door, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


class StaffDoor(views.LoginView):  # type: ignore[misc]
    """User name and password, or a passkey. Residents who came in by the other door before are led there."""

    template_name = "accounts/staff_door.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.COOKIES.get(DOOR_COOKIE) == OWNER_DOOR and request.GET.get("door") != STAFF_DOOR:
            return redirect(self.passthrough_next_url(reverse("account_request_login_code")))
        page: HttpResponse = super().get(request, *args, **kwargs)
        return page

    def form_valid(self, form: Any) -> HttpResponse:
        return remember_door(super().form_valid(form), STAFF_DOOR)

    def form_invalid(self, form: Any) -> HttpResponse:
        return _unprocessable(super().form_invalid(form))

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponseRedirect | None:
        if stage.key == LoginByCodeStage.key:
            clear_login(request)
            return None
        onward: HttpResponseRedirect | None = super()._redirect_to_pending_stage(request, stage)
        return onward


class OwnerDoor(views.RequestLoginCodeView):  # type: ignore[misc]
    """A phone number, to which a code goes. It may always be asked for again, with another number too."""

    template_name = "accounts/owner_door.html"

    def form_valid(self, form: Any) -> HttpResponse:
        return remember_door(super().form_valid(form), OWNER_DOOR)

    def form_invalid(self, form: Any) -> HttpResponse:
        return _unprocessable(super().form_invalid(form))

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:  # noqa: ARG002
        """Forgets a code that is still waited for: a mistyped number must not hold anybody up."""
        clear_login(request)


class ConfirmCode(views.ConfirmLoginCodeView):  # type: ignore[misc]
    """The code that came by phone."""

    template_name = "accounts/confirm_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if getattr(self, "_process", True) is None:
            messages.info(request, _("That code is too old. Ask for a new one."))
            return redirect(self.passthrough_next_url(reverse("account_request_login_code")))
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """Not asked for again: a code that is sent anew has new tries, so it is asked for at the door alone."""
        state = self._process.state
        sent = f"{state['at']}:{self._process.code}"
        return {**super().get_form_kwargs(), "phone": state["phone"], "sent": sent}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "spaced": shown(context["phone"])}

    def form_valid(self, form: Any) -> HttpResponse:
        process = self._process
        if not still_holds(user=process.user, phone=process.state["phone"], now=clock.now()):
            clear_login(self.request)
            return redirect(self.passthrough_next_url(reverse("account_request_login_code")))
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Whether the code may be typed again. allauth would count in the session, where tries at once overwrite each
        other's count."""
        if not form.is_dead:
            return _unprocessable(self.render_to_response(self.get_context_data(form=form)))
        clear_login(self.request)
        messages.error(self.request, _("That code was typed wrongly too often. Ask for a new one."))
        return redirect(self.passthrough_next_url(reverse("account_request_login_code")))


class PasskeyDoor(LoginWebAuthnView):  # type: ignore[misc]
    """What a passkey answered; the page that was asked for is not lost on the way."""

    def form_valid(self, form: Any) -> HttpResponse:
        factor = form.cleaned_data["credential"]
        login = Login(user=factor.user, redirect_url=get_next_redirect_url(self.request))
        return remember_door(perform_passwordless_login(self.request, factor, login), STAFF_DOOR)


def _unprocessable(response: HttpResponse) -> HttpResponse:
    response.status_code = 422
    return response

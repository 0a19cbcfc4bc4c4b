"""Setting up and taking off second factors: allauth's views with this product's pages and ways."""

from typing import Any, cast

from allauth.account import views as account_views
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from jujiao.company.accounts.mfa_adapter import SecondFactorAdapter
from jujiao.company.accounts.models import SecondFactor, User
from jujiao.company.accounts.operations import begin_second_factor
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Viewer

SECURITY = reverse_lazy("accounts:security")


class ToSecurity:
    """Leads back to the security page, or to the recovery codes where these have just been made."""

    did_generate_recovery_codes = False

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes") if self.did_generate_recovery_codes else str(SECURITY)


class Beginning(ToSecurity):
    """Sets one up. With the first one every session ends that was opened by the password alone, but for this one:
    whoever had found out the password before would else stay in without ever having shown a second factor."""

    kind: str
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        user = cast(User, self.request.user)
        themselves = Viewer(user_id=user.pk, name=user.name)
        changed = begin_second_factor(user=user, kind=self.kind, actor=themselves, now=clock.now())
        if changed is not None:
            update_session_auth_hash(self.request, changed)
        return response


class Authenticate(base.AuthenticateView):  # type: ignore[misc]
    """The second step of the staff's door."""

    template_name = "accounts/second_factor.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class ActivateTotp(Beginning, totp.ActivateTOTPView):  # type: ignore[misc]
    kind = SecondFactor.Type.TOTP
    template_name = "accounts/totp.html"


class DeactivateTotp(ToSecurity, totp.DeactivateTOTPView):  # type: ignore[misc]
    template_name = "accounts/totp_off.html"


class AddPasskey(Beginning, webauthn.AddWebAuthnView):  # type: ignore[misc]
    kind = SecondFactor.Type.WEBAUTHN
    template_name = "accounts/passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A key that stays on the device and asks who is there, so that it can sign in alone."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["form"] = kwargs.get("form") or context.get("form") or self.get_form()
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context


class RemovePasskey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/passkey_off.html"
    success_url = SECURITY

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = SecondFactorAdapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, str(adapter.error_messages["cannot_delete_authenticator"]))
            return redirect(SECURITY)
        response: HttpResponse = super().form_valid(form)
        return response


class RecoveryCodes(recovery_codes.ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "accounts/recovery_codes.html"


class NewRecoveryCodes(recovery_codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "accounts/recovery_codes_new.html"


class AgainByPassword(account_views.ReauthenticateView):  # type: ignore[misc]
    template_name = "accounts/again.html"


class AgainByCode(base.ReauthenticateView):  # type: ignore[misc]
    template_name = "accounts/again.html"


class AgainByPasskey(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/again_passkey.html"


class ChangePassword(account_views.PasswordChangeView):  # type: ignore[misc]
    template_name = "accounts/password.html"

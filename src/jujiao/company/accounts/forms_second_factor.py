"""What people type, or let their device answer, as a second factor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.fields import CodeField
from jujiao.company.accounts.mfa_adapter import SecondFactorAdapter
from jujiao.company.accounts.operations.guessing import Account, use_code, was_right
from jujiao.company.accounts.trying import begin
from jujiao.kernel.machine import clock
from jujiao.rules.guessing import Kind


class _EachCodeOnce(forms.Form):
    """Counts each try, and lets no code count twice for as long as the tolerance would accept it."""

    user: Any

    def clean_code(self) -> str:
        attempt = begin(Kind.SECOND_STEP, Account.of(self.user))
        code: str = super().clean_code()  # type: ignore[misc]
        lifetime = timedelta(seconds=app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1))
        digits = "".join(filter(str.isdigit, code))
        if not use_code(user=self.user, code=digits, lifetime=lifetime, now=clock.now()):
            raise SecondFactorAdapter().validation_error("incorrect_code")
        was_right(attempt)
        return code


class SecondFactorForm(_EachCodeOnce, base.AuthenticateForm):  # type: ignore[misc]
    code = CodeField(
        label=_("Code"), help_text=_("The 6 digits that your authenticator app shows, or one of your recovery codes.")
    )


class SecondFactorAgainForm(_EachCodeOnce, base.ReauthenticateForm):  # type: ignore[misc]
    code = CodeField(
        label=_("Code"), help_text=_("The 6 digits that your authenticator app shows, or one of your recovery codes.")
    )


class ActivateTotpForm(ActivateTOTPForm):  # type: ignore[misc]
    code = CodeField(label=_("The 6 digits that the app shows now"))


class _Readable(forms.Form):
    """Whatever is sent as a device's answer: what cannot be read is wrong, and breaks nothing."""

    def clean_credential(self) -> Any:
        inherited = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
        return _read(inherited)

    def clean(self) -> Any:
        return _read(super().clean)


def _read[T](step: Callable[[], T]) -> T:
    try:
        return step()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SecondFactorAdapter().validation_error("incorrect_code") from error


class PasskeyForm(_Readable, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step by a passkey."""


class PasskeySignInForm(_Readable, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""


class PasskeyAgainForm(_Readable, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey before something is changed."""


class AddPasskeyForm(_Readable, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey. It always asks its owner for a fingerprint, face or PIN: it also signs in by itself."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False, help_text=_("So that you know it again."))
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)

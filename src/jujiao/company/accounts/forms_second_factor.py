"""What people type, or let their device answer, as a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.fields import CodeField
from jujiao.company.accounts.mfa_adapter import SecondFactorAdapter


class _EachCodeOnce(forms.Form):
    """Lets no code count twice for as long as the tolerance would accept it; allauth forgets it after one period."""

    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        lifetime = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        digits = "".join(filter(str.isdigit, code))
        if not cache.add(f"second-factor-used:{self.user.pk}:{digits}", True, timeout=lifetime):
            raise SecondFactorAdapter().validation_error("incorrect_code")
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

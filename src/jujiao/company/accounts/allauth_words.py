"""What allauth says, in this product's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WRONG_PASSWORD = _("User name and password do not match.")

ERRORS: dict[str, Promise] = {
    "username_password_mismatch": _WRONG_PASSWORD,
    "phone_password_mismatch": _WRONG_PASSWORD,
    "email_password_mismatch": _WRONG_PASSWORD,
    "invalid_login": _WRONG_PASSWORD,
    "incorrect_password": _("This is not your password."),
    "enter_current_password": _("This is not your present password."),
    "incorrect_code": _("The code is not right."),
    "account_inactive": _("This account is closed."),
}

MESSAGES: dict[str, Promise] = {
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/password_changed.txt": _(
        "The password is changed. Other devices are signed out, and API tokens are revoked."
    ),
    "mfa/messages/totp_activated.txt": _("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is taken off."),
    "mfa/messages/webauthn_added.txt": _("The passkey is set up."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is taken off."),
}

SECOND_FACTOR_ERRORS: dict[str, Promise] = {
    "incorrect_code": _("The code is not right."),
    "cannot_delete_authenticator": _("This is your only second factor. Set up another one first."),
    "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
}

WAYS: dict[str, Promise] = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}

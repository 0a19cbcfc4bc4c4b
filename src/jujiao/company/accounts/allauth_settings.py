"""How people sign in, in allauth's words: staff by password and a second factor, residents by a code to their phone."""

import os

from jujiao.kernel.machine.paths import HOME


def _on(name: str, default: bool) -> bool:
    return os.environ.get(name, str(int(default))) not in {"", "0", "no", "false"}


ACCOUNT_ADAPTER = "jujiao.company.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Staff stay signed in for SESSION_COOKIE_AGE, residents for JUJIAO_RESIDENT_SESSION_AGE.
ACCOUNT_SESSION_REMEMBER = True
JUJIAO_RESIDENT_SESSION_AGE = 30 * 24 * 3600

ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 5 * 60
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

# allauth counts by reading and writing back, in a cache. Here rules/guessing.py has the limits, and
# operations/guessing.py counts.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "jujiao.company.accounts.forms.StaffSignInForm",
    "request_login_code": "jujiao.company.accounts.forms.OwnerSignInForm",
    "confirm_login_code": "jujiao.company.accounts.forms.ConfirmCodeForm",
    "reauthenticate": "jujiao.company.accounts.forms.ReauthenticateForm",
    "change_password": "jujiao.company.accounts.forms.ChangePasswordForm",
}

MFA_ADAPTER = "jujiao.company.accounts.mfa_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A code typed at the turn of its half minute still counts; forms.py lets each count once only.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "jujiao.company.accounts.forms_second_factor.SecondFactorForm",
    "reauthenticate": "jujiao.company.accounts.forms_second_factor.SecondFactorAgainForm",
    "activate_totp": "jujiao.company.accounts.forms_second_factor.ActivateTotpForm",
    "authenticate_webauthn": "jujiao.company.accounts.forms_second_factor.PasskeyForm",
    "login_webauthn": "jujiao.company.accounts.forms_second_factor.PasskeySignInForm",
    "reauthenticate_webauthn": "jujiao.company.accounts.forms_second_factor.PasskeyAgainForm",
    "add_webauthn": "jujiao.company.accounts.forms_second_factor.AddPasskeyForm",
}

# The demonstration is opened by people who only want to look around.
JUJIAO_REQUIRE_SECOND_FACTOR = _on("JUJIAO_REQUIRE_SECOND_FACTOR", default=not (HOME / "demonstration").exists())

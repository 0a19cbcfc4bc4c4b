"""What people type to sign in."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts import operations
from jujiao.company.accounts.fields import CodeField, OwnNumberField, PasswordField
from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.guessing import Account, was_right
from jujiao.company.accounts.operations.sessions import REASON
from jujiao.company.accounts.trying import DEAD, begin
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.rules.guessing import Kind


class StaffSignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """The staff's door: user name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True})
        self.fields["login"] = forms.CharField(label=_("User name"), max_length=60, widget=name)
        self.fields["password"] = PasswordField()
        self.order_fields(["login", "password"])

    def user_credentials(self) -> dict[str, str]:
        """Always a user name, even where it looks like a phone number."""
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class OwnerSignInForm(allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """The residents' door: a phone number, to which a code goes. Known and unknown numbers are answered alike."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = OwnNumberField()

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        begin(Kind.CODE_ASKED, Account.with_phone(phone))
        self._user = operations.open_for_resident(phone=phone, actor=SYSTEM, now=clock.now())
        return phone


class ConfirmCodeForm(allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent to `phone`; `sent` tells it from every other code that was sent there."""

    code = CodeField(label=_("6-digit code"))

    def __init__(self, *args: Any, phone: str, sent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phone, self.sent, self._is_last = phone, sent, False

    @property
    def is_dead(self) -> bool:
        """Whether the code has no tries left."""
        return self._is_last or self.has_error("code", DEAD)

    def clean_code(self) -> str:
        attempt = begin(Kind.CODE_TYPED, Account.with_phone(self.phone), self.sent)
        self._is_last = attempt.is_last
        code: str = super().clean_code()
        was_right(attempt)
        return code


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    password = PasswordField()


class _NewPasswordForm(forms.Form):
    """A new password, twice, that the validators accept for `user`."""

    password1 = PasswordField(
        label=_("New password"),
        autocomplete="new-password",
        help_text=_("At least 10 characters. A sentence that only you know is easier to keep than signs and digits."),
    )
    password2 = PasswordField(label=_("New password again"), autocomplete="new-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> None:
        super().clean()
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))


class ChangePasswordForm(_NewPasswordForm):
    """A signed-in person's new password. The present one is asked for, so that an open screen is not enough."""

    oldpassword = PasswordField(label=_("Present password"))
    field_order = ["oldpassword", "password1", "password2"]

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        # As at the door: what is typed at an open screen is counted with all else that is tried.
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def save(self) -> None:
        themselves = Viewer(user_id=self.user.pk, name=self.user.name)
        password = self.cleaned_data["password1"]
        changed = operations.change_password(user=self.user, password=password, actor=themselves, now=clock.now())
        # allauth keeps this session by what its user shows now.
        self.user.password, self.user.session_epoch = changed.password, changed.session_epoch


class ChoosePasswordForm(_NewPasswordForm):
    """The password of somebody who came by a link from administration."""


class ResetSecondFactorForm(forms.Form):
    """Why administration takes away a colleague's second factor."""

    reason = TextField(
        REASON,
        label=_("Reason"),
        help_text=_("How did you make sure that it is really them? It stays on record."),
    )

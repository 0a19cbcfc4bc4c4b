"""Form fields of telephone numbers, and of signing in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.phones import clean_mobile, no_number
from jujiao.rules.phones import NoNumber, normal


class PhoneField(forms.CharField):
    """A telephone number in whatever way it is typed; the value is its normal form, "" for nothing.

    With `by_message` it is one to which a text message can be sent."""

    def __init__(self, *, by_message: bool = False, **options: Any) -> None:
        self.by_message = by_message
        options.setdefault("label", _("Phone"))
        options.setdefault("required", False)
        options.setdefault("max_length", 40)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return (clean_mobile if self.by_message else normal)(typed) if typed else ""
        except NoNumber as error:
            raise forms.ValidationError(no_number(error, typed), code="invalid") from error


class OwnNumberField(PhoneField):
    """The number by which somebody signs in: a code is sent to it."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "tel", "autocomplete": "tel-national", "autofocus": True}
        given = {"label": _("Mobile number"), "required": True, "widget": forms.TextInput(attrs=attrs), **options}
        super().__init__(by_message=True, **given)

    def clean(self, value: Any) -> str:
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if getattr(error, "code", "") != "invalid":
                raise
            sentence = _("Enter the 11 digits of a mobile number, such as 138 0013 8000.")
            raise forms.ValidationError(sentence, code="invalid") from error


class PasswordField(forms.CharField):
    """A password, neither trimmed nor shown again. `autocomplete` tells password managers which one it is."""

    def __init__(self, *, autocomplete: str = "current-password", **options: Any) -> None:
        options.setdefault("label", _("Password"))
        options.setdefault("max_length", 512)
        options["widget"] = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, **options)


class CodeField(forms.CharField):
    """A code that somebody was sent or reads off a device; blanks in it do not matter."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Code"))
        options.setdefault("max_length", 24)
        options.setdefault(
            "widget",
            forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "j-code"}
            ),
        )
        super().__init__(**options)

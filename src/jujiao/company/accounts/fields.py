"""Form fields of signing in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.phones import normalise_mobile


class PhoneField(forms.CharField):
    """A mainland mobile number as people type it; the value is its 11 digits."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Mobile number"))
        options.setdefault("max_length", 24)
        options.setdefault(
            "widget",
            forms.TextInput(attrs={"type": "tel", "autocomplete": "tel-national", "autofocus": True}),
        )
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return normalise_mobile(typed) if typed else ""
        except ValueError as error:
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

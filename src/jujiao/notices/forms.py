"""What people choose on the page of how they are told."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.notice_kinds import NoticeGroup
from jujiao.rules.telling import Quiet

NIGHT = Quiet(time(22), time(7))
"""What is offered to who has no quiet hours yet."""


class HourInput(forms.TimeInput):
    """A time of day, picked in the browser's own way."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WaysForm(forms.Form):
    """Of which groups there are mails, and words on the device; and the quiet hours."""

    mail = forms.MultipleChoiceField(required=False)
    system = forms.MultipleChoiceField(required=False)
    quiet = forms.BooleanField(
        label=_("Quiet hours every day"),
        required=False,
        help_text=_("An end that is earlier than the start is on the next day."),
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=HourInput)
    quiet_until = forms.TimeField(label=_("Quiet until"), widget=HourInput)

    order = forms.ChoiceField(label=_("Messages go to you"), required=False, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, groups: list[NoticeGroup], mail: bool, text: bool, wechat: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["order"].choices = orders(mail=mail, text=text, wechat=wechat)  # type: ignore[attr-defined]
        for name in ("mail", "system"):
            self.fields[name].choices = [(group.key, group.label) for group in groups]  # type: ignore[attr-defined]
        for name in ("quiet_from", "quiet_until"):
            self.fields[name].required = not self.is_bound or "quiet" in self.data

    def clean(self) -> dict[str, Any]:
        data, quiet = self.cleaned_data, None
        if data.get("quiet") and not self.errors:
            if data["quiet_from"] == data["quiet_until"]:
                self.add_error("quiet_until", _("Quiet hours end at another time than they start."))
            else:
                quiet = Quiet(data["quiet_from"], data["quiet_until"])
        return {**data, "quiet": quiet, "order": [way for way in data.get("order", "").split(",") if way]}


def orders(*, mail: bool, text: bool, wechat: bool) -> list[tuple[str, Any]]:
    """The orders of ways to choose from, for who has an address for mail, a number for text messages, and is bound in
    WeChat; none where there is nothing to choose. The first is what holds for who has chosen none."""
    others = _by(mail=mail, text=text)
    if wechat:
        return [*_in_wechat(mail=mail, text=text), *([("email", _("By e-mail"))] if mail else []), *others]
    if not text:
        return []
    return [("", _("By e-mail") if mail else _("Not at all: the inbox is enough")), *others]


def _in_wechat(*, mail: bool, text: bool) -> list[tuple[str, Any]]:
    first = _("In WeChat, and by e-mail where that fails") if mail else _("In WeChat")
    more = [("wechat,sms", _("In WeChat, and by text message where that fails"))] if text else []
    return [("", first), *more]


def _by(*, mail: bool, text: bool) -> list[tuple[str, Any]]:
    if not text:
        return []
    if not mail:
        return [("sms", _("By text message"))]
    return [
        ("email,sms", _("By e-mail, and by text message where that fails")),
        ("sms,email", _("By text message, and by e-mail where that fails")),
    ]

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

    def __init__(self, *args: Any, groups: list[NoticeGroup], **more: Any) -> None:
        super().__init__(*args, **more)
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
        return {**data, "quiet": quiet}

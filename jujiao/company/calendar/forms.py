"""Typing in or sending the yearly notice."""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.calendar.notice_text import UnreadableLine, read_table
from jujiao.company.calendar.queries import FIRST_YEAR, LAST_YEAR

LARGEST_FILE = 100_000
STATUTORY_DAYS = 13
TYPED = ("year", "title", "issued", "statutory_days", "working_days", "table")
EXAMPLE = "元旦 | New Year's Day | 1.1 | 1.3 | 1.4\n春节 | Spring Festival | 2.15 | 2.23 | 2.14 2.28"


class YearForm(forms.Form):
    """A notice, either as a file in the form of the shipped ones, or typed: its head, its two sums, and its table."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("A TOML file with a whole year. Without one, fill in the fields below."),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml"}),
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    title = forms.CharField(label=gettext_lazy("Title of the notice"), required=False, max_length=120)
    number = forms.CharField(label=gettext_lazy("Document number"), required=False, max_length=60)
    issued = forms.DateField(
        label=gettext_lazy("Issued on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    statutory_days = forms.IntegerField(
        label=gettext_lazy("Statutory days off"),
        required=False,
        min_value=0,
        max_value=100,
        initial=STATUTORY_DAYS,
        help_text=gettext_lazy("Weekday holidays minus make-up days must come to this: 13 since 2025."),
    )
    working_days = forms.IntegerField(
        label=gettext_lazy("Working days of the year"),
        required=False,
        min_value=0,
        max_value=366,
        help_text=gettext_lazy("Counted by hand or taken from the notice: the dates must add up to it."),
    )
    table = forms.CharField(
        label=gettext_lazy("Holidays"),
        required=False,
        max_length=10_000,
        help_text=gettext_lazy(
            "One a line: name | English name | first day | last day | make-up days. A table from Excel works too."
        ),
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": EXAMPLE, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned.get("file"):
            cleaned["data"] = self._from_file(cleaned["file"])
            return cleaned
        for name in TYPED:
            if cleaned.get(name) in (None, ""):
                self.add_error(name, _("Please fill this in, or choose a file."))
        if not self.errors:
            try:
                cleaned["data"] = _typed(cleaned)
            except UnreadableLine as error:
                self.add_error("table", str(error))
        return cleaned

    def _from_file(self, file: Any) -> dict[str, Any]:
        try:
            # No notice is larger: what is cut off does not parse.
            return tomllib.loads(file.read(LARGEST_FILE).decode("utf-8-sig"))
        except (ValueError, RecursionError):
            self.add_error("file", _("This is no TOML file with a year's notice."))
            return {}


def _typed(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {
        "year": cleaned["year"],
        "notice": {"title": cleaned["title"], "number": cleaned["number"], "issued": cleaned["issued"]},
        "expect": {
            "statutory_days": cleaned["statutory_days"],
            "working_days": cleaned["working_days"],
            "source": "",
        },
        "holiday": read_table(cleaned["table"], cleaned["year"]),
    }


class PublishForm(forms.Form):
    """The edition as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

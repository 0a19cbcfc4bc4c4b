"""Typing in or sending the yearly notice."""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.calendar.notice_text import UnreadableLine, read_table
from jujiao.company.calendar.operations import LONGEST_NUMBER, LONGEST_TITLE
from jujiao.company.calendar.queries import FIRST_YEAR, LAST_YEAR

LARGEST_FILE = 100_000
STATUTORY_DAYS = 13
EXAMPLE = "元旦 | New Year's Day | 1.1 | 1.3 | 1.4\n春节 | Spring Festival | 2.15 | 2.23 | 2.14 2.28"


class FileForm(forms.Form):
    """A notice as a file in the form of the shipped ones; `cleaned_data["data"]` is what stands in it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A TOML file with a whole year, as other systems or a colleague may have made it."),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                # No notice is larger: what is cut off does not parse.
                cleaned["data"] = tomllib.loads(cleaned["file"].read(LARGEST_FILE).decode("utf-8-sig"))
            except (ValueError, RecursionError):
                self.add_error("file", _("This is no TOML file with a year's notice."))
        return cleaned


class TypedForm(forms.Form):
    """A notice typed in: its head, its two sums, and its table; `cleaned_data["data"]` is the same as of a file."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    title = forms.CharField(label=gettext_lazy("Title of the notice"), max_length=LONGEST_TITLE)
    number = forms.CharField(label=gettext_lazy("Document number"), required=False, max_length=LONGEST_NUMBER)
    issued = forms.DateField(label=gettext_lazy("Issued on"), widget=forms.DateInput(attrs={"type": "date"}))
    statutory_days = forms.IntegerField(
        label=gettext_lazy("Statutory days off"),
        min_value=0,
        max_value=100,
        initial=STATUTORY_DAYS,
        help_text=gettext_lazy("Weekday holidays minus make-up days must come to this: 13 since 2025."),
    )
    working_days = forms.IntegerField(
        label=gettext_lazy("Working days of the year"),
        min_value=0,
        max_value=366,
        help_text=gettext_lazy("Counted by hand or taken from the notice: the dates must add up to it."),
    )
    table = forms.CharField(
        label=gettext_lazy("Holidays"),
        max_length=10_000,
        help_text=gettext_lazy(
            "Copied from the notice, sentence by sentence, or one a line: name | English name | first day | last day | "
            "make-up days. A table from Excel works too."
        ),
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": EXAMPLE, "spellcheck": "false", "translate": "no"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["data"] = _typed(cleaned)
            except UnreadableLine as error:
                self.add_error("table", str(error))
        return cleaned


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

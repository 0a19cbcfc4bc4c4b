"""Figures, clauses and their sources in the reader's language. The rules carry both languages; pages choose here."""

from decimal import Decimal

from django.utils.translation import get_language, gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from jujiao.rules.catalogue import Clause, Heading
from jujiao.rules.figure import Figure, Unit

COUNTED = {
    Unit.SECONDS: ngettext_lazy("%(value)s second", "%(value)s seconds", "number"),
    Unit.MINUTES: ngettext_lazy("%(value)s minute", "%(value)s minutes", "number"),
    Unit.HOURS: ngettext_lazy("%(value)s hour", "%(value)s hours", "number"),
    Unit.DAYS: ngettext_lazy("%(value)s day", "%(value)s days", "number"),
    Unit.WORKING_DAYS: ngettext_lazy("%(value)s working day", "%(value)s working days", "number"),
    Unit.CALENDAR_DAYS: ngettext_lazy("%(value)s calendar day", "%(value)s calendar days", "number"),
    Unit.MONTHS: ngettext_lazy("%(value)s month", "%(value)s months", "number"),
    Unit.RINGS: ngettext_lazy("%(value)s ring", "%(value)s rings", "number"),
    Unit.TIMES: ngettext_lazy("%(value)s time", "%(value)s times", "number"),
    Unit.HOURS_PER_DAY: ngettext_lazy("%(value)s hour a day", "%(value)s hours a day", "number"),
    Unit.PER_DAY: ngettext_lazy("%(value)s time a day", "%(value)s times a day", "number"),
    Unit.PER_QUARTER: ngettext_lazy("%(value)s time a quarter", "%(value)s times a quarter", "number"),
    Unit.PER_YEAR: ngettext_lazy("%(value)s time a year", "%(value)s times a year", "number"),
    Unit.ROWS: ngettext_lazy("%(value)s row", "%(value)s rows", "number"),
}
PLAIN = {
    Unit.PERCENT: _("%(value)s %%"),
    Unit.FRACTION: _("%(value)s of the time"),
    Unit.SCORE: _("%(value)s of 5"),
    Unit.ROUND: _("round %(value)s"),
    Unit.DAY_OF_MONTH: _("day %(value)s of the month"),
    Unit.WORKING_DAY_OF_MONTH: _("working day %(value)s of the month"),
    Unit.MONTH: _("month %(value)s"),
}
BARE = {
    Unit.SECONDS: pgettext_lazy("unit of a figure", "seconds"),
    Unit.MINUTES: pgettext_lazy("unit of a figure", "minutes"),
    Unit.HOURS: pgettext_lazy("unit of a figure", "hours"),
    Unit.DAYS: pgettext_lazy("unit of a figure", "days"),
    Unit.WORKING_DAYS: pgettext_lazy("unit of a figure", "working days"),
    Unit.CALENDAR_DAYS: pgettext_lazy("unit of a figure", "calendar days"),
    Unit.MONTHS: pgettext_lazy("unit of a figure", "months"),
    Unit.RINGS: pgettext_lazy("unit of a figure", "rings"),
    Unit.TIMES: pgettext_lazy("unit of a figure", "times"),
    Unit.HOURS_PER_DAY: pgettext_lazy("unit of a figure", "hours a day"),
    Unit.PER_DAY: pgettext_lazy("unit of a figure", "times a day"),
    Unit.PER_QUARTER: pgettext_lazy("unit of a figure", "times a quarter"),
    Unit.PER_YEAR: pgettext_lazy("unit of a figure", "times a year"),
    Unit.ROWS: pgettext_lazy("unit of a figure", "rows"),
    Unit.PERCENT: pgettext_lazy("unit of a figure", "percent"),
    Unit.FRACTION: pgettext_lazy("unit of a figure", "part of the time"),
    Unit.SCORE: pgettext_lazy("unit of a figure", "of 5"),
    Unit.ROUND: pgettext_lazy("unit of a figure", "round"),
    Unit.DAY_OF_MONTH: pgettext_lazy("unit of a figure", "day of the month"),
    Unit.WORKING_DAY_OF_MONTH: pgettext_lazy("unit of a figure", "working day of the month"),
    Unit.MONTH: pgettext_lazy("unit of a figure", "month"),
    Unit.YES_NO: pgettext_lazy("unit of a figure", "1 for yes, 0 for no"),
}


def value_words(value: Decimal, unit: Unit) -> str:
    """A value with its unit: "24 hours", "3 working days", "yes"."""
    if unit is Unit.YES_NO:
        return gettext("yes") if value else gettext("no")
    number = f"{value.normalize():f}"
    if unit in COUNTED:
        return str(COUNTED[unit] % {"number": 1 if value == 1 else 2, "value": number})
    return str(PLAIN[unit] % {"value": number})


def figure_words(figure: Figure) -> str:
    """A figure's value in words."""
    return value_words(figure.value, figure.unit)


def label_words(figure: Figure) -> str:
    """What a figure limits."""
    return figure.label_zh if is_chinese() else figure.label_en


def source_words(figure: Figure) -> str:
    """Where a figure comes from."""
    return figure.source_zh if is_chinese() else figure.source_en


def heading_words(heading: Heading) -> str:
    """A chapter's name."""
    return heading.zh if is_chinese() else heading.en


def clause_words(clause: Clause) -> tuple[str, str]:
    """A clause's heading and its sentence."""
    if is_chinese():
        return clause.heading_zh, clause.says_zh
    return clause.heading_en, clause.says_en


def is_chinese() -> bool:
    """Whether the reader reads Chinese; everything else gets English."""
    return (get_language() or "zh-hans").startswith("zh")

"""Why a due time falls on its day, in words, day by day."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jujiao.kernel.pages.part_values import ReasonDay
from jujiao.kernel.pages.words import due_words, weekday_words
from jujiao.rules.clocks import DayCount, Due, Reason

WORKED = frozenset({Reason.WORKING_DAY, Reason.MAKE_UP_DAY, Reason.ASSUMED_WORKING_DAY})
"""Why a day counts where working days are counted."""


def explain(due: Due) -> list[ReasonDay]:
    """Every local date from the event to the due time, in order: whether it counted, as which day, and why."""
    return [ReasonDay(day.date, day.counted, why(day), day.number) for day in due.days]


def sentence(day: DayCount) -> str:
    """One day as a sentence, for where there is no table."""
    if day.number and day.reason in WORKED:
        counted = _("working day %(number)s") % {"number": day.number}
    elif day.number:
        counted = _("day %(number)s") % {"number": day.number}
    else:
        counted = _("counted") if day.counted else _("not counted")
    return f"{weekday_words(day.date)} · {counted} · {why(day)}"


def why(day: DayCount) -> str:
    """Why a day counted or did not."""
    name = (day.label if _is_chinese() else day.label_en) or _("holiday")
    reasons = {
        Reason.EVENT_DAY: _("the day of the event itself"),
        Reason.RUNS_THROUGH: _("hours run day and night, holidays too"),
        Reason.CALENDAR_DAY: _("every day counts, days off too"),
        Reason.MOVED_HERE: _("the next working day, as the last day is a day off"),
        Reason.WORKING_DAY: _("a working day"),
        Reason.MAKE_UP_DAY: _("a make-up day for %(name)s") % {"name": name},
        Reason.WEEKEND: _("weekend"),
        Reason.HOLIDAY: _("off: %(name)s") % {"name": name},
        Reason.ASSUMED_WORKING_DAY: _("Monday to Friday, as this year's calendar is not published yet"),
        Reason.ASSUMED_HOLIDAY: _("off every year: %(name)s") % {"name": name},
        Reason.ASSUMED_WEEKEND: _("weekend, as far as known: this year's calendar is not published yet"),
    }
    return reasons[day.reason]


def summary(due: Due) -> str:
    """The rule of the clock in one sentence, for above the days."""
    at = due_words(due.due_at)
    if due.agreed:
        return _("Agreed with the owner: due at %(at)s.") % {"at": at}
    reasons = {day.reason for day in due.days}
    if Reason.RUNS_THROUGH in reasons:
        return _("The clock runs from the start through nights and holidays: due at %(at)s.") % {"at": at}
    return _summary_of_days(reasons) % {"number": max(day.number or 0 for day in due.days), "at": at}


def _summary_of_days(reasons: set[Reason]) -> str:
    if Reason.MOVED_HERE in reasons:
        return _("The last day is a day off, so it is due when the next working day ends: %(at)s.")
    if Reason.EVENT_DAY not in reasons:
        return _("Due when that day of the month ends: %(at)s.")
    if Reason.CALENDAR_DAY in reasons:
        return _("The day of the event does not count; due when day %(number)s ends: %(at)s.")
    return _("The day of the event does not count; due when working day %(number)s ends: %(at)s.")


def as_json(due: Due) -> list[dict[str, object]]:
    """The days for a program: the stable word for the reason, and the same in words."""
    return [
        {
            "date": day.date.isoformat(),
            "counted": day.counted,
            "number": day.number,
            "reason": day.reason.value,
            "why": why(day),
        }
        for day in due.days
    ]


def _is_chinese() -> bool:
    return (get_language() or "zh-hans").startswith("zh")

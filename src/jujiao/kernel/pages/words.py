"""Times in words, the same on pages, in notices and in the sentence said to an owner, in the local time zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

_MINUTE = 60
KEPT = 4000
"""How many words of each kind a process keeps: lists say the same few again and again."""
WEEKDAYS = [
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
]


def duration_words(length: timedelta) -> str:
    """A length of time in its two largest units, rounded down to the minute: "3 小时 20 分"; the sign is dropped."""
    minutes = int(abs(length).total_seconds()) // _MINUTE
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        pattern = _("{days} d {hours} h") if hours else _("{days} d")
        return pattern.format(days=days, hours=hours)
    if hours and rest:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    if hours:
        return _("{hours} h").format(hours=hours)
    return _("{minutes} min").format(minutes=rest) if rest else _("less than 1 min")


def left_words(due_at: datetime, now: datetime) -> str:
    """How long is left until `due_at`, or how late it is at `now`. At the very moment it is not late yet."""
    # To the minute, so that a list finds most of its words said before.
    return _left_words(int(abs(due_at - now).total_seconds()) // _MINUTE, get_language(), late=now > due_at)


@lru_cache(maxsize=KEPT)
def _left_words(minutes: int, _language: str | None, *, late: bool) -> str:
    pattern = _("{duration} late") if late else _("{duration} left")
    return pattern.format(duration=duration_words(timedelta(minutes=minutes)))


def kept_words(due_at: datetime, done_at: datetime) -> str:
    """How a promise that was done at `done_at` ended against its `due_at`."""
    length = duration_words(due_at - done_at)
    if done_at > due_at:
        return _("done {duration} late").format(duration=length)
    return _("kept, {duration} early").format(duration=length)


def ended_words(due_at: datetime, done_at: datetime) -> str:
    """When a promise that was cancelled or replaced ended against its `due_at`: it was neither kept nor done."""
    length = duration_words(due_at - done_at)
    if done_at > due_at:
        return _("{duration} late when it ended").format(duration=length)
    return _("ended {duration} before it was due").format(duration=length)


def due_words(due_at: datetime, now: datetime | None = None) -> str:
    """A due time as "10月10日 24:00": midnight belongs to the day that ends with it (民法典 203).

    The year is said where it is not that of `now`; without `now` it is left out."""
    return _moment_words(due_at, _year(now), get_language(), ends_its_day=True)


def moment_words(at: datetime, now: datetime | None = None) -> str:
    """A moment that is no due time, as "10月9日 14:05"."""
    return _moment_words(at, _year(now), get_language())


@lru_cache(maxsize=KEPT)
def _moment_words(at: datetime, year: int | None, language: str | None, *, ends_its_day: bool = False) -> str:
    local = timezone.localtime(at)
    day, clock = local.date(), f"{local:%H:%M}"
    if ends_its_day and local.time() == time(0):
        day, clock = day - timedelta(days=1), "24:00"
    words = _day_words(day, language, with_year=year not in (None, day.year))
    return pgettext("day and time", "{day}, {time}").format(day=words, time=clock)


def day_words(day: date, now: datetime | None = None) -> str:
    """A day as "10月9日", with its year where it is not that of `now`."""
    return _day_words(day, get_language(), with_year=_year(now) not in (None, day.year))


def whole_day_words(day: date) -> str:
    """A day with its year, as "2026年10月9日", for sentences that are read at any time."""
    return _day_words(day, get_language(), with_year=True)


@lru_cache(maxsize=16)
def _year(now: datetime | None) -> int | None:
    """The local year of a page's moment, which all of its words ask for."""
    return timezone.localtime(now).year if now else None


@lru_cache(maxsize=KEPT)
def _day_words(day: date, _language: str | None, *, with_year: bool) -> str:
    if with_year:
        return formats.date_format(day, pgettext("date format", "M j, Y"))
    return formats.date_format(day, pgettext("date format", "M j"))


def weekday_words(day: date, *, with_year: bool = False) -> str:
    """The day with its weekday, as "10月9日 周五": shorter than the 星期五 that Django says."""
    words = _day_words(day, get_language(), with_year=with_year)
    return pgettext("day with its weekday", "{weekday}, {day}").format(weekday=WEEKDAYS[day.weekday()], day=words)


def epoch(at: datetime) -> int:
    """Whole seconds since 1970 UTC, for the page's script that keeps the words ticking."""
    return int(at.astimezone(UTC).timestamp())


def script_words() -> dict[str, str]:
    """The patterns with which the page's scripts say the same things as this module, in the language of the page."""
    return {
        "days_hours": _("{days} d {hours} h"),
        "days": _("{days} d"),
        "hours_minutes": _("{hours} h {minutes} min"),
        "hours": _("{hours} h"),
        "minutes": _("{minutes} min"),
        "moment": _("less than 1 min"),
        "left": _("{duration} left"),
        "late": _("{duration} late"),
        "too_large": _("{name} is larger than {count} MB and was left out."),
        "no_file": _("{name} is no photo, recording or PDF and was left out."),
        "too_many": _("No more than {count} files: the rest were left out."),
        "remove": _("Remove {name}"),
        "failed": _("That did not work. Nothing was changed; try again in a moment."),
        "slow": _("No answer yet. Nothing that you typed is lost; try again."),
        "unsent": _("No connection: nothing was sent. What you typed stays here; send it again in a moment."),
        "close": _("Close"),
    }

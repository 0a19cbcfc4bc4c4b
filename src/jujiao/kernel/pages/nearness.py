"""Days as people say them on a page: today, tomorrow, yesterday, else with the weekday. Only on pages: in whatever is
kept or sent, "tomorrow" is soon another day."""

from datetime import datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from jujiao.kernel.pages.words import KEPT, epoch, weekday_words

DAY = timedelta(days=1)


def near_due(due_at: datetime, now: datetime) -> SafeString:
    """A due time as "明天 24:00", midnight belonging to the day that ends with it (民法典 203); see `near_moment`."""
    return _part(due_at, _day_of(now), get_language(), ends_its_day=True)


def near_moment(at: datetime, now: datetime) -> SafeString:
    """A moment as "今天 14:05" within a day of that of `now`, else as "11月27日 周五 14:05", with its year where that
    is another one; all in the local time zone.

    What is near is an element that says until when it is true and what to say then, for a page that stays open past
    midnight (due.js), and for paper (print.css)."""
    return _part(at, _day_of(now), get_language(), ends_its_day=False)


@lru_cache(maxsize=16)
def _day_of(now: datetime) -> datetime:
    """The local midnight with which the day of a page's moment begins, which all of its words ask for."""
    return timezone.make_aware(datetime.combine(timezone.localtime(now).date(), time(0)))


@lru_cache(maxsize=KEPT)
def _part(at: datetime, today: datetime, _language: str | None, *, ends_its_day: bool) -> SafeString:
    local = timezone.localtime(at)
    day, clock = local.date(), f"{local:%H:%M}"
    if ends_its_day and local.time() == time(0):
        day, clock = day - DAY, "24:00"
    here = today.date()
    pattern = pgettext("day and time", "{day}, {time}")
    full = escape(pattern.format(day=weekday_words(day, with_year=day.year != here.year), time=clock))
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}.get((day - here).days)
    if near is None:
        return full
    words = escape(pattern.format(day=near, time=clock))
    until = epoch(today + DAY)
    return SafeString(f'<span class="j-near" data-until="{until}" data-then="{full}">{words}</span>')

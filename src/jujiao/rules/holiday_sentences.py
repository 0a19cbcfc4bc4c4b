"""The State Council's yearly notice (放假安排) as it is written: its numbered sentences, read into holidays.

"一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。" Weekdays and the count of days in a
sentence are compared with its dates, so that a slip in typing is told instead of counted."""

import re
from collections.abc import Iterator
from datetime import date

from jujiao.rules.errors import gettext_noop
from jujiao.rules.working_calendar import CalendarBroken, Holiday, Problem

NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}
WEEKDAYS = "一二三四五六日"
_NAME = "|".join(NAMES)
_HEAD = re.compile(rf"(?:[一二三四五六七八九十]+、|\d+[.、])?\s*((?:{_NAME})(?:[、和](?:{_NAME}))*)\s*[:：]")
_DAY = r"(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日(?:[(（]([^)）]*)[)）])?"
_ONE = re.compile(_DAY)
_OFF = re.compile(rf"({_DAY})(?:(?:至|到|-|—|–|~)({_DAY}))?[^。；;]*?放假")
_COUNT = re.compile(r"(?:共|放假)\s*(\d+)\s*天")


def is_notice(text: str) -> bool:
    """Whether a text is written in the notice's sentences, not as a table."""
    return "放假" in text and _HEAD.search(text) is not None


def read_sentences(text: str, year: int) -> tuple[Holiday, ...]:
    """The holidays of `year` that a text tells of; CalendarBroken with every sentence that cannot be right."""
    told = "".join(text.split())
    heads = list(_HEAD.finditer(told))
    problems: list[Problem] = []
    holidays = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(told)
        try:
            holidays.append(_holiday(head[1], told[head.end() : end], year, problems))
        except ValueError:
            message = gettext_noop("The sentence of %(name)s cannot be read: its dates are not clear.")
            problems.append(Problem("sentence", message, {"name": head[1]}))
    if problems:
        raise CalendarBroken(problems)
    return tuple(holidays)


def _holiday(name: str, sentence: str, year: int, problems: list[Problem]) -> Holiday:
    off = _OFF.search(sentence)
    if off is None:
        raise ValueError(sentence)
    days = list(_dates(off[0], year, problems))
    first, last = days[0], days[-1]
    for count in _COUNT.finditer(sentence):
        found = (last - first).days + 1
        if int(count[1]) != found:
            message = gettext_noop("%(name)s: the dates are %(found)s days, the sentence says %(said)s.")
            problems.append(Problem("count", message, {"name": name, "found": found, "said": int(count[1])}))
    worked = [each for each in re.split(r"[。；;]", sentence[off.end() :]) if "上班" in each]
    # Days of the year before or after belong to the notice of that year.
    first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    make_up = tuple(day for each in worked for day in _dates(each, year, problems) if day.year == year)
    english = " and ".join(NAMES[each] for each in re.split("[、和]", name))
    return Holiday(name, english, first, last, make_up)


def _dates(text: str, year: int, problems: list[Problem]) -> Iterator[date]:
    """The dates in their order; one without a month or year has those of the date before it."""
    month = 0
    for match in _ONE.finditer(text):
        said_year, said_month, said_day, around = match.groups()
        year, month = int(said_year or year), int(said_month or month)
        day = date(year, month, int(said_day))
        weekday = re.search(rf"(?:周|星期)([{WEEKDAYS}])", around or "")
        if weekday and WEEKDAYS.index(weekday[1]) != day.weekday():
            message = gettext_noop("%(date)s is another day of the week than its sentence says.")
            problems.append(Problem("weekday", message, {"date": day}))
        yield day

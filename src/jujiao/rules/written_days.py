"""Days as people and spreadsheets write them into lists, and what a spreadsheet takes for a day that is none."""

import re
import unicodedata
from datetime import date, timedelta

_TIME = r"(?:\s*T?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:AM|PM|Z)?)?"
_WRITTEN = (
    re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_TIME}", re.ASCII),
    re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}", re.ASCII),
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_BEFORE_THE_FIRST = date(1899, 12, 30)
_BETWEEN_THE_FIRSTS = (date(1904, 1, 1) - _BEFORE_THE_FIRST).days
_SERIALS = range(18_264, 73_051)
"""The serial numbers of 1950-01-01 until 2099-12-31."""

_WEEKDAY = re.compile(r"\s*\(?(?:星期|周)[一二三四五六日天]\)?")
_TENS = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DASHES = str.maketrans("‐‑‒–—―−", "-------")

_SHOWN_AS_DAY = (
    re.compile(r"\d{4}[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?(?:\s+0{1,2}:00(?::00)?)?", re.ASCII),
    re.compile(r"(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\d|3[01])日", re.ASCII),
    re.compile(r"\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\d{2,4})?", re.ASCII | re.IGNORECASE),
    re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2}", re.ASCII | re.IGNORECASE),
)


class NoDay(ValueError):
    """A text that is no day, or that could be several."""


def day_written(cell: str | float | date) -> date:
    """The day that a cell holds: a day, a serial number of the 1900 calendar, or a text with the year first.

    A time of day behind it is left out. NoDay where it is no day, and where nobody can know which: without a
    day, with a year of two digits, or with the year behind."""
    if isinstance(cell, date):
        return cell
    text = _plain(f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell))
    for form in _WRITTEN:
        if found := form.fullmatch(text):
            return _day(*map(int, found.groups()))
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) in _SERIALS:
        return _BEFORE_THE_FIRST + timedelta(days=int(serial[1]))
    raise NoDay(text)


def serial_of_1900(cell: str | float | date) -> str | float | date:
    """The serial number of the 1900 calendar for one of the 1904 calendar, in which old Macintosh workbooks count; any
    other cell as it is."""
    if isinstance(cell, (int, float)) and int(cell) + _BETWEEN_THE_FIRSTS in _SERIALS:
        return cell + _BETWEEN_THE_FIRSTS
    return cell


def shown_as_day(text: str) -> bool:
    """Whether the text reads as a spreadsheet shows a day: what it makes of 3-2-12 or 3-2 in a cell of no format."""
    return any(form.fullmatch(text.strip()) for form in _SHOWN_AS_DAY)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoDay(f"{year}-{month}-{day}") from error


def _plain(text: str) -> str:
    plain = _WEEKDAY.sub("", unicodedata.normalize("NFKC", text)).translate(_DASHES).strip().upper()
    if "年" in plain:
        plain = _TENS.sub(lambda found: f"{found[1] or '一'}{found[2] or '〇'}", plain).translate(_NUMERALS)
    return plain

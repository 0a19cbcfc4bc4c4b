"""How the fields of a record are read: texts that can be kept, instants that can be, seconds that are not below 0."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, Final, NoReturn
from zoneinfo import ZoneInfo

from jujiao.rules.service.calls.ringing import LONGEST_CALL
from jujiao.service.calls.sources.told import Reading, Told, UnreadableError, Wrong

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
AHEAD: Final = timedelta(minutes=5)
"""How far the clock of an exchange may be ahead of ours: more is a clock that is wrong."""
EARLIEST: Final = datetime(2010, 1, 1, tzinfo=SHANGHAI)
"""An exchange that has lost its clock tells of 1970 or 2000."""
LONGEST_ID: Final = 128
LONGEST_NUMBER: Final = 40
LONGEST_EXTENSION: Final = 20
LONGEST_QUEUE: Final = 60
NEVER: Final = {"", "0", "0000-00-00 00:00:00"}
"""How exchanges write that something did not happen."""
HIDDEN: Final = {
    *("anonymous", "unknown", "private", "restricted", "withheld", "unavailable", "blocked", "<unknown>", "-"),
    *("匿名", "未知", "私人号码", "无法显示"),
}
"""How exchanges write that a caller shows no number."""
FORMS: Final = (
    *("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"),
    *("%Y-%m-%d %I:%M:%S %p", "%Y/%m/%d %I:%M:%S %p"),
)
"""None without seconds, of which a ring is made, and none that begins with the day or the month: 03/04 is either."""
MICROSECOND: Final = timedelta(microseconds=1)
SECOND: Final = Decimal(1)
MOST_SECONDS: Final = LONGEST_CALL // timedelta(seconds=1)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = 10**11
"""Seconds since 1970, in some thousand years: 1e999999 is a number too, far too long to be written out."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, at the moment `now` at which it is read. Each method gives what stands under a name, or
    raises UnreadableError with that name."""

    given: Mapping[str, Any]
    now: datetime

    def text(self, name: str, longest: int = LONGEST_NUMBER) -> str:
        """A text or a number as text, "" where there is none."""
        value = self.given.get(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise UnreadableError(Wrong.FORM, name)
        said = str(value).strip()
        if len(said) > longest:
            raise UnreadableError(Wrong.LENGTH, name)
        return said

    def needed(self, name: str, longest: int = LONGEST_ID) -> str:
        if said := self.text(name, longest):
            return said
        raise UnreadableError(Wrong.MISSING, name)

    def number(self, name: str) -> str:
        """A telephone number as the exchange writes it, "" where the caller shows none."""
        said = self.text(name)
        return "" if said.casefold() in HIDDEN else said

    def extension(self, name: str) -> str:
        """An extension without its domain."""
        said = self.text(name, LONGEST_ID).partition("@")[0]
        if len(said) > LONGEST_EXTENSION:
            raise UnreadableError(Wrong.LENGTH, name)
        return said

    def local(self, name: str) -> datetime | None:
        """A time by the clock of the exchange, which runs by the time of China; None where it never was."""
        said = self.text(name)
        return None if said in NEVER else self.possible(_local(said, name), name)

    def begun(self, name: str) -> datetime:
        """As `local`, where it must be there."""
        if found := self.local(name):
            return found
        raise UnreadableError(Wrong.MISSING, name)

    def micros(self, name: str) -> datetime | None:
        """An instant in microseconds since 1970, as text; None where it never was."""
        said = self.text(name)
        if said in NEVER:
            return None
        if not said.isascii() or not said.isdigit():
            raise UnreadableError(Wrong.TIME, name)
        try:
            return self.possible(EPOCH + MICROSECOND * int(said), name)
        except OverflowError:
            raise UnreadableError(Wrong.TIME, name) from None

    def seconds(self, name: str, unit: Decimal = SECOND) -> Decimal | None:
        """A length of time that is told in so many to the second; None where it is not told."""
        if (found := self._decimal(name)) is None:
            return None
        if not 0 <= found <= MOST_SECONDS * unit:
            raise UnreadableError(Wrong.TIME, name)
        return found / unit

    def seconds_since_1970(self, name: str) -> datetime | None:
        """An instant in seconds since 1970, with a fraction; None where it is not told."""
        if (found := self._decimal(name)) is None:
            return None
        if abs(found) > LATEST:
            raise UnreadableError(Wrong.TIME, name)
        return self.possible(EPOCH + MICROSECOND * int(found * 1_000_000), name)

    def _decimal(self, name: str) -> Decimal | None:
        said = self.text(name)
        try:
            found = Decimal(said) if said else None
        except InvalidOperation:
            raise UnreadableError(Wrong.FORM, name) from None
        if found is not None and not found.is_finite():
            raise UnreadableError(Wrong.TIME, name)
        return found

    def ordered(self, *names_and_times: tuple[str, datetime | None]) -> None:
        """UnreadableError for the first of these that lies before one that stands before it, or further from the first
        than any call is long: the clock was set in between."""
        known = [(name, at) for name, at in names_and_times if at is not None]
        for (_earlier, before), (name, at) in pairwise(known):
            if at < before or at - known[0][1] > LONGEST_CALL:
                raise UnreadableError(Wrong.TIME, name)

    def possible(self, at: datetime, name: str) -> datetime:
        """The instant, where it can be one of a call that is told of now."""
        if not EARLIEST <= at <= self.now + AHEAD:
            raise UnreadableError(Wrong.TIME, name)
        return at


def _local(said: str, name: str) -> datetime:
    for form in FORMS:
        try:
            return datetime.strptime(said, form).replace(tzinfo=SHANGHAI)
        except ValueError:
            continue
    raise UnreadableError(Wrong.TIME, name)


def parsed(body: bytes) -> Any:
    """What a message in JSON holds; UnreadableError where it is no UTF-8 or no JSON."""
    return parsed_text(decoded(body))


def decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(Wrong.CHARSET) from None


def parsed_text(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError(Wrong.FORM) from None


def canonical(record: Any) -> str:
    """A record as the text that is kept; UnreadableError for signs that no text has (NUL, half a character)."""
    try:
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        raise UnreadableError(Wrong.FORM) from None
    if "\\u0000" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UnreadableError(Wrong.CHARSET)
    return text


def digest(text: str) -> str:
    """An id for what has none: the same text has the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def _form() -> NoReturn:
    raise UnreadableError(Wrong.FORM)


def each(records: Iterable[Any], read: Callable[[Mapping[str, Any]], Told | None]) -> Reading:
    """All records read, one by one. What is of no matter (None) is neither told nor refused."""
    told: list[Told] = []
    refused: list[UnreadableError] = []
    for record in records:
        try:
            found = read(record) if isinstance(record, Mapping) else _form()
            told.extend([found] if found else [])
        except UnreadableError as error:
            refused.append(error)
    return Reading(told=tuple(told), refused=tuple(refused))

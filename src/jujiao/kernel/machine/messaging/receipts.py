"""What vendors of text messages tell later: whether a message reached its phone. Several come in one request.

Tencent names a message by the SerialNo that it answered with; Alibaba by its BizId, and by the OutId that we gave."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
MOST: Final = 1000
"""Receipts of one request; vendors send a few hundred at most."""
WAY: Final = "sms"


class GarbageError(ValueError):
    """It is no list of receipts. The sentence quotes nothing of it."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of one message: `code` and `sentence` are the carrier's. `attempt_id` is None where the vendor does
    not give it back; `at` is the moment that the vendor tells, by the clock of Shanghai, None where it tells none."""

    way: str
    vendor_id: str
    attempt_id: UUID | None
    delivered: bool
    code: str
    sentence: str
    at: datetime | None


@dataclass(frozen=True)
class Reading:
    """How a vendor's receipts are read, and what it wants to hear."""

    one: Callable[[Mapping[str, Any]], Receipt]
    answer: Mapping[str, Any]

    def all_of(self, body: bytes) -> list[Receipt]:
        """All receipts of a request. GarbageError where any of them is none."""
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            raise GarbageError("no JSON") from None
        if not isinstance(found, list) or len(found) > MOST or not all(isinstance(each, dict) for each in found):
            raise GarbageError("no list of receipts")
        return [self.one(each) for each in found]


def _of_tencent(given: Mapping[str, Any]) -> Receipt:
    status = _text(given, "report_status", 20)
    if status not in {"SUCCESS", "FAIL"}:
        raise GarbageError("neither SUCCESS nor FAIL")
    return Receipt(
        way=WAY,
        vendor_id=_name(given, "sid"),
        attempt_id=None,
        delivered=status == "SUCCESS",
        code=_text(given, "errmsg", 80),
        sentence=_text(given, "description", 300),
        at=_moment(given, "user_receive_time"),
    )


def _of_alibaba(given: Mapping[str, Any]) -> Receipt:
    success = given.get("success")
    if not isinstance(success, bool):
        raise GarbageError("success is neither true nor false")
    return Receipt(
        way=WAY,
        vendor_id=_name(given, "biz_id"),
        attempt_id=_uuid(given, "out_id"),
        delivered=success,
        code=_text(given, "err_code", 80),
        sentence=_text(given, "err_msg", 300),
        at=_moment(given, "report_time"),
    )


READINGS: Final[Mapping[str, Reading]] = {
    "tencent": Reading(_of_tencent, {"result": 0, "errmsg": "OK"}),
    "alibaba": Reading(_of_alibaba, {"code": 0, "msg": "OK"}),
}
"""By the vendor's name."""


def _text(given: Mapping[str, Any], name: str, longest: int) -> str:
    """What can be kept: a text without what PostgreSQL does not take (NUL, half a character)."""
    value = given.get(name, "")
    if not isinstance(value, str) or "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise GarbageError(f"{name} is no text")
    return value[:longest]


def _name(given: Mapping[str, Any], name: str) -> str:
    value = _text(given, name, 120)
    if not value:
        raise GarbageError(f"{name} is missing")
    return value


def _uuid(given: Mapping[str, Any], name: str) -> UUID | None:
    """None for what is not of ours: others may send by the same account."""
    try:
        return UUID(_text(given, name, 80))
    except ValueError:
        return None


def _moment(given: Mapping[str, Any], name: str) -> datetime | None:
    try:
        return datetime.strptime(_text(given, name, 30), "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)
    except ValueError:
        return None

"""What may be sent to a follower of a WeChat official account (公众号), and by which way an answer goes.

The platform's own limits, since 2023-06-12: an owner's message opens a window of five messages within 48 hours; a
follow, a scan or a click opens one of three within a minute. They are not added up, and a new message of the owner
begins anew. Beyond, it goes by what the account has a right to, then out of WeChat."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many messages within so long, from before the end of it."""

    messages: int
    lasts: timedelta


class Act(StrEnum):
    """What an owner does that lets us send."""

    WROTE = "wrote"
    FOLLOWED = "followed"
    SCANNED = "scanned"
    CLICKED = "clicked"


WRITTEN: Final = Allowance(5, timedelta(hours=48))
TOUCHED: Final = Allowance(3, timedelta(minutes=1))
ALLOWANCES: Final = {Act.WROTE: WRITTEN, Act.FOLLOWED: TOUCHED, Act.SCANNED: TOUCHED, Act.CLICKED: TOUCHED}


@dataclass(frozen=True, slots=True)
class Left:
    """How many messages may still be sent, and before when; none and None where no window is open."""

    messages: int
    until: datetime | None


NOTHING: Final = Left(0, None)


def left(acts: Iterable[tuple[Act, datetime]], sent: Iterable[datetime], now: datetime) -> Left:
    """What is left at `now` of the largest window, after what the owner did and we sent (instants, in any order).

    The platform does not say from which of two open windows it takes a message, so it counts against both. Of one
    allowance only the latest act counts."""
    latest: dict[Allowance, datetime] = {}
    for act, at in acts:
        latest[ALLOWANCES[act]] = max(at, latest.get(ALLOWANCES[act], at))
    went = list(sent)
    windows = [
        (max(allowance.messages - sum(at >= opened for at in went), 0), opened + allowance.lasts)
        for allowance, opened in latest.items()
    ]
    return max((Left(*window) for window in windows if now < window[1]), key=_size, default=NOTHING)


def _size(found: Left) -> tuple[int, datetime | None]:
    return found.messages, found.until


class Way(StrEnum):
    """By what an answer goes, in the order in which they are tried."""

    WINDOW = "window"  # 客服消息, within a window
    TEMPLATE = "template"  # 模板消息, of verified service accounts with a category
    NOTICE = "notice"  # 订阅通知: one consent, one message
    TEXT = "text"  # 短信
    CALL = "call"  # a task for a clerk


@dataclass(frozen=True, slots=True)
class Rights:
    """What an account may use. A company whose category is none has no templates; an account that is not verified may
    not even answer within the window."""

    window: bool
    template: bool
    notice: bool


EVERYTHING: Final = Rights(window=True, template=True, notice=True)
WINDOW_ONLY: Final = Rights(window=True, template=False, notice=False)
NO_RIGHT: Final = Rights(window=False, template=False, notice=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How somebody can be reached. `follows`: the account, and has not shut it out; `left`: messages of the window;
    `template`: whether they still take template messages; `consents`: notices that they have said yes to; `text` and
    `call`: whether there is a number for it."""

    follows: bool
    left: int
    template: bool = True
    consents: int = 0
    text: bool = True
    call: bool = True


def ways(rights: Rights, reader: Reader, *, messages: int = 1) -> list[Way]:
    """The ways that are open now for an answer of so many messages, the first one first."""
    open_now = {
        Way.WINDOW: rights.window and reader.follows and reader.left >= messages,
        Way.TEMPLATE: rights.template and reader.follows and reader.template,
        # Who has said yes need not follow.
        Way.NOTICE: rights.notice and reader.consents > 0,
        Way.TEXT: reader.text,
        Way.CALL: reader.call,
    }
    return [way for way in Way if open_now[way]]


def next_way(rights: Rights, reader: Reader, *, tried: Collection[Way], messages: int = 1) -> Way | None:
    """The way that comes next after those that did not take it: never one before them. None where nobody can be
    reached any more."""
    order = list(Way)
    after = max((order.index(way) for way in tried), default=-1)
    return next((way for way in ways(rights, reader, messages=messages) if order.index(way) > after), None)

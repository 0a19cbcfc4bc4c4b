"""What WeChat still lets us send, to the second, and by which way an answer goes when it does not."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.wechat import (
    EVERYTHING,
    NO_RIGHT,
    NOTHING,
    WINDOW_ONLY,
    Act,
    Left,
    Reader,
    Rights,
    Way,
    left,
    next_way,
    ways,
)

WROTE = datetime(2026, 3, 11, 21, 59, 59, tzinfo=SHANGHAI)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def after(*seconds: int) -> list[datetime]:
    return [WROTE + SECOND * each for each in seconds]


@pytest.mark.parametrize(
    ("later", "messages"),
    [(timedelta(), 5), (SECOND, 5), (48 * HOUR - SECOND, 5), (48 * HOUR, 0), (48 * HOUR + SECOND, 0)],
)
def test_five_messages_within_48_hours_of_the_owners_last(later: timedelta, messages: int) -> None:
    # Night begins a second later; the window knows nothing of it.
    found = left([(Act.WROTE, WROTE)], [], WROTE + later)
    assert found == (Left(messages, WROTE + 48 * HOUR) if messages else NOTHING)


def test_the_sixth_message_finds_nothing_left() -> None:
    counts = [left([(Act.WROTE, WROTE)], after(*range(sent)), WROTE + HOUR).messages for sent in range(8)]
    assert counts == [5, 4, 3, 2, 1, 0, 0, 0]
    assert left([(Act.WROTE, WROTE)], after(1, 2, 3, 4, 5), WROTE + HOUR) == Left(0, WROTE + 48 * HOUR)


@pytest.mark.parametrize("act", [Act.FOLLOWED, Act.SCANNED, Act.CLICKED])
def test_three_messages_within_a_minute_of_a_touch(act: Act) -> None:
    found = [left([(act, WROTE)], after(*range(sent)), WROTE + 59 * SECOND).messages for sent in range(5)]
    assert found == [3, 2, 1, 0, 0]
    assert left([(act, WROTE)], [], WROTE + 60 * SECOND) == NOTHING


def test_what_was_left_is_not_added_to_what_comes() -> None:
    twice = [(Act.WROTE, WROTE + HOUR), (Act.WROTE, WROTE)]
    assert left(twice, after(1, 2), WROTE + 2 * HOUR) == Left(5, WROTE + 49 * HOUR)
    clicked = [(Act.WROTE, WROTE), (Act.CLICKED, WROTE + HOUR)]
    assert left(clicked, after(1), WROTE + HOUR) == Left(4, WROTE + 48 * HOUR)


def test_a_click_gives_three_when_the_five_are_used_and_takes_them_back_after_a_minute() -> None:
    acts, sent = [(Act.WROTE, WROTE), (Act.CLICKED, WROTE + HOUR)], after(1, 2, 3, 4, 5)
    assert left(acts, sent, WROTE + HOUR) == Left(3, WROTE + HOUR + 60 * SECOND)
    assert left(acts, [*sent, WROTE + HOUR + SECOND], WROTE + HOUR + 2 * SECOND).messages == 2
    assert left(acts, sent, WROTE + HOUR + 60 * SECOND) == Left(0, WROTE + 48 * HOUR)


def test_who_never_wrote_can_be_sent_nothing() -> None:
    assert left([], [], WROTE) == NOTHING


def test_a_clock_that_is_behind_takes_nothing_away() -> None:
    assert left([(Act.WROTE, WROTE)], [], WROTE - SECOND).messages == 5


ORDER = [Way.WINDOW, Way.TEMPLATE, Way.NOTICE, Way.TEXT, Way.CALL]


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (EVERYTHING, ORDER),
        (WINDOW_ONLY, [Way.WINDOW, Way.TEXT, Way.CALL]),
        (NO_RIGHT, [Way.TEXT, Way.CALL]),
    ],
)
def test_each_account_sends_by_what_it_has_a_right_to(rights: Rights, expected: list[Way]) -> None:
    assert ways(rights, Reader(follows=True, left=5, consents=1)) == expected


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (Reader(follows=True, left=0, consents=1), ORDER[1:]),
        (Reader(follows=True, left=0, template=False, consents=1), ORDER[2:]),
        (Reader(follows=True, left=0, template=False), ORDER[3:]),
        (Reader(follows=False, left=5), ORDER[3:]),
        (Reader(follows=False, left=5, consents=2), ORDER[2:]),
        (Reader(follows=False, left=0, text=False), [Way.CALL]),
        (Reader(follows=False, left=0, text=False, call=False), []),
    ],
)
def test_each_owner_is_reached_by_what_is_left(reader: Reader, expected: list[Way]) -> None:
    assert ways(EVERYTHING, reader) == expected
    assert next_way(EVERYTHING, reader, tried=()) == (expected[0] if expected else None)


def test_a_long_answer_needs_as_many_as_it_has_parts() -> None:
    reader = Reader(follows=True, left=2)
    assert ways(WINDOW_ONLY, reader, messages=2)[0] is Way.WINDOW
    assert ways(WINDOW_ONLY, reader, messages=3)[0] is Way.TEXT


def test_no_way_comes_again_and_the_last_is_a_call() -> None:
    for rights, follows, remaining, consents in product(
        [EVERYTHING, WINDOW_ONLY, NO_RIGHT], [True, False], [0, 5], [0, 1]
    ):
        reader, tried = Reader(follows=follows, left=remaining, consents=consents), list[Way]()
        while (way := next_way(rights, reader, tried=tried)) is not None:
            tried.append(way)
        assert tried == ways(rights, reader)
        assert tried[-1] is Way.CALL

"""The short form of the bench of open pages: what a screen asks for, at which pace, and that boards show what came."""

import threading
import time

import pytest

from jujiao.drills.bench import reloads
from jujiao.drills.bench.reloads import Came
from jujiao.drills.bench.screen import Asked, Screen, paces
from jujiao.drills.tests.test_a_bench_asks import answering

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
BOARD = b'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\ndata-newest="7"'


def test_the_paces_are_those_of_the_scripts() -> None:
    found = paces()
    assert {"live-estate", "live-user", "live-calmly", "live-seldom", "news"} <= set(found)
    assert found["live-estate"] < 2 < found["news"] < found["live-calmly"] < found["live-seldom"]


def test_a_screen_asks_when_it_hears_and_notes_what_it_saw() -> None:
    news = HEAD + b"retry: 3000\n\nid: stamp\ndata: estate:1\n\ndata: estate:1\n\n"
    over = threading.Event()
    with answering(news) as live, answering(BOARD) as web:
        screen = Screen("x", web, live, [Asked("live-estate", "/board/"), Asked("news", "/news/")])
        standing = screen.open(over)
        until = time.monotonic() + 5
        while not screen.seen and time.monotonic() < until:
            time.sleep(0.02)
        over.set()
        standing.join()
    assert ([newest for _at, newest in screen.seen], screen.asked, screen.wrong) == ([7], 1, "")


@pytest.mark.parametrize(("newest", "waits"), [(3, [0.5]), (2, [float("inf")])])
def test_a_case_is_seen_when_a_board_shows_it_or_a_later_one(newest: int, waits: list[float]) -> None:
    board = Screen("", 0, 0, [], seen=[(9.0, 1), (10.5, newest)])
    assert reloads._waits(board, "clerk", Came(at={3: 10.0})) == waits
    assert reloads._waits(board, "head_of_engineering", Came(at={3: 10.0})) == []


def test_figures_say_what_reloads_cost_of_all() -> None:
    boards = [Screen("", 0, 0, [], seen=[(10.5, 3)], asked=2) for _board in reloads.BOARDS]
    figures = {one.name: one for one in reloads._figures(3.0, 4.0, Came(at={3: 10.0}), boards, [])}
    share = figures["processor of the reloads, of all"]
    assert (share.value, share.met) == (0.25, True)
    assert figures["1 cases on 15 boards, seen within (p95)"].met

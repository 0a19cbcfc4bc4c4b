"""The worker takes one item after another, rests, and outlives what goes wrong."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.worker import BEAT, FORGOTTEN, LONGEST_WAIT, REST, Worker
from jujiao.kernel.models import Heartbeat

START = datetime.fromisoformat("2026-03-11T10:00+08:00")


class Stop(threading.Event):
    """A stop that is asked for after a number of rests; each rest takes no time and is written down."""

    def __init__(self, rests: int) -> None:
        super().__init__()
        self.left = rests
        self.rests: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.rests.append(timeout or 0)
        if len(self.rests) == self.left:
            self.set()
        return self.is_set()


@pytest.fixture(autouse=True)
def _one_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's transaction is not let go of between two items."""
    monkeypatch.setattr("jujiao.kernel.machine.worker.close_old_connections", lambda: None)
    monkeypatch.setattr("jujiao.kernel.machine.worker._let_go", lambda: None)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(clock, "database_now", lambda: moment)

    set_clock(START)
    return set_clock


def items(*found: int | Exception) -> tuple[Callable[[datetime], int], list[datetime]]:
    """Work that says one by one that it did so much, and the moments at which it was asked."""
    answers: Iterator[int | Exception] = iter(found)
    asked: list[datetime] = []

    def work(now: datetime) -> int:
        asked.append(now)
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return work, asked


def test_it_works_without_a_rest_until_there_is_nothing(at: Callable[[datetime], None]) -> None:
    work, asked = items(2, 1, 0, 1, 0)
    stop = Stop(rests=2)
    worker = Worker(work, name="a:1", stop=stop)
    worker.run()
    assert (len(asked), worker.done, stop.rests) == (5, 4, [REST, REST])


def test_what_is_due_is_judged_by_the_clock_of_the_database(at: Callable[[datetime], None]) -> None:
    work, asked = items(1, 0)
    worker = Worker(work, name="a:1")
    worker.turn()
    at(START + timedelta(seconds=7))
    worker.turn()
    assert asked == [START, START + timedelta(seconds=7)]


def test_it_gives_a_sign_of_life_every_ten_seconds(at: Callable[[datetime], None]) -> None:
    worker = Worker(items(0, 1, 0)[0], name="a:1")
    worker.turn()
    at(START + BEAT - timedelta(seconds=1))
    worker.turn()
    assert Heartbeat.objects.get().beat_at == START
    at(START + BEAT)
    worker.turn()
    beat = Heartbeat.objects.get()
    assert (beat.name, beat.started_at, beat.beat_at, beat.done) == ("a:1", START, START + BEAT, 1)


def test_it_forgets_workers_that_have_been_silent_for_a_day(at: Callable[[datetime], None]) -> None:
    long_ago = START - FORGOTTEN - timedelta(seconds=1)
    Heartbeat.objects.create(name="old:1", started_at=long_ago, beat_at=long_ago)
    Worker(items(0)[0], name="a:1").turn()
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["a:1"]


def test_a_worker_that_was_stopped_is_not_missed(at: Callable[[datetime], None]) -> None:
    Worker(items(0)[0], name="a:1", stop=Stop(rests=1)).run()
    assert not Heartbeat.objects.exists()


@pytest.mark.parametrize("fault", [OperationalError("gone"), RuntimeError("a fault of ours")])
def test_it_waits_longer_each_time_and_comes_back(fault: Exception, at: Callable[[datetime], None]) -> None:
    work, _asked = items(*[fault] * 7, 1, fault, 0)
    stop = Stop(rests=9)
    worker = Worker(work, name="a:1", stop=stop)
    worker.run()
    assert stop.rests == [1.0, 2.0, 4.0, 8.0, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT, 1.0, REST]
    assert worker.done == 1


def test_it_stops_when_what_is_under_way_is_done(at: Callable[[datetime], None]) -> None:
    stop = threading.Event()

    def work(now: datetime) -> int:
        stop.set()
        return 1

    worker = Worker(work, name="a:1", stop=stop)
    worker.run()
    assert worker.done == 1

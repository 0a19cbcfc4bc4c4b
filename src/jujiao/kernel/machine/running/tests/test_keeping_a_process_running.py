"""A child that dies is started again; one that keeps dying, less and less often; none outlives its parent."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.postgres.pidfile import command_line
from jujiao.kernel.machine.running.child import Child

LONG = (sys.executable, "-c", "import sys; sys.stdin.close(); import signal; signal.pause()")


class Clock:
    """A clock that goes when it is told to. Seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def child(clock: Clock) -> Iterator[Child]:
    """A child that runs until it is asked to stop."""
    made = Child("web", LONG, clock)
    yield made
    made.ask_to_stop()
    made.wait()


def test_it_is_started_at_the_first_look(child: Child) -> None:
    assert child.look() is None
    assert child.pid


def test_one_that_died_is_started_again_after_a_second(child: Child, clock: Clock) -> None:
    child.look()
    first = kill(child)
    assert child.look() == "web ended with -9; it is started again in 1 s"
    clock.seconds += 0.9
    child.look()
    assert child.pid is None
    clock.seconds += 0.1
    child.look()
    assert child.pid not in {None, first}


def test_one_that_keeps_dying_is_started_less_and_less_often(child: Child, clock: Clock) -> None:
    pauses = []
    for _ in range(7):
        child.look()
        kill(child)
        said = child.look()
        assert said
        pauses.append(int(said.split()[-2]))
        clock.seconds += pauses[-1]
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_one_that_had_settled_starts_with_the_shortest_pause(child: Child, clock: Clock) -> None:
    for _ in range(3):
        child.look()
        kill(child)
        child.look()
        clock.seconds += 30
    child.look()
    clock.seconds += 60
    kill(child)
    assert child.look() == "web ended with -9; it is started again in 1 s"


def test_a_stopped_one_leaves_nothing_behind(clock: Clock, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    spawn = f"import subprocess; p = subprocess.Popen(['sleep', '600']); open({str(note)!r}, 'w').write(f'{{p.pid}}.')"
    child = Child("web", (sys.executable, "-c", f"{spawn}; {LONG[-1]}"), clock)
    child.look()
    while not note.exists() or not note.read_text().endswith("."):
        pass
    grandchild = int(note.read_text().rstrip("."))
    assert command_line(grandchild) == ["sleep", "600"]
    child.ask_to_stop()
    child.wait()
    assert child.pid is None
    while command_line(grandchild):  # the kernel takes a moment to end it
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_it_ends_when_its_parent_is_killed() -> None:
    parent_script = (
        "import signal, sys\n"
        "from jujiao.kernel.machine.running.child import Child\n"
        f"child = Child('web', {LONG!r})\n"
        "child.look()\n"
        "print(child.pid, flush=True)\n"
        "signal.pause()\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent_script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert command_line(pid)
        parent.kill()
    while command_line(pid):  # it gets SIGTERM, and a moment to leave
        pass


def kill(child: Child) -> int:
    """kill -9, waited for. Returns the number that it had."""
    pid = child.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    return pid

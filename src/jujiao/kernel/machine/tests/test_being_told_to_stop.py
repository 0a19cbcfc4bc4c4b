"""TERM, INT and HUP stop a process in order, whatever it inherited; pressed twice, it still tidies up."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.postgres.pidfile import command_line

WAITS = """
import sys, time
sys.path.insert(0, "src")
from jujiao.kernel.machine import stopping
stopping.listen()
try:
    print("ready", flush=True)
    time.sleep(60)
finally:
    print("tidying", flush=True)
    time.sleep(0.5)
    print("tidy", flush=True)
"""

LAUNCHES = """
import sys
sys.path.insert(0, "src")
from launcher import environment, main, programs
environment.make = lambda **words: programs.run(["sleep", "600.25"], "Waiting")
sys.exit(main.main(["run"]))
"""


def start(script: str, *ignored: signal.Signals) -> "subprocess.Popen[str]":
    """As a script's background starts it, or nohup, where signals are inherited as ignored."""

    def ignore() -> None:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)

    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=ignore,  # noqa: PLW1509 - the child runs another program at once
    )


def heard(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_each_of_them_stops_it_and_pressed_twice_it_still_tidies_up(number: signal.Signals) -> None:
    ignored = (signal.SIGINT,) if number != signal.SIGHUP else ()
    with start(WAITS, *ignored) as process:
        assert heard(process) == "ready"
        process.send_signal(number)
        assert heard(process) == "tidying"
        process.send_signal(number)
        process.send_signal(signal.SIGTERM)
        assert heard(process) == "tidy"
        assert process.wait(20) == 128 + number


def test_under_nohup_a_closed_terminal_does_not_stop_it_and_the_others_do() -> None:
    with start(WAITS, signal.SIGHUP, signal.SIGINT) as process:
        assert heard(process) == "ready"
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.send_signal(signal.SIGINT)
        assert heard(process) == "tidying"
        assert process.wait(20) == 128 + signal.SIGINT


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_launcher_leaves_no_program_behind(number: signal.Signals) -> None:
    with start(LAUNCHES) as process:
        children: list[int] = []
        while not children or command_line(children[0])[:1] != ["sleep"]:
            children = [
                int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            ]
        os.kill(process.pid, number)
        assert process.wait(20) == 128 + number
    while command_line(children[0]):  # the kernel takes a moment to end it
        pass

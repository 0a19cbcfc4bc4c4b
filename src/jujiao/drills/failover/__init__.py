"""primary and synchronous standby: the primary killed with -9 under load, the standby promoted, over and over"""

import threading
import time
from argparse import ArgumentParser
from typing import Any
from urllib.parse import quote

from jujiao.drills.failover.pair import Pair
from jujiao.drills.kill.checking import DOUBLED, WRONG, sentences
from jujiao.drills.kill.intake import Intake
from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import Stage, stage, until
from jujiao.kernel.machine.postgres import Server
from jujiao.testing.proofs import arrivals

FIRST_WRITE_SECONDS = 60.0
WORK_SECONDS = 2.0
LAG_SECONDS = 0.8
"""For so long before its end the primary sends nothing to the standby any more, as when its network fails first."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=20)


def run(options: dict[str, Any]) -> Outcome:
    """The control does not wait for the standby: what was acknowledged during the lag is gone."""
    with stage() as it:
        if it.server is None:
            raise RuntimeError("the stage has no server of its own")
        other = Server(it.home / "standby")
        pair = Pair(it.server, other, synchronous=not options["control"])
        try:
            return drill(it, pair, options["rounds"])
        finally:
            it.end()
            pair.end()


def drill(it: Stage, pair: Pair, rounds: int) -> Outcome:
    """So many ends of the primary, then the count."""
    hosts = quote(",".join(str(server.places.socket) for server in (pair.primary, pair.standby)))
    it.url = f"postgresql:///jujiao?host={hosts}&user=jujiao&target_session_attrs=read-write"
    pair.make_standby()
    web = it.web(workers=2)
    stop = threading.Event()
    intakes = [
        Intake(it, web, stop, arrival, ahead=False, name=f"clerk {arrival.path} {n}", pause=0.1)
        for arrival in arrivals()
        for n in range(3)
    ]
    for intake in intakes:
        intake.start()
    waits, cancelled = [], 0
    for number in range(rounds):
        if number:
            pair.make_standby()
        time.sleep(WORK_SECONDS)
        pair.cut()
        time.sleep(LAG_SECONDS)
        cancelled += pair.cancel_waits()
        time.sleep(LAG_SECONDS / 4)
        pair.kill_primary()
        killed = time.monotonic()
        pair.promote()
        waits.append(_first_write(intakes, killed))
    stop.set()
    for intake in intakes:
        intake.join()
    acknowledged = {text: number for intake in intakes for text, number in intake.acknowledged.items()}
    return _count(it, acknowledged, waits, cancelled)


def _first_write(intakes: list[Intake], killed: float) -> float:
    """Seconds from the end of the primary to the first complaint that was acknowledged after it."""
    until(
        FIRST_WRITE_SECONDS,
        lambda: any(intake.asked_at > killed for intake in intakes),
        "nothing was written after the failover",
        pause=0.02,
    )
    return min(intake.acknowledged_at for intake in intakes if intake.asked_at > killed) - killed


def _count(it: Stage, acknowledged: dict[str, str], waits: list[float], cancelled: int) -> Outcome:
    with it.connect() as connection:
        there = dict(row for arrival in arrivals() for row in connection.execute(arrival.there.encode()).fetchall())
        wrong = sentences(connection, DOUBLED | WRONG)
    lost = [f"{text} was acknowledged as {n} and is gone" for text, n in acknowledged.items() if there.get(text) != n]
    figures: dict[str, int | float | str] = {"rounds": len(waits), "acknowledged": len(acknowledged), "lost": len(lost)}
    figures |= {"cancelled waits": cancelled, "otherwise wrong": len(wrong)}
    figures |= {"s to the first write": round(sorted(waits)[len(waits) // 2], 1), "s at most": round(max(waits), 1)}
    return Outcome(figures, (*lost, *wrong))

"""web, workers, database backends and the postmaster killed with -9 at random while complaints come in and fall due"""

import random
import threading
import time
from argparse import ArgumentParser
from typing import Any

from jujiao.drills.kill.checking import Findings, check, quiet
from jujiao.drills.kill.intake import Intake
from jujiao.drills.kill.killing import Killer
from jujiao.drills.mailbox import Mailbox, mailbox
from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import Stage, stage
from jujiao.testing.proofs import arrivals

FIGURES = {"complaint.dispatch": "0.1", "complaint.first_reply": "0.003", "complaint.resolve": "0.004"}
"""Minutes and hours: promises of 6, 11 and 14 seconds."""

SKEW = 600.0
"""Seconds by which the application's clocks are off, to both sides."""

SETTLE_SECONDS = 420.0
"""As long as a mail that met many kills may have to wait for its next try."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--workers", type=int, default=3, choices=(2, 3, 4))
    parser.add_argument("--seed", type=int, default=1, help="of what is killed when")


def run(options: dict[str, Any]) -> Outcome:
    """Kills, waits until all is quiet, then counts."""
    with stage(figures=FIGURES) as it, mailbox() as box:
        it.environment |= box.environment
        return drill(it, box, options)


def drill(it: Stage, box: Mailbox, options: dict[str, Any]) -> Outcome:
    """The drill on a stage that stands."""
    # Without its guard a worker loses what it was at when it was killed; the pause makes that likely within one run.
    careless = {"DRILL_CARELESS": "0.02"} if options["control"] else {}
    skewed = "jujiao.drills.skewed:application"
    webs = [it.web(application=skewed, DRILL_SKEW=str(skew)) for skew in (-SKEW, SKEW)]
    for number in range(options["workers"]):
        skew = str(SKEW * (-1) ** number)
        it.worker(module="jujiao.drills.skewed", arguments=(), DRILL_SKEW=skew, **careless)
    killer = Killer(it, random.Random(options["seed"]))
    stop = threading.Event()
    intakes = [
        Intake(it, web, stop, arrival, ahead=web is webs[1], name=f"{web.name} {arrival.path} {n}")
        for web in webs
        for arrival in arrivals()
        for n in range(2)
    ]
    begun = time.monotonic()
    for intake in intakes:
        intake.start()
    for _number in range(options["kills"]):
        killer.kill_one()
        killer.rest()
    stop.set()
    killer.raise_all()
    for intake in intakes:
        intake.join()
    settled = quiet(it, SETTLE_SECONDS, mend=killer.raise_all)
    acknowledged = {text: number for intake in intakes for text, number in intake.acknowledged.items()}
    found = check(it, box, acknowledged, settled)
    return _outcome(found, killer, len(acknowledged), time.monotonic() - begun)


def _outcome(found: Findings, killer: Killer, acknowledged: int, seconds: float) -> Outcome:
    figures: dict[str, int | float | str] = {"kills": sum(killer.kills.values())}
    figures |= {f"of {name}": count for name, count in sorted(killer.kills.items())}
    figures |= {"acknowledged": acknowledged, "lost": len(found.lost)}
    figures |= {"alarms": found.alarms, "missed": len(found.missed), "doubled": len(found.doubled)}
    figures |= {"mails": found.mails, "mails missing": len(found.unsent), "mails sent again": found.again}
    figures |= {"s lateness p99": round(found.lateness, 1), "s in all": round(seconds)}
    return Outcome(figures, (*found.lost, *found.missed, *found.doubled, *found.unsent, *found.wrong))

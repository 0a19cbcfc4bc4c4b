"""database restarted, mail server odd, workers frozen or killed, disk full: what goes on, and what is shown"""

import time
from argparse import ArgumentParser
from typing import Any

from jujiao.drills import disk
from jujiao.drills.kill import FIGURES
from jujiao.drills.kill.checking import check, quiet
from jujiao.drills.mailbox import Mailbox, mailbox
from jujiao.drills.outage.cases import (
    Case,
    database_restarted,
    disk_full,
    mail_server,
    worker_frozen,
    worker_killed,
    year_missing,
)
from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import Stage, stage

DISK_MEGABYTES = 700
SETTLE_SECONDS = 420.0


def add_arguments(_parser: ArgumentParser) -> None:
    """None of its own."""


def run(options: dict[str, Any]) -> Outcome:
    """One outage after the other, then all is counted. The control leaves the mails of dead workers to themselves."""
    small = disk.Disk(DISK_MEGABYTES) if disk.possible() and not options["control"] else None
    with stage(figures=FIGURES, disk=small) as it, mailbox() as box:
        it.environment |= box.environment
        return drill(it, box, small, control=options["control"])


def drill(it: Stage, box: Mailbox, small: disk.Disk | None, *, control: bool) -> Outcome:
    """The drill on a stage that stands."""
    careless = {"DRILL_NO_RESCUE": "1"} if control else {}
    case = Case(it, box, it.web(workers=2), careless)
    case.begin()
    begun = time.monotonic()
    worker_killed(case)
    if not control:
        database_restarted(case)
        mail_server(case)
        year_missing(case)
        worker_frozen(case)
        if small:
            disk_full(case, small)
    settled = quiet(it, 60.0 if control else SETTLE_SECONDS, mend=lambda: None)
    found = check(it, box, case.acknowledged, settled)
    figures: dict[str, int | float | str] = {"acknowledged": len(case.acknowledged), "lost": len(found.lost)}
    figures |= {"missed": len(found.missed), "doubled": len(found.doubled)}
    figures |= {"mails": found.mails, "mails missing": len(found.unsent), "mails sent again": found.again}
    figures |= {f"s until shown: {what}": round(seconds, 1) for what, seconds in case.shown.items()}
    if not small and not control:
        figures["(no small disk can be made here)"] = "disk full not tried"
    figures["s in all"] = round(time.monotonic() - begun)
    faults = (*case.faults, *found.lost, *found.missed, *found.doubled, *found.unsent, *found.wrong)
    return Outcome(figures, faults)

"""A crowd at the doors: slow, half, large and many requests, wrong codes and passwords, while a colleague works"""

import time
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from jujiao.drills.crowd import guessing, pressing
from jujiao.drills.crowd.crowd import Crowd
from jujiao.drills.crowd.house import House, one_machine, plain
from jujiao.drills.crowd.office import Office
from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import Stage, stage
from jujiao.kernel.machine.front import bounds

LIMIT = 1.0
"""Seconds in which 95 of 100 pages of the colleague are there."""
DISK = 2 * (bounds.SPOOLED + bounds.PLAIN)
"""Bytes on their way in: of two web processes."""
MEMORY = 512 * bounds.MEGABYTE
"""Bytes by which the web processes may grow, all together."""


@dataclass(frozen=True)
class Size:
    """How many of each, from every kind of person."""

    slow: int = 60
    half: int = 1100
    megabytes: int = 300
    lines: int = 350
    guessers: int = 6
    seconds: float = 12.0
    quiet: float = 3.0


SHORT = Size(slow=12, half=600, megabytes=80, lines=40, guessers=2, seconds=2.0, quiet=1.0)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--short", action="store_true", help="fewer of everything")


def run(options: dict[str, Any]) -> Outcome:
    """One kind of crowd after the other. The control has the pages without what stands in front of them."""
    control = bool(options["control"])
    with stage(durable=False) as it, plain(it) if control else one_machine(it) as house:
        return drill(it, house, SHORT if options["short"] or control else Size(), control=control)


def drill(it: Stage, house: House, size: Size, *, control: bool = False, limit: float = LIMIT) -> Outcome:
    """The drill against a house that stands open."""
    begun, crowd = time.monotonic(), Crowd(it, house)
    with Office(it, house).at_work() as office, house.watched():
        office.part("quiet", size.quiet)
        pressing.slow_and_half(crowd, office, size.slow, 0 if control else size.half)
        if not control:
            pressing.large_bodies(crowd, office, size.megabytes)
            pressing.many_lines(crowd, office, size.lines)
            guessing.wrong_passwords(crowd, office, size.guessers, size.seconds)
            guessing.wrong_codes(crowd, office, size.guessers, size.seconds)
            office.part("afterwards", size.quiet)
    house.look()
    figures: dict[str, int | float | str] = {"pages": len(office.waits)}
    figures |= {f"s p95 {part}": round(office.p95(part), 2) for part in office.parts()}
    figures |= {"right passwords": office.let_in, "refused": len(office.shut_out)}
    figures |= crowd.figures
    figures |= {"MB on the way in at most": house.disk // bounds.MEGABYTE, "MB left of it": house.left()}
    figures |= {
        "MB of memory more at most": house.grown // bounds.MEGABYTE,
        "s in all": round(time.monotonic() - begun),
    }
    return Outcome(figures, tuple(_faults(office, house, crowd, limit)))


def _faults(office: Office, house: House, crowd: Crowd, limit: float) -> list[str]:
    slow = [f"{part}: p95 of pages {office.p95(part):.2f} s" for part in office.parts() if office.p95(part) > limit]
    found = [*slow, *office.faults, *office.shut_out, *crowd.faults]
    if house.disk > DISK:
        found.append(f"{house.disk // bounds.MEGABYTE} MB lay on the disk")
    if house.left():
        found.append(f"{house.left()} MB were left in the temporary folders")
    if house.grown > MEMORY:
        found.append(f"the web processes grew by {house.grown // bounds.MEGABYTE} MB")
    return found

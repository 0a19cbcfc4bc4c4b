"""Every pair of operations on one complaint, asked for by two people at the same moment, in both orders.

A third connection holds the complaint's row until the first of the two waits for it, then the second: PostgreSQL lets
them in one after the other, so the order is as wanted, and both have decided on the same version. Several pairs run
beside each other, each on complaints of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Any

from django.db import transaction

from jujiao.drills.race.sending import Answer, Call, Sender
from jujiao.drills.race.steps import OWNERS, RACED, STATES, TOLD_OWNERS, UNVERSIONED, Scene, legal
from jujiao.drills.race.waiting import watched
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record import timeline
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.queries_case import timeline_of

LONGEST_WAIT = 10.0
WORDLESS = {"accept", "merge", "reveal_phone"}
"""Steps that say nothing which a conflict could show; their verb is looked for instead."""


@dataclass(frozen=True)
class Pair:
    first: str
    second: str
    stage: str
    page: bool

    def __str__(self) -> str:
        return f"{self.first} then {self.second} ({self.stage}, {'page' if self.page else 'API'})"


@dataclass
class Races:
    """What came of the pairs."""

    run: int = 0
    conflicts: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: "Races") -> "Races":
        run, conflicts = self.run + other.run, self.conflicts + other.conflicts
        return Races(run, conflicts, self.lost + other.lost, self.faults + other.faults)


def pairs(*, every_stage: bool) -> Iterator[Pair]:
    """Each ordered pair where the first step may be taken: where both may, or else where the first one may."""
    for first in RACED:
        for second in RACED:
            stages = [stage for stage in STATES if legal(first, stage)]
            both = [stage for stage in stages if legal(second, stage)] or stages
            for stage in both if every_stage else both[:1]:
                yield Pair(first, second, stage, page=False)
                yield Pair(first, second, stage, page=True)


def race(pair: Pair, scene: Scene, send: Sender, races: Races) -> None:
    """Runs one pair, and says in `races` what was not as it must be."""
    races.run += 1
    main, complaint = scene.main(anew="merge" in {pair.first, pair.second}), scene.bring(pair.stage)
    words = (f"甲{complaint.pk}先说的", f"乙{complaint.pk}后说的")
    calls = [
        scene.call(verb, complaint, words[place], second=bool(place), page=pair.page, main=main)
        for place, verb in enumerate((pair.first, pair.second))
    ]
    before = timeline.entries_of(SUBJECT, complaint.pk).count()
    first, second = one_after_the_other(complaint, calls, send)
    opened = complaint.version
    complaint.refresh_from_db()
    rows = timeline_of(complaint, owner=False)
    races.faults += [f"{pair}: {what}" for what in _taken_wrongly(pair, (first, second), races)]
    if second.status == 409:
        races.conflicts += 1
        races.faults += [f"{pair}: {what}" for what in _unseen(pair, words[0], second, (opened, complaint.version))]
    races.faults += [f"{pair}: {what}" for what in ill_kept(complaint, rows)]
    said = any(words[1] in row.text for row in rows[before:])
    if said and not second.taken:
        races.faults.append(f"{pair}: the refused step left its words behind")
    if second.taken and not said and pair.second not in WORDLESS:
        races.lost += 1
        races.faults.append(f"{pair}: the second was acknowledged, but is not there")


def one_after_the_other(complaint: Complaint, calls: list[Call], send: Sender) -> list[Answer]:
    """The two answers; the row is let go when both wait for it."""
    with watched() as waiting_for, ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Complaint.objects.select_for_update().get(pk=complaint.pk)
            asked = []
            for count, call in enumerate(calls, start=1):
                asked.append(pool.submit(send, call))
                until_waiting(waiting_for, count, asked[-1])
        return [each.result() for each in asked]


def until_waiting(waiting_for: Callable[[], int], count: int, asked: Any) -> None:
    """Returns when so many wait, or when this one need not."""
    begun = monotonic()
    while not asked.done() and monotonic() - begun < LONGEST_WAIT:
        if waiting_for() >= count:
            return
        Event().wait(0.002)


def _taken_wrongly(pair: Pair, answers: tuple[Answer, Answer], races: Races) -> Iterator[str]:
    """What is wrong with who was let through: the first must be, the second must not unless nothing changed."""
    first, second = answers
    if not first.taken:
        yield f"the first was not taken: {first.status} {first.text[:200]}"
    free = pair.first in UNVERSIONED or pair.second in UNVERSIONED
    if second.taken and not free:
        races.lost += 1
        yield "both were taken on one version: what the first did was not seen by the second"
    if not second.taken and second.status != 409 and not (free and 400 <= second.status < 500):
        yield f"the second was answered with {second.status}: {second.text[:200]}"


def ill_kept(complaint: Complaint, rows: list[TimelineEntry]) -> Iterator[str]:
    """What is wrong with a timeline: it has to be whole, and to give the row as it is stored."""
    told = timeline.replay(rows)
    if timeline.broken_at(rows) is not None or timeline.plain(complaint.stored()) != told:
        yield "the timeline does not give the stored row"


def _unseen(pair: Pair, words: str, conflict: Answer, versions: tuple[int, int]) -> Iterator[str]:
    """What a conflict does not show: by the API both versions, on a page the new one and what the other has said."""
    if not pair.page:
        if (conflict.json.get("given"), conflict.json.get("current")) != versions:
            yield f"the conflict does not tell both versions: {conflict.text[:200]}"
    elif "HX-Trigger" in conflict.text or pair.second == "accept":
        return  # by one click: told in a toast, and the page is drawn anew
    elif f'value="{versions[1]}"' not in conflict.text:
        yield f"the conflict does not carry the version to go on with: {conflict.text[:200]}"
    elif words not in conflict.text and pair.first not in WORDLESS and not _kept_from(pair):
        yield "the conflict does not show what the other did"


def _kept_from(pair: Pair) -> bool:
    """Whether the owner takes the second step, and the first says nothing to them."""
    return pair.second in OWNERS and pair.first not in TOLD_OWNERS

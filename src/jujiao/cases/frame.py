"""What every step on a case has in common: hold, check, end and give promises, save what changed, write it down."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.db.models import Q
from django.utils.functional import Promise as Lazy

from jujiao.cases.errors import by_the_rules
from jujiao.cases.ledger import Ledger
from jujiao.cases.models import Begun, Case
from jujiao.kernel.database import freshness
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.record import live, subjects, timeline
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.rules.machine import Ending, Machine
from jujiao.rules.promising import PromiseDue


class Said(TypedDict):
    """Who took a step and when; what they said, and who may read it."""

    actor: Viewer
    now: datetime
    text: NotRequired[str]
    audience: NotRequired[Audience]
    details: NotRequired[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Frame[C: Case](Ledger[C]):
    """The frame of all steps on one kind of case. An operation holds the case, sets its attributes, and takes the step:
    what differs from the columns as they were when it was held is saved and written down, no more and no less.

    `changed_meanwhile` is said to whoever decided on an older version; `related` are relations read with a held case,
    their rows not locked; `seen_by` gives the marks of those whose open pages show a case (`kernel.record.live`), none
    where all do who hear of where it belongs."""

    model: type[C]
    machine: Machine[Any]
    changed_meanwhile: str | Lazy
    related: tuple[str, ...] = ()
    seen_by: Callable[[C], Collection[str]] = lambda _case: ()

    def hold(self, case_id: int, *, version: int | None) -> C:
        """The case, locked until the transaction ends; DoesNotExist. `version` is what the person looked at (None:
        nothing); Stale if the case is at another one."""
        held = self.hold_all(Q(pk=case_id))
        if case_id not in held:
            raise self.model.DoesNotExist
        self.check_version(held[case_id], version)
        return held[case_id]

    def hold_all(self, which: Q) -> dict[int, C]:
        """The cases, by id, all locked until the transaction ends, always in the order of their ids, so that no two
        transactions deadlock."""
        rows = self.model._default_manager.select_for_update(of=("self",)).select_related(*self.related)
        held = {case.pk: case for case in rows.filter(which).order_by("pk")}
        for case in held.values():
            _remember(case)
        return held

    def check_version(self, case: C, version: int | None) -> None:
        """Refuses with Stale a step that was decided on an older version than the held case is at."""
        freshness.check(given=version, current=case.version, sentence=self.changed_meanwhile)

    def take(
        self,
        case: C,
        verb: str,
        *,
        promised: Collection[PromiseDue] = (),
        told_later: bool = False,
        **said: Unpack[Said],
    ) -> TimelineEntry:
        """Takes one step of the state machine on a held case: sets its state, ends the promises that the step ends,
        gives those in `promised`, hands all that run to whoever owes them now, and writes it down. `told_later`: it is
        told by a message, so that what it `settles` runs until a way has accepted that.

        UnableToTakeStep where the state forbids it."""
        with by_the_rules():
            case.state = self.machine.after(case.state, verb).value
        now, ends = said["now"], self.machine[verb].ends
        if told_later:
            ends = {kind: ending for kind, ending in ends.items() if kind not in self.settled(verb)}
        self.end(case, ends, at=now)
        self.give(case, promised, now)
        self.hand_on(case, now)
        if ends or promised:
            case.next_due_at = self.nearest_due(case)
        return self.write(case, verb, **said)

    def settled(self, verb: str) -> frozenset[str]:
        """The kinds of promises that a step keeps by being told to somebody outside the house."""
        ends = self.machine[verb].ends
        return frozenset(
            kind
            for kind, ending in ends.items()
            if ending is Ending.MET and not subjects.promise_kind(kind).rule.inside
        )

    def write(self, case: C, verb: str, *, quietly: bool = False, **said: Unpack[Said]) -> TimelineEntry:
        """Saves what changed on a held case, with the next version, and writes it down; open pages hear of it.
        `quietly`: with the same version, as whoever has a form open need not look at the case again for this."""
        case.version += not quietly
        changes = _changed(case)
        case.save(update_fields=changes)
        _remember(case)
        entry = timeline.record(
            subject_kind=self.subject, subject_id=case.pk, estate_id=case.estate_id, verb=verb, changes=changes, **said
        )
        self._tell_pages(case)
        return entry

    def begin(
        self,
        case: C,
        verb: str,
        *,
        promised: Collection[PromiseDue],
        topics: Collection[str] = (),
        **said: Unpack[Said],
    ) -> TimelineEntry:
        """Saves a new case with its promises and the first row of its timeline, all columns in it. `topics` are told
        beside the one that hears of every step."""
        case.next_due_at = min((due.due.due_at for due in promised), default=None)
        case.save(force_insert=True)
        _remember(case)
        given = self.give(case, promised, said["now"])
        entry = timeline.begin(
            subject_kind=self.subject, subject_id=case.pk, estate_id=case.estate_id, verb=verb,
            changes=case.stored(), told=live.saying(*self._news(case, *topics), only=self.seen_by(case)), **said,
        )  # fmt: skip
        case.begun = Begun(given, entry)
        return entry

    def refresh_due(self, case_id: int) -> dict[str, Any]:
        """Sets the nearest due time anew after a promise moved; returns the columns set, for the timeline."""
        case = self.hold(case_id, version=None)
        case.next_due_at = self.nearest_due(case)
        case.save(update_fields=["next_due_at"])
        return {"next_due_at": case.next_due_at}

    def _tell_pages(self, case: C) -> None:
        live.changed(*self._news(case), only=self.seen_by(case))

    def _news(self, case: C, *topics: str) -> list[tuple[str, Subject]]:
        """What open pages hear of a step: that something changed where the case belongs."""
        return [(topic, Subject(self.subject, case.pk)) for topic in (*topics, case.belongs_to.topic)]


def _remember(case: Case) -> None:
    case.__dict__["held_as"] = case.stored()


def _changed(case: Case) -> dict[str, Any]:
    """The columns that differ from what the case was held as."""
    before = case.__dict__["held_as"]
    return {name: value for name, value in case.stored().items() if value != before[name]}

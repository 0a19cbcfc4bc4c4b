"""The promises of one kind of case: given, ended and handed on as the case stands."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from jujiao.cases.models import Case
from jujiao.company.duty.staffing import Debtor
from jujiao.kernel.record import subjects
from jujiao.promises import operations as promises
from jujiao.promises.models import Promise, PromiseState
from jujiao.promises.operations import Owed
from jujiao.rules.machine import Ending
from jujiao.rules.promising import PromiseDue

STATES: Mapping[Ending, PromiseState] = MappingProxyType(
    {
        Ending.MET: PromiseState.MET,
        Ending.CANCELLED: PromiseState.CANCELLED,
        Ending.SUPERSEDED: PromiseState.SUPERSEDED,
    }
)


@dataclass(frozen=True, kw_only=True)
class Ledger[C: Case]:
    """`subject` is the key of the kind of subject. `debtors` names who owes promises of some kinds, by the kind, as the
    case stands at that moment."""

    subject: str
    debtors: Callable[[C, Collection[str], datetime], Mapping[str, Debtor]]

    def give(self, case: C, promised: Collection[PromiseDue], now: datetime) -> list[Promise]:
        """Opens promises, each owed by whoever owes it as the case stands; returns them."""
        if not promised:
            return []
        debtors = self.debtors(case, [due.kind for due in promised], now)
        return promises.give(
            [Owed(due, self._quantity(case, due), debtors[due.kind]) for due in promised],
            subject_kind=self.subject,
            subject_id=case.pk,
            subject_label=case.number,
            round_number=case.round,
            rulebook_version_id=case.rulebook_version_id,
            place=case.belongs_to,
            owed_to=case.owed_to,
        )

    def end(self, case: C, kinds: Mapping[str, Ending], *, at: datetime) -> None:
        """Ends the running promises of these kinds, each kind in its way."""
        ways: dict[Ending, list[str]] = defaultdict(list)
        for kind, ending in kinds.items():
            ways[ending].append(kind)
        for ending, ended in ways.items():
            promises.end(subject_kind=self.subject, subject_id=case.pk, kinds=ended, state=STATES[ending], at=at)

    def hand_on(self, case: C, now: datetime) -> None:
        """Names who owes each running promise now."""
        owed: dict[Debtor, list[str]] = defaultdict(list)
        for kind, debtor in self.debtors(case, self.running_kinds(case), now).items():
            owed[debtor].append(kind)
        for debtor, kinds in owed.items():
            promises.hand_on(subject_kind=self.subject, subject_id=case.pk, kinds=kinds, debtor=debtor)

    def running_kinds(self, case: C) -> list[str]:
        """The kinds of the promises that run."""
        return list(promises.running(self.subject, case.pk).values_list("kind", flat=True))

    def nearest_due(self, case: C) -> datetime | None:
        """When the first of the running promises falls due."""
        running = promises.running(self.subject, case.pk).order_by("due_at")
        return running.values_list("due_at", flat=True).first()

    @staticmethod
    def _quantity(case: C, due: PromiseDue) -> Decimal | None:
        """The figure behind a promise; None where its time was agreed."""
        rule = subjects.promise_kind(due.kind).rule
        return None if due.due.agreed else case.limits.number(rule.figure_at(due.started_at))

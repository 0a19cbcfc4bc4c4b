"""What steps in any order start from: complaints, what the test remembers of them, and steps as people take them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import timeline
from jujiao.promises.operations import running
from jujiao.rules.service.complaint_steps import AT_WORK, COMPLAINTS_ONLY, STEPS
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.testing.cast import SHANGHAI, Cast, Member


class Model:
    """What the test itself remembers of a complaint, beside the product."""

    def __init__(self, contactable: bool, nature: str = "complaint") -> None:
        self.contactable, self.nature = contactable, nature
        self.replied = False
        self.planned = False
        self.appointed = False
        self.instructed = False
        self.told = True
        self.next_report: datetime | None = None
        self.agreed: datetime | None = None
        self.interval = timedelta(0)
        self.urged: datetime | None = None

    def report(self, now: datetime) -> None:
        """A report or an agreement: the next is owed unless it would fall on the agreed date or later."""
        self.replied = True
        assert self.agreed is not None
        self.next_report = now + self.interval if now + self.interval < self.agreed else None

    def begin_round(self) -> None:
        self.replied, self.planned, self.appointed, self.instructed = False, False, False, False
        self.told = True
        self.next_report, self.agreed = None, None


class Bench(RuleBasedStateMachine):
    """Complaints of one estate within a transaction that is undone in the end, and a clock that goes on."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.models: dict[int, Model] = {}
        self.now = datetime(2026, 2, 12, 9, tzinfo=SHANGHAI)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def complaints(self) -> list[Complaint]:
        return list(Complaint.objects.filter(pk__in=self.models).order_by("pk"))

    def pick(self, data: st.DataObject) -> Complaint:
        """One of the latest three complaints."""
        return Complaint.objects.get(pk=data.draw(st.sampled_from(sorted(self.models)[-3:])))

    def step(
        self, verb: str, complaint: Complaint, who: Member, *, fits: bool = True, grouped: bool = True,
        operation: str = "", **given: Any,
    ) -> bool:  # fmt: skip
        """Takes a step; where the regulation forbids it, it must be refused and leave nothing behind."""
        is_double = complaint.merged_into_id is not None and complaint.state in AT_WORK
        legal = STEPS.allowed(complaint.state, verb) and fits and not (grouped and is_double)
        legal = legal and (verb not in COMPLAINTS_ONLY or self.models[complaint.pk].nature == "complaint")
        call = getattr(operations, operation or verb)
        arguments = {"actor": who.viewer, "now": self.now, "complaint_id": complaint.pk, "version": complaint.version}
        if legal:
            call(**arguments, **given)
            return True
        before = timeline.entries_of(SUBJECT, complaint.pk).count(), running(SUBJECT, complaint.pk).count()
        with pytest.raises(UnableTo):
            call(**arguments, **given)
        assert before == (timeline.entries_of(SUBJECT, complaint.pk).count(), running(SUBJECT, complaint.pk).count())
        return False

    def way(self, complaint: Complaint) -> str:
        """By phone, unless nobody of the group left a way to be reached."""
        group: list[bool] = []
        self.for_group(complaint, lambda model: group.append(model.contactable))
        return "phone" if any(group) else "posted"

    def for_group(self, complaint: Complaint, change: Any) -> None:
        """A step on a complaint is taken for the doubles handled with it."""
        doubles = Complaint.objects.filter(merged_into=complaint, state__in=AT_WORK).values_list("pk", flat=True)
        for pk in (complaint.pk, *doubles):
            change(self.models[pk])

    def heard(self, complaint: Complaint, score: int | None) -> None:
        if score is not None and score < 3:
            self.models[complaint.pk].begin_round()

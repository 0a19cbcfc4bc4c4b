"""Steps in any order, by two hands, over holidays: the ledger is what the regulation asks for after each of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jujiao.kernel.errors import Stale
from jujiao.kernel.record import timeline
from jujiao.kernel.record.subjects import promise_kind
from jujiao.promises.firing import due, fire
from jujiao.promises.models import Alarm, Promise, PromiseState
from jujiao.promises.operations import running
from jujiao.rules import ladder
from jujiao.rules.figures import shipped
from jujiao.rules.service.complaint_steps import AT_WORK, STEPS, expected_promises
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.service.complaints.tests.any_order import Model
from jujiao.service.complaints.tests.any_order_ways import Ways
from jujiao.testing.cast import SHANGHAI, Cast

MORNINGS = [(2026, 2, 12), (2026, 9, 18), (2026, 9, 29), (2026, 12, 29), (2026, 5, 8)]
"""Before the Spring Festival, two make-up days, the National Day, the last year loaded, a working Saturday."""
LADDERS = ladder.ladders(shipped())

type Way = Callable[[Complaint, st.DataObject], None]


class AnyOrder(Ways):
    @initialize(morning=st.sampled_from(MORNINGS))
    def begin(self, morning: tuple[int, int, int]) -> None:
        self.now = datetime(*morning, 9, tzinfo=SHANGHAI)
        self.register("owner")

    # What people do

    @precondition(lambda self: len(self.models) < 3)
    @rule(
        how=st.sampled_from(["owner", "desk", "anonymous", "earlier"]),
        nature=st.sampled_from(["complaint", "complaint", "complaint", "enquiry", "suggestion", "praise"]),
    )
    def register(self, how: str, nature: str = "complaint") -> None:
        cast = self.cast
        complaint = operations.register(
            actor=(cast.resident if how == "owner" else cast.clerk).viewer,
            now=self.now,
            estate=cast.estate,
            category=Category.objects.get(code="leak"),
            text="渗水",
            nature=nature,
            channel="online" if how == "owner" else "phone",
            room=cast.room,
            person=None if how == "anonymous" else cast.resident.person,
            anonymous=how == "anonymous",
            received_at=self.now - timedelta(hours=2) if how == "earlier" else None,
            backdating_reason="先记在纸上" if how == "earlier" else "",
        )
        self.models[complaint.pk] = Model(how != "anonymous", nature)

    @rule(data=st.data(), steps=st.integers(1, 5))
    def carry_on(self, data: st.DataObject, steps: int) -> None:
        """The steps that come next on the straight way, of one complaint or of several."""
        for _step in range(steps):
            self.next_step(self.pick(data), data)
            self.now += timedelta(minutes=20)

    def next_step(self, complaint: Complaint, data: st.DataObject) -> None:
        ways: dict[str, list[Way]] = {
            "registered": [self.dispatch],
            "dispatched": [self.accept],
            "accepted": [self.reply, self.resolve, self.resolve, self.write, self.answer, self.pass_on],
            "resolved": [self.follow_up, self.rate],
            "closed": [self.another],
        }
        data.draw(st.sampled_from(ways[complaint.state]))(complaint, data)

    def another(self, _complaint: Complaint, data: st.DataObject) -> None:
        self.register(data.draw(st.sampled_from(["owner", "desk", "anonymous"])))

    @rule(data=st.data())
    def turn_aside(self, data: st.DataObject) -> None:
        """A step beside the straight way, where it may be possible."""
        complaint = self.pick(data)
        ways: dict[str, list[Way]] = {
            "registered": [self.merge, self.reply, self.convert_to_complex, self.correct],
            "dispatched": [
                self.send_back,
                self.merge,
                self.unmerge,
                self.plan,
                self.convert_to_complex,
                self.correct_score,
            ],
            "accepted": [
                self.report_progress,
                self.reassign,
                self.leave,
                self.instruct,
                self.report_back,
                self.merge,
                self.convert_to_complex,
                self.dispatch,
                self.withdraw,
            ],
            "resolved": [self.follow_up, self.appoint, self.close_unreachable, self.withdraw],
            "closed": [self.speak, self.correct, self.come_back, self.correct_score],
        }
        data.draw(st.sampled_from(ways[complaint.state]))(complaint, data)

    @rule(data=st.data())
    def write_to_them(self, data: st.DataObject) -> None:
        self.write(self.pick(data), data)

    @rule()
    def messages_come_through(self) -> None:
        self.come_through()

    @rule(data=st.data())
    def try_anything(self, data: st.DataObject) -> None:
        """Any step in any state; most are refused."""
        everything = [
            self.dispatch, self.accept, self.send_back, self.reply, self.plan, self.convert_to_complex,
            self.report_progress, self.resolve, self.answer, self.pass_on, self.follow_up, self.rate,
            self.close_unreachable, self.merge, self.speak, self.correct, self.unmerge, self.come_back,
            self.correct_score, self.appoint, self.reassign, self.instruct, self.report_back,
        ]  # fmt: skip
        data.draw(st.sampled_from(everything))(self.pick(data), data)

    @rule(data=st.data())
    def contest(self, data: st.DataObject) -> None:
        complaint = self.pick(data)
        self.behind_the_operations(complaint)
        self.two_hands(complaint)

    def two_hands(self, complaint: Complaint) -> None:
        """Two people decide on the same version: one is taken, the other learns of it."""
        given: dict[str, Any] = {
            "now": self.now,
            "complaint_id": complaint.pk,
            "version": complaint.version,
            "text": "已联系",
        }
        operations.note(actor=self.cast.clerk.viewer, **given)
        with pytest.raises(Stale) as stale:
            operations.note(actor=self.cast.clerk2.viewer, **given)
        assert stale.value.details == {"given": complaint.version, "current": complaint.version + 1}

    def behind_the_operations(self, complaint: Complaint) -> None:
        """The database itself refuses what the regulation forbids, and keeps what was said."""
        forbidden = [
            {"state": state}
            for state in ("registered", "dispatched", "accepted", "resolved")
            if complaint.state in ("resolved", "closed") and (complaint.state, state) not in STEPS.transitions
            if complaint.state != state
        ]
        changes: list[dict[str, Any]] = [
            *forbidden,
            {"text": "另一句话"},
            {"received_at": self.now + timedelta(days=1)},
            {"round": 0},
        ]
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                Complaint.objects.filter(pk=complaint.pk).update(**change)
        entry = timeline_of(complaint, owner=False)[0]
        assert entry is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            timeline.entries_of(SUBJECT, complaint.pk).update(text="改写")

    @rule(hours=st.sampled_from([0.2, 3, 13, 25, 49, 80]))
    def time_passes(self, hours: float) -> None:
        """Alarms that have come due fire, each once; then none is due."""
        self.now += timedelta(hours=hours)
        while fire(due(self.now), now=self.now):
            pass
        assert not Promise.objects.filter(state=PromiseState.RUNNING, next_alarm_at__lte=self.now).exists()

    # What holds after every step

    @invariant()
    def the_timeline_gives_the_stored_row(self) -> None:
        for complaint in self.complaints():
            entries = list(timeline_of(complaint, owner=False))
            assert timeline.broken_at(entries) is None
            told = timeline.replay(entries)
            assert timeline.plain(complaint.stored()) == told

    @invariant()
    def exactly_the_promises_of_the_regulation_run(self) -> None:
        for complaint in self.complaints():
            model = self.models[complaint.pk]
            expected = expected_promises(
                complaint.state,
                contactable=model.contactable,
                replied=model.replied,
                progress_left=model.next_report is not None,
                planned=model.planned,
                nature=model.nature,
                appointed=model.appointed,
                instructed=model.instructed and complaint.state in AT_WORK,
                told=model.told,
            )
            promised = running(SUBJECT, complaint.pk)
            assert {promise.kind for promise in promised} == expected
            assert {promise.round for promise in promised} <= {complaint.round}
            assert complaint.next_due_at == min((promise.due_at for promise in promised), default=None)

    @invariant()
    def no_alarm_fires_early_or_twice(self) -> None:
        seen = set()
        for alarm in Alarm.objects.select_related("promise"):
            assert (alarm.promise_id, alarm.rung) not in seen
            seen.add((alarm.promise_id, alarm.rung))
            promise = alarm.promise
            if promise.unit == "elapsed":
                climbed = LADDERS[promise_kind(promise.kind).rule.ladder]
                rungs = ladder.rungs_at(promise.started_at, promise.due_at, climbed)
                assert alarm.fired_at >= next(rung.at for rung in rungs if rung.rung == alarm.rung)
            assert alarm.told, "the chain never ends in nobody"


@pytest.mark.django_db
def test_the_ledger_holds_whatever_people_do(cast: Cast) -> None:
    AnyOrder.cast = cast
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )

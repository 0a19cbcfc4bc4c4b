"""A complaint from the first word to a satisfied owner, by the operations alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import F

from jujiao.kernel.record import timeline
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.queries_case import promises_of, timeline_of
from jujiao.testing.cast import Cast, Member

pytestmark = pytest.mark.django_db


def ledger(complaint: Complaint) -> list[tuple[str, int, str]]:
    return [(promise.kind, promise.round, promise.state) for promise in promises_of(complaint)]


def test_a_dissatisfied_first_round_and_a_satisfied_second(cast: Cast, now: datetime) -> None:
    complaint = operations.register(
        actor=cast.resident.viewer,
        now=now,
        estate=cast.estate,
        category=Category.objects.get(code="leak"),
        text="卫生间天花板漏水",
        channel="online",
        room=cast.room,
        person=cast.resident.person,
    )
    assert ledger(complaint) == [
        ("complaint.dispatch", 1, "running"),
        ("complaint.first_reply", 1, "running"),
        ("complaint.resolve", 1, "running"),
    ]
    assert complaint.next_due_at == now + timedelta(minutes=20)

    def step(operation: Callable[..., Complaint], member: Member, minutes: int, **given: Any) -> None:
        nonlocal complaint
        complaint.refresh_from_db()
        complaint = operation(
            actor=member.viewer,
            now=now + timedelta(minutes=minutes),
            complaint_id=complaint.pk,
            version=complaint.version,
            **given,
        )

    step(operations.dispatch, cast.clerk, 5, department=cast.engineering)
    step(operations.accept, cast.engineer, 15)
    step(operations.reply, cast.engineer, 30, text="今天下午上门", channel="phone")
    step(operations.plan, cast.engineer, 40, text="更换楼上防水")
    step(operations.resolve, cast.engineer, 300, text="已处理", channel="phone")
    assert complaint.state == "resolved"
    step(operations.record_follow_up, cast.clerk, 400, channel="phone", reached=True, score=2, reasons="还在漏")
    assert (complaint.state, complaint.round, complaint.handler) == ("dispatched", 2, None)
    step(operations.accept, cast.engineer2, 420)
    step(operations.reply, cast.engineer2, 430, text="重新做防水", channel="phone")
    step(operations.resolve, cast.engineer2, 900, text="闭水试验通过", channel="phone")
    step(operations.record_follow_up, cast.clerk, 1000, channel="phone", reached=True, score=5)

    assert (complaint.state, complaint.outcome, complaint.satisfaction) == ("closed", "satisfied", 5)
    assert ledger(complaint) == [
        ("complaint.dispatch", 1, "met"),
        ("complaint.first_reply", 1, "met"),
        ("complaint.resolve", 1, "met"),
        ("complaint.accept", 1, "met"),
        ("complaint.plan", 1, "met"),
        ("complaint.follow_up", 1, "met"),
        ("complaint.first_reply", 2, "met"),
        ("complaint.resolve", 2, "met"),
        ("complaint.accept", 2, "met"),
        ("complaint.plan", 2, "superseded"),
        ("complaint.follow_up", 2, "met"),
    ]
    assert not Promise.objects.filter(done_at__gt=F("due_at")).exists()
    complaint.refresh_from_db()
    entries = list(timeline_of(complaint, owner=False))
    assert timeline.broken_at(entries) is None
    assert timeline.plain(complaint.stored()) == timeline.replay(entries)

"""The frame of a step: what differs from the case as it was held is saved and written down, no more and no less."""

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from jujiao.cases.errors import UnableToTakeStep
from jujiao.kernel.errors import Stale
from jujiao.kernel.record import timeline
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations import plan
from jujiao.service.complaints.operations.steps import FRAME, debtors
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint

pytestmark = pytest.mark.django_db


def test_only_the_columns_that_differ_are_written_down(cast: Cast) -> None:
    case = a_complaint(cast)
    with transaction.atomic():
        held = FRAME.hold(case.pk, version=case.version)
        held.urges = held.urges + 1
        held.plan = held.plan
        entry = FRAME.take(held, "urge", actor=cast.clerk.viewer, now=NOW, text="快")
    assert entry.changes == {"urges": 1, "version": case.version + 1}
    case.refresh_from_db()
    assert (case.urges, case.version, case.state) == (1, held.version, "accepted")
    entries = list(timeline.entries_of("complaint", case.pk).order_by("seq"))
    assert timeline.replay(entries) == timeline.plain(case.stored())


def test_a_second_step_writes_down_only_its_own(cast: Cast) -> None:
    case = a_complaint(cast)
    with transaction.atomic():
        held = FRAME.hold(case.pk, version=None)
        held.plan = "更换密封圈"
        first = FRAME.take(held, "plan", actor=cast.clerk.viewer, now=NOW)
        second = FRAME.take(held, "note", actor=cast.clerk.viewer, now=NOW)
    assert set(first.changes) == {"plan", "version"}
    assert second.changes == {"version": case.version + 2}


def test_what_ends_promises_moves_the_nearest_due_time(cast: Cast) -> None:
    case = a_complaint(cast)
    plan(actor=cast.engineer.viewer, now=NOW, complaint_id=case.pk, version=None, text="先查楼上")
    before = case.next_due_at
    with transaction.atomic():
        held = FRAME.hold(case.pk, version=None)
        held.replied_at = NOW
        entry = FRAME.take(held, "reply", actor=cast.clerk.viewer, now=NOW)
    assert set(entry.changes) == {"replied_at", "next_due_at", "version"}
    assert before is not None
    assert held.next_due_at is not None
    assert held.next_due_at > before
    assert held.next_due_at == FRAME.nearest_due(held)


def test_rows_are_locked_in_the_order_of_their_ids(cast: Cast) -> None:
    cases = [a_complaint(cast), a_complaint(cast, "楼道灯不亮")]
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        held = FRAME.hold_all(Q(pk__in=[case.pk for case in reversed(cases)]))
    assert list(held) == sorted(case.pk for case in cases)
    assert 'ORDER BY "complaints_complaint"."id" ASC FOR UPDATE' in asked[0]["sql"]


def test_an_older_version_or_another_state_is_refused(cast: Cast) -> None:
    case = a_complaint(cast)
    with transaction.atomic(), pytest.raises(Stale) as stale:
        FRAME.hold(case.pk, version=case.version - 1)
    assert stale.value.details == {"given": case.version - 1, "current": case.version}
    with transaction.atomic(), pytest.raises(UnableToTakeStep, match="moved on"):
        FRAME.take(FRAME.hold(case.pk, version=None), "accept", actor=cast.clerk.viewer, now=NOW)
    with transaction.atomic(), pytest.raises(Complaint.DoesNotExist):
        FRAME.hold(0, version=None)


def test_a_case_that_nobody_holds_cannot_be_written(cast: Cast) -> None:
    case = a_complaint(cast)
    with transaction.atomic(), pytest.raises(KeyError):
        FRAME.write(case_by_id(case.pk), "note", actor=cast.clerk.viewer, now=NOW)


def test_the_handler_owes_nothing_where_a_case_of_the_group_is_about_them(cast: Cast) -> None:
    """3.2.1: who is complained of in one of the cases handled together is named as debtor of none."""
    main, double = a_complaint(cast), a_complaint(cast, "楼道灯不亮")
    assert debtors(main, ["complaint.resolve"], NOW)["complaint.resolve"].employee_id == cast.engineer.employee.pk
    Complaint.objects.filter(pk=double.pk).update(merged_into=main, about_employee=cast.engineer.employee)
    owing = debtors(case_by_id(main.pk), ["complaint.resolve"], NOW)["complaint.resolve"]
    assert (owing.department_id, owing.employee_id) == (cast.engineering.pk, None)


def case_by_id(case_id: int) -> Complaint:
    return Complaint.objects.get(pk=case_id)

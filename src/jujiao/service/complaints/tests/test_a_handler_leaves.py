"""3.2.2: whoever has complaints in hand leaves: the department has them again, its head hears of it once."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction

from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.operations import correct_leaving, leave
from jujiao.company.staff.operations.handing_over import find_left_behind, hand_over
from jujiao.kernel.errors import Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.models import Notice
from jujiao.notices.sentences import sentence
from jujiao.promises.models import Custody, Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.operations import handing_back
from jujiao.service.complaints.operations.handing_back import hand_back, of
from jujiao.service.complaints.operations.steps import FRAME
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast, Member

pytestmark = pytest.mark.django_db


def leaves(cast: Cast, moment: Moment, who: Member, *, days: int = 0) -> date:
    """The last day, so many days from now."""
    left_on = moment.now.date() + timedelta(days=days)
    version = Employee.objects.get(pk=who.employee.pk).version
    leave(employee=who.employee, left_on=left_on, version=version, actor=cast.hr.viewer, now=moment.now)
    return left_on


def goes(moment: Moment, who: Member, left_on: date) -> None:
    """What the worker does on the last day."""
    hand_over(employee_id=who.employee.pk, left_on=left_on, now=moment.now)


def jobs(who: Member) -> list[tuple[Any, ...]]:
    """The last day and the moment of each hand-over that was ordered."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'left_on', scheduled_at FROM procrastinate_jobs"
            " WHERE task_name = 'staff.hand_over' AND (args->>'employee_id')::int = %s ORDER BY id",
            [who.employee.pk],
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def running(case: Complaint) -> dict[str, tuple[Any, ...]]:
    found = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, state="running")
    return {one.kind: (one.due_at, one.employee, one.department) for one in found}


def told() -> list[tuple[str, str]]:
    """Who was told of cases handed back, in words."""
    found = Notice.objects.filter(kind="complaint.handed_back").select_related("recipient").order_by("id")
    return [(one.recipient.name, sentence(one)) for one in found if one.recipient]


class TestGoingBack:
    def test_the_department_has_them_again_and_no_due_time_moves(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        case = desk.at_work(handler=cast.engineer)
        desk.step("plan", case, cast.engineer, text="更换密封圈")
        before = running(case)
        moment.now += timedelta(hours=1)
        goes(moment, cast.engineer, leaves(cast, moment, cast.engineer))
        case.refresh_from_db()
        assert (case.state, case.handler, case.department, case.plan) == (
            "dispatched", None, cast.engineering, "更换密封圈",
        )  # fmt: skip
        after = running(case)
        assert after.pop("complaint.accept")[0] > moment.now
        assert after == {kind: (due, None, department) for kind, (due, _who, department) in before.items()}
        [entry] = entries_of(SUBJECT, case.pk).filter(verb="hand_back")
        assert (entry.actor_id, entry.details["handler"], entry.audience) == (None, "赵强", "internal")
        last = Custody.objects.filter(subject_kind=SUBJECT, subject_id=case.pk).latest("id")
        assert (last.employee, last.department, last.until_at) == (None, cast.engineering, None)

    def test_the_head_hears_once_of_all_and_done_again_nothing_happens(
        self, cast: Cast, desk: Desk, moment: Moment
    ) -> None:
        cases = [desk.at_work(handler=cast.engineer) for _each in range(3)]
        others, resolved = desk.at_work(handler=cast.engineer2), desk.at_work(handler=cast.engineer)
        desk.step("resolve", resolved, cast.engineer, text="已修好", channel="phone")
        last_day = leaves(cast, moment, cast.engineer)
        goes(moment, cast.engineer, last_day)
        numbers = ", ".join(case.number for case in cases)
        assert told() == [("高伟", f"赵强 leaves; back with the department, to be given out: {numbers}")]
        goes(moment, cast.engineer, last_day)
        assert len(told()) == 1
        assert entries_of(SUBJECT, cases[0].pk).filter(verb="hand_back").count() == 1
        assert [Complaint.objects.get(pk=one.pk).state for one in (others, resolved)] == ["accepted", "resolved"]

    def test_doubles_go_along_and_count_once(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        main, double = desk.at_work(handler=cast.engineer), desk.registered()
        desk.merge(double, main)
        assert [held.number for held in of([cast.engineer.employee.pk])] == [main.number]
        goes(moment, cast.engineer, leaves(cast, moment, cast.engineer))
        for case in (main, double):
            case.refresh_from_db()
            assert (case.state, case.handler) == ("dispatched", None)
        assert double.number not in told()[0][1]

    def test_one_that_joins_meanwhile_is_not_left_behind(
        self, cast: Cast, desk: Desk, moment: Moment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        main, double = desk.at_work(handler=cast.engineer), desk.registered()
        meanwhile(monkeypatch, after=lambda: desk.merge(double, main))
        with pytest.raises(Stale), transaction.atomic():
            hand_back(employee_id=cast.engineer.employee.pk, now=moment.now)
        main.refresh_from_db()
        assert main.handler == cast.engineer.employee

    def test_more_than_one_transaction_takes(
        self, cast: Cast, desk: Desk, moment: Moment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(handing_back, "TOGETHER", 2)
        for _each in range(3):
            desk.at_work(handler=cast.engineer)
        goes(moment, cast.engineer, leaves(cast, moment, cast.engineer))
        assert of([cast.engineer.employee.pk]) == []
        assert len(told()) == 2


class TestWhoHears:
    def test_without_a_head_whoever_stands_above(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        Assignment.objects.filter(role="head").delete()
        desk.at_work(handler=cast.engineer)
        goes(moment, cast.engineer, leaves(cast, moment, cast.engineer))
        assert [who for who, _words in told()] == ["韩明"]

    def test_a_head_who_leaves_does_not_hear_it_of_themselves(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        case = desk.at_work()
        desk.step("accept", case, cast.head_of_engineering)
        goes(moment, cast.head_of_engineering, leaves(cast, moment, cast.head_of_engineering))
        assert [who for who, _words in told()] == ["韩明"]

    def test_a_case_about_the_head_is_not_named_to_them(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        about = desk.at_work(about=cast.head_of_engineering, handler=cast.engineer)
        other = desk.at_work(handler=cast.engineer)
        goes(moment, cast.engineer, leaves(cast, moment, cast.engineer))
        words = dict(told())
        assert (about.number in words["高伟"], other.number in words["高伟"]) == (False, True)
        assert (about.number in words["韩明"], other.number in words["韩明"]) == (True, False)


class TestWhen:
    def test_at_once_or_when_the_last_day_begins(self, cast: Cast, moment: Moment) -> None:
        leaves(cast, moment, cast.engineer)
        last_day = leaves(cast, moment, cast.engineer2, days=3)
        [(_today, at_once)] = jobs(cast.engineer)
        [(day, later)] = jobs(cast.engineer2)
        assert (at_once, day) == (None, last_day.isoformat())
        assert later.astimezone(moment.now.tzinfo).isoformat() == f"{last_day}T00:00:00+08:00"

    def test_another_last_day_is_ordered_anew_and_the_old_order_does_nothing(
        self, cast: Cast, desk: Desk, moment: Moment
    ) -> None:
        case, before = desk.at_work(handler=cast.engineer), leaves(cast, moment, cast.engineer, days=3)
        after = before + timedelta(days=4)
        correct: Any = {"employee": cast.engineer.employee, "actor": cast.hr.viewer, "now": moment.now}
        correct_leaving(left_on=after, version=2, **correct)
        goes(moment, cast.engineer, before)
        assert [held.number for held in of([cast.engineer.employee.pk])] == [case.number]
        assert [day for day, _at in jobs(cast.engineer)] == [before.isoformat(), after.isoformat()]
        goes(moment, cast.engineer, after)
        correct_leaving(left_on=None, version=3, **correct)
        case.refresh_from_db()
        assert (case.state, case.handler) == ("dispatched", None)

    def test_what_was_taken_up_on_the_last_day_is_found_once_it_is_over(
        self, cast: Cast, desk: Desk, moment: Moment
    ) -> None:
        goes(moment, cast.engineer, leaves(cast, moment, cast.engineer))
        desk.at_work(handler=cast.engineer)
        assert find_left_behind(now=moment.now) == 0
        assert find_left_behind(now=moment.now + timedelta(days=1)) == 1
        assert len(jobs(cast.engineer)) == 2


def meanwhile(monkeypatch: pytest.MonkeyPatch, *, before: Any = None, after: Any = None) -> None:
    """Somebody does something at the moment at which the cases are held for the first time."""
    done: list[bool] = []

    def hold_all(which: Any) -> dict[int, Complaint]:
        first = not done
        done.append(True)
        if first and before:
            before()
        held = FRAME.hold_all(which)
        if first and after:
            after()
        return held

    monkeypatch.setattr(handing_back, "FRAME", SimpleNamespace(hold_all=hold_all))


@pytest.mark.parametrize("step", ["resolve", "reassign"])
def test_who_is_faster_at_the_same_case(
    step: str, cast: Cast, desk: Desk, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was done to a case before it could be held stays done; who comes after is shown a conflict."""
    case, late = desk.at_work(handler=cast.engineer), desk.at_work(handler=cast.engineer)
    given: dict[str, dict[str, Any]] = {
        "resolve": {"text": "已修好", "channel": "phone"},
        "reassign": {"handler": cast.engineer2.employee},
    }
    meanwhile(monkeypatch, before=lambda: desk.step(step, case, cast.engineer, **given[step]))
    hand_back(employee_id=cast.engineer.employee.pk, now=moment.now)
    case.refresh_from_db()
    expected = {"resolve": ("resolved", "赵强"), "reassign": ("accepted", cast.engineer2.employee.name)}
    assert (case.state, case.handler and case.handler.name) == expected[step]
    assert (case.number in told()[0][1], late.number in told()[0][1]) == (False, True)
    with pytest.raises(Stale):
        getattr(operations, step)(
            actor=cast.manager.viewer, now=moment.now, complaint_id=late.pk, version=late.version, **given[step]
        )

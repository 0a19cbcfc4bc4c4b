"""Who hears of a complaint about a colleague, and who owes it: everybody but the colleague, whose place is taken by the
one above."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jujiao.company.staff.models import Assignment, Deputy
from jujiao.kernel.record import subjects
from jujiao.kernel.record.knowing import excluded, hidden, kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.jobs import send_once
from jujiao.notices.models import Delivery, Notice
from jujiao.notices.queries import inbox_of, unread
from jujiao.promises.firing import fire
from jujiao.promises.models import Alarm, Promise, PromiseState
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

DAY = timedelta(hours=24)
PARTS = {"half": 0.5, "three_quarters": 0.75, "due": 1, "manager": 1.25, "company": 2}


def step(operation: Any, actor: Member, case: Complaint, **facts: Any) -> Complaint:
    taken: Complaint = operation(actor=actor.viewer, now=NOW, complaint_id=case.pk, version=None, **facts)
    return taken


def registered(cast: Cast, about: Member | None) -> Complaint:
    return operations.register(
        actor=cast.clerk.viewer,
        now=NOW,
        estate=cast.estate,
        category=Category.objects.get(code="attitude"),
        text="态度很差",
        channel="phone",
        room=cast.room,
        person=cast.resident.person,
        about_employee=about.employee if about else None,
    )


def in_hand(cast: Cast, about: Member | None) -> Complaint:
    case = step(operations.dispatch, cast.clerk, registered(cast, about), department=cast.engineering)
    return step(operations.accept, cast.engineer2 if about is cast.engineer else cast.engineer, case)


def told(case: Complaint, rung: str, at: Any = None) -> set[str]:
    """Whom the alarm of that rung for the first reply names, where it is the first to go off."""
    promise = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, kind=PromiseKind.FIRST_REPLY)
    Promise.objects.filter(pk__in=promise).update(next_alarm_at=NOW)
    fire(promise.filter(state=PromiseState.RUNNING), now=at or NOW + DAY * PARTS[rung])
    alarm = Alarm.objects.get(promise__in=promise)
    assert alarm.rung == rung
    heard = Notice.objects.filter(kind=f"promise.{rung}", subject_id=case.pk)
    assert set(heard.values_list("recipient__name", flat=True)) == set(alarm.told)
    return set(alarm.told)


def names(cast: Cast, people: str) -> set[str]:
    return {getattr(cast, person).user.name for person in people.split()}


@pytest.mark.parametrize(
    ("about", "rung", "hear"),
    [
        ("engineer", "half", "engineer2"),
        ("engineer", "due", "engineer2 head_of_engineering"),
        ("head_of_engineering", "half", "engineer"),
        ("head_of_engineering", "due", "engineer manager"),
        ("head_of_engineering", "manager", "manager"),
        ("manager", "due", "engineer head_of_engineering"),
        ("manager", "manager", "head_of_engineering director"),
        ("manager", "company", "director"),
        ("director", "manager", "head_of_engineering manager"),
        ("director", "company", "manager sysadmin"),
        ("sysadmin", "company", "manager director"),
        ("auditor", "company", "manager director"),
    ],
)
def test_the_next_place_above_hears_instead(about: str, rung: str, hear: str, cast: Cast) -> None:
    assert told(in_hand(cast, getattr(cast, about)), rung) == names(cast, hear)


def test_where_one_of_several_is_complained_of_the_others_hear(cast: Cast) -> None:
    case = step(operations.dispatch, cast.clerk, registered(cast, cast.engineer), department=cast.engineering)
    assert told(case, "half") == names(cast, "engineer2")


def test_a_handler_who_is_named_later_is_passed_over(cast: Cast) -> None:
    case = in_hand(cast, None)
    Complaint.objects.filter(pk=case.pk).update(about_employee=cast.engineer.employee)
    assert told(case, "half") == names(cast, "head_of_engineering")


def test_a_deputy_who_is_complained_of_is_passed_over(cast: Cast) -> None:
    case = in_hand(cast, cast.head_of_service)
    Deputy.objects.create(
        absent=cast.manager.employee,
        deputy=cast.head_of_service.employee,
        starts_at=NOW,
        ends_at=NOW + DAY * 9,
    )
    assert told(case, "manager") == names(cast, "head_of_engineering director")


def test_it_never_ends_in_nobody(cast: Cast) -> None:
    case = in_hand(cast, cast.director)
    Assignment.objects.filter(employee=cast.sysadmin.employee).delete()
    assert told(case, "company") == names(cast, "manager")


def test_the_only_clerk_is_complained_of_and_the_manager_hears_of_the_arrival(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.clerk2.employee).delete()
    case = registered(cast, cast.clerk)
    assert list(Notice.objects.filter(subject_id=case.pk).values_list("recipient__name", flat=True)) == ["韩明"]


def test_many_alarms_ask_once_from_whom_they_are_kept(cast: Cast) -> None:
    def statements(count: int) -> int:
        cases = [registered(cast, cast.manager) for _number in range(count)]
        due = Promise.objects.filter(subject_id__in=[one.pk for one in cases], kind=PromiseKind.DISPATCH)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert fire(due, now=NOW + DAY) == count
        return len(captured)

    statements(1)  # what repeats is made once
    assert statements(2) == statements(12)


def test_the_third_round_is_owned_by_the_company_where_it_is_about_the_manager(cast: Cast) -> None:
    def owner(about: Member) -> str:
        case = in_hand(cast, about)
        for _round in range(2):
            step(operations.resolve, cast.engineer, case, text="已谈话", channel="phone")
            step(operations.rate, cast.resident, case, score=1)
            step(operations.accept, cast.engineer, case)
        promise = Promise.objects.get(subject_id=case.pk, kind=PromiseKind.RESOLVE, round=3)
        assert promise.employee is not None
        # Whoever owns it can also end it.
        person = cast.director if promise.employee == cast.director.employee else cast.manager
        step(operations.resolve, person, case, text="已处理", channel="phone")
        return promise.employee.name

    assert owner(cast.manager) == cast.director.user.name
    assert owner(cast.guard) == cast.manager.user.name


@pytest.mark.parametrize("joins", ["the one about them", "the other one"])
def test_what_the_manager_owns_passes_to_the_company_where_it_joins_one_about_the_manager(
    joins: str, cast: Cast
) -> None:
    owned, about = in_hand(cast, None), in_hand(cast, cast.manager)
    for _round in range(2):
        step(operations.resolve, cast.engineer, owned, text="已谈话", channel="phone")
        step(operations.rate, cast.resident, owned, score=1)
        step(operations.accept, cast.engineer, owned)
    running = Promise.objects.filter(subject_id=owned.pk, state=PromiseState.RUNNING)
    assert {promise.employee for promise in running} == {cast.manager.employee}
    double, main = (about, owned) if joins == "the one about them" else (owned, about)
    step(operations.merge, cast.clerk, double, into_id=main.pk)
    assert {promise.employee for promise in running.all()} == {cast.director.employee}
    # Whoever owns it can also end it.
    step(operations.resolve, cast.director, main, text="已处理", channel="phone")
    owned.refresh_from_db()
    assert owned.state == "resolved"


def test_a_double_that_leaves_one_about_the_manager_is_the_managers_again(cast: Cast) -> None:
    about, double = in_hand(cast, cast.manager), in_hand(cast, None)
    step(operations.merge, cast.clerk, double, into_id=about.pk)
    Complaint.objects.filter(pk=double.pk).update(round=2)
    step(operations.resolve, cast.engineer, about, text="已处理", channel="phone")
    step(operations.rate, cast.resident, double, score=1)
    promise = Promise.objects.get(subject_id=double.pk, kind=PromiseKind.RESOLVE, round=3)
    assert promise.employee == cast.manager.employee


def test_who_is_named_later_reads_nothing_of_what_was_told_before(cast: Cast, sign_in: SignIn) -> None:
    case = registered(cast, None)
    notice = Notice.objects.get(recipient=cast.clerk.user, subject_id=case.pk)
    letter = Delivery.objects.get(notice=notice, channel="email")
    assert (inbox_of(cast.clerk.viewer).count(), unread(cast.clerk.viewer)) == (1, 1)
    Complaint.objects.filter(pk=case.pk).update(about_employee=cast.clerk.employee)
    assert (inbox_of(cast.clerk.viewer).count(), unread(cast.clerk.viewer)) == (0, 0)
    clerk = sign_in(cast.clerk)
    assert clerk.post(f"/inbox/{notice.pk}/open/").status_code == 404
    assert case.number not in clerk.get("/inbox/").text
    send_once(delivery_id=letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.tries, mail.outbox) == ("withheld", 0, [])


def hidden_from(employee_id: int) -> set[int]:
    """The complaints of which an employee must not know."""
    found = Complaint.objects.filter(pk__in=hidden(subjects.of(SUBJECT), employee_id))
    return set(found.values_list("pk", flat=True))


def test_a_case_is_kept_together_with_all_that_is_handled_with_it(cast: Cast) -> None:
    """The condition on rows, whom to leave out and the SQL are one answer."""
    main, other, about = registered(cast, None), registered(cast, None), registered(cast, cast.guard)
    apart = registered(cast, None)
    Complaint.objects.filter(pk__in=[other.pk, about.pk]).update(merged_into=main)
    group, guard = {main.pk, other.pk, about.pk}, cast.guard.employee.pk
    assert hidden_from(guard) == group
    asked = [Subject(SUBJECT, each) for each in (*group, apart.pk)]
    assert excluded(asked) == {Subject(SUBJECT, each): frozenset({guard}) for each in group}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT id, employee_id FROM ({kept_sql()}) AS kept WHERE kind = %s", [SUBJECT])
        assert set(cursor.fetchall()) == {(each, guard) for each in group}
    assert hidden_from(cast.engineer.employee.pk) == set()

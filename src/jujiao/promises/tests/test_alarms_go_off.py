"""A promise comes due: who hears of it, when, and how often."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from jujiao.company.staff.models import Assignment, Deputy
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Role
from jujiao.notices.models import Notice
from jujiao.promises.jobs import LEFT, Alarms
from jujiao.promises.models import Alarm, Promise
from jujiao.promises.operations import next_alarm_at
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.rows import CHAT, CONTACT, SUBJECT, a_promise

DAY = timedelta(hours=24)


def promised(cast: Cast, **facts: object) -> Promise:
    promise = a_promise(cast, **facts)
    promise.next_alarm_at = next_alarm_at(promise, fired=None)
    promise.save(update_fields=["next_alarm_at"])
    return promise


def told() -> list[list[str]]:
    return list(Alarm.objects.order_by("id").values_list("told", flat=True))


def names(*members: Member) -> list[str]:
    return [member.user.name for member in members]


def test_each_rung_goes_off_in_its_turn_and_tells_the_people_of_its_level(cast: Cast) -> None:
    promise = promised(cast, employee=cast.engineer.employee)
    for part in (0.5, 0.75, 1, 1.25, 2):
        assert not Alarms()(NOW + DAY * part - timedelta(seconds=1))
        assert Alarms()(NOW + DAY * part)

    assert list(promise.alarms.order_by("id").values_list("rung", flat=True)) == [
        "half",
        "three_quarters",
        "due",
        "manager",
        "company",
    ]
    assert told() == [
        names(cast.engineer),
        names(cast.engineer),
        names(cast.engineer, cast.head_of_engineering),
        names(cast.head_of_engineering, cast.manager),
        names(cast.manager, cast.director),
    ]
    promise.refresh_from_db()
    assert promise.next_alarm_at is None
    assert not Alarms()(NOW + DAY * 30)


def test_one_alarm_is_a_row_a_timeline_entry_and_a_notice_for_each_person_told(cast: Cast) -> None:
    promise = promised(cast, employee=cast.engineer.employee)
    Alarms()(NOW + DAY)

    entry = timeline.entries_of(SUBJECT, promise.subject_id).get()
    assert (entry.verb, entry.details["rung"], entry.details["told"]) == (
        "alarm",
        "due",
        names(cast.engineer, cast.head_of_engineering),
    )
    notices = Notice.objects.order_by("recipient_id")
    assert {notice.recipient for notice in notices} == {cast.engineer.user, cast.head_of_engineering.user}
    assert {(notice.kind, notice.url) for notice in notices} == {("promise.due", f"/sample/{promise.subject_id}/")}


def test_after_an_outage_only_the_highest_rung_goes_off(cast: Cast) -> None:
    promise = promised(cast, employee=cast.engineer.employee)
    assert Alarms()(NOW + DAY * 1.5)
    assert not Alarms()(NOW + DAY * 1.5)
    assert list(promise.alarms.values_list("rung", flat=True)) == ["manager"]


def test_a_promise_that_ended_is_silent(cast: Cast) -> None:
    promise = promised(cast)
    Promise.objects.filter(pk=promise.pk).update(state="met", done_at=NOW, next_alarm_at=None)
    assert not Alarms()(NOW + DAY * 3)


def test_the_deputy_hears_instead_of_who_is_absent(cast: Cast) -> None:
    promised(cast, employee=cast.engineer.employee)
    for absent, deputy in ((cast.engineer, cast.engineer2), (cast.head_of_engineering, cast.manager)):
        Deputy.objects.create(
            absent=absent.employee, deputy=deputy.employee, starts_at=NOW, ends_at=NOW + timedelta(days=3)
        )
    Alarms()(NOW + DAY)
    assert told() == [names(cast.engineer2, cast.manager)]


def test_two_who_stand_in_for_each_other_end_in_no_circle(cast: Cast) -> None:
    promised(cast, employee=cast.engineer.employee)
    for absent, deputy in ((cast.engineer, cast.engineer2), (cast.engineer2, cast.engineer)):
        Deputy.objects.create(
            absent=absent.employee, deputy=deputy.employee, starts_at=NOW, ends_at=NOW + timedelta(days=3)
        )
    Alarms()(NOW + DAY / 2)
    assert told() == [names(cast.engineer)]


@pytest.mark.parametrize(
    ("gone", "hears"),
    [
        ((), "engineer"),
        (("engineer", "engineer2"), "head_of_engineering"),
        (("engineer", "engineer2", "head_of_engineering"), "manager"),
        (("engineer", "engineer2", "head_of_engineering", "manager"), "director"),
        (("engineer", "engineer2", "head_of_engineering", "manager", "director"), "sysadmin"),
    ],
)
def test_the_chain_never_ends_in_nobody(cast: Cast, gone: tuple[str, ...], hears: str) -> None:
    promised(cast)
    leavers = [getattr(cast, name).employee for name in gone]
    Assignment.objects.filter(employee__in=leavers).update(ends_on=NOW.date() - timedelta(days=1))
    Alarms()(NOW + DAY / 2)
    assert names(getattr(cast, hears))[0] in told()[0]


def test_the_chain_ends_in_the_own_company(cast: Cast) -> None:
    """A company without manager, director and administrator tells whoever it has, never another company's."""
    promise = promised(cast, estate=cast.other_estate, department=None, employee=None)
    for part in (0.5, 1, 1.25, 2):
        assert Alarms()(NOW + DAY * part)
    assert list(promise.alarms.order_by("id").values_list("told", flat=True)) == [names(cast.outsider)] * 4
    assert set(Notice.objects.values_list("recipient__name", flat=True)) == {cast.outsider.user.name}


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_fire_each_alarm_once(cast: Cast) -> None:
    promises = [promised(cast, employee=cast.engineer.employee) for _number in range(12)]
    start = Barrier(4)

    def work() -> None:
        start.wait()
        while Alarms()(NOW + DAY / 2):
            pass
        connection.close()

    workers = [Thread(target=work) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    # A worker passes over what another one holds, so the last look is ours.
    while Alarms()(NOW + DAY / 2):
        pass
    assert sorted(Alarm.objects.values_list("promise_id", flat=True)) == sorted(promise.pk for promise in promises)
    assert Notice.objects.count() == len(promises)


def test_two_promises_of_one_case_stand_one_after_the_other_in_its_timeline(cast: Cast) -> None:
    for kind in ("complaint.first_reply", "complaint.resolve"):
        promised(cast, kind=kind, subject_id=1)
    assert Alarms()(NOW + DAY / 2) == 2
    entries = list(timeline.entries_of(SUBJECT, 1).order_by("seq"))
    assert [(entry.seq, entry.details["promise"]) for entry in entries] == [
        (1, "complaint.first_reply"),
        (2, "complaint.resolve"),
    ]
    assert timeline.broken_at(entries) is None


def test_what_is_wrong_with_one_promise_does_not_keep_the_others_waiting(cast: Cast) -> None:
    wrong = promised(cast, subject_kind="nothing that a chapter knows")
    right = [promised(cast) for _number in range(2)]
    alarms = Alarms()
    assert alarms(NOW + DAY / 2) == 2
    assert set(Alarm.objects.values_list("promise_id", flat=True)) == {promise.pk for promise in right}

    assert alarms(NOW + DAY / 2) == 0
    wrong.refresh_from_db()
    assert wrong.next_alarm_at == NOW + DAY / 2
    Promise.objects.filter(pk=wrong.pk).update(subject_kind=SUBJECT)
    assert (alarms(NOW + DAY / 2 + LEFT / 2), alarms(NOW + DAY / 2 + LEFT)) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_case_at_which_somebody_is_at_work_is_passed_over(cast: Cast) -> None:
    promises = [promised(cast) for _number in range(2)]
    fired = []

    def work() -> None:
        fired.append(Alarms()(NOW + DAY / 2))
        connection.close()

    with transaction.atomic():
        timeline.take_places({(SUBJECT, promises[0].subject_id)})
        worker = Thread(target=work)
        worker.start()
        worker.join(60)
    assert fired == [1]
    assert list(Alarm.objects.values_list("promise_id", flat=True)) == [promises[1].pk]
    assert Alarms()(NOW + DAY / 2) == 1


def test_by_the_ladder_of_minutes_nobody_is_reminded_and_the_company_never_hears(cast: Cast) -> None:
    due_at = NOW + timedelta(minutes=10)
    promise = promised(cast, kind=CHAT, due_at=due_at, employee=cast.engineer.employee)
    assert promise.next_alarm_at == due_at
    assert Alarms()(due_at) == 1
    assert not Alarms()(due_at + timedelta(minutes=29))
    assert Alarms()(due_at + timedelta(minutes=30)) == 1
    assert told() == [names(cast.engineer, cast.head_of_engineering), names(cast.head_of_engineering, cast.manager)]
    promise.refresh_from_db()
    assert promise.next_alarm_at is None


def test_many_that_fall_due_at_once_are_one_notice_for_each_person_and_day(cast: Cast) -> None:
    head, engineer = cast.head_of_engineering, cast.engineer
    for _ in range(30):
        promised(cast, kind=CONTACT, employee=engineer.employee)
    promised(cast, employee=engineer.employee, next_alarm_at=None)
    assert Alarms()(NOW + DAY) == 31
    gathered = Notice.objects.filter(kind="promise.gathered")
    assert {(notice.recipient, notice.url) for notice in gathered} == {
        (engineer.user, f"/?kind={CONTACT}"),
        (head.user, f"/?kind={CONTACT}"),
    }
    assert gathered.all().count() == 2
    assert Notice.objects.filter(kind="promise.due").count() == 2
    assert Alarm.objects.filter(rung="due", promise__kind=CONTACT).count() == 30

    promised(cast, kind=CONTACT, employee=engineer.employee)
    Alarms()(NOW + DAY + timedelta(hours=1))
    assert gathered.all().count() == 2
    promised(cast, kind=CONTACT, employee=engineer.employee)
    Alarms()(NOW + 2 * DAY)
    assert gathered.all().count() == 4


def test_where_only_the_debtor_would_be_told_the_next_above_hears_too(cast: Cast) -> None:
    """The head owes it: from the due time on somebody else knows."""
    promised(cast, employee=cast.head_of_engineering.employee)
    for part in (0.5, 1):
        assert Alarms()(NOW + DAY * part)
    assert told() == [names(cast.head_of_engineering), names(cast.head_of_engineering, cast.manager)]


@pytest.mark.parametrize("owed", ["absent", "headed", "post"])
def test_whoever_acts_for_the_debtor_is_no_second_person(cast: Cast, owed: str) -> None:
    """The head stands in for who owes it, is alone in the department that owes it, or holds the post that does."""
    head = cast.head_of_engineering.employee
    mine: dict[str, Any] = {}
    if owed == "absent":
        mine = {"employee": cast.engineer.employee}
        absence = {"starts_at": NOW - DAY, "ends_at": NOW + 9 * DAY}
        Deputy.objects.create(absent=cast.engineer.employee, deputy=head, **absence)
    else:
        Assignment.objects.filter(employee__in=[cast.engineer.employee, cast.engineer2.employee]).delete()
        mine = {"role": Role.HEAD} if owed == "post" else {}
    promised(cast, **mine)
    assert Alarms()(NOW + DAY) == 1
    assert told() == [names(cast.head_of_engineering, cast.manager)]


def test_what_a_post_owes_is_told_to_whoever_holds_it(cast: Cast) -> None:
    promised(cast, department=None, role=Role.ADMINISTRATION)
    assert Alarms()(NOW + DAY / 2) == 1
    assert told() == [names(cast.hr)]

"""An owner without an account is told by text messages, and their clock stops when one was accepted; whom none reaches
is called."""

from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from jujiao.cases.errors import UnableToTakeStep
from jujiao.kernel.machine.messaging.port import Accepted, Refused
from jujiao.kernel.models import TimelineEntry
from jujiao.notices import operations as notices
from jujiao.notices.models import Attempt, CallTask, Delivery, Notice
from jujiao.notices.operations.receipts import answered
from jujiao.notices.operations.sending import begin
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast, Member
from jujiao.testing.messaging import Vendor, carry_out

GONE = Refused("isv.MOBILE_NUMBER_ILLEGAL", "the number is not in service", again=False)
BUSY = Refused("isp.BUSY", "busy", again=True)
PHONE = "13800000106"


class Case:
    """A case of the spouse, who has a number and no account."""

    def __init__(self, cast: Cast, moment: Moment) -> None:
        self.cast, self.moment = cast, moment

    def registered(self, **more: Any) -> Complaint:
        given: dict[str, Any] = {"person": self.cast.spouse, "room": self.cast.room} | more
        return operations.register(
            actor=self.cast.clerk2.viewer,
            now=self.moment.now,
            estate=self.cast.estate,
            category=Category.objects.get(code="leak"),
            text="天花板渗水",
            channel="phone",
            **given,
        )

    def step(self, verb: str, case: Complaint, who: Member, **given: Any) -> Complaint:
        done: Complaint = getattr(operations, verb)(
            actor=who.viewer, now=self.moment.now, complaint_id=case.pk, version=None, **given
        )
        return done

    def in_hand(self, **more: Any) -> Complaint:
        case = self.registered(**more)
        self.step("dispatch", case, self.cast.clerk2, department=self.cast.engineering)
        return self.step("accept", case, self.cast.engineer)

    def say(self, verb: str, case: Complaint, text: str = "阀门已换，不再漏水。") -> Complaint:
        return self.step(verb, case, self.cast.engineer, text=text, channel="sms")


@pytest.fixture
def make(cast: Cast, moment: Moment, vendor: Vendor) -> Case:
    return Case(cast, moment)


def promise(case: Complaint, kind: str, **which: Any) -> Promise:
    return Promise.objects.get(subject_kind=SUBJECT, subject_id=case.pk, kind=f"complaint.{kind}", **which)


def runs(case: Complaint) -> set[str]:
    found = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, state="running")
    return {kind.partition(".")[2] for kind in found.values_list("kind", flat=True)}


def verbs(case: Complaint) -> list[str]:
    rows = TimelineEntry.objects.filter(subject_kind=SUBJECT, subject_id=case.pk)
    return list(rows.order_by("seq").values_list("verb", flat=True))


def test_they_are_told_by_text_at_each_step(make: Case, moment: Moment, vendor: Vendor) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    make.say("reply", case, "明天上午九点上门。")
    carry_out(moment.forward(minutes=1))
    make.say("resolve", case)
    carry_out(moment.forward(minutes=1))
    assert [one.address for one in vendor.sent] == [PHONE] * 3
    assert f"{case.number}" in vendor.texts[0]
    assert "明天上午九点上门。" in vendor.texts[1]
    assert "阀门已换，不再漏水。" in vendor.texts[2]
    message = vendor.sent[1].message
    assert (message.template, message.params) == (
        "complaint.replied",
        {"number": case.number, "said": "明天上午九点上门。"},
    )
    assert runs(case) == {"follow_up"}
    assert not CallTask.objects.exists()


def test_the_clock_stops_when_the_way_accepts_and_not_when_it_is_typed(
    make: Case, moment: Moment, vendor: Vendor
) -> None:
    case = make.in_hand()
    vendor.sent.clear()
    make.say("reply", case)
    case.refresh_from_db()
    assert (promise(case, "first_reply").state, case.replied_at) == ("running", None)
    at = moment.forward(seconds=40)
    carry_out(at)
    case.refresh_from_db()
    assert (promise(case, "first_reply").state, promise(case, "first_reply").done_at, case.replied_at) == (
        "met",
        at,
        at,
    )
    assert verbs(case)[-2:] == ["reply", "told"]


def test_what_is_accepted_after_its_time_is_late(make: Case, moment: Moment, vendor: Vendor) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    moment.now = promise(case, "first_reply").due_at - timedelta(seconds=10)
    make.say("reply", case)
    vendor.ready = [BUSY]
    carry_out(moment.now)
    carry_out(moment.forward(seconds=21))
    kept = promise(case, "first_reply")
    assert kept.done_at == moment.now > kept.due_at
    tries = Attempt.objects.filter(delivery__notice__kind="complaint.replied").order_by("n")
    assert list(tries.values_list("n", "state")) == [(1, "failed"), (2, "accepted")]


def test_a_visit_or_a_call_stops_the_clock_at_once_and_sends_nothing(
    make: Case, moment: Moment, vendor: Vendor, cast: Cast
) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    vendor.sent.clear()
    make.step("reply", case, cast.engineer, text="下午来。", channel="phone")
    assert promise(case, "first_reply").done_at == moment.now
    carry_out(moment.now)
    assert vendor.sent == []


def test_where_all_ways_fail_the_promise_runs_and_the_desk_calls(
    make: Case, moment: Moment, vendor: Vendor, cast: Cast
) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    make.say("resolve", case)
    vendor.ready = [GONE]
    carry_out(moment.forward(seconds=5))
    assert runs(case) == {"first_reply", "resolve", "follow_up"}
    task = CallTask.objects.get()
    assert (task.person, task.phone, task.due_at) == (cast.spouse, PHONE, promise(case, "first_reply").due_at)
    assert Notice.objects.filter(kind="complaint.unreached", recipient=cast.engineer.user).exists()
    assert verbs(case)[-1] == "unreached"
    at = moment.forward(minutes=10)
    notices.reached(actor=cast.clerk.viewer, now=at, task_id=task.pk, version=task.version)
    assert runs(case) == {"follow_up"}
    assert promise(case, "resolve").done_at == at
    assert Notice.objects.get(kind="complaint.resolved").accepted_by == "phone"
    last = TimelineEntry.objects.filter(subject_kind=SUBJECT, subject_id=case.pk).latest("seq")
    assert (last.verb, last.actor_id, last.details["channel"]) == ("told", cast.clerk.user.pk, "phone")


def test_nobody_there_leaves_the_call_and_a_wrong_number_tells_the_handler(
    make: Case, moment: Moment, vendor: Vendor, cast: Cast
) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    make.say("reply", case)
    vendor.ready = [GONE]
    carry_out(moment.now)
    task = CallTask.objects.get()
    given: dict[str, Any] = {"actor": cast.clerk.viewer, "task_id": task.pk, "version": None}
    notices.nobody_there(now=moment.forward(minutes=5), **given)
    notices.nobody_there(now=moment.forward(minutes=5), **given)
    task.refresh_from_db()
    assert (task.waits, task.tries.count()) == (True, 2)
    notices.wrong_number(now=moment.forward(minutes=5), **given)
    task.refresh_from_db()
    assert (task.outcome, promise(case, "first_reply").state) == ("wrong_number", "running")
    assert Notice.objects.filter(kind="complaint.unreached", recipient=cast.engineer.user).count() == 2
    with pytest.raises(Exception, match="not waiting any more"):
        notices.reached(now=moment.now, **given)


def test_who_left_a_landline_is_called_and_never_forgotten(make: Case, moment: Moment, vendor: Vendor) -> None:
    case = make.in_hand(person=None, contact_name="周女士", contact_phone="0571-88886616", room=make.cast.room)
    carry_out(moment.now)
    assert vendor.sent == []
    task = CallTask.objects.get()
    assert (task.subject_id, task.person, task.phone, task.due_at) == (case.pk, None, "0571-88886616", None)
    assert [notice.kind for notice in task.notices.all()] == ["complaint.accepted"]


def test_a_call_made_otherwise_needs_no_second_one(make: Case, moment: Moment, vendor: Vendor, cast: Cast) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    make.say("reply", case)
    vendor.ready = [GONE]
    carry_out(moment.now)
    make.step("reply", case, cast.engineer, text="我打电话说过了。", channel="phone")
    assert CallTask.objects.get().outcome == "overtaken"
    assert promise(case, "first_reply").done_at == moment.now


def test_each_progress_report_opens_the_next_once_it_was_accepted(
    make: Case, moment: Moment, vendor: Vendor, cast: Cast
) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    make.step(
        "convert_to_complex", case, cast.engineer, agreed_by="郑海涛", agreed_at=moment.now, channel="phone",
        due_at=moment.now + timedelta(days=6), report_every_hours=24, reason="要等配件",
    )  # fmt: skip
    moment.forward(hours=20)
    make.say("report_progress", case, "配件已发货。")
    assert promise(case, "progress").state == "running"
    at = moment.forward(seconds=30)
    carry_out(at)
    assert promise(case, "progress", seq=1).done_at == at
    following = promise(case, "progress", seq=2)
    assert (following.state, following.due_at) == ("running", at + timedelta(hours=24))
    assert "配件已发货。" in vendor.texts[-1]


def test_an_answer_closes_each_case_once_it_reached_its_owner(
    make: Case, moment: Moment, vendor: Vendor, cast: Cast
) -> None:
    main = make.registered(nature="enquiry")
    double = make.registered(nature="enquiry", person=None, contact_phone="13877770001")
    make.step("merge", double, cast.clerk2, into_id=main.pk)
    carry_out(moment.now)
    make.step("answer", main, cast.clerk, text="车位按月租。", channel="sms")
    other = make.registered(nature="enquiry")
    with pytest.raises(UnableToTakeStep, match="on its way"):
        make.step("merge", other, cast.clerk2, into_id=main.pk)
    vendor.ready = [Accepted("a"), BUSY]
    carry_out(moment.now)
    states = Complaint.objects.filter(pk__in=(main.pk, double.pk)).order_by("pk").values_list("state", "outcome")
    assert sorted(states) == [("closed", "answered"), ("registered", "")], "one of them has not got it yet"
    at = moment.forward(seconds=25)
    carry_out(at)
    assert set(states.all()) == {("closed", "answered")}
    ended = [promise(one, "enquiry").done_at for one in (main, double)]
    assert sorted(each for each in ended if each) == [at - timedelta(seconds=25), at]
    assert runs(main) == runs(double) == set()


def test_an_answer_that_failed_is_given_by_phone(make: Case, moment: Moment, vendor: Vendor, cast: Cast) -> None:
    case = make.registered(nature="enquiry")
    vendor.ready = [GONE]
    make.step("answer", case, cast.clerk, text="车位按月租。", channel="sms")
    carry_out(moment.now)
    case.refresh_from_db()
    assert (case.state, runs(case)) == ("registered", {"enquiry"})
    make.step("answer", case, cast.clerk, text="车位按月租。", channel="phone")
    case.refresh_from_db()
    assert (case.outcome, promise(case, "enquiry").done_at, CallTask.objects.get().outcome) == (
        "answered", moment.now, "overtaken",
    )  # fmt: skip


def test_who_is_asked_how_it_was_has_heard_that_it_is_done(
    make: Case, moment: Moment, vendor: Vendor, cast: Cast
) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    make.say("resolve", case)
    asked = {"channel": "phone", "reached": True, "score": 2, "reasons": "还在滴水"}
    make.step("record_follow_up", case, cast.clerk, **asked)
    first = promise(case, "resolve", round=1)
    assert (first.state, first.done_at) == ("met", moment.now)
    carry_out(moment.forward(minutes=1))  # the message of the round before comes now
    first.refresh_from_db()
    assert first.done_at == moment.now - timedelta(minutes=1)
    case.refresh_from_db()
    assert (case.round, case.replied_at, promise(case, "resolve", round=2).state) == (2, None, "running")


@pytest.mark.django_db(transaction=True)
def test_a_message_that_is_accepted_while_the_case_is_reopened_waits_and_ends_nothing_twice(
    make: Case, moment: Moment, cast: Cast
) -> None:
    case = make.in_hand()
    make.say("resolve", case)
    delivery = Delivery.objects.get(notice__kind="complaint.resolved")
    attempt = begin(delivery.pk, address=PHONE, now=moment.now)
    assert attempt
    done = Event()

    def accept() -> None:
        answered(attempt.pk, Accepted("v"), now=moment.now + timedelta(seconds=5))
        done.set()
        connection.close()

    second = Thread(target=accept)
    with transaction.atomic():
        asked = {"channel": "phone", "reached": True, "score": 1, "reasons": "还在滴水"}
        make.step("record_follow_up", case, cast.clerk, **asked)
        second.start()
        assert not done.wait(0.3), "the case is held"
    second.join(60)
    assert done.is_set()
    assert promise(case, "resolve", round=1).done_at == moment.now
    assert promise(case, "resolve", round=2).state == promise(case, "first_reply", round=2).state == "running"
    assert Notice.objects.get(kind="complaint.resolved").accepted_by == "sms"


def test_what_was_accepted_for_the_wrong_person_settles_nothing(make: Case, moment: Moment, cast: Cast) -> None:
    case = make.in_hand()
    make.say("reply", case)
    delivery = Delivery.objects.get(notice__kind="complaint.replied")
    attempt = begin(delivery.pk, address=PHONE, now=moment.now)
    assert attempt
    operations.correct(
        actor=cast.clerk.viewer, now=moment.now, complaint_id=case.pk, version=None, reason="认错了人",
        category=case.category, nature="complaint", text=case.text, about_employee=None, room=cast.neighbours_room,
        person=cast.neighbour.person,
    )  # fmt: skip
    answered(attempt.pk, Accepted("v"), now=moment.now)
    assert "first_reply" in runs(case)


def test_whoever_was_wrongly_named_is_told_nothing_more(make: Case, moment: Moment, vendor: Vendor, cast: Cast) -> None:
    case = make.in_hand()
    carry_out(moment.now)
    make.say("reply", case)
    vendor.sent.clear()
    operations.correct(
        actor=cast.clerk.viewer, now=moment.now, complaint_id=case.pk, version=None, reason="认错了人",
        category=case.category, nature="complaint", text=case.text, about_employee=None, room=cast.neighbours_room,
        person=cast.neighbour.person,
    )  # fmt: skip
    carry_out(moment.now)
    assert PHONE not in [one.address for one in vendor.sent]
    assert Delivery.objects.get(notice__kind="complaint.replied").state == "withheld"
    assert "first_reply" in runs(case)


def test_an_owner_with_an_account_who_is_told_by_text_is_told_so(
    make: Case, moment: Moment, vendor: Vendor, cast: Cast
) -> None:
    case = make.in_hand(person=cast.resident.person)
    make.say("reply", case)
    carry_out(moment.now)
    assert [one.address for one in vendor.sent] == [cast.resident.person.phone]
    notice = Notice.objects.get(kind="complaint.replied")
    assert (notice.recipient, notice.accepted_by) == (cast.resident.user, "sms")
    assert promise(case, "first_reply").done_at == moment.now

"""Cases about one person, told of and rung for in every way that there is, for a look at who heard of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.db import connection
from PIL import Image

from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.record import live
from jujiao.kernel.record.attachments.reading import read_files
from jujiao.kernel.record.knowing import kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import CallTask, Delivery, Notice
from jujiao.notices.operations.receipts import answered
from jujiao.notices.operations.sending import begin
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Alarm, Promise, PromiseState
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.testing.cast import NOW, Cast, Member

MARK = "canary-about"
ACCUSED = ("engineer", "clerk", "head_of_engineering", "manager", "director", "auditor", "sysadmin")
"""Whom a complaint may be about, from a member of a department up to the system administrator."""


@dataclass
class News:
    """The cases, and what left the house while they were made; `before` are the notices from when one of them was not
    yet handled with another that is about the person."""

    accused: Member
    cases: list[Complaint] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    before: frozenset[int] = frozenset()

    @property
    def ids(self) -> list[int]:
        return [case.pk for case in self.cases]

    @property
    def marks(self) -> set[str]:
        return {MARK, *(case.number for case in self.cases)}

    def promises(self) -> list[Promise]:
        return list(Promise.objects.filter(subject_kind=SUBJECT, subject_id__in=self.ids))

    def alarms(self) -> list[Alarm]:
        return list(Alarm.objects.filter(promise__in=self.promises()))

    def calls(self) -> list[CallTask]:
        return list(CallTask.objects.filter(subject_kind=SUBJECT, subject_id__in=self.ids))

    def notices(self) -> list[Notice]:
        return [one for one in Notice.objects.all() if one.params.get("number") in self.marks]


def news_about(cast: Cast, accused: Member) -> News:
    """Rings out a case at the desk, one at a department, one in somebody's hands, one in its third round, which is
    then withdrawn, and one that another case about the person is handled with."""
    news = News(accused)
    main, double = _registered(cast, news, about=False), _registered(cast, news)
    Complaint.objects.filter(pk=double.pk).update(merged_into=main)
    news.before = frozenset(one.pk for one in news.notices())
    with connection.execute_wrapper(_overhearing(news)):
        at_desk = _registered(cast, news)
        _ring_out(at_desk)
        dispatched = _dispatched(cast, news)
        _ring_out(dispatched)
        in_hand = _accepted(cast, news, _dispatched(cast, news))
        _ring_out(in_hand)
        _unreached(cast, news, in_hand)
        _whole_life(cast, news)
        _misheard(cast, news)
        _ring_out(main)
    return news


def _desk(cast: Cast, news: News) -> Member:
    return cast.clerk2 if news.accused is cast.clerk else cast.clerk


def _hand(cast: Cast, news: News) -> Member:
    return cast.engineer2 if news.accused is cast.engineer else cast.engineer


def _registered(cast: Cast, news: News, *, about: bool = True) -> Complaint:
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    picture.seek(0)
    case = operations.register(
        actor=_desk(cast, news).viewer,
        now=NOW,
        estate=cast.estate,
        category=Category.objects.get(code="attitude"),
        text=MARK,
        channel="phone",
        room=cast.room,
        person=cast.resident.person,
        about_employee=news.accused.employee if about else None,
        attachments=read_files([picture]),
    )
    news.cases.append(case)
    return case


def _step(operation: Callable[..., Complaint], actor: Member, case: Complaint, **facts: Any) -> Complaint:
    return operation(actor=actor.viewer, now=NOW, complaint_id=case.pk, version=None, **facts)


def _dispatched(cast: Cast, news: News) -> Complaint:
    return _step(operations.dispatch, _desk(cast, news), _registered(cast, news), department=cast.engineering)


def _accepted(cast: Cast, news: News, case: Complaint) -> Complaint:
    return _step(operations.accept, _hand(cast, news), case)


def _unreached(cast: Cast, news: News, case: Complaint) -> None:
    """A message to the owner that no way takes: whoever has the case in hand hears of it, and a call waits."""
    _step(operations.reply, _hand(cast, news), case, text=MARK, channel="sms")
    delivery = Delivery.objects.get(notice__subject_id=case.pk, channel="sms")
    attempt = begin(delivery.pk, address=cast.resident.person.phone, now=NOW)
    assert attempt
    answered(attempt.pk, Refused("gone", MARK, again=False), now=NOW)


def _whole_life(cast: Cast, news: News) -> None:
    desk, hand = _desk(cast, news), _hand(cast, news)
    case = _dispatched(cast, news)
    _step(operations.send_back, hand, case, reason="不属于工程部")
    _step(operations.dispatch, desk, case, department=cast.engineering)
    for round_number in range(2):
        _accepted(cast, news, case)
        if round_number == 0:  # it may be urged once in ten minutes
            _step(operations.urge, cast.resident, case)
        _step(operations.add, cast.resident, case, text="还是这样")
        above = cast.director if news.accused is cast.manager else cast.manager
        _step(operations.instruct, above, case, text="今天内查清", due_at=NOW + timedelta(hours=8))
        _step(operations.report_back, hand, case, text="已查清")
        colleagues = (cast.engineer, cast.engineer2, cast.head_of_engineering)
        other = next(one for one in colleagues if one not in (hand, news.accused))
        _step(operations.reassign, above, case, handler=other.employee)
        _step(operations.reply, hand, case, text="正在处理", channel="phone")
        _step(operations.resolve, hand, case, text="已谈话", channel="phone")
        _step(operations.rate, cast.resident, case, score=1)
    _ring_out(case)
    _step(operations.withdraw, cast.resident, case)


def _misheard(cast: Cast, news: News) -> None:
    """A score that was taken down wrongly and begins a round is put right, which closes the case."""
    hand = _hand(cast, news)
    case = _accepted(cast, news, _dispatched(cast, news))
    _step(operations.reply, hand, case, text="正在处理", channel="phone")
    _step(operations.resolve, hand, case, text="已谈话", channel="phone")
    desk = _desk(cast, news)
    _step(operations.record_follow_up, desk, case, channel="phone", reached=True, score=1, reasons="不满意")
    above = cast.director if news.accused is cast.manager else cast.manager
    _step(operations.correct_score, above, case, score=5, reason="听成一分了")


def _ring_out(case: Complaint) -> None:
    """Fires every rung of every promise of a case that runs, each at its own time."""
    running = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, state=PromiseState.RUNNING)
    while (at := _next(running)) is not None:
        Alarms()(at)


def _next(running: Any) -> datetime | None:
    waiting = running.filter(next_alarm_at__isnull=False).order_by("next_alarm_at")
    at: datetime | None = waiting.values_list("next_alarm_at", flat=True).first()
    return at and at + timedelta(seconds=1)


def _overhearing(news: News) -> Callable[..., Any]:
    """Notes down what is said to the live process: its statement is asked a second time, for the words alone."""

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SELECT pg_notify(%s, said)" in sql:
            asked = live.SAY.format(kept=kept_sql()).replace("SELECT pg_notify(%s, said)", "SELECT %s::text, said", 1)
            with connection.cursor() as cursor:
                cursor.execute(asked, params[-2:])  # behind whatever else the statement does
                news.said += [words for _channel, words in cursor.fetchall()]
        return execute(sql, params, many, context)

    return run


def subject_of(case: Complaint) -> Subject:
    return Subject(SUBJECT, case.pk)

"""The workbook of the list: each promise with its verdict; rooms and people only where they are asked for."""

import io
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook

from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.subjects import promise_kind
from jujiao.promises.models import Promise
from jujiao.rules.privacy import Export
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations import exporting
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

ALL = "/complaints/export/?closed=1"
PEOPLE = {"people": "on", "reason": "回访抽查", "rooms": "on"}


def table(answer: Any) -> list[dict[str, Any]]:
    assert answer["Content-Disposition"].startswith("attachment")
    head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def many_fates(cast: Cast, desk: Desk, moment: Moment) -> None:
    """Cases that were kept, late, replaced, given up and reopened, and such as still run."""
    ended: dict[str, Any] = {"channel": "phone", "text": "已修好"}
    desk.registered()
    desk.step("withdraw", desk.at_work(), cast.clerk, reason="业主来电撤回")
    late = desk.at_work(handler=cast.engineer)
    withdrawn, again, agreed = desk.at_work(), desk.at_work(handler=cast.engineer), desk.at_work(handler=cast.engineer)
    desk.step("reply", again, cast.engineer, text="今天上门", channel="phone")
    for hours in (2, 4):
        desk.step("instruct", agreed, cast.manager, text="查清", due_at=moment.now + timedelta(hours=hours))
    moment.forward(hours=3)
    desk.step("resolve", again, cast.engineer, **ended)
    desk.step("record_follow_up", again, cast.clerk, reached=True, score=1, reasons="仍漏水", channel="phone")
    moment.forward(days=6)
    desk.step("resolve", late, cast.engineer, **ended)
    desk.step("withdraw", withdrawn, cast.clerk, reason="业主来电撤回")
    a_complaint(cast)


def said_of(promise: Promise | None, now: Any) -> tuple[str, str, str]:
    """The same by another way: one promise, one question after the other."""
    if promise is None:
        return "", "", ""
    ended = promise.done_at or now
    word = {"running": "进行中", "met": "按时"}.get(promise.state, "已取消")
    if ended > promise.due_at or (promise.state == "running" and ended >= promise.due_at):
        word = "超时"
    minutes = [f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else "" for at in (promise.due_at, promise.done_at)]
    return minutes[0], minutes[1], word


def test_each_promise_is_as_its_row_says(cast: Cast, desk: Desk, moment: Moment, sign_in: SignIn) -> None:
    many_fates(cast, desk, moment)
    rows = table(sign_in(cast.manager).get(ALL))
    assert len(rows) == Complaint.objects.count()
    seen = set()
    with translation.override("zh-hans"):
        for row in rows:
            case = Complaint.objects.get(number=row["编号"])
            for kind in PromiseKind:
                found = Promise.objects.filter(subject_kind="complaint", subject_id=case.pk, kind=kind)
                last = max(found, key=lambda one: (one.round, one.seq), default=None)
                label = promise_kind(kind).label
                written = tuple(row[f"{label}：{what}"] for what in ("时限", "完成时间", "是否按时"))
                assert written == said_of(last, moment.now), (case.number, kind)
                seen.add(written[2])
    assert seen == {"", "按时", "超时", "进行中", "已取消"}


def test_it_asks_as_often_for_many_as_for_few(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    manager = sign_in(cast.manager)

    def asked(**given: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert (manager.post(ALL, given) if given else manager.get(ALL)).status_code == 200
        return len(queries)

    desk.at_work()
    asked()  # whose session it is is known from then on
    few = asked(), asked(**PEOPLE)
    for _number in range(8):
        desk.at_work()
    assert (asked(), asked(**PEOPLE)) == few


def test_people_leave_for_a_reason_that_stays_on_record(cast: Cast, sign_in: SignIn) -> None:
    a_complaint(cast)
    clerk = sign_in(cast.clerk)
    plain = table(clerk.get(ALL))[0]
    assert {"房屋", "投诉人", "电话"}.isdisjoint(plain)
    assert set(table(clerk.post(ALL, {"rooms": "on"}))[0]) - set(plain) == {"房屋"}
    told = TimelineEntry.objects.filter(verb="export_people")
    for reason in ("", " ", "…"):
        assert clerk.post(ALL, {"people": "on", "reason": reason}).status_code == 422
    assert not told.exists()
    row = table(clerk.post(ALL, PEOPLE))[0]
    assert (row["房屋"], row["投诉人"], row["电话"]) == ("1-1-101", "林晓梅", "13800000101")
    entry = told.get()
    assert (entry.subject_kind, entry.subject_id, entry.actor) == ("estate", cast.estate.pk, cast.clerk.user)
    assert (entry.text, entry.details["rows"]) == ("回访抽查", 1)


def test_who_may_not_see_people_takes_none_along(cast: Cast, sign_in: SignIn) -> None:
    a_complaint(cast)
    engineer = sign_in(cast.engineer)
    assert 'name="people"' not in engineer.get("/complaints/export/more/").text
    row = table(engineer.post(ALL, PEOPLE))[0]
    assert ("投诉人" in row, row["房屋"]) == (False, "1-1-101")
    assert table(sign_in(cast.clerk_elsewhere).post(ALL, PEOPLE)) == []
    assert sign_in(cast.resident).post(ALL, PEOPLE).status_code == 404
    assert not TimelineEntry.objects.filter(verb="export_people").exists()


def test_who_stays_unnamed_stays_so(cast: Cast, sign_in: SignIn) -> None:
    case = a_complaint(cast)
    Complaint.objects.filter(pk=case.pk).update(anonymous=True)
    row = table(sign_in(cast.manager).post(ALL, PEOPLE))[0]
    assert (row["投诉人"], row["电话"]) == ("匿名", "")


def test_more_than_one_person_may_take_along_is_refused(cast: Cast, sign_in: SignIn) -> None:
    a_complaint(cast)
    with mock.patch.object(exporting, "clause_1_3_1_export", return_value=Export.WITH_SECOND_PERSON):
        answer = sign_in(cast.manager).post(ALL, PEOPLE)
    assert answer.status_code == 422
    assert "请先缩小筛选范围" in answer.text
    assert not TimelineEntry.objects.filter(verb="export_people").exists()

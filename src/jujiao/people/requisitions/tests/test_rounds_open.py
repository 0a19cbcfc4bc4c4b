"""Rounds open by themselves, once, with their own times, and every department is asked."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from jujiao.cases.errors import NotYours
from jujiao.company.rulebook.operations import ship_first_version
from jujiao.company.staff.models import Assignment, Department
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.timeline import entries_of, replay
from jujiao.notices.models import Notice
from jujiao.people.requisitions.jobs import open_all
from jujiao.people.requisitions.models import Requisition, RequisitionRound
from jujiao.people.requisitions.operations import answer, open_rounds
from jujiao.people.requisitions.proof.rows import maker
from jujiao.people.requisitions.queries import departments_asking, visible_to
from jujiao.promises.models import Promise
from jujiao.promises.queries import owed_by
from jujiao.testing.cast import NOW, SHANGHAI, Cast

pytestmark = pytest.mark.django_db

Q1, Q2 = date(2026, 1, 1), date(2026, 4, 1)


def test_every_department_is_asked_once(cast: Cast) -> None:
    assert open_all(now=NOW) == 2  # the one for this quarter was missed: its months are not over
    assert open_all(now=NOW) == 0
    rounds = RequisitionRound.objects.order_by("starts_on")
    assert [(one.name, one.starts_on, one.opened_at) for one in rounds] == [("2026-Q1", Q1, NOW), ("2026-Q2", Q2, NOW)]
    departments = set(Department.objects.filter(estate__company=cast.company).values_list("pk", flat=True))
    for one in rounds:
        assert {asked.department_id for asked in one.requisitions.all()} == departments
    assert not Requisition.objects.exclude(estate__company=cast.company).exists()


def test_an_answer_is_owed_from_the_day_on_which_the_round_was_to_open(cast: Cast) -> None:
    open_all(now=NOW)
    asked = Requisition.objects.get(asked_in__starts_on=Q2, department=cast.engineering)
    promise = Promise.objects.get(subject_kind="requisition", subject_id=asked.pk)
    opened = datetime(2026, 3, 1, tzinfo=SHANGHAI)
    assert (promise.started_at, asked.asked_at) == (opened, opened)
    assert promise.due_at == datetime(2026, 3, 7, tzinfo=SHANGHAI) == asked.next_due_at
    assert (promise.role, promise.department_id, promise.owed_to_kind) == (Role.HEAD, cast.engineering.pk, "company")
    assert replay(entries_of("requisition", asked.pk))["department"] == cast.engineering.pk
    told = Notice.objects.filter(kind="requisition.asked", subject_id=asked.pk)
    assert [notice.recipient for notice in told] == [cast.head_of_engineering.user]


def test_nothing_opens_before_there_were_rules(cast: Cast) -> None:
    ship_first_version(company=cast.other_company, now=NOW)
    Department.objects.create(estate=cast.other_estate, name="保洁部", kind="cleaning")
    assert open_rounds(cast.other_company, now=NOW) == []
    (opened,) = open_rounds(cast.other_company, now=datetime(2026, 6, 1, tzinfo=SHANGHAI))
    assert {asked.estate for asked in opened.requisitions.all()} == {cast.other_estate}


def test_the_next_round_opens_at_its_hour(cast: Cast) -> None:
    open_all(now=NOW)
    june = datetime(2026, 6, 1, tzinfo=SHANGHAI)
    assert open_all(now=june - timedelta(microseconds=1)) == 0
    assert open_all(now=june) == 1


def test_the_manager_answers_for_a_department_without_head(cast: Cast) -> None:
    make = maker(cast)
    asked = make.asked()
    manager, head = cast.manager.viewer, cast.head_of_engineering.viewer
    given: dict[str, Any] = {"now": NOW, "requisition_id": asked.pk, "version": None, "positions": [make.wanted()]}
    assert not owed_by(manager, NOW).filter(subject_id=asked.pk, subject_kind="requisition").exists()
    with pytest.raises(NotYours):
        answer(actor=manager, **given)
    Assignment.objects.filter(employee=cast.head_of_engineering.employee).update(ends_on=date(2026, 3, 1))
    assert cast.engineering in departments_asking(manager)
    assert owed_by(manager, NOW).filter(subject_id=asked.pk, subject_kind="requisition").exists()
    assert answer(actor=manager, **given).state == "answered"
    assert visible_to(head).filter(pk=asked.pk).exists()  # as of the viewer at hand

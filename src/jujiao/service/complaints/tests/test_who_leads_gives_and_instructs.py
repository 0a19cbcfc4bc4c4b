"""3.2.2: cases in hand go to a colleague, several at once; manager and company instruct on a case."""

from datetime import timedelta

import pytest

from jujiao.cases.errors import NotYours, UnableToTakeStep
from jujiao.notices.models import Notice
from jujiao.promises.models import Custody, Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


def handlers(*cases: Complaint) -> list[str]:
    return [Complaint.objects.select_related("handler").get(pk=case.pk).handler.name for case in cases]  # type: ignore[union-attr]


class TestReassigning:
    def test_the_head_or_the_handler_gives_it_away(self, cast: Cast, desk: Desk) -> None:
        case = desk.at_work(handler=cast.engineer)
        desk.step("reassign", case, cast.engineer, handler=cast.engineer2.employee, text="我明天请假")
        desk.step("reassign", case, cast.head_of_engineering, handler=cast.engineer.employee)
        held = Custody.objects.filter(subject_kind=SUBJECT, subject_id=case.pk).order_by("id")
        assert [one.employee for one in held] == [
            None, cast.engineer.employee, cast.engineer2.employee, cast.engineer.employee,
        ]  # fmt: skip
        owed = Promise.objects.get(subject_id=case.pk, kind="complaint.resolve", state="running")
        assert owed.employee == cast.engineer.employee
        assert Notice.objects.filter(recipient=cast.engineer2.user, kind="complaint.reassigned").exists()

    def test_nobody_else_does_and_not_to_another_department(self, cast: Cast, desk: Desk) -> None:
        case = desk.at_work(handler=cast.engineer)
        with pytest.raises(NotYours):
            desk.step("reassign", case, cast.engineer2, handler=cast.engineer2.employee)
        with pytest.raises(UnableToTakeStep):
            desk.step("reassign", case, cast.head_of_engineering, handler=cast.guard.employee)

    def test_never_to_the_person_complained_of(self, cast: Cast, desk: Desk) -> None:
        case = desk.at_work(about=cast.engineer2, handler=cast.engineer)
        with pytest.raises(UnableToTakeStep):
            desk.step("reassign", case, cast.head_of_engineering, handler=cast.engineer2.employee)

    def test_several_at_once_and_what_moved_on_is_named(self, cast: Cast, desk: Desk, sign_in: SignIn) -> None:
        cases = [desk.at_work(handler=cast.engineer) for _number in range(3)]
        head = sign_in(cast.head_of_engineering)
        page = head.get(f"/complaints/in-hand/?of={cast.engineer.employee.pk}").text
        assert all(f'value="{case.pk}:{case.version}"' in page for case in cases)
        desk.step("note", cases[2], cast.clerk, text="业主下午在家")
        sent = {
            "cases": [f"{case.pk}:{case.version}" for case in cases], "handler": cast.engineer2.employee.pk,
            "text": "赵强请病假",
        }  # fmt: skip
        answer = head.post("/complaints/in-hand/", sent)
        assert answer.status_code == 409
        assert cases[2].number in answer.text
        assert handlers(*cases) == [cast.engineer2.employee.name] * 2 + [cast.engineer.employee.name]
        elsewhere = desk.at_work()
        assert head.post("/complaints/in-hand/", {**sent, "cases": f"{elsewhere.pk}:2"}).status_code == 422
        assert head.post("/complaints/in-hand/", {**sent, "cases": []}).status_code == 422
        assert sign_in(cast.engineer).get("/complaints/in-hand/").status_code == 404


class TestInstructing:
    def test_an_answer_is_owed_until_then_and_stands_on_the_departments_home(
        self, cast: Cast, desk: Desk, moment: Moment, sign_in: SignIn
    ) -> None:
        case, until = desk.at_work(handler=cast.engineer), moment.now + timedelta(hours=4)
        desk.step("instruct", case, cast.manager, text="业主已找媒体，今天必须上门", due_at=until)
        owed = Promise.objects.get(subject_id=case.pk, kind="complaint.instruction")
        assert (owed.due_at, owed.employee, owed.department, owed.owed_to_id) == (
            until, cast.engineer.employee, cast.engineering, None,
        )  # fmt: skip
        for member in (cast.engineer, cast.head_of_engineering):
            assert "督办" in sign_in(member).get("/").text
            assert Notice.objects.filter(recipient=member.user, kind="complaint.instructed").exists()
        assert "今天必须上门" not in sign_in(cast.resident).get(f"/my/{case.pk}/").text
        assert "?do=report_back" in sign_in(cast.engineer).get("/").text
        desk.step("report_back", case, cast.engineer, text="已上门，配件明天到")
        owed.refresh_from_db()
        assert owed.state == "met"
        assert Notice.objects.filter(recipient=cast.manager.user, kind="complaint.reported_back").exists()

    def test_the_company_may_too_and_a_further_one_replaces_it(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        case = desk.at_work()
        for hours in (1, 5):
            desk.step("instruct", case, cast.director, text="查清", due_at=moment.now + timedelta(hours=hours))
        found = Promise.objects.filter(subject_id=case.pk, kind="complaint.instruction").order_by("seq")
        assert [one.state for one in found] == ["superseded", "running"]
        with pytest.raises(NotYours):
            desk.step("instruct", case, cast.clerk, text="查清", due_at=moment.now + timedelta(hours=1))

    def test_completing_answers_it_and_without_one_there_is_nothing_to_answer(
        self, cast: Cast, desk: Desk, moment: Moment
    ) -> None:
        case = desk.at_work(handler=cast.engineer)
        with pytest.raises(UnableToTakeStep):
            desk.step("report_back", case, cast.engineer, text="已查清")
        desk.step("instruct", case, cast.manager, text="查清", due_at=moment.now + timedelta(hours=1))
        desk.step("resolve", case, cast.engineer, text="已修好", channel="phone")
        assert Promise.objects.get(subject_id=case.pk, kind="complaint.instruction").state == "met"
        assert (
            operations.note(
                actor=cast.clerk.viewer, now=moment.now, complaint_id=case.pk, version=None, text="好"
            ).state
            == "resolved"
        )

"""3.2.3: another time to call, a wrong score, a merge undone, a closed case that comes back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from jujiao.cases.errors import NotYours, UnableToTakeStep
from jujiao.notices.models import Notice
from jujiao.promises.firing import due, fire
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.service.complaints.permissions import tried_enough
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.tests.desk import Desk
from jujiao.service.complaints.tests.test_another_system_registers import headers, post
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

DONE: dict[str, Any] = {"text": "已修好", "channel": "phone"}
HEARD: dict[str, Any] = {"channel": "phone", "reached": True}


def resolved(cast: Cast, desk: Desk) -> Complaint:
    case = desk.at_work(handler=cast.engineer)
    return desk.step("resolve", case, cast.engineer, **DONE)


def closed(cast: Cast, desk: Desk, score: int = 5) -> Complaint:
    case = resolved(cast, desk)
    return desk.step("record_follow_up", case, cast.clerk, **HEARD, score=score)


def promises(case: Complaint, kind: str) -> list[tuple[str, datetime]]:
    found = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, kind=f"complaint.{kind}").order_by("id")
    return [(one.state, one.due_at) for one in found]


class TestAnotherTimeToCall:
    def test_it_is_neither_a_score_nor_a_failed_try_and_its_time_is_promised(
        self, cast: Cast, desk: Desk, moment: Moment
    ) -> None:
        case, at = resolved(cast, desk), moment.now + timedelta(days=1)
        case = desk.step("record_follow_up", case, cast.clerk, **HEARD, call_at=at)
        assert (case.state, case.satisfaction, tried_enough(case)) == ("resolved", None, False)
        assert promises(case, "appointment") == [("running", at + timedelta(minutes=15))]
        assert promises(case, "follow_up")[0][0] == "running"
        assert case.next_due_at == at + timedelta(minutes=15)
        moment.now = at + timedelta(minutes=5)
        desk.step("record_follow_up", case, cast.clerk, channel="phone", reached=False)
        assert promises(case, "appointment")[0][0] == "met"

    def test_a_later_time_than_the_follow_up_replaces_it(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        case = resolved(cast, desk)
        first_due, at = promises(case, "follow_up")[0][1], moment.now + timedelta(days=6)
        desk.step("record_follow_up", case, cast.clerk, **HEARD, call_at=at)
        assert promises(case, "follow_up") == [
            ("superseded", first_due), ("running", at + timedelta(minutes=15)),
        ]  # fmt: skip

    def test_a_forgotten_call_is_heard_of_by_the_head(self, cast: Cast, desk: Desk, moment: Moment) -> None:
        case, at = resolved(cast, desk), moment.now + timedelta(hours=1)
        desk.step("record_follow_up", case, cast.clerk, **HEARD, call_at=at)
        moment.now = at + timedelta(minutes=16)
        while fire(due(moment.now), now=moment.now):
            pass
        rows = [row for row in timeline_of(case, owner=False) if row.verb == "alarm"]
        assert [row.details["promise"] for row in rows][-1] == "complaint.appointment"

    def test_the_dialog_asks_for_the_time(self, cast: Cast, desk: Desk, sign_in: SignIn) -> None:
        case, clerk = resolved(cast, desk), sign_in(cast.clerk)
        url, sent = f"/complaints/{case.pk}/do/follow_up/", {"version": case.version, "channel": "phone"}
        missing = clerk.post(url, {**sent, "reached": "later"}, headers={"HX-Request": "true"})
        assert "业主约在什么时候" in missing.text
        assert clerk.post(url, {**sent, "reached": "later", "call_at": "2026-03-12T10:00"}).status_code == 302
        assert "已联系上" in clerk.get(f"/complaints/{case.pk}/").text


class TestAWrongScore:
    def test_what_it_closed_begins_its_next_round(self, cast: Cast, desk: Desk) -> None:
        case = closed(cast, desk)
        case = desk.step("correct_score", case, cast.manager, score=1, reason="听成五分了")
        assert (case.state, case.round, case.outcome, case.satisfaction) == ("dispatched", 2, "", 1)
        assert [state for state, _due in promises(case, "resolve")] == ["met", "running"]

    def test_the_round_that_it_began_is_closed(self, cast: Cast, desk: Desk) -> None:
        case = closed(cast, desk, score=1)
        assert (case.state, case.round) == ("dispatched", 2)
        case = desk.step("correct_score", case, cast.manager, score=5, reason="听成一分了")
        assert (case.state, case.outcome, case.satisfaction) == ("closed", "satisfied", 5)
        assert [state for state, _due in promises(case, "resolve")] == ["met", "cancelled"]

    def test_nobody_makes_their_own_work_satisfactory(self, cast: Cast, desk: Desk) -> None:
        case = desk.at_work(handler=cast.engineer)
        desk.step("reply", case, cast.clerk2, text="我们在处理", channel="phone")
        desk.step("resolve", case, cast.engineer, **DONE)
        case = desk.step("record_follow_up", case, cast.clerk, **HEARD, score=1)
        with pytest.raises(NotYours):
            desk.step("correct_score", case, cast.clerk2, score=5, reason="听成一分了")
        case.refresh_from_db()
        assert (case.state, case.satisfaction) == ("dispatched", 1)

    def test_it_is_put_right_as_often_as_it_was_wrong(self, cast: Cast, desk: Desk) -> None:
        case, found = closed(cast, desk, score=1), []
        for person, score in ((cast.manager, 5), (cast.clerk, 4), (cast.manager, 2), (cast.clerk, 3)):
            case = desk.step("correct_score", case, person, score=score, reason="又听错了")
            found.append((case.state, case.round, case.satisfaction, case.resolution))
        done = "已修好"
        assert found == [
            ("closed", 2, 5, done),
            ("closed", 2, 4, done),
            ("dispatched", 3, 2, ""),
            ("closed", 3, 3, done),
        ]
        told = Notice.objects.filter(recipient=cast.resident.user, kind="complaint.closed").count()
        assert (told, case.resolved_at) == (2, desk.moment.now)

    def test_by_another_person_and_never_the_owners_own(self, cast: Cast, desk: Desk) -> None:
        case = closed(cast, desk)
        with pytest.raises(UnableToTakeStep, match="Another person"):
            desk.step("correct_score", case, cast.clerk, score=4, reason="听错了")
        offered = [COMPLAINT_STEPS.possible("correct_score", one.viewer, case) for one in (cast.clerk, cast.manager)]
        assert offered == [False, True]
        rated = resolved(cast, desk)
        desk.step("rate", rated, cast.resident, score=4)
        with pytest.raises(UnableToTakeStep, match="owner gave this"):
            desk.step("correct_score", rated, cast.manager, score=2, reason="听错了")

    def test_a_case_that_has_moved_on_keeps_its_score(self, cast: Cast, desk: Desk) -> None:
        case = closed(cast, desk, score=1)
        desk.step("accept", case, cast.engineer2)
        desk.step("resolve", case, cast.engineer2, **DONE)
        case.refresh_from_db()
        assert not COMPLAINT_STEPS.possible("correct_score", cast.manager.viewer, case)
        with pytest.raises(UnableToTakeStep):
            desk.step("correct_score", case, cast.manager, score=5, reason="听错了")


class TestAMergeUndone:
    def test_each_goes_on_with_its_own_promises(self, cast: Cast, desk: Desk) -> None:
        main, double = desk.at_work(handler=cast.engineer), desk.registered()
        desk.merge(double, main)
        desk.step("reply", main, cast.engineer, text="一起处理", channel="phone")
        double = desk.step("unmerge", double, cast.clerk, reason="不是同一件事")
        assert (double.merged_into, double.state, double.handler) == (None, "accepted", cast.engineer.employee)
        assert [state for state, _due in promises(double, "first_reply")] == ["met"]
        desk.step("resolve", main, cast.engineer, **DONE)
        double.refresh_from_db()
        assert double.state == "accepted"
        assert [row.verb for row in timeline_of(main, owner=False)][-2:] == ["let_go", "resolve"]
        desk.step("resolve", double, cast.engineer, **DONE)


class TestAClosedCaseThatComesBack:
    def test_its_owner_has_it_taken_up_again_within_seven_days(
        self, cast: Cast, desk: Desk, moment: Moment, phone: Client
    ) -> None:
        case = closed(cast, desk)
        page = phone.get(f"/my/{case.pk}/").text
        assert f"/my/{case.pk}/back/" in page
        moment.forward(days=6)
        assert phone.post(f"/my/{case.pk}/back/", {"version": case.version, "text": "又漏了"}).status_code == 302
        case.refresh_from_db()
        assert (case.state, case.round, case.outcome, case.closed_at) == ("dispatched", 2, "", None)
        assert [state for state, _due in promises(case, "resolve")] == ["met", "running"]
        assert "又漏了" in phone.get(f"/my/{case.pk}/").text

    def test_later_it_is_a_new_one_that_follows_it(
        self, cast: Cast, desk: Desk, moment: Moment, phone: Client, sign_in: SignIn
    ) -> None:
        case = closed(cast, desk)
        # Closed on 11 March: until 18 March 24:00.
        moment.now = moment.now.replace(day=19, hour=0, minute=1)
        with pytest.raises(UnableToTakeStep, match="new complaint"):
            desk.step("come_back", case, cast.resident, text="又漏了")
        assert f"/my/new/?after={case.pk}" in phone.get(f"/my/{case.pk}/").text
        sent = {"where": f"room-{cast.room.pk}", "category": Category.objects.get(code="leak").pk, "text": "又漏了"}
        phone.post(f"/my/new/?after={case.pk}", sent)
        later = Complaint.objects.get(earlier=case)
        assert later.number in phone.get(f"/my/{case.pk}/").text
        assert case.number in sign_in(cast.clerk).get(f"/complaints/{later.pk}/").text
        form = sign_in(cast.clerk).get(f"/complaints/register/?after={case.pk}").text
        assert f'name="after" value="{case.pk}"' in form

    def test_nobody_follows_on_a_case_that_they_may_not_know(self, cast: Cast, desk: Desk, phone: Client) -> None:
        theirs = operations.register(
            actor=cast.clerk.viewer, now=desk.moment.now, estate=cast.estate, text="邻居的事", channel="phone",
            category=Category.objects.get(code="leak"), room=cast.neighbours_room, person=cast.neighbour.person,
        )  # fmt: skip
        sent = {"where": f"room-{cast.room.pk}", "category": Category.objects.get(code="leak").pk, "text": "漏了"}
        phone.post(f"/my/new/?after={theirs.pk}", sent)
        assert Complaint.objects.latest("pk").earlier is None
        body = {"estate": "YX", "category": "leak", "text": "漏", "room": cast.room.code, "earlier_id": theirs.pk}
        assert post(cast.resident, body).status_code == 422

    def test_what_was_withdrawn_comes_anew(self, cast: Cast, desk: Desk) -> None:
        case = desk.at_work(handler=cast.engineer)
        desk.step("withdraw", case, cast.resident)
        answer = post(
            cast.clerk,
            {"version": Complaint.objects.get(pk=case.pk).version, "text": "又漏了"},
            f"/{case.pk}/come-back",
        )
        assert answer.status_code == 422
        assert Client().get(f"/api/v1/complaints/{case.pk}", headers=headers(cast.clerk)).json()["round"] == 1

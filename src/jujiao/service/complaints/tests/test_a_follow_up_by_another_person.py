"""3.2.3: whoever took a step of the round neither asks its owner, nor rates, nor closes it, whoever is named."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jujiao.cases.errors import NotYours
from jujiao.kernel.models import TimelineEntry
from jujiao.service.complaints import handlers, operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.web.follow_ups import visits, waiting
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast, Member
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
TOLD = {"text": "已修好", "channel": "phone"}
ASKED = {"channel": "phone", "reached": True, "score": 5}


class Steps:
    """Steps on one complaint, by whoever takes them."""

    def __init__(self, complaint: Complaint, moment: Moment) -> None:
        self.complaint, self.moment = complaint, moment

    def take(self, verb: str, who: Member, **given: Any) -> Complaint:
        operation = getattr(operations, verb)
        step = {"now": self.moment.now, "complaint_id": self.complaint.pk, "version": None}
        taken: Complaint = operation(actor=who.viewer, **step, **given)
        self.complaint.refresh_from_db()
        return taken

    def refused(self, verb: str, who: Member, **given: Any) -> None:
        before = self.complaint.version, self.complaint.state
        with pytest.raises(NotYours, match="Whoever handled the complaint"):
            self.take(verb, who, **given)
        self.complaint.refresh_from_db()
        assert (self.complaint.version, self.complaint.state) == before


@pytest.fixture
def steps(cast: Cast, moment: Moment) -> Steps:
    """At the department, not taken up."""
    complaint = operations.register(
        actor=cast.clerk2.viewer, now=moment.now, estate=cast.estate, category=Category.objects.get(code="leak"),
        text="漏水", channel="phone", room=cast.room, person=cast.resident.person,
    )  # fmt: skip
    found = Steps(complaint, moment)
    found.take("dispatch", cast.clerk2, department=cast.engineering)
    return found


@pytest.fixture
def by_the_manager(cast: Cast, steps: Steps) -> Steps:
    """The manager names the engineer, but replies and resolves himself."""
    steps.take("accept", cast.manager, handler=cast.engineer.employee)
    steps.take("reply", cast.manager, **TOLD)
    steps.take("resolve", cast.manager, **TOLD)
    return steps


def test_a_manager_who_did_the_work_in_a_colleagues_name_does_not_ask(cast: Cast, by_the_manager: Steps) -> None:
    by_the_manager.refused("record_follow_up", cast.manager, **ASKED)
    by_the_manager.take("record_follow_up", cast.clerk2, **ASKED)
    assert by_the_manager.complaint.outcome == "satisfied"


def test_by_the_columns_alone_he_would_have_closed_it(
    cast: Cast, by_the_manager: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: who is named as handler is the engineer, so without the timeline the manager asks and closes."""
    monkeypatch.setattr(handlers, "_acted", lambda complaints: {one.pk: [] for one in complaints})
    by_the_manager.take("record_follow_up", cast.manager, **ASKED)
    assert by_the_manager.complaint.outcome == "satisfied"


def test_nor_does_he_close_it_as_not_reached_which_the_director_may(
    cast: Cast, by_the_manager: Steps, moment: Moment
) -> None:
    for hours in (1, 1, 24):
        moment.forward(hours=hours)
        by_the_manager.take("record_follow_up", cast.clerk, channel="phone", reached=False)
    by_the_manager.refused("close_unreachable", cast.manager, reason="三次无人接听")
    with pytest.raises(NotYours):
        by_the_manager.take("close_unreachable", cast.clerk, reason="三次无人接听")
    by_the_manager.take("close_unreachable", cast.director, reason="三次无人接听")
    assert by_the_manager.complaint.outcome == "unreachable"


WORK: list[tuple[str, dict[str, Any]]] = [
    ("accept", {}),
    ("plan", {"text": "更换密封圈"}),
    ("reply", TOLD),
    ("resolve", TOLD),
]


@pytest.mark.parametrize(("verb", "given"), WORK, ids=[verb for verb, _given in WORK])
def test_one_step_of_the_work_is_enough(cast: Cast, steps: Steps, verb: str, given: dict[str, Any]) -> None:
    rest = {name: {**more} for name, more in WORK if name in ("accept", "resolve")} | {verb: given}
    for name, more in WORK:
        if name in rest:
            steps.take(name, cast.manager if name == verb else cast.head_of_engineering, **more)
    steps.refused("record_follow_up", cast.manager, **ASKED)


def test_agreeing_on_a_date_and_reporting_are_work_too(cast: Cast, steps: Steps, moment: Moment) -> None:
    steps.take("accept", cast.engineer)
    agreed = {"agreed_by": "林晓梅", "agreed_at": moment.now, "channel": "phone", "reason": "等配件"}
    due_at = moment.now.replace(day=28)
    steps.take("convert_to_complex", cast.clerk, due_at=due_at, report_every_hours=24, **agreed)
    steps.take("report_progress", cast.manager, text="配件已到", channel="phone")
    steps.take("resolve", cast.engineer, **TOLD)
    for who in (cast.clerk, cast.manager):
        steps.refused("record_follow_up", who, **ASKED)


def test_the_desks_own_work_bars_nobody(cast: Cast, steps: Steps, moment: Moment) -> None:
    """Registering, dispatching, notes, a look at the phone, and what is typed for the owner."""
    steps.take("note", cast.clerk2, text="业主下午在家")
    steps.take("urge", cast.clerk2, text="请尽快")
    steps.take("add", cast.clerk2, text="还有异味")
    operations.reveal_phone(
        actor=cast.clerk2.viewer, now=moment.now, complaint_id=steps.complaint.pk, reason="上门前联系"
    )
    steps.take("send_back", cast.manager, reason="不属于本部门")
    steps.take("dispatch", cast.clerk2, department=cast.engineering)
    steps.take("accept", cast.engineer)
    steps.take("resolve", cast.engineer, **TOLD)
    assert handlers.barred([steps.complaint]) == {steps.complaint.pk: {cast.engineer.user.pk: "赵强"}}
    steps.take("record_follow_up", cast.clerk2, **ASKED)
    assert steps.complaint.outcome == "satisfied"


def test_a_colleague_who_held_it_and_gave_it_away_is_barred_as_well(cast: Cast, steps: Steps) -> None:
    steps.take("accept", cast.head_of_engineering, handler=cast.engineer2.employee)
    steps.take("dispatch", cast.clerk2, department=cast.customer_service)
    steps.take("accept", cast.clerk)
    steps.take("resolve", cast.clerk, **TOLD)
    named = {cast.engineer2.user.pk, cast.head_of_engineering.user.pk, cast.clerk.user.pk}
    assert set(handlers.barred([steps.complaint])[steps.complaint.pk]) == named


def test_only_the_steps_of_the_round_count(cast: Cast, by_the_manager: Steps) -> None:
    by_the_manager.take("record_follow_up", cast.clerk2, channel="phone", reached=True, score=1, reasons="还在漏")
    by_the_manager.take("accept", cast.engineer)
    by_the_manager.take("resolve", cast.engineer, **TOLD)
    assert by_the_manager.complaint.round == 2
    by_the_manager.take("record_follow_up", cast.manager, **ASKED)
    assert by_the_manager.complaint.outcome == "satisfied"


def test_steps_on_the_main_case_count_for_its_double(cast: Cast, steps: Steps, moment: Moment) -> None:
    double = operations.register(
        actor=cast.clerk2.viewer, now=moment.now, estate=cast.estate, category=Category.objects.get(code="leak"),
        text="我家也漏", channel="phone", room=cast.neighbours_room, person=cast.neighbour.person,
    )  # fmt: skip
    of_the_double = Steps(double, moment)
    of_the_double.take("merge", cast.clerk2, into_id=steps.complaint.pk)
    steps.take("accept", cast.engineer)
    steps.take("resolve", cast.manager, **TOLD)
    of_the_double.complaint.refresh_from_db()
    of_the_double.refused("record_follow_up", cast.manager, **ASKED)
    of_the_double.take("record_follow_up", cast.clerk2, **ASKED)


def test_a_member_of_staff_does_not_rate_what_they_did_for_themselves(cast: Cast, steps: Steps, moment: Moment) -> None:
    """The clerk lives here too, and handles her own complaint."""
    clerk_at_home = Member(
        cast.clerk.user,
        type(cast.clerk.viewer)(**{**vars(cast.clerk.viewer), "person_id": cast.resident.person.pk}),
        cast.clerk.works_as,
    )
    steps.take("reply", clerk_at_home, **TOLD)
    steps.take("accept", cast.engineer)
    steps.take("resolve", cast.engineer, **TOLD)
    steps.refused("rate", clerk_at_home, score=5)
    steps.take("rate", cast.resident, score=5)
    assert steps.complaint.outcome == "satisfied"


def test_where_the_figure_is_off_whoever_did_the_work_asks(
    cast: Cast, by_the_manager: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "_other_person", lambda _complaint: False)
    by_the_manager.take("record_follow_up", cast.manager, **ASKED)
    assert by_the_manager.complaint.outcome == "satisfied"


def test_no_page_offers_it_to_whoever_did_the_work(cast: Cast, sign_in: SignIn, by_the_manager: Steps) -> None:
    case = by_the_manager.complaint
    url = f"/complaints/{case.pk}/do/follow_up/"
    manager, clerk = sign_in(cast.manager), sign_in(cast.clerk2)
    page = manager.get(f"/complaints/{case.pk}/")
    offered = {offer.verb for offer in (*page.context["others"], *page.context["dangers"])}
    assert page.context["next"] is None
    assert page.context["handled_it"]
    assert offered.isdisjoint({"follow_up", "close_unreachable", "withdraw"})
    (visit,) = manager.get("/complaints/follow-ups/").context["visits"]
    assert (visit.mine, visit.handlers) == (False, ["韩明", "赵强"])
    sent = {"version": case.version, "channel": "phone", "reached": "yes", "score": "5"}
    assert manager.post(url, sent, headers=HTMX).status_code == 403
    assert clerk.get(f"/complaints/{case.pk}/").context["next"].verb == "follow_up"


def test_whoever_did_the_work_does_not_end_it_by_a_withdrawal(cast: Cast, steps: Steps) -> None:
    """Once it is done only the owner's word ends a case, and somebody else takes that word down."""
    for verb, given in WORK:
        steps.take(verb, cast.manager, **given)
    steps.refused("withdraw", cast.manager, reason="业主来电撤销投诉")
    steps.take("withdraw", cast.clerk, reason="业主来电撤销投诉")
    assert steps.complaint.outcome == "withdrawn"


def test_my_work_says_why_to_whoever_did_the_work(cast: Cast, sign_in: SignIn, steps: Steps) -> None:
    steps.take("reply", cast.clerk, **TOLD)
    steps.take("accept", cast.engineer)
    steps.take("resolve", cast.engineer, **TOLD)
    case = f"/complaints/{steps.complaint.pk}/"
    links = {
        name: [duty.step_url for duty in sign_in(who).get("/").context["duties"]]
        for name, who in {"clerk": cast.clerk, "clerk2": cast.clerk2}.items()
    }
    assert links == {"clerk": [""], "clerk2": [f"{case}?do=follow_up"]}
    assert "由同事回访" in sign_in(cast.clerk).get("/").text


def test_the_queue_asks_as_often_for_nine_cases_as_for_one(cast: Cast, moment: Moment) -> None:
    asked = []
    for cases in (1, 9):
        while waiting(cast.manager.viewer).count() < cases:
            case = Steps(a_complaint(cast), moment)
            case.take("resolve", cast.engineer, **TOLD)
        rows = list(waiting(cast.manager.viewer))
        with CaptureQueriesContext(connection) as queries:
            assert len(list(visits(rows, cast.manager.viewer))) == cases
        asked.append(len(queries))
    assert asked == [2, 2]
    assert TimelineEntry.objects.filter(verb="resolve").count() == 9

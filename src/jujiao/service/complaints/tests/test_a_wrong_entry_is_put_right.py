"""3.2.1: what was entered wrongly is put right; the wrong owner knows nothing of it, the promises given stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jujiao.cases.errors import UnableToTakeStep
from jujiao.kernel.record import timeline
from jujiao.notices.models import Notice
from jujiao.promises.models import Promise
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.service.complaints.schemas import ENTERED
from jujiao.service.complaints.tests.desk import Desk
from jujiao.service.complaints.tests.test_another_system_registers import headers, post
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def wrong(cast: Cast, moment: Moment) -> Complaint:
    """Registered for the neighbour, who is answered, though it is the resident who called."""
    case = operations.register(
        actor=cast.clerk.viewer, now=moment.now, estate=cast.estate, category=Category.objects.get(code="leak"),
        text="天花板渗水", channel="phone", room=cast.neighbours_room, person=cast.neighbour.person,
    )  # fmt: skip
    step: dict[str, Any] = {"now": moment.now, "complaint_id": case.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=cast.engineering, **step)
    operations.accept(actor=cast.engineer.viewer, **step)
    operations.add(actor=cast.neighbour.viewer, text="邻居自己写的话", **step)
    return operations.reply(actor=cast.engineer.viewer, text="已告知邻居", channel="phone", **step)


def put_right(cast: Cast, moment: Moment, case: Complaint, **right: Any) -> Complaint:
    entered = {name: getattr(case, name) for name in ENTERED}
    return operations.correct(
        actor=cast.clerk.viewer, now=moment.now, complaint_id=case.pk, version=None,
        **{"reason": "选错了住户", **entered, **right},
    )  # fmt: skip


def promises(case: Complaint, kind: str) -> list[tuple[str, int | None]]:
    found = Promise.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, kind=f"complaint.{kind}").order_by("seq")
    return [(one.state, one.owed_to_id) for one in found]


def test_the_wrong_owner_stops_seeing_it_at_once(cast: Cast, moment: Moment, wrong: Complaint, sign_in: SignIn) -> None:
    neighbour, api = sign_in(cast.neighbour), headers(cast.neighbour)
    assert neighbour.get(f"/my/{wrong.pk}/").status_code == 200
    assert wrong.number in neighbour.get("/notices/").text
    put_right(cast, moment, wrong, room=cast.room, person=cast.resident.person)
    assert neighbour.get(f"/my/{wrong.pk}/").status_code == 404
    assert Client().get(f"/api/v1/complaints/{wrong.pk}", headers=api).status_code == 404
    for page in ("/my/", "/notices/", "/account/data/"):
        assert wrong.number not in neighbour.get(page).text
    promise = Promise.objects.filter(subject_id=wrong.pk, kind="complaint.resolve").get()
    assert neighbour.get(f"/promises/{promise.pk}/why/").status_code == 404
    told = Notice.objects.filter(recipient=cast.neighbour.user, subject_id=wrong.pk)
    assert told.exists()
    assert not told.filter(taken_back=False).exists()


def test_the_right_owner_reads_nothing_of_the_wrong_one(
    cast: Cast, moment: Moment, wrong: Complaint, phone: Client
) -> None:
    put_right(cast, moment, wrong, room=cast.room, person=cast.resident.person)
    page = phone.get(f"/my/{wrong.pk}/").text
    assert "天花板渗水" in page
    for others in ("邻居自己写的话", "已告知邻居", cast.neighbour.person.name, cast.neighbours_room.code):
        assert others not in page
    assert Notice.objects.filter(recipient=cast.resident.user, kind="complaint.corrected").exists()
    answer = Client().get(f"/api/v1/complaints/{wrong.pk}", headers=headers(cast.resident)).json()
    assert [entry["verb"] for entry in answer["timeline"]] == ["register"]


def test_the_promises_given_stay_and_the_right_owner_is_answered_too(
    cast: Cast, moment: Moment, wrong: Complaint
) -> None:
    before = Promise.objects.get(subject_id=wrong.pk, kind="complaint.resolve").due_at
    moment.forward(hours=2)
    put_right(cast, moment, wrong, room=cast.room, person=cast.resident.person)
    resident = cast.resident.person.pk
    assert promises(wrong, "resolve") == [("running", resident)]
    assert promises(wrong, "first_reply") == [("met", resident), ("running", resident)]
    assert Promise.objects.get(subject_id=wrong.pk, kind="complaint.resolve").due_at == before
    wrong.refresh_from_db()
    assert wrong.replied_at is None


def test_the_timeline_says_what_stood_there(cast: Cast, moment: Moment, wrong: Complaint, sign_in: SignIn) -> None:
    put_right(cast, moment, wrong, room=cast.room, person=cast.resident.person, text="天花板渗水，在次卧")
    page = sign_in(cast.clerk).get(f"/complaints/{wrong.pk}/").text
    for words in (cast.neighbours_room.code, cast.room.code, "天花板渗水，在次卧", "选错了住户"):
        assert words in page
    wrong.refresh_from_db()
    rows = timeline_of(wrong, owner=False)
    assert timeline.plain(wrong.stored()) == timeline.replay(rows)
    assert (wrong.text, wrong.corrections) == ("天花板渗水，在次卧", 1)


def test_a_category_may_move_the_department(cast: Cast, moment: Moment, wrong: Complaint) -> None:
    case = put_right(cast, moment, wrong, category=Category.objects.get(code="safety"), department=cast.security)
    assert (case.category.code, case.department, case.state) == ("safety", cast.security, "dispatched")
    assert [row.verb for row in timeline_of(case, owner=False)][-2:] == ["correct", "dispatch"]


def test_another_nature_has_other_promises_since_the_owner_spoke(
    cast: Cast, desk: Desk, moment: Moment, phone: Client
) -> None:
    case, spoke = desk.at_work(), moment.now
    moment.forward(hours=1)
    put_right(cast, moment, case, nature="enquiry")
    running = Promise.objects.filter(subject_id=case.pk, state="running")
    assert [(one.kind, one.started_at) for one in running] == [("complaint.enquiry", spoke)]
    assert promises(case, "resolve")[0][0] == "superseded"
    page = phone.get(f"/my/{case.pk}/").text
    assert ("此项不再计时" in page, "与您约定" in page) == (True, False)


def test_what_an_owner_wrote_themselves_is_theirs(cast: Cast, moment: Moment) -> None:
    case = operations.register(
        actor=cast.resident.viewer, now=moment.now, estate=cast.estate, category=Category.objects.get(code="leak"),
        text="渗水", channel="online", room=cast.room, person=cast.resident.person,
    )  # fmt: skip
    with pytest.raises(UnableToTakeStep, match="wrote this themselves"):
        put_right(cast, moment, case, room=cast.neighbours_room, person=cast.neighbour.person)


def test_the_desk_corrects_by_the_dialog_and_another_system_by_the_api(
    cast: Cast, moment: Moment, wrong: Complaint, sign_in: SignIn
) -> None:
    clerk, url = sign_in(cast.clerk), f"/complaints/{wrong.pk}/do/correct/"
    assert cast.neighbours_room.code in clerk.get(url).text
    sent = {
        "version": wrong.version, "reason": "听错了房号", "room": cast.room.code, "resident": cast.resident.person.name,
        "nature": "complaint", "category": wrong.category_id, "text": wrong.text,
    }  # fmt: skip
    unknown = clerk.post(url, {**sent, "resident": "没有此人"}, headers={"HX-Request": "true"})
    assert (unknown.status_code, "没有找到" in unknown.text) == (422, True)
    assert clerk.post(url, sent).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.room, wrong.person) == (cast.room, cast.resident.person)
    body = {"version": wrong.version, "reason": "听错了", "person_id": cast.spouse.pk}
    assert post(cast.manager, body, f"/{wrong.pk}/correct").json()["contact_name"] == cast.spouse.name
    assert post(cast.engineer, {**body, "version": wrong.version + 1}, f"/{wrong.pk}/correct").status_code == 403


@pytest.mark.parametrize("dialog", [True, False])
def test_nobody_calls_the_wrong_owner_about_it(
    cast: Cast, moment: Moment, wrong: Complaint, sign_in: SignIn, dialog: bool
) -> None:
    theirs, room = cast.neighbour.person.phone, "1栋1单元101室"
    wrong = put_right(cast, moment, wrong, contact_phone=theirs)
    sent = {"version": wrong.version, "reason": "听错了房号", "room": room}
    if dialog:
        by = f"+86 {cast.resident.person.phone}"
        sent |= {"resident": by, "nature": "complaint", "category": wrong.category_id, "text": wrong.text}
        assert sign_in(cast.clerk).post(f"/complaints/{wrong.pk}/do/correct/", sent).status_code == 302
    else:
        answer = post(cast.clerk, {**sent, "person_id": cast.resident.person.pk}, f"/{wrong.pk}/correct")
        assert answer.status_code == 200
    wrong.refresh_from_db()
    assert (wrong.room, wrong.person, wrong.contact_phone) == (cast.room, cast.resident.person, "")


def test_a_wrong_number_is_taken_away(cast: Cast, moment: Moment, wrong: Complaint, sign_in: SignIn) -> None:
    wrong = put_right(cast, moment, wrong, contact_phone="13911112222")
    sent = {
        "version": wrong.version, "reason": "号码不是业主的", "room": cast.neighbours_room.code, "no_phone": "on",
        "resident": cast.neighbour.person.name, "nature": "complaint", "category": wrong.category_id,
        "text": wrong.text,
    }  # fmt: skip
    assert sign_in(cast.clerk).post(f"/complaints/{wrong.pk}/do/correct/", sent).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.person, wrong.contact_phone) == (cast.neighbour.person, "")


def test_whoever_is_the_owner_again_reads_their_own_words_of_before(
    cast: Cast, moment: Moment, wrong: Complaint, sign_in: SignIn
) -> None:
    """From the neighbour to the resident and back; each reads what was said while the case was theirs."""
    step: dict[str, Any] = {"now": moment.now, "complaint_id": wrong.pk, "version": None}
    put_right(cast, moment, wrong, room=cast.room, person=cast.resident.person)
    operations.reply(actor=cast.engineer.viewer, text="已告知业主", channel="phone", **step)
    wrong.refresh_from_db()
    put_right(cast, moment, wrong, room=cast.neighbours_room, person=cast.neighbour.person)
    wrong.refresh_from_db()
    assert [(row.verb, row.text) for row in timeline_of(wrong, owner=True)] == [
        ("register", "天花板渗水"), ("add", "邻居自己写的话"), ("reply", "已告知邻居"),
    ]  # fmt: skip
    neighbour, resident = sign_in(cast.neighbour), sign_in(cast.resident)
    page = neighbour.get(f"/my/{wrong.pk}/").text
    assert ("邻居自己写的话" in page, "已告知邻居" in page, "已告知业主" in page) == (True, True, False)
    assert resident.get(f"/my/{wrong.pk}/").status_code == 404


def test_nobody_learns_who_has_turned_out_to_be_anonymous(
    cast: Cast, moment: Moment, wrong: Complaint, sign_in: SignIn
) -> None:
    """Neither from what was put right, nor from who wrote what, nor from who agreed to another date."""
    name, clerk = cast.neighbour.person.name, sign_in(cast.clerk)
    operations.convert_to_complex(
        actor=cast.clerk.viewer, now=moment.now, complaint_id=wrong.pk, version=None, agreed_by=name,
        agreed_at=moment.now, channel="phone", due_at=moment.now + timedelta(days=9), report_every_hours=48,
        reason="等配件",
    )  # fmt: skip
    wrong.refresh_from_db()
    assert name in clerk.get(f"/complaints/{wrong.pk}/").text
    put_right(cast, moment, wrong, anonymous=True, person=None, contact_name="", contact_phone="")
    for page in (f"/complaints/{wrong.pk}/", f"/complaints/{wrong.pk}/sheet/"):
        shown = clerk.get(page)
        assert (shown.status_code, name in shown.text) == (200, False)
    assert "已改为匿名，不再显示" in clerk.get(f"/complaints/{wrong.pk}/").text
    answer = Client().get(f"/api/v1/complaints/{wrong.pk}", headers=headers(cast.clerk))
    assert (answer.status_code, name in answer.text) == (200, False)

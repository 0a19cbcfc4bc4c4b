"""The case's page: each step by its form, by those whose step it is, in the states that allow it."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def case(cast: Cast, moment: Moment) -> Complaint:
    """In the hands of the engineer."""
    return a_complaint(cast)


def take(client: Client, case: Complaint, verb: str, **filled: Any) -> Any:
    case.refresh_from_db()
    given = {"version": case.version, **filled}
    answer = client.post(f"/complaints/{case.pk}/do/{verb}/", given, headers=HTMX)
    case.refresh_from_db()
    return answer


def offered(client: Client, case: Complaint) -> set[str]:
    page = client.get(f"/complaints/{case.pk}/").content.decode()
    return {verb for verb in COMPLAINT_STEPS if f"/complaints/{case.pk}/do/{verb}/" in page}


def test_each_sees_the_steps_that_are_theirs(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    work = {"plan", "resolve", "reassign", "send_back", "reply", "convert_to_complex", "note", "add"}
    desk = {"dispatch", "merge", "reply", "convert_to_complex", "correct", "note", "add", "urge", "withdraw"}
    assert offered(sign_in(cast.engineer), case) == work
    assert offered(sign_in(cast.clerk), case) == desk
    assert offered(sign_in(cast.manager), case) == work | desk | {"instruct"}
    assert offered(sign_in(cast.director), case) == {"instruct"}
    assert offered(sign_in(cast.auditor), case) == set()


def test_from_the_desk_to_the_owners_verdict(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    case = a_complaint(cast)
    engineer, clerk = sign_in(cast.engineer), sign_in(cast.clerk)
    assert take(engineer, case, "send_back", reason="不是我们的").status_code == 204
    assert case.state == "registered"
    take(clerk, case, "dispatch", department=cast.engineering.pk, text="请再看看")
    take(engineer, case, "accept")
    assert case.handler == cast.engineer.employee
    take(engineer, case, "plan", text="换管")
    assert take(engineer, case, "reply", text="下午到", channel="phone").status_code == 204
    until = f"{timezone.localtime(moment.now + timedelta(days=5)):%Y-%m-%dT%H:%M}"
    agreed = {"agreed_by": "林晓梅", "agreed_at": f"{timezone.localtime(moment.now):%Y-%m-%dT%H:%M}", "due_at": until}
    more = {"channel": "phone", "report_every_hours": 24, "reason": "等配件"}
    assert take(engineer, case, "convert_to_complex", **agreed, **more).status_code == 204
    assert (case.kind, case.report_every_hours) == ("complex", 24)
    assert take(engineer, case, "report_progress", text="配件已到", channel="wechat").status_code == 204
    assert take(engineer, case, "resolve", text="已换好", channel="phone").status_code == 204
    assert case.state == "resolved"
    answer = take(clerk, case, "follow_up", channel="phone", reached="yes", score="5", reasons="很好")
    assert (answer.status_code, case.state, case.outcome, case.satisfaction) == (204, "closed", "satisfied", 5)
    assert "case-changed" in answer["HX-Trigger"]


def test_the_head_names_a_colleague(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    take(sign_in(cast.engineer), case, "send_back", reason="请另派")
    take(sign_in(cast.clerk), case, "dispatch", department=cast.engineering.pk)
    head = sign_in(cast.head_of_engineering)
    page = head.get(f"/complaints/{case.pk}/do/accept/", headers=HTMX).content.decode()
    assert f'<option value="{cast.engineer2.employee.pk}"' in page
    assert f'<option value="{cast.guard.employee.pk}"' not in page
    assert take(head, case, "accept", handler=cast.guard.employee.pk).status_code == 422
    take(head, case, "accept", handler=cast.engineer2.employee.pk)
    assert case.handler == cast.engineer2.employee


def test_photos_go_with_a_reply(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    content = io.BytesIO()
    Image.new("RGB", (30, 30)).save(content, "JPEG")
    files = [SimpleUploadedFile(f"{number}.jpg", content.getvalue()) for number in (1, 2)]
    take(sign_in(cast.engineer), case, "reply", text="已看过现场", channel="phone", attachments=files)
    row = timeline_of(case, owner=True)[-1]
    assert row is not None
    assert (row.verb, row.attachments.count()) == ("reply", 2)


def test_a_program_as_photo_is_refused_and_nothing_is_said(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    program = SimpleUploadedFile("photo.jpg", b"\x7fELF nothing to see")
    answer = take(sign_in(cast.engineer), case, "reply", text="已看过现场", channel="phone", attachments=program)
    assert answer.status_code == 422
    assert 'innerHTML:#step_attachments_error"><p>' in answer.content.decode()
    assert case.replied_at is None


def test_what_is_missing_stays_in_the_dialog(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    answer = take(sign_in(cast.engineer), case, "resolve", text=" ", channel="drum")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'innerHTML:#step_text_error"><p>' in page
    assert 'innerHTML:#step_channel_error"><p>' in page
    assert case.state == "accepted"


def test_without_scripts_a_refused_form_comes_back_with_its_words(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    sent = {"version": case.version, "text": "已修好的话", "channel": "drum"}
    answer = sign_in(cast.engineer).post(f"/complaints/{case.pk}/do/resolve/", sent)
    assert answer.status_code == 422
    assert "已修好的话" in answer.content.decode()
    done = sign_in(cast.engineer).post(f"/complaints/{case.pk}/do/resolve/", {**sent, "channel": "phone"})
    assert (done.status_code, done["Location"]) == (302, f"/complaints/{case.pk}/")


def test_a_step_of_somebody_else_is_refused(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    answer = take(sign_in(cast.clerk), case, "resolve", text="已修好", channel="phone")
    assert (answer.status_code, case.state) == (403, "accepted")
    answer = take(sign_in(cast.auditor), case, "note", text="看过")
    assert answer.status_code == 403


def test_a_step_that_does_not_fit_the_state_says_so(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    clerk = sign_in(cast.clerk)
    assert take(clerk, case, "follow_up", channel="phone", reached="no").status_code == 422
    page = clerk.get(f"/complaints/{case.pk}/?do=follow_up").content.decode()
    assert f'hx-get="/complaints/{case.pk}/do/follow_up/"' in page
    dialog = clerk.get(f"/complaints/{case.pk}/do/follow_up/", headers=HTMX).content.decode()
    assert "<form" not in dialog
    assert not case.follow_up_attempts.exists()


@pytest.mark.parametrize("verb", ["nothing", "rate", "close", "9" * 200])
def test_there_are_no_other_steps(cast: Cast, sign_in: SignIn, case: Complaint, verb: str) -> None:
    assert take(sign_in(cast.clerk), case, verb).status_code == 404


@pytest.mark.parametrize(
    "odd",
    [{"version": "9" * 5000}, {"version": ""}, {"version": "-1"}, {"text": "a\0b"}, {"text": "水" * 5001}],
)
def test_what_no_form_sends_changes_nothing(cast: Cast, sign_in: SignIn, case: Complaint, odd: dict[str, str]) -> None:
    before = case.version
    answer = take(sign_in(cast.engineer), case, "note", **{"text": "备注", **odd})
    assert answer.status_code in {409, 422}
    assert case.version == before


def test_a_double_takes_its_steps_with_the_other_one(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    double, clerk = a_complaint(cast), sign_in(cast.clerk)
    page = clerk.get(f"/complaints/{double.pk}/do/merge/", headers=HTMX).content.decode()
    assert case.number in page
    assert take(clerk, double, "merge", number="999999").status_code == 422
    assert take(clerk, double, "merge", number=case.number.rsplit("-", 1)[1]).status_code == 204
    assert double.merged_into == case
    assert {"dispatch", "reply", "merge"} & offered(clerk, double) == set()
    assert double.number in clerk.get(f"/complaints/{case.pk}/").content.decode()
    take(sign_in(cast.engineer), case, "reply", text="今天修", channel="phone")
    assert "今天修" in clerk.get(f"/complaints/{double.pk}/").content.decode()


def test_the_page_asks_again_only_when_something_happened(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    client = sign_in(cast.clerk)
    seen = len(timeline_of(case, owner=False))
    url = f"/complaints/{case.pk}/?seen={seen}"
    assert client.get(url, headers=HTMX).status_code == 204
    take(sign_in(cast.engineer), case, "note", text="等配件")
    fresh = client.get(url, headers=HTMX)
    assert fresh.status_code == 200
    assert "等配件" in fresh.content.decode()
    assert 'hx-swap-oob="true"' in fresh.content.decode()


def test_the_phone_number_is_shown_for_a_reason_that_stays(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    client, url, version = sign_in(cast.engineer), f"/complaints/{case.pk}/phone/", case.version
    assert "13800000101" not in client.get(f"/complaints/{case.pk}/").content.decode()
    assert client.post(url, {"why": "other"}, headers=HTMX).status_code == 422
    assert "13800000101" in client.post(url, {"why": "other", "words": "约时间"}, headers=HTMX).content.decode()
    row = timeline_of(case, owner=False)[-1]
    assert row is not None
    assert (row.verb, row.text, row.actor_name) == ("reveal_phone", "约时间", cast.engineer.user.name)
    case.refresh_from_db()
    assert case.version == version
    assert sign_in(cast.auditor).post(url, {"why": "call"}, headers=HTMX).status_code == 403


def test_the_sheet_shows_the_limits_of_its_own_version(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    client = sign_in(cast.clerk)
    client.cookies["django_language"] = "en"
    page = client.get(f"/complaints/{case.pk}/sheet/").content.decode()
    assert "24 hours" in page
    assert "3 working days" in page
    assert reverse("rulebook:version", args=[cast.version.pk]) in page
    assert "13800000101" not in page


def test_what_the_owner_signs_holds_nothing_that_colleagues_said(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    client = sign_in(cast.clerk)
    client.cookies["django_language"] = "en"
    take(client, case, "note", text="业主情绪激动，小心应对")
    take(client, case, "add", text="昨晚又漏了")

    def printed(copy: str) -> str:
        return client.get(f"/complaints/{case.pk}/sheet/{copy}").content.decode()

    files, owners = printed(""), printed("?copy=owner")
    assert "业主情绪激动" in files
    assert "File copy, internal" in files
    assert "昨晚又漏了" in files
    assert "昨晚又漏了" in owners
    assert "Owner's copy" in owners
    for internal in ("业主情绪激动", "Dispatched to", "Who held it", "internal"):
        assert internal not in owners.partition('<article class="card j-sheet">')[2].partition("</article>")[0]


def test_the_owners_urging_is_passed_on_by_the_desk(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    take(sign_in(cast.clerk), case, "urge", text="又打来了")
    assert case.urges == 1
    notices = cast.engineer.user.notices.filter(kind="complaint.urged")
    assert notices.count() == 1


def test_a_withdrawal_needs_the_owners_words(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    assert take(sign_in(cast.clerk), case, "withdraw", reason="").status_code == 422
    take(sign_in(cast.clerk), case, "withdraw", reason="电话里说不用了")
    assert (case.state, case.outcome) == ("closed", "withdrawn")
    assert operations.steps.FRAME.nearest_due(case) is None

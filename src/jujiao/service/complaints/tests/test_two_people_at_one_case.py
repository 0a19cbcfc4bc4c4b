"""Two people at once, a form that is too old, a double click, an ended session: nothing lost, nothing done twice."""

from typing import Any

import pytest
from django.test import Client

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def case(cast: Cast, moment: Moment) -> Complaint:
    return a_complaint(cast)


def verbs(case: Complaint) -> list[str]:
    return [entry.verb for entry in timeline_of(case, owner=False)]


def test_a_stale_form_is_shown_what_changed_and_may_be_sent_again(
    cast: Cast, sign_in: SignIn, case: Complaint, moment: Moment
) -> None:
    opened = case.version
    operations.note(actor=cast.clerk.viewer, now=moment.now, complaint_id=case.pk, version=None, text="业主晚上才在家")
    url, client = f"/complaints/{case.pk}/do/reply/", sign_in(cast.engineer)
    sent = {"version": opened, "text": "下午上门", "channel": "phone"}
    conflict = client.post(url, sent, headers=HTMX)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "业主晚上才在家" in page
    assert f'name="version" value="{opened + 1}" id="step_version" hx-swap-oob="true"' in page
    assert verbs(case)[-1] == "note"
    assert client.post(url, {**sent, "version": opened + 1}, headers=HTMX).status_code == 204
    assert verbs(case)[-1] == "reply"


def test_a_stale_form_without_scripts_comes_back_with_its_words(
    cast: Cast, sign_in: SignIn, case: Complaint, moment: Moment
) -> None:
    operations.urge(actor=cast.clerk.viewer, now=moment.now, complaint_id=case.pk, version=None, text="快一点")
    sent = {"version": case.version, "text": "下午上门", "channel": "phone"}
    conflict = sign_in(cast.engineer).post(f"/complaints/{case.pk}/do/reply/", sent)
    assert conflict.status_code == 409
    for words in ("下午上门", "快一点"):
        assert words in conflict.content.decode()


def test_the_second_click_does_nothing(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    sent = {"version": case.version, "text": "下午上门", "channel": "phone"}
    answers = [sign_in(cast.engineer).post(f"/complaints/{case.pk}/do/reply/", sent, headers=HTMX) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 409]
    assert verbs(case).count("reply") == 1


def test_two_who_take_it_in_hand_at_once(cast: Cast, sign_in: SignIn, case: Complaint, moment: Moment) -> None:
    step: dict[str, Any] = {"now": moment.now, "complaint_id": case.pk, "version": None}
    operations.send_back(actor=cast.engineer.viewer, reason="重新派", **step)
    case = operations.dispatch(actor=cast.clerk.viewer, department=cast.engineering, **step)
    url, sent = f"/complaints/{case.pk}/do/accept/", {"version": case.version}
    first = sign_in(cast.engineer).post(url, sent, headers=HTMX)
    second = sign_in(cast.engineer2).post(url, sent, headers=HTMX)
    assert (first.status_code, second.status_code) == (204, 409)
    assert "toast" in second["HX-Trigger"]
    case.refresh_from_db()
    assert case.handler == cast.engineer.employee


def test_an_ended_session_in_the_middle_of_a_form(case: Complaint) -> None:
    sent = {"version": case.version, "text": "下午上门", "channel": "phone"}
    assert Client().post(f"/complaints/{case.pk}/do/reply/", sent, headers=HTMX).status_code == 401
    assert Client().post(f"/complaints/{case.pk}/do/reply/", sent).status_code == 302
    assert "reply" not in verbs(case)


def test_the_form_may_be_sent_after_somebody_looked_at_the_number(
    cast: Cast, sign_in: SignIn, case: Complaint, moment: Moment
) -> None:
    operations.reveal_phone(actor=cast.clerk.viewer, now=moment.now, complaint_id=case.pk, reason="回电")
    sent = {"version": case.version, "text": "下午上门", "channel": "phone"}
    assert sign_in(cast.engineer).post(f"/complaints/{case.pk}/do/reply/", sent, headers=HTMX).status_code == 204


def test_an_owner_whose_page_is_stale_is_shown_what_was_said_and_may_send_it_again(
    cast: Cast, sign_in: SignIn, case: Complaint, moment: Moment
) -> None:
    url, client = f"/my/{case.pk}/withdraw/", sign_in(cast.resident)
    told: dict[str, Any] = {"now": moment.now, "complaint_id": case.pk, "version": None}
    operations.reply(actor=cast.clerk.viewer, text="明天上午上门", channel="phone", **told)
    operations.note(actor=cast.clerk.viewer, text="此户多次投诉", **told)
    case_now = Complaint.objects.get(pk=case.pk)
    conflict = client.post(url, {"version": case.version, "reason": "不用了"}, headers=HTMX)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "明天上午上门" in page
    assert "此户多次投诉" not in page
    assert f'name="version" value="{case_now.version}"' in page
    assert client.post(url, {"version": case_now.version, "reason": "不用了"}, headers=HTMX).status_code == 204

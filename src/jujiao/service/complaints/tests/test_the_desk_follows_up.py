"""The follow-up queue: what is done waits here for the owner's word, asked by somebody who did not handle it."""

from typing import Any

import pytest

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
URL = "/complaints/follow-ups/"


@pytest.fixture
def done(cast: Cast, moment: Moment) -> Complaint:
    """Done by the engineer, told to the owner."""
    case = a_complaint(cast)
    step: dict[str, Any] = {"now": moment.now, "complaint_id": case.pk, "version": None}
    return operations.resolve(actor=cast.engineer.viewer, text="已修好", channel="phone", **step)


def not_reached(client: Any, case: Complaint) -> Any:
    case.refresh_from_db()
    sent = {"version": case.version, "channel": "phone", "reached": "no", "quick": "1"}
    return client.post(f"/complaints/{case.pk}/do/follow_up/", sent, headers=HTMX)


def test_what_is_done_waits_with_its_due_time(cast: Cast, sign_in: SignIn, done: Complaint) -> None:
    a_complaint(cast)
    page = sign_in(cast.clerk).get(URL)
    (visit,) = page.context["visits"]
    assert (visit.complaint, visit.who, visit.phone) == (done, "林晓梅", "138****0101")
    assert (visit.attempts, visit.handlers, visit.mine) == ([], ["赵强"], True)


def test_one_click_says_that_nobody_was_reached(cast: Cast, sign_in: SignIn, done: Complaint) -> None:
    client = sign_in(cast.clerk)
    assert not_reached(client, done).status_code == 204
    (visit,) = client.get(URL).context["visits"]
    assert [(attempt.reached, attempt.employee) for attempt in visit.attempts] == [(False, cast.clerk.employee)]
    assert "toast" in client.post(f"/complaints/{done.pk}/do/follow_up/", {"quick": "1"}, headers=HTMX)["HX-Trigger"]


def test_whoever_handled_it_does_not_ask(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    case = a_complaint(cast)
    step: dict[str, Any] = {"now": moment.now, "complaint_id": case.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=cast.customer_service, **step)
    operations.accept(actor=cast.clerk.viewer, **step)
    operations.resolve(actor=cast.clerk.viewer, text="已处理", channel="phone", **step)
    client = sign_in(cast.clerk)
    (visit,) = client.get(URL).context["visits"]
    assert not visit.mine
    assert f"/complaints/{case.pk}/do/follow_up/" not in client.get(URL).content.decode()
    assert not_reached(client, case).status_code == 403
    assert sign_in(cast.clerk2).get(URL).context["visits"][0].mine


def test_a_score_is_needed_from_an_owner_who_was_reached(cast: Cast, sign_in: SignIn, done: Complaint) -> None:
    client, url = sign_in(cast.clerk), f"/complaints/{done.pk}/do/follow_up/"
    sent = {"version": done.version, "channel": "phone", "reached": "yes"}
    for score in ("", "0", "6", "9" * 5000):
        answer = client.post(url, {**sent, "score": score}, headers=HTMX)
        assert answer.status_code == 422
        assert 'innerHTML:#step_score_error"><p>' in answer.content.decode()
    assert client.post(url, {**sent, "score": "2", "reasons": "还在漏"}, headers=HTMX).status_code == 204
    done.refresh_from_db()
    assert (done.state, done.round) == ("dispatched", 2)
    page = client.get(f"/complaints/{done.pk}/").content.decode()
    assert "还在漏" in page


def test_after_three_attempts_on_two_days_the_manager_may_close(
    cast: Cast, sign_in: SignIn, done: Complaint, moment: Moment
) -> None:
    clerk, manager = sign_in(cast.clerk), sign_in(cast.manager)
    for hours in (1, 1, 24):
        assert not manager.get(URL).context["visits"][0].may_close
        moment.forward(hours=hours)
        not_reached(clerk, done)
    assert manager.get(URL).context["visits"][0].may_close
    assert not clerk.get(URL).context["visits"][0].may_close
    done.refresh_from_db()
    sent = {"version": done.version, "reason": "三次无人接听"}
    assert clerk.post(f"/complaints/{done.pk}/do/close_unreachable/", sent, headers=HTMX).status_code == 403
    assert manager.post(f"/complaints/{done.pk}/do/close_unreachable/", sent, headers=HTMX).status_code == 204
    done.refresh_from_db()
    assert (done.state, done.outcome) == ("closed", "unreachable")
    assert manager.get(URL).context["visits"] == []


def test_the_dialog_has_all_that_the_call_needs(cast: Cast, sign_in: SignIn, done: Complaint) -> None:
    client = sign_in(cast.clerk)
    not_reached(client, done)
    dialog = client.get(f"/complaints/{done.pk}/do/follow_up/", headers=HTMX)
    sheet = dialog.context["sheet"]
    assert (sheet.who, sheet.done, [each.reached for each in sheet.tries]) == ("林晓梅", "已修好", [False])
    said = str(sheet.sentence)
    assert all(word in said for word in ("王芳", "云栖花园", "漏水", done.where))
    assert done.text in dialog.text
    scores = [value for value, _label in dialog.context["form"].fields["score"].choices]
    assert scores == [5, 4, 3, 2, 1]
    assert client.get(f"/complaints/{done.pk}/do/note/", headers=HTMX).context["sheet"] is None


def test_the_page_shows_what_owner_and_house_said(cast: Cast, sign_in: SignIn, done: Complaint) -> None:
    operations.note(actor=cast.clerk.viewer, now=NOW, complaint_id=done.pk, version=None, text="业主白天不在家")
    client = sign_in(cast.clerk)
    everything, said = (client.get(f"/complaints/{done.pk}/", {"said": value}) for value in ("", "1"))
    assert [entry.side for entry in said.context["entries"]] == ["owner", "reply"]
    assert "业主白天不在家" in everything.text
    assert "业主白天不在家" not in said.text
    assert f"seen={said.context['seen']}&amp;said=1" in said.text

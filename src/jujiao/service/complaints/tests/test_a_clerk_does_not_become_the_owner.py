"""A clerk sets an owner's number to her own, to rate her own work: she cannot sign in, and everybody sees it."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jujiao.cases.errors import NotYours
from jujiao.company.accounts.models import User
from jujiao.company.accounts.people import Holder
from jujiao.company.accounts.tests.messages import code_sent_to
from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.models import Person, PhoneChange, Relation
from jujiao.company.estates.operations import NewResident, correct_person, move_in
from jujiao.company.estates.phone_changes import WAIT, link_key
from jujiao.company.staff.asking import viewer_of
from jujiao.kernel.machine import clock
from jujiao.kernel.record.timeline import entries_of
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint, Outcome, State
from jujiao.service.complaints.queries import own
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

OLD, HERS = "13800000101", "13900000001"
CODE, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"

type Sent = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def _at_that_moment(moment: Moment) -> None:
    """The edges read the moment."""


@pytest.fixture
def case(cast: Cast) -> Complaint:
    """A complaint of the resident that the engineer says is done."""
    complaint = a_complaint(cast)
    step: dict[str, Any] = {"now": NOW, "complaint_id": complaint.pk, "version": None}
    return operations.resolve(actor=cast.engineer.viewer, text="已更换水管", channel="phone", **step)


def set_number(cast: Cast, number: str = HERS) -> PhoneChange:
    person = Person.objects.get(pk=cast.resident.person.pk)
    new: dict[str, Any] = {"name": person.name, "phone": number, "version": person.version}
    correct_person(person=person, **new, actor=cast.clerk.viewer, now=clock.now())
    return PhoneChange.objects.get(person=person, settled_at=None)


def signed_in(number: str) -> Client:
    """A browser after a code was asked for and, where one came, typed in."""
    client = Client()
    client.post(CODE, {"phone": number})
    with suppress(IndexError):  # where nothing was sent
        client.post(CONFIRM, {"code": code_sent_to(number)})
    return client


def five_stars(client: Client, complaint: Complaint) -> int:
    form = {"score": "5", "version": Complaint.objects.get(pk=complaint.pk).version}
    return client.post(f"/my/{complaint.pk}/rate/", form).status_code


def is_in(client: Client) -> bool:
    return client.get("/my/").status_code == 200


def test_her_own_number_neither_signs_in_nor_rates(cast: Cast, case: Complaint, messages: Sent) -> None:
    set_number(cast)
    client = signed_in(HERS)
    assert messages == []
    assert not is_in(client)
    assert five_stars(client, case) == 302
    case.refresh_from_db()
    assert (case.state, case.outcome, case.satisfaction) == (State.RESOLVED, "", None)


def test_control_where_a_new_number_counts_at_once_she_closes_the_case(
    cast: Cast, case: Complaint, messages: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the guard, which is the wait."""
    monkeypatch.setattr("jujiao.company.estates.operations.phones.WAIT", timedelta(0))
    set_number(cast)
    assert five_stars(signed_in(HERS), case) == 302
    case.refresh_from_db()
    assert (case.state, case.outcome, case.satisfaction) == (State.CLOSED, Outcome.SATISFIED, 5)


def test_the_owner_goes_on_by_the_former_number_and_rates(cast: Cast, case: Complaint, messages: Sent) -> None:
    before = signed_in(OLD)
    assert is_in(before)
    set_number(cast)
    assert not is_in(before)  # as ever, a change ends the sessions
    client = signed_in(OLD)
    assert is_in(client)
    assert five_stars(client, case) == 302
    case.refresh_from_db()
    assert (case.state, case.satisfaction) == (State.CLOSED, 5)


def test_after_three_days_without_a_no_the_new_number_rates_and_the_former_does_not(
    cast: Cast, case: Complaint, messages: Sent, moment: Moment
) -> None:
    set_number(cast)
    by_former = signed_in(OLD)
    moment.now += WAIT
    # The session is still open, but its number no longer proves who the owner is.
    assert five_stars(by_former, case) == 403
    assert Complaint.objects.get(pk=case.pk).state == State.RESOLVED
    by_new = signed_in(HERS)
    assert is_in(by_new)
    assert five_stars(by_new, case) == 302
    assert Complaint.objects.get(pk=case.pk).state == State.CLOSED


def test_a_code_that_was_asked_for_before_the_change_was_undone_lets_nobody_in(
    cast: Cast, messages: Sent, moment: Moment
) -> None:
    change = set_number(cast)
    moment.now += WAIT
    client = Client()
    client.post(CODE, {"phone": HERS})
    code = code_sent_to(HERS)
    Client().post(f"/places/number/{change.pk}/{link_key(change)}/", {"answer": "no"})
    assert client.post(CONFIRM, {"code": code})["Location"] == CODE
    assert not is_in(client)
    assert is_in(signed_in(OLD))


@pytest.mark.parametrize("operation", [operations.rate, operations.withdraw])
def test_no_decision_of_the_owner_by_a_number_that_does_not_count(cast: Cast, case: Complaint, operation: Any) -> None:
    """By whatever door: the operation itself looks at the number."""
    User.objects.filter(pk=cast.resident.user.pk).update(phone=HERS)
    given = {"score": 5} if operation is operations.rate else {}
    owner = viewer_of(cast.resident.user, NOW)
    with pytest.raises(NotYours):
        operation(actor=owner, now=NOW, complaint_id=case.pk, version=None, **given)
    assert Complaint.objects.get(pk=case.pk).state == State.RESOLVED


def test_every_open_case_shows_it_to_colleagues_and_none_to_the_owner(
    cast: Cast, case: Complaint, sign_in: SignIn, messages: Sent
) -> None:
    open_one = a_complaint(cast)
    closed = a_complaint(cast)
    operations.withdraw(actor=cast.resident.viewer, now=NOW, complaint_id=closed.pk, version=None)
    change = set_number(cast)
    for complaint, shown in ((case, True), (open_one, True), (closed, False)):
        rows = entries_of("complaint", complaint.pk).filter(verb="phone_changed")
        assert [(row.actor_name, row.audience, row.details) for row in rows] == (
            [("王芳", "internal", {"change": change.pk})] if shown else []
        )
        page = sign_in(cast.engineer).get(f"/complaints/{complaint.pk}/").text
        assert ("尚未核实" in page) == shown
    confirm = f"/places/people/{change.person_id}/confirm-number/"
    assert confirm in sign_in(cast.manager).get(f"/complaints/{case.pk}/").text
    assert confirm not in sign_in(cast.clerk).get(f"/complaints/{case.pk}/").text
    assert "尚未核实" not in signed_in(OLD).get(f"/my/{case.pk}/").text


def test_the_case_says_how_it_ended(cast: Cast, case: Complaint, sign_in: SignIn) -> None:
    change = set_number(cast)
    Client().post(f"/places/number/{change.pk}/{link_key(change)}/", {"answer": "no"})
    verbs = entries_of("complaint", case.pk).order_by("-seq").values_list("verb", flat=True)
    assert list(verbs[:2]) == ["phone_refused", "phone_changed"]
    page = sign_in(cast.manager).get(f"/complaints/{case.pk}/").text
    assert "原号码否认更改手机号" in page
    assert "confirm-number" not in page


def test_as_a_housemate_she_sees_none_of_the_cases(cast: Cast, case: Complaint, messages: Sent) -> None:
    """She moves in by herself, with her own number: that is nobody's but hers."""
    move_in(
        household=cast.household,
        resident=NewResident("王小芳", HERS, Relation.FAMILY),
        moved_in=NOW.date(),
        actor=cast.clerk.viewer,
        now=NOW,
    )
    client = signed_in(HERS)
    assert is_in(client)
    housemate = Person.objects.get(name="王小芳").user
    assert housemate is not None
    assert not own(viewer_of(housemate, NOW)).exists()
    assert client.get(f"/my/{case.pk}/").status_code == 404
    assert five_stars(client, case) == 404
    assert holder_of(OLD, NOW).holder == Holder(cast.resident.person.pk, "林晓梅", cast.resident.user.pk)

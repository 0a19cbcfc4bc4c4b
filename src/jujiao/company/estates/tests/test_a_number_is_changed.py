"""A resident's number is changed by a colleague: the former number hears of it, and the new one proves nothing yet."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.accounts.models import User
from jujiao.company.estates.jobs import tell_former_number
from jujiao.company.estates.models import Person, PhoneChange, Settled
from jujiao.company.estates.operations import UnableToConfirm, answer_by_link, confirm_number
from jujiao.company.estates.phone_changes import LINK_LASTS, WAIT, link_key
from jujiao.company.estates.tests.changing import NEW, OLD, THIRD, changed, signs_in
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.machine import clock
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.models import Notice
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.usefixtures("at_that_moment")

type Sent = list[tuple[str, str]]


def link_of(made: PhoneChange) -> str:
    return f"/places/number/{made.pk}/{link_key(made)}/"


def test_the_change_is_a_row_that_waits(cast: Cast) -> None:
    made = changed(cast)
    assert (made.person, made.old, made.new) == (cast.resident.person, OLD, NEW)
    assert (made.changed_by, made.changed_by_role) == (cast.clerk.user, "clerk")
    assert (made.changed_at, made.holds_from) == (NOW, NOW + timedelta(days=3))
    assert Person.objects.get(pk=made.person_id).phone == NEW
    assert signs_in() == [OLD]
    assert User.objects.get(pk=cast.resident.user.pk).session_epoch == 2


def test_the_former_number_is_told_by_a_job_of_the_same_transaction(cast: Cast, messages: Sent) -> None:
    made = changed(cast)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("estates.tell_former_number", {"change_id": made.pk})
    assert messages == []
    tell_former_number(change_id=made.pk)
    tell_former_number(change_id=made.pk)
    ((number, text),) = messages
    assert number == OLD
    assert "139****2222" in text
    assert NEW not in text
    assert link_of(made) in text


def test_a_message_that_fails_is_sent_again(cast: Cast, messages: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    made = changed(cast)
    with monkeypatch.context() as patch:
        patch.setattr("jujiao.company.accounts.texting.sender_of", lambda _way: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tell_former_number(change_id=made.pk)
    assert PhoneChange.objects.get(pk=made.pk).told_at is None
    tell_former_number(change_id=made.pk)
    assert [number for number, _text in messages] == [OLD]


@pytest.mark.parametrize(("waited", "found"), [(WAIT - timedelta(microseconds=1), [OLD]), (WAIT, [NEW])])
def test_after_three_days_the_new_number_holds(cast: Cast, waited: timedelta, found: list[str]) -> None:
    changed(cast)
    assert signs_in(NOW + waited) == found


def test_the_former_number_confirms_by_its_link_once(cast: Cast) -> None:
    made, client = changed(cast), Client()
    page = client.get(link_of(made))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert signs_in() == [OLD]  # to look at a link answers nothing
    for shown in ("林*", "138****0101", "139****2222"):
        assert shown in page.text
    assert cast.resident.person.name not in page.text
    assert client.post(link_of(made), {"answer": "yes"}).status_code == 200
    assert signs_in() == [NEW]
    made.refresh_from_db()
    assert (made.settled_at, made.settled_how, made.settled_by) == (NOW, Settled.OLD_NUMBER, None)
    assert User.objects.get(pk=cast.resident.user.pk).session_epoch == 3
    assert client.get(link_of(made)).status_code == 410
    assert client.post(link_of(made), {"answer": "no"}).status_code == 410
    assert signs_in() == [NEW]
    verbs = entries_of("person", made.person_id).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["correct_person", "confirm_phone"]


@pytest.mark.parametrize("waited", [timedelta(hours=1), timedelta(days=10)])
def test_the_former_number_says_no_and_the_change_is_undone(
    cast: Cast, waited: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after the wait: somebody may come back from a journey."""
    made, later = changed(cast), NOW + waited
    monkeypatch.setattr(clock, "now", lambda: later)
    assert Client().post(link_of(made), {"answer": "no"}).status_code == 200
    assert signs_in(later) == [OLD]
    assert Person.objects.get(pk=made.person_id).phone == OLD
    (notice,) = Notice.objects.all()
    assert (notice.recipient, notice.kind, notice.estate_id) == (cast.manager.user, "phone.refused", cast.estate.pk)
    assert notice.url == f"/places/people/{made.person_id}/"


def test_a_number_that_is_changed_once_more_can_still_be_refused_by_the_first(cast: Cast) -> None:
    """Whoever took the number over and waited the change out would else void the question by a second one."""
    made = changed(cast)
    later = made.holds_from + timedelta(hours=1)
    again = changed(cast, number=THIRD, now=later)
    assert (again.old, signs_in(later)) == (NEW, [NEW])
    answer_by_link(change_id=made.pk, key=link_key(made), theirs=False, now=later)
    assert signs_in(later) == signs_in(later + WAIT) == [OLD]
    assert Person.objects.get(pk=made.person_id).phone == OLD
    assert not PhoneChange.objects.filter(settled_at=None).exists()
    assert [notice.recipient for notice in Notice.objects.all()] == [cast.manager.user]
    with pytest.raises(UnableToConfirm):
        answer_by_link(change_id=made.pk, key=link_key(made), theirs=True, now=later)


def test_a_question_is_over_where_its_number_never_held_or_a_colleague_confirmed_the_next(cast: Cast) -> None:
    made = changed(cast)
    again = changed(cast, number=THIRD)  # within the wait: the same number is asked anew
    with pytest.raises(UnableToConfirm):
        answer_by_link(change_id=made.pk, key=link_key(made), theirs=False, now=NOW)
    later = again.holds_from + timedelta(hours=1)
    last = changed(cast, number=NEW, now=later)
    viewer = cast.manager.viewer
    confirm_number(person=last.person, change_id=last.pk, reason="当面", actor=viewer, now=later)
    with pytest.raises(UnableToConfirm):
        answer_by_link(change_id=again.pk, key=link_key(again), theirs=False, now=later)
    assert signs_in(later) == [NEW]


def test_whoever_made_the_change_is_not_the_one_who_hears_of_the_refusal(cast: Cast) -> None:
    made = changed(cast, actor=cast.manager.viewer)
    answer_by_link(change_id=made.pk, key=link_key(made), theirs=False, now=NOW)
    assert [notice.recipient for notice in Notice.objects.all()] == [cast.director.user]


def test_a_link_is_guessed_by_nobody_and_ends(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = changed(cast)
    other = link_key(PhoneChange(pk=made.pk + 1, changed_at=made.changed_at))
    for key in (other, "x", "0" * 32):
        assert Client().post(f"/places/number/{made.pk}/{key}/", {"answer": "yes"}).status_code == 410
    assert signs_in() == [OLD]
    late = NOW + LINK_LASTS + timedelta(seconds=1)
    with pytest.raises(UnableToConfirm):
        answer_by_link(change_id=made.pk, key=link_key(made), theirs=False, now=late)


@pytest.mark.parametrize(
    ("by", "confirmed_by", "may"),
    [
        ("clerk", "manager", True),
        ("clerk", "hr", True),
        ("clerk", "clerk", False),
        ("clerk", "clerk2", False),
        ("clerk", "sysadmin", False),
        ("clerk", "clerk_elsewhere", False),
        ("manager", "manager", False),
        ("manager", "hr", True),
        ("hr", "hr", False),
        ("hr", "manager", True),
        ("hr", "director", False),
    ],
)
def test_another_person_in_another_role_confirms(cast: Cast, by: str, confirmed_by: str, may: bool) -> None:
    made = changed(cast, actor=getattr(cast, by).viewer)
    actor = getattr(cast, confirmed_by).viewer
    given = {"person": made.person, "change_id": made.pk, "reason": "在前台当面核对身份证", "actor": actor, "now": NOW}
    if may:
        confirm_number(**given)
        made.refresh_from_db()
        assert (made.settled_by_id, made.settled_how) == (actor.user_id, Settled.COLLEAGUE)
        assert signs_in() == [NEW]
    else:
        with pytest.raises(NotAllowed):
            confirm_number(**given)
        assert signs_in() == [OLD]


def test_the_page_of_the_person_shows_it_and_the_manager_confirms_there(cast: Cast, sign_in: SignIn) -> None:
    made = changed(cast)
    person = f"/places/people/{made.person_id}/"
    assert "confirm-number" not in sign_in(cast.clerk).get(person).text
    manager = sign_in(cast.manager)
    assert f"{person}confirm-number/" in manager.get(person).text
    sent = {"change": made.pk, "reason": "电话核实"}
    assert manager.post(f"{person}confirm-number/", sent | {"reason": " "}).status_code == 422
    assert manager.post(f"{person}confirm-number/", sent | {"change": made.pk + 1}).status_code == 422
    assert signs_in() == [OLD]
    assert manager.post(f"{person}confirm-number/", sent).status_code == 302
    assert signs_in() == [NEW]
    assert manager.get(f"{person}confirm-number/").status_code == 404


def test_no_number_stands_in_a_timeline(cast: Cast) -> None:
    made = changed(cast)
    answer_by_link(change_id=made.pk, key=link_key(made), theirs=False, now=NOW)
    for entry in entries_of("person", made.person_id):
        assert not re.search(r"\d{4}", f"{entry.text}{entry.changes}{entry.details}")

"""A code leads to whoever holds the number and lives or owns somewhere now, never to who held it before."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import open_for_resident
from jujiao.company.accounts.people import Held, Holder
from jujiao.company.accounts.tests.messages import code_sent_to
from jujiao.company.estates.accounts import Claimant, chosen, holder_of
from jujiao.company.estates.models import Household, Person, Relation, Residency, Room
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.timeline import entries_of
from jujiao.service.complaints.models import Complaint
from jujiao.testing.cast import NOW, OPENED, Cast
from jujiao.testing.complaints import a_complaint

FORMER, SHARED = "13800000103", "13800000101"
CODE, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"

type Sent = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def newcomer(cast: Cast, room: Room, phone: str, name: str = "秦朗") -> Person:
    """Somebody who moved in by a form of long ago, with a number that another person had before."""
    person = Person.objects.create(company=room.estate.company, name=name, phone=phone)
    household = Household.objects.filter(room=room, moved_out=None).first()
    household = household or Household.objects.create(room=room, moved_in=OPENED)
    Residency.objects.create(household=household, person=person, relation=Relation.OWNER, moved_in=OPENED)
    return person


def signed_in(number: str) -> Client:
    client = Client()
    client.post(CODE, {"phone": number})
    client.post(CONFIRM, {"code": code_sent_to(number)})
    return client


def test_the_new_holder_is_signed_in_as_themselves_and_sees_nothing_of_the_former(
    cast: Cast, messages: Sent, sign_in: object
) -> None:
    complaint = a_complaint(cast)
    Complaint.objects.filter(pk=complaint.pk).update(person=cast.former.person)
    person = newcomer(cast, cast.empty_room, FORMER)
    client = signed_in(FORMER)
    person.refresh_from_db()
    assert person.user is not None
    assert client.session["_auth_user_id"] == str(person.user.pk)
    assert person.user.pk != cast.former.user.pk
    assert client.get(f"/my/{complaint.pk}/").status_code == 404
    for path in ("/my/", "/my/me/", "/my/me/export/"):
        page = client.get(path).text
        assert "何建平" not in page
        assert complaint.number not in page


def test_the_former_account_loses_the_number_which_stays_in_its_history(cast: Cast, messages: Sent) -> None:
    User.objects.filter(pk=cast.former.user.pk).update(language="en")  # the cast itself is not in the history
    newcomer(cast, cast.empty_room, FORMER)
    signed_in(FORMER)
    former = User.objects.get(pk=cast.former.user.pk)
    assert (former.phone, former.phone_verified, former.is_active) == (None, False, True)
    assert [entry.verb for entry in entries_of("account", former.pk)] == ["lose_phone"]
    assert User.pgh_event_model.objects.filter(pgh_obj=former, phone=FORMER).exists()  # type: ignore[attr-defined]
    assert User.objects.filter(phone=FORMER).count() == 1


def test_who_came_in_as_the_former_holder_is_out_once_the_number_is_theirs(cast: Cast, messages: Sent) -> None:
    before = signed_in(FORMER)  # by whoever had the number, when the register did not know of it yet
    assert before.session["_auth_user_id"] == str(cast.former.user.pk)
    assert before.get("/my/me/").status_code == 200
    newcomer(cast, cast.empty_room, FORMER)
    assert before.get("/my/me/").status_code == 200  # the control: nothing has passed yet
    signed_in(FORMER)
    assert before.get("/my/me/").status_code == 302
    assert not cast.former.user.known_sources.exists()


def test_who_has_moved_out_comes_back_by_their_number_as_long_as_it_is_theirs(cast: Cast, messages: Sent) -> None:
    """They keep a voice about the cases of their time."""
    assert signed_in(FORMER).session["_auth_user_id"] == str(cast.former.user.pk)


def test_the_day_of_moving_out_is_the_last_on_which_the_number_is_theirs_alone(cast: Cast) -> None:
    person = newcomer(cast, cast.empty_room, SHARED)
    Residency.objects.filter(person=cast.resident.person).update(moved_out=NOW.date())
    assert holder_of(SHARED, NOW) == Held(several=True)
    assert holder_of(SHARED, NOW + timedelta(days=1)) == Held(Holder(person.pk, "秦朗", None))


def test_a_couple_that_shares_a_phone_is_whoever_has_the_account(cast: Cast, messages: Sent) -> None:
    Person.objects.filter(pk=cast.spouse.pk).update(phone=SHARED)
    assert signed_in(SHARED).session["_auth_user_id"] == str(cast.resident.user.pk)
    assert Person.objects.get(pk=cast.spouse.pk).user is None


def test_a_couple_without_an_account_is_who_was_registered_first(cast: Cast, messages: Sent) -> None:
    Person.objects.filter(pk__in=[cast.resident.person.pk, cast.spouse.pk]).update(phone="13812345678", user=None)
    signed_in("13812345678")
    assert Person.objects.get(pk=cast.resident.person.pk).user is not None
    assert Person.objects.get(pk=cast.spouse.pk).user is None


def test_one_of_the_same_name_at_two_companies_is_one_person(cast: Cast, messages: Sent) -> None:
    newcomer(cast, cast.other_room, SHARED, name="林晓梅")
    assert signed_in(SHARED).session["_auth_user_id"] == str(cast.resident.user.pk)


@pytest.mark.parametrize("elsewhere", ["empty_room", "second_room", "other_room"])
def test_of_several_others_none_is_signed_in_and_the_number_itself_is_told(
    cast: Cast, messages: Sent, elsewhere: str
) -> None:
    person = newcomer(cast, getattr(cast, elsewhere), SHARED)
    client = Client()
    asked = client.post(CODE, {"phone": SHARED})
    assert (asked.status_code, asked["Location"]) == (302, CONFIRM)  # as for anybody
    ((number, text),) = messages
    assert number == SHARED
    assert "多人名下" in text or "several people" in text
    assert client.post(CONFIRM, {"code": "123456"}).status_code == 422
    assert "_auth_user_id" not in client.session
    person.refresh_from_db()
    assert person.user is None
    assert User.objects.get(pk=cast.resident.user.pk).phone == SHARED


def test_a_code_for_a_number_that_passed_on_meanwhile_lets_nobody_in(cast: Cast, messages: Sent) -> None:
    client = Client()
    client.post(CODE, {"phone": FORMER})
    newcomer(cast, cast.empty_room, FORMER)
    assert client.post(CONFIRM, {"code": code_sent_to(FORMER)})["Location"] == CODE
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)
def test_two_first_codes_at_once_open_one_account(cast: Cast) -> None:
    together, opened = Barrier(2), []

    def ask() -> None:
        together.wait()
        opened.append(open_for_resident(phone=cast.spouse.phone, actor=SYSTEM, now=NOW))
        connection.close()

    threads = [Thread(target=ask) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [Person.objects.get(pk=cast.spouse.pk).user] * 2
    assert User.objects.filter(name=cast.spouse.name).count() == 1


FACTS = st.lists(
    st.tuples(st.sampled_from("甲乙"), st.sampled_from([None, 7]), st.sets(st.sampled_from([1, 2, 3]), max_size=2)),
    max_size=4,
)


@settings(deadline=None)
@given(facts=FACTS)
def test_nobody_who_left_goes_before_who_lives_there(facts: list[tuple[str, int | None, set[int]]]) -> None:
    claimants = [Claimant(Holder(place, name, user), homes) for place, (name, user, homes) in enumerate(facts)]
    held = chosen(claimants)
    living = [each for each in claimants if each.homes]
    assert (held == Held()) == (not claimants)
    if held.holder and living:
        assert held.holder in _holders(living)
        of_one_home = any(all(home in each.homes for each in living) for home in range(1, 4))
        assert of_one_home or len({each.holder.name for each in living}) == 1
    if len(living) == 1:
        assert held.holder == living[0].holder


def _holders(claimants: Iterable[Claimant]) -> list[Holder]:
    return [each.holder for each in claimants]

"""A number that somebody else has on record: the same person, or has it passed on?"""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.models import Household, Person, PhoneChange, Relation, Residency
from jujiao.company.estates.operations import NewResident, add_number, correct_person, move_in, settle
from jujiao.company.estates.phone_changes import WAIT
from jujiao.company.estates.second_holder import Answer, NumberHeld
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
FORMER, NEIGHBOURS = "13800000103", "13800000102"


def settles(cast: Cast, now: datetime, phone: str, held: str = "", name: str = "秦朗") -> Household:
    newcomer = NewResident(name, phone, Relation.OWNER, held)
    return settle(room=cast.empty_room, people=[newcomer], moved_in=now.date(), actor=cast.clerk.viewer, now=now)


@pytest.mark.parametrize(
    ("phone", "where"), [(NEIGHBOURS, "陈志远"), (FORMER, "何建平"), ("+86 138 0000 0103", "何建平")]
)
def test_whose_it_is_is_asked_and_nothing_is_written(cast: Cast, now: datetime, phone: str, where: str) -> None:
    with pytest.raises(NumberHeld, match=where) as asked:
        settles(cast, now, phone)
    assert asked.value.answers == [Answer.SAME, Answer.PASSED, Answer.SHARED]
    assert not Household.objects.filter(room=cast.empty_room).exists()


def test_the_same_person_has_two_homes(cast: Cast, now: datetime) -> None:
    settles(cast, now, NEIGHBOURS, Answer.SAME, name="陈志元")
    (residency,) = Residency.objects.filter(household__room=cast.empty_room)
    assert residency.person == cast.neighbour.person
    assert not Person.objects.filter(name="陈志元").exists()


def test_it_has_passed_on_and_the_former_holder_is_asked_before_it_counts(cast: Cast, now: datetime) -> None:
    settles(cast, now, NEIGHBOURS, Answer.PASSED)
    before = Person.objects.get(pk=cast.neighbour.person.pk)
    assert (before.phone, before.name) == ("", "陈志远")
    change = PhoneChange.objects.get(person=before)
    assert (change.old, change.new) == (NEIGHBOURS, "")
    # Until it is confirmed or has waited, nobody is signed in by it: the clerk alone cannot hand it over.
    assert holder_of(NEIGHBOURS, now).several
    after = holder_of(NEIGHBOURS, now + WAIT).holder
    assert after is not None
    assert after.name == "秦朗"


def test_both_use_it(cast: Cast, now: datetime) -> None:
    settles(cast, now, NEIGHBOURS, Answer.SHARED)
    assert Person.objects.filter(phone=NEIGHBOURS).count() == 2
    assert not PhoneChange.objects.exists()


def test_two_of_one_household_are_not_asked_about(cast: Cast, now: datetime) -> None:
    shared = NewResident("林小朵", "13800000101", Relation.FAMILY)
    move_in(household=cast.household, resident=shared, moved_in=now.date(), actor=cast.clerk.viewer, now=now)
    assert Person.objects.filter(phone="13800000101").count() == 2


def test_nor_is_the_same_name_with_the_same_number(cast: Cast, now: datetime) -> None:
    settles(cast, now, NEIGHBOURS, name="陈志远")
    assert Residency.objects.get(household__room=cast.empty_room).person == cast.neighbour.person


def test_a_corrected_and_an_added_number_are_asked_about_too(cast: Cast, now: datetime) -> None:
    person = cast.spouse
    given: dict[str, Any] = {"person": person, "actor": cast.clerk.viewer, "now": now}
    correct = {**given, "name": person.name, "phone": NEIGHBOURS, "version": 1}
    with pytest.raises(NumberHeld, match="陈志远") as asked:
        correct_person(**correct)
    assert asked.value.answers == [Answer.PASSED, Answer.SHARED]
    with pytest.raises(NumberHeld, match="陈志远"):
        add_number(**given, phone=NEIGHBOURS, word="")
    with pytest.raises(NumberHeld):
        correct_person(**correct, held=Answer.SAME)  # two records do not become one by a number
    correct_person(**correct, held=Answer.SHARED)
    assert Person.objects.get(pk=person.pk).phone == NEIGHBOURS


def test_who_looks_after_other_homes_hears_no_name_and_takes_nothing_away(cast: Cast, now: datetime) -> None:
    newcomer = NewResident("秦朗", "13800000101")
    Household.objects.filter(room=cast.second_room).update(moved_out=now.date().replace(month=1, day=1))
    Residency.objects.filter(household__room=cast.second_room).update(moved_out=now.date().replace(month=1, day=1))
    with pytest.raises(NumberHeld) as asked:
        settle(
            room=cast.second_room,
            people=[newcomer],
            moved_in=now.date(),
            actor=cast.clerk_elsewhere.viewer,
            now=now,
        )
    assert "林晓梅" not in str(asked.value)
    assert asked.value.answers == [Answer.SHARED]


def test_the_dialog_asks_and_takes_the_answer(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    url = reverse("estates:settle", args=[cast.empty_room.pk])
    given = {"name": "秦朗", "phone": "138 0000 0103", "relation": "owner", "moved_in": "2026-03-01"}
    asked = client.post(url, given, headers=HTMX)
    assert asked.status_code == 422
    assert "何建平" in asked.text
    assert 'type="radio" name="held" value="passed"' in asked.text
    assert client.post(url, {**given, "held": "passed"}, headers=HTMX).status_code == 204
    assert Person.objects.get(pk=cast.former.person.pk).phone == ""

"""People have several numbers, with a word for each: called and found, while one of them signs in."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.at_home import personal_data
from jujiao.company.estates.finding import find_households
from jujiao.company.estates.models import Person, PersonPhone, PhoneChange
from jujiao.company.estates.numbers import numbers_of
from jujiao.company.estates.operations import (
    UnableToAddNumber,
    add_number,
    correct_person,
    end_number,
    reveal_phone,
)
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.timeline import entries_of
from jujiao.rules.phone_lists import MOST, Number
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
FIRST, SECOND = "13800000101", "0571-88886616-802"


def add(cast: Cast, now: datetime, phone: str = "0571-88886616转802", word: str = "办公室") -> PersonPhone:
    return add_number(person=cast.resident.person, phone=phone, word=word, actor=cast.clerk.viewer, now=now)


def test_a_further_number_is_kept_in_its_normal_form_with_its_word(cast: Cast, now: datetime) -> None:
    add(cast, now)
    assert numbers_of(cast.resident.person) == [Number(FIRST), Number(SECOND, "办公室")]
    (entry,) = entries_of("person", cast.resident.person.pk)
    assert (entry.verb, entry.details) == ("add_number", {"word": "办公室"})


def test_it_is_found_by_the_desk_and_by_the_list(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    add(cast, now, "13911119995", "妻")
    (room,) = find_households(cast.clerk.viewer, "+86 139 1111 9995", now=now)
    assert room.code == "1-1-101"
    client = sign_in(cast.clerk)
    page = client.get(reverse("estates:people"), {"q": "9995"}).text
    assert "林晓梅" in page
    found = client.get("/complaints/register/households/", {"q": "13911119995"}).text
    assert found.index("林晓梅") < found.index("郑海涛")


def test_it_signs_nobody_in_and_asks_for_no_confirmation(cast: Cast, now: datetime) -> None:
    add(cast, now, "13911119995")
    assert holder_of("13911119995", now).holder is None
    assert not PhoneChange.objects.exists()
    holder = holder_of(FIRST, now).holder
    assert holder is not None
    assert holder.person_id == cast.resident.person.pk


def test_made_the_first_one_it_waits_like_any_other(cast: Cast, now: datetime) -> None:
    """A further number cannot be slipped in as the one that proves something."""
    add(cast, now, "13911119995", "妻")
    person = cast.resident.person
    correct_person(person=person, name=person.name, phone="13911119995", version=1, actor=cast.clerk.viewer, now=now)
    assert PhoneChange.objects.get(person=person).holds_from > now
    assert holder_of("13911119995", now).holder is None
    assert numbers_of(Person.objects.get(pk=person.pk)) == [Number("13911119995", "妻")]


def test_the_word_may_stand_with_the_first_number_too(cast: Cast, now: datetime) -> None:
    add(cast, now, FIRST, "本人")
    assert numbers_of(cast.resident.person) == [Number(FIRST, "本人")]


def test_all_are_shown_for_a_reason(cast: Cast, now: datetime) -> None:
    add(cast, now)
    shown = reveal_phone(person=cast.resident.person, reason="回电", actor=cast.clerk.viewer, now=now)
    assert shown == [Number(FIRST), Number(SECOND, "办公室")]


def test_the_owner_takes_them_along(cast: Cast, now: datetime) -> None:
    add(cast, now)
    data = personal_data(cast.resident.viewer)
    assert data["person"]["further_phones"] == [{"phone": SECOND, "word": "办公室"}]


def test_it_is_ended_and_its_history_stays(cast: Cast, now: datetime) -> None:
    number = add(cast, now)
    end_number(number=number, actor=cast.clerk.viewer, now=now)
    assert numbers_of(cast.resident.person) == [Number(FIRST)]
    assert PersonPhone.objects.get(pk=number.pk).ended_at == now
    assert [entry.verb for entry in entries_of("person", cast.resident.person.pk)] == ["add_number", "end_number"]
    with pytest.raises(UnableToAddNumber):
        end_number(number=number, actor=cast.clerk.viewer, now=now)
    assert add(cast, now).pk != number.pk


def test_what_adds_nothing_is_refused(cast: Cast, now: datetime) -> None:
    add(cast, now)
    with pytest.raises(UnableToAddNumber):
        add(cast, now)
    Person.objects.filter(pk=cast.spouse.pk).update(phone="")
    with pytest.raises(UnableToAddNumber):
        add_number(person=cast.spouse, phone=SECOND, word="", actor=cast.clerk.viewer, now=now)
    for place in range(1, MOST):
        add(cast, now, f"1381111{place:04}", "")
    with pytest.raises(UnableToAddNumber):
        add(cast, now, "13822220000", "")
    assert PersonPhone.objects.count() == MOST


@pytest.mark.parametrize("name", ["neighbour", "engineer", "auditor", "clerk_elsewhere", "outsider"])
def test_others_add_and_end_nothing(cast: Cast, now: datetime, name: str) -> None:
    number = add(cast, now)
    actor = getattr(cast, name).viewer
    with pytest.raises(NotAllowed):
        add_number(person=cast.resident.person, phone="13911119995", word="", actor=actor, now=now)
    with pytest.raises(NotAllowed):
        end_number(number=number, actor=actor, now=now)
    assert numbers_of(cast.resident.person) == [Number(FIRST), Number(SECOND, "办公室")]


def test_the_page_shows_adds_and_ends_them(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    client: Client = sign_in(cast.clerk)
    person = cast.resident.person
    url = reverse("estates:add_number", args=[person.pk])
    assert client.post(url, {"phone": "139 1111 9995", "word": "妻"}, headers=HTMX).status_code == 204
    page = client.get(reverse("estates:person", args=[person.pk])).text
    assert "139****9995" in page
    assert "妻" in page
    assert "13911119995" not in page
    wrong = client.post(url, {"phone": "139 1111", "word": ""}, headers=HTMX)
    assert wrong.status_code == 422
    number = PersonPhone.objects.get(person=person)
    end = reverse("estates:end_number", args=[number.pk])
    assert client.post(end, {}, headers=HTMX).status_code == 204
    assert "139****9995" not in client.get(reverse("estates:person", args=[person.pk])).text

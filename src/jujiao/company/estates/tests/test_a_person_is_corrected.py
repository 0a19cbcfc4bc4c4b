from datetime import datetime

import pytest

from jujiao.company.accounts.models import User
from jujiao.company.estates.contact import UnableToReadPhone
from jujiao.company.estates.models import Person
from jujiao.company.estates.operations import UnableToCorrect, UnableToReveal, correct_person, reveal_phone
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.rules.phone_lists import Number
from jujiao.testing.cast import Cast


def test_a_clerk_corrects_name_and_number(cast: Cast, now: datetime) -> None:
    person = cast.resident.person
    correct_person(person=person, name="林小梅", phone="139-1111-2222", version=1, actor=cast.clerk.viewer, now=now)
    person.refresh_from_db()
    assert (person.name, person.pinyin, person.phone) == ("林小梅", "lin xiao mei lxm", "13911112222")
    assert person.version == 2
    user = User.objects.get(id=cast.resident.user.id)
    # The former number signs in until the new one is confirmed.
    assert (user.name, user.phone, user.session_epoch) == ("林小梅", "13800000101", 2)
    (entry,) = entries_of("person", person.id)
    assert (entry.verb, entry.details) == ("correct_person", {"fields": ["name", "phone"]})


def test_nothing_new_leaves_no_trace(cast: Cast, now: datetime) -> None:
    person = cast.spouse
    correct_person(person=person, name="郑海涛", phone=person.phone, version=1, actor=cast.clerk.viewer, now=now)
    assert Person.objects.get(id=person.id).version == 1
    assert not entries_of("person", person.id).exists()


def test_of_two_at_once_the_second_is_told(cast: Cast, now: datetime) -> None:
    person = cast.spouse
    correct_person(person=person, name="郑海", phone="", version=1, actor=cast.clerk.viewer, now=now)
    with pytest.raises(Stale) as refusal:
        correct_person(person=person, name="郑涛", phone="", version=1, actor=cast.clerk2.viewer, now=now)
    assert refusal.value.details == {"given": 1, "current": 2}
    assert Person.objects.get(id=person.id).name == "郑海"


def test_what_is_no_name_or_number_is_refused(cast: Cast, now: datetime) -> None:
    person = cast.resident.person
    for name, phone, error in [
        (" ", "13800000101", UnableToCorrect),
        ("林\x07晓梅", "13800000101", UnableToCorrect),
        ("林" * 81, "13800000101", UnableToCorrect),
        ("林晓梅", "1380000", UnableToReadPhone),
        ("林晓梅", "", UnableToCorrect),
    ]:
        with pytest.raises(error):
            correct_person(person=person, name=name, phone=phone, version=1, actor=cast.clerk.viewer, now=now)
    assert Person.objects.get(id=person.id).version == 1


def test_a_number_is_shown_for_a_reason_that_stays(cast: Cast, now: datetime) -> None:
    person = cast.resident.person
    shown = reveal_phone(person=person, reason="call back about 1-1-101", actor=cast.clerk.viewer, now=now)
    assert shown == [Number("13800000101")]
    (entry,) = entries_of("person", person.id)
    assert (entry.verb, entry.text, entry.actor_id) == ("reveal_phone", "call back about 1-1-101", cast.clerk.user.id)
    with pytest.raises(UnableToReveal):
        reveal_phone(person=person, reason=" ", actor=cast.clerk.viewer, now=now)


@pytest.mark.parametrize("name", ["neighbour", "engineer", "auditor", "clerk_elsewhere", "outsider"])
def test_others_see_no_number(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(NotAllowed):
        reveal_phone(person=cast.resident.person, reason="curious", actor=getattr(cast, name).viewer, now=now)
    assert not entries_of("person", cast.resident.person.id).exists()

"""Whoever signs in by a number sees what was registered for any holder of it in their household, and nobody else's."""

from datetime import timedelta

import pytest
from django.test import Client

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Household, Person, PhoneChange, Relation, Residency
from jujiao.company.estates.operations import correct_person
from jujiao.company.staff.asking import viewer_of
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.cast import NOW, OPENED, Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

SHARED = "13800000101"


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jujiao.kernel.machine.clock.now", lambda: NOW)


def of_the_spouse(cast: Cast) -> Complaint:
    return operations.register(
        actor=cast.clerk.viewer,
        now=NOW,
        estate=cast.estate,
        category=Category.objects.get(code="noise"),
        text="楼上装修太吵",
        channel="phone",
        room=cast.room,
        person=cast.spouse,
    )


def opens(client: Client, complaint: Complaint) -> int:
    return client.get(f"/my/{complaint.pk}/").status_code


def test_the_one_who_signs_in_sees_what_the_other_said(cast: Cast, sign_in: SignIn) -> None:
    complaint = of_the_spouse(cast)
    assert opens(sign_in(cast.resident), complaint) == 404  # the control: two numbers, two people
    Person.objects.filter(pk=cast.spouse.pk).update(phone=SHARED)
    client = sign_in(cast.resident)
    assert opens(client, complaint) == 200
    assert f"/my/{complaint.pk}/" in client.get("/my/").text
    assert cast.spouse.pk in viewer_of(cast.resident.user, NOW).shares


def test_and_speaks_for_them_as_the_number_is_both_of_theirs(cast: Cast) -> None:
    complaint = of_the_spouse(cast)
    Person.objects.filter(pk=cast.spouse.pk).update(phone=SHARED)
    viewer = viewer_of(User.objects.get(pk=cast.resident.user.pk), NOW)
    operations.withdraw(actor=viewer, now=NOW, complaint_id=complaint.pk, version=complaint.version, reason="不吵了")
    assert Complaint.objects.get(pk=complaint.pk).outcome == "withdrawn"


def test_a_number_that_a_clerk_has_just_entered_shares_nothing(cast: Cast, sign_in: SignIn) -> None:
    complaint = of_the_spouse(cast)
    correct_person(person=cast.spouse, name=cast.spouse.name, phone=SHARED, version=1, actor=cast.clerk.viewer, now=NOW)
    assert opens(sign_in(cast.resident), complaint) == 404
    PhoneChange.objects.update(holds_from=NOW)
    assert opens(sign_in(cast.resident), complaint) == 200


def test_a_former_number_that_waits_still_shares(cast: Cast, sign_in: SignIn) -> None:
    complaint = of_the_spouse(cast)
    Person.objects.filter(pk=cast.spouse.pk).update(phone=SHARED)
    correct_person(
        person=cast.spouse, name=cast.spouse.name, phone="13811112222", version=1, actor=cast.clerk.viewer, now=NOW
    )
    assert opens(sign_in(cast.resident), complaint) == 200
    PhoneChange.objects.update(holds_from=NOW)
    assert opens(sign_in(cast.resident), complaint) == 404


def test_who_has_moved_out_of_the_household_keeps_their_cases_to_themselves(cast: Cast, sign_in: SignIn) -> None:
    """The number is whose who lives there, what the one who left has said is not."""
    complaint = of_the_spouse(cast)
    Person.objects.filter(pk=cast.spouse.pk).update(phone=SHARED)
    Residency.objects.filter(person=cast.spouse).update(moved_out=NOW.date() - timedelta(days=1))
    assert opens(sign_in(cast.resident), complaint) == 404


def test_both_have_moved_out_and_the_number_is_still_theirs(cast: Cast, sign_in: SignIn) -> None:
    complaint = of_the_spouse(cast)
    Person.objects.filter(pk=cast.spouse.pk).update(phone=SHARED)
    gone = NOW.date() - timedelta(days=1)
    Residency.objects.filter(household=cast.household).update(moved_out=gone)
    Household.objects.filter(pk=cast.household.pk).update(moved_out=gone)
    assert opens(sign_in(cast.resident), complaint) == 200


def test_nobody_of_another_household_is_seen_by_the_same_number(cast: Cast, sign_in: SignIn) -> None:
    complaint = a_complaint(cast)
    Person.objects.filter(pk=cast.neighbour.person.pk).update(phone=SHARED)
    User.objects.filter(pk=cast.neighbour.user.pk).update(phone=SHARED)
    assert opens(sign_in(cast.neighbour), complaint) == 404


def test_a_later_member_of_the_household_does_not_read_the_former_holders_cases(cast: Cast, sign_in: SignIn) -> None:
    """The network has given the number of a tenant who left to somebody who moved in after them."""
    complaint = of_the_spouse(cast)
    Residency.objects.filter(person=cast.spouse).update(moved_out=NOW.date() - timedelta(days=30))
    user = User.objects.create(name="秦朗", phone=cast.spouse.phone, phone_verified=True)
    later = Person.objects.create(company=cast.company, name="秦朗", phone=cast.spouse.phone, user=user)
    Residency.objects.create(
        household=cast.household, person=later, relation=Relation.TENANT, moved_in=NOW.date() - timedelta(days=10)
    )
    assert not viewer_of(user, NOW).shares
    assert cast.spouse.pk not in viewer_of(user, NOW).own_people
    assert NOW.date() > OPENED
    assert complaint.person_id == cast.spouse.pk

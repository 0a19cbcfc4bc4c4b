"""A number is changed once more: only one that somebody answered for, or that has waited, is asked or signs in."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.models import Person, PhoneChange, Settled
from jujiao.company.estates.operations import answer_by_link, confirm_number, correct_person
from jujiao.company.estates.phone_changes import WAIT, link_key, proven_number
from jujiao.company.estates.tests.changing import NEW, OLD, THIRD, change, changed, signs_in
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("at_that_moment")


def test_changed_again_the_last_confirmed_number_is_told_and_signs_in(cast: Cast) -> None:
    first = changed(cast)
    second = changed(cast, number=THIRD)
    first.refresh_from_db()
    assert (first.settled_how, second.old, second.new) == (Settled.REPLACED, OLD, THIRD)
    assert [job.args for job in ProcrastinateJob.objects.order_by("id")] == [
        {"change_id": n.pk} for n in (first, second)
    ]
    assert signs_in() == [OLD]
    assert signs_in(second.holds_from) == [THIRD]


def test_after_the_wait_the_next_change_is_told_to_the_number_that_held(cast: Cast) -> None:
    first = changed(cast)
    second = changed(cast, number=THIRD, now=first.holds_from)
    assert second.old == NEW
    assert signs_in(first.holds_from) == [NEW]


def test_back_to_the_confirmed_number_there_is_nothing_to_confirm(cast: Cast) -> None:
    changed(cast)
    assert change(cast, number=OLD) is None
    assert signs_in() == [OLD]


def test_taking_a_number_off_first_does_not_make_the_next_one_a_first_one(cast: Cast) -> None:
    person = cast.spouse  # who has no account, so that the number may be empty
    for number in ("", NEW):
        held = Person.objects.get(pk=person.pk)
        new: dict[str, Any] = {"name": held.name, "phone": number, "version": held.version}
        correct_person(person=held, **new, actor=cast.clerk.viewer, now=NOW)
    made = PhoneChange.objects.get(person=person, settled_at=None)
    assert (made.old, made.new) == ("13800000106", NEW)
    assert holder_of(NEW, NOW).holder is None
    assert proven_number(Person.objects.get(pk=person.pk), NOW) == "13800000106"


def test_a_first_number_of_somebody_on_record_waits_as_well(cast: Cast) -> None:
    Person.objects.filter(pk=cast.spouse.pk).update(phone="")
    held = Person.objects.get(pk=cast.spouse.pk)
    correct_person(person=held, name=held.name, phone=NEW, version=1, actor=cast.clerk.viewer, now=NOW)
    made = PhoneChange.objects.get()
    assert (made.old, made.new) == ("", NEW)
    assert holder_of(NEW, NOW).holder is None
    assert holder_of(NEW, made.holds_from).holder
    assert not ProcrastinateJob.objects.exists()  # there is no number that could be told


STEPS = st.lists(
    st.tuples(st.sampled_from(["change", "yes", "no", "colleague", "wait"]), st.sampled_from([OLD, NEW, THIRD])),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_a_number_that_nobody_answered_for_signs_nobody_in(cast: Cast, steps: list[Any]) -> None:
    """The model: one number is proven; a change waits beside it until it is answered, or three days are over."""
    PhoneChange.objects.all().delete()
    person, now = cast.resident.person, NOW
    Person.objects.filter(pk=person.pk).update(phone=OLD)
    proven, waiting, due = OLD, OLD, NOW
    for step, number in steps:
        made = PhoneChange.objects.filter(person=person, settled_at=None).first()
        if step == "wait":
            now += timedelta(days=2)
        elif step == "change" and number != Person.objects.get(pk=person.pk).phone:
            change(cast, number=number, now=now)
            waiting, due = number, now + WAIT
        elif step in {"yes", "no"} and made:
            answer_by_link(change_id=made.pk, key=link_key(made), theirs=step == "yes", now=now)
            proven, waiting = (waiting, waiting) if step == "yes" else (made.old, made.old)
        elif step == "colleague" and made:
            viewer = cast.manager.viewer
            confirm_number(person=person, change_id=made.pk, reason="当面", actor=viewer, now=now)
            proven = waiting
        if waiting != proven and now >= due:
            proven = waiting
        assert signs_in(now) == [proven]
        assert proven_number(Person.objects.get(pk=person.pk), now) == proven

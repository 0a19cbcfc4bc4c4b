"""1.3.1: further numbers of a person, and what becomes of a number that stands on somebody else's record."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Estate, Person, PersonPhone
from jujiao.company.estates.numbers import further_of
from jujiao.company.estates.operations.keeping import locked_person, where
from jujiao.company.estates.operations.phones import put_number
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.company.estates.second_holder import Answer, Holder, ask, households_at, other_holders
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.rules.phone_lists import MOST, Number, clean_word


class UnableToAddNumber(UnableTo):
    """There is nothing to add, it is there already, or there are too many."""


@transaction.atomic
def add_number(*, person: Person, phone: str, word: str, actor: Viewer, now: datetime, held: str = "") -> PersonPhone:
    """One more number of a person with a word for it; for a number that they have, another word.

    It is called and found, and neither signs in nor rates, so nobody has to confirm it. `held` is what was answered
    where somebody else has the number; NumberHeld where nothing was."""
    estate = where(person, actor, *EDIT_PEOPLE)
    person = locked_person(person.pk)
    phone, word = clean_phone(phone), clean_word(word)
    if not phone:
        raise UnableToAddNumber(_("Write the number."))
    if not person.phone:
        raise UnableToAddNumber(_("This is the first number: write it under “Correct”."))
    further = further_of(person)
    there = next((one for one in further if one.phone == phone), None)
    if there is not None and there.word == word:
        raise UnableToAddNumber(_("This number is on record already."))
    if there is None and len(further) >= MOST:
        raise UnableToAddNumber(_("More than %(count)s numbers cannot be kept.") % {"count": MOST})
    if there is None and phone != person.phone:
        day = timezone.localtime(now).date()
        holders = other_holders(phone, company_id=person.company_id, day=day, person_id=person.pk)
        answer, others = ask(holders, held, actor=actor, households=households_at(person, day), same=False)
        if answer is Answer.PASSED:
            pass_on(others, phone, actor, now)
    added = keep(person, [Number(phone, word)], now)[0]
    note(person, "add_number", actor, now, estate_id=estate.pk, word=word)
    return added


@transaction.atomic
def end_number(*, number: PersonPhone, actor: Viewer, now: datetime) -> None:
    """A further number is taken off the record; the first one is corrected instead."""
    estate = where(number.person, actor, *EDIT_PEOPLE)
    person = locked_person(number.person_id)
    row = PersonPhone.objects.filter(pk=number.pk, ended_at=None).first()
    if row is None:
        raise UnableToAddNumber(_("This number is off the record already."))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    note(person, "end_number", actor, now, estate_id=estate.pk, word=row.word)


def keep(person: Person, numbers: Sequence[Number], now: datetime) -> list[PersonPhone]:
    """Puts further numbers of a held person on record, or another word beside those that are there."""
    there = {one.phone: one for one in further_of(person)}
    kept = []
    for one in numbers:
        row = there.get(one.number)
        if row is None:
            row = PersonPhone.objects.create(person=person, phone=one.number, word=one.word, added_at=now)
        elif one.word and row.word != one.word:
            row.word = one.word
            row.save(update_fields=["word"])
        kept.append(row)
    return kept


def pass_on(holders: Iterable[Holder], phone: str, actor: Viewer, now: datetime) -> None:
    """Takes a number off the record of those who had it before. Where it signed somebody in, that ends as a change of
    number does: it is asked about, and waits."""
    for person_id in sorted(holder.person.pk for holder in holders):
        person = locked_person(person_id)
        estate = where(person, actor, *EDIT_PEOPLE)
        PersonPhone.objects.filter(person=person, phone=phone, ended_at=None).update(ended_at=now)
        if person.phone == phone:
            _take_off(person, estate, actor, now)


def _take_off(person: Person, estate: Estate, actor: Viewer, now: datetime) -> None:
    put_number(person, "", estate, actor, now)
    person.version += 1
    person.save(update_fields=["phone", "version"])
    note(person, "pass_on_number", actor, now, estate_id=estate.pk)

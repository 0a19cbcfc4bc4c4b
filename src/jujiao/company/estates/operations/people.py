"""Who people are: their names and phone numbers, and showing a number in full."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from jujiao.company.accounts.models import User
from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Person
from jujiao.company.estates.names import pinyin_of
from jujiao.company.estates.numbers import numbers_of
from jujiao.company.estates.operations.keeping import locked_person, where
from jujiao.company.estates.operations.numbers import pass_on
from jujiao.company.estates.operations.phones import put_number
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.company.estates.second_holder import Answer, ask, households_at, other_holders
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.phone_lists import Number

LONGEST = 80
NAME = Text(LONGEST, _lazy("Write the name."), line=True)
REASON = Text(200, _lazy("Say in a few words what the number is needed for."), line=True)
FEWEST = 2
"""One character is no reason."""
REVEAL = (Role.CLERK, Role.HEAD, Role.ADMINISTRATION, Role.MANAGER)


class UnableToCorrect(UnableTo):
    """The name is none, or the number is needed for signing in."""


class UnableToReveal(UnableTo):
    """No reason was given, or there is no number."""


@transaction.atomic
def correct_person(
    *, person: Person, name: str, phone: str, version: int, actor: Viewer, now: datetime, held: str = ""
) -> Person:
    """A person's name and phone as they are; Stale where somebody corrected them since the form was opened.

    The former number hears of a new one, and signs in until that is confirmed. `held` is what was answered where
    somebody else has the new one; NumberHeld where nothing was."""
    estate = where(person, actor, *EDIT_PEOPLE)
    person = locked_person(person.pk)
    freshness.check(given=version, current=person.version, sentence=_("Somebody has corrected this person since."))
    new = {"name": clean_name(name), "phone": clean_phone(phone)}
    changed = [column for column, value in new.items() if getattr(person, column) != value]
    if "phone" in changed:
        _may_be_empty(person, new["phone"])
        _ask_whose(person, new["phone"], held, actor, now)
        put_number(person, new["phone"], estate, actor, now)
    if "name" in changed:
        person.name, person.pinyin = new["name"], pinyin_of(new["name"])
        User.objects.filter(person=person).update(name=person.name)
    if changed:
        person.version += 1
        person.save(update_fields=["name", "pinyin", "phone", "version"])
        note(person, "correct_person", actor, now, estate_id=estate.pk, fields=changed)
    return person


@transaction.atomic
def reveal_phone(*, person: Person, reason: str, actor: Viewer, now: datetime) -> list[Number]:
    """The person's whole numbers, the one that signs in first, for a reason that stays on record with who asked and
    when."""
    estate = where(person, actor, *REVEAL)
    reason = clean_reason(reason, UnableToReveal)
    person = locked_person(person.pk)
    numbers = numbers_of(person)
    if not numbers:
        raise UnableToReveal(_("There is no phone number on record."))
    note(person, "reveal_phone", actor, now, estate_id=estate.pk, text=reason)
    return numbers


def clean_name(name: str) -> str:
    """A name with single blanks; UnableToCorrect where it says nothing, is too long, or no text."""
    name = NAME.of(name, UnableToCorrect)
    if not name.isprintable():
        raise UnableToCorrect(str(NAME.missing))
    return name


def _ask_whose(person: Person, phone: str, held: str, actor: Viewer, now: datetime) -> None:
    """A number that somebody else has is taken off their record, or shared, as was answered."""
    if not phone:
        return
    day = timezone.localtime(now).date()
    holders = other_holders(phone, company_id=person.company_id, day=day, person_id=person.pk)
    answer, others = ask(holders, held, actor=actor, households=households_at(person, day), same=False)
    if answer is Answer.PASSED:
        pass_on(others, phone, actor, now)


def _may_be_empty(person: Person, phone: str) -> None:
    if person.user_id is not None and not phone:
        raise UnableToCorrect(_("%(name)s signs in with this number: it must not be empty.") % {"name": person.name})


def clean_reason(reason: str, refusal: type[UnableTo]) -> str:
    """Why a number is needed, in one line; `refusal` where it says next to nothing or is too long."""
    reason = REASON.of(reason, refusal)
    if len(reason) < FEWEST:
        raise refusal(str(REASON.missing))
    return reason

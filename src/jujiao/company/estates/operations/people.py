"""Who people are: their names and phone numbers, and showing a number in full."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import change_phone
from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.estates.names import pinyin_of
from jujiao.company.estates.permission import may
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.kernel import freshness, timeline
from jujiao.kernel.access import Role, Viewer
from jujiao.kernel.errors import NotAllowed, UnableTo

LONGEST = 80
REVEAL = (Role.CLERK, Role.HEAD, Role.ADMINISTRATION, Role.MANAGER)


class UnableToCorrect(UnableTo):
    """The name is none, or the phone is needed for signing in."""


class UnableToReveal(UnableTo):
    """No reason was given, or there is no number."""


@transaction.atomic
def correct_person(*, person: Person, name: str, phone: str, version: int, actor: Viewer, now: datetime) -> Person:
    """A person's name and phone as they are; Stale where somebody corrected them since the form was opened.

    An account follows: the new number signs in by its next code."""
    estate = _where(person, actor, *EDIT_PEOPLE)
    person = Person.objects.select_for_update().get(pk=person.pk)
    freshness.check(given=version, current=person.version, sentence=_("Somebody has corrected this person since."))
    changed = _put(person, clean_name(name), clean_phone(phone), actor, now)
    if changed:
        person.version += 1
        person.save(update_fields=["name", "pinyin", "phone", "version"])
        _note(person, estate, "correct_person", actor, now, fields=changed)
    return person


@transaction.atomic
def reveal_phone(*, person: Person, reason: str, actor: Viewer, now: datetime) -> str:
    """The person's whole number, for a reason that stays on record with who asked and when."""
    estate = _where(person, actor, *REVEAL)
    reason = " ".join(reason.split())[:200]
    if len(reason) < 2:
        raise UnableToReveal(_("Say in a few words what the number is needed for."))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not person.phone:
        raise UnableToReveal(_("There is no phone number on record."))
    _note(person, estate, "reveal_phone", actor, now, text=reason)
    return person.phone


def known_or_new(company_id: int, name: str, phone: str) -> Person:
    """The person of the company with this name and phone, or a new one; without a phone always a new one."""
    name, phone = clean_name(name), clean_phone(phone)
    known = Person.objects.filter(company_id=company_id, name=name, phone=phone).order_by("id").first()
    if known and phone:
        return known
    return Person.objects.create(company_id=company_id, name=name, pinyin=pinyin_of(name), phone=phone)


def clean_name(name: str) -> str:
    """A name with single blanks; UnableToCorrect where it is empty, too long, or no text."""
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise UnableToCorrect(_("Write the name."))
    if len(name) > LONGEST:
        raise UnableToCorrect(_("Write no more than %(count)s characters.") % {"count": LONGEST})
    return name


def _put(person: Person, name: str, phone: str, actor: Viewer, now: datetime) -> list[str]:
    """Sets what is new on the person and on their account, and names the columns that changed."""
    changed = [column for column, new in (("name", name), ("phone", phone)) if getattr(person, column) != new]
    if person.user_id is not None:
        user = User.objects.get(pk=person.user_id)
        if "phone" in changed:
            if not phone:
                raise UnableToCorrect(_("%(name)s signs in with this number: it must not be empty.") % {"name": name})
            change_phone(user=user, phone=phone, actor=actor, now=now)
        if "name" in changed:
            User.objects.filter(pk=user.pk).update(name=name)
    person.name, person.pinyin, person.phone = name, pinyin_of(name), phone
    return changed


def _where(person: Person, actor: Viewer, *roles: Role) -> Estate:
    """An estate where the person lives or lived and the actor may do this; NotAllowed where there is none."""
    homes = Room.objects.filter(households__residencies__person=person).values("estate")
    for estate in Estate.objects.filter(pk__in=homes).order_by("id"):
        if may(actor, estate, *roles):
            return estate
    raise NotAllowed(_("This person's data are for others to handle."))


def _note(
    person: Person, estate: Estate, verb: str, actor: Viewer, now: datetime, *, text: str = "", **details: object
) -> None:
    """One timeline row of the person, without name or number: those can be erased, a timeline cannot."""
    timeline.record(
        subject_kind="person",
        subject_id=person.pk,
        estate_id=estate.pk,
        verb=verb,
        actor=actor,
        now=now,
        text=text,
        details=details,
    )

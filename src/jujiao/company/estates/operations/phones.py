"""3.2.3: a person's number is changed, and what has to be before the new one proves anything."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from procrastinate.contrib.django import app

from jujiao.company.accounts.operations import end_sessions
from jujiao.company.estates.models import Estate, Person, PersonPhone, PhoneChange, Settled
from jujiao.company.estates.operations.keeping import locked_person, where
from jujiao.company.estates.phone_changes import CONFIRM, WAIT, announce, by_link
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import SYSTEM, Role, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.phones import takes_messages

KNOWN_HOW = Text(200, _lazy("Say in a few words how you know that it is their number."), line=True)
TELL = "estates.tell_former_number"
"""The name under which the worker knows the job that tells a former number."""


class UnableToConfirm(UnableTo):
    """There is nothing to confirm any more, no reason was given, or the link is used up."""


def put_number(person: Person, phone: str, estate: Estate, actor: Viewer, now: datetime) -> None:
    """Gives a held person another number, in its normal form; the caller saves the row and says so on its timeline.

    The former number is told by a job of this transaction, and signs in until the new one is confirmed. Where a change
    was still waiting, the former number is the one before it; back to that one, there is nothing to confirm."""
    before = PhoneChange.objects.select_for_update(no_key=True).filter(person=person, settled_at=None).first()
    proven = before.old if before and before.holds_from > now else person.phone
    if before:
        _settle(before, Settled.REPLACED, None, now)
    if phone != person.phone:
        # The word that stood beside the former number; it is no further number of theirs.
        PersonPhone.objects.filter(person=person, phone=person.phone, ended_at=None).update(ended_at=now)
    person.phone = phone
    if person.user is not None:
        end_sessions(user=person.user, verb="change_phone", actor=actor, now=now)
    if phone == proven:
        return
    change = PhoneChange.objects.create(
        person=person,
        old=proven,
        new=phone,
        changed_by_id=actor.user_id,
        changed_by_role=_role_of(actor, estate),
        changed_at=now,
        holds_from=now + WAIT,
    )
    if takes_messages(proven):
        app.configure_task(TELL).defer(change_id=change.pk)
    announce(change, "phone_changed", actor, now)


@transaction.atomic
def confirm_number(*, person: Person, change_id: int, reason: str, actor: Viewer, now: datetime) -> None:
    """Somebody else, in another role than who changed the number, answers for it: from now on it signs in."""
    estate = where(person, actor, *CONFIRM)
    person = locked_person(person.pk)
    change = _held(person, change_id)
    reason = KNOWN_HOW.of(reason, UnableToConfirm)
    if not may_confirm(change, actor, estate):
        raise NotAllowed(_("A change of number is confirmed by somebody else, in another role."))
    _settle(change, Settled.COLLEAGUE, actor.user_id, now)
    _end_sessions(person, actor, now)
    note(person, "confirm_phone", actor, now, estate_id=estate.pk, text=reason, how=Settled.COLLEAGUE)
    announce(change, "phone_confirmed", actor, now)


@transaction.atomic
def answer_by_link(*, change_id: int, key: str, theirs: bool, now: datetime) -> PhoneChange:
    """The former number says whether the change was theirs. If not, it is undone; the estate's manager hears of it."""
    asked = by_link(change_id, key, now)
    person = locked_person(asked.person_id) if asked else None
    change = by_link(change_id, key, now) if person else None  # as it is now that the person is held
    if change is None or person is None:
        raise UnableToConfirm(_("This question has been answered, or is too old."))
    change.person = person
    # By the system: a link proves a number, not a person, and a person's name does not belong into this timeline.
    estate = where(person, SYSTEM)
    if theirs:
        _settle(change, Settled.OLD_NUMBER, None, now)
        note(person, "confirm_phone", SYSTEM, now, estate_id=estate.pk, how=Settled.OLD_NUMBER)
    else:
        person.phone, person.version = change.old, person.version + 1
        person.save(update_fields=["phone", "version"])
        _settle(change, Settled.REFUSED, None, now)
        for later in PhoneChange.objects.filter(person=person, settled_at=None):
            _settle(later, Settled.REFUSED, None, now)
        note(person, "refuse_phone", SYSTEM, now, estate_id=estate.pk)
    _end_sessions(person, SYSTEM, now)
    announce(change, "phone_confirmed" if theirs else "phone_refused", SYSTEM, now)
    return change


def may_confirm(change: PhoneChange | None, actor: Viewer, estate: Estate) -> bool:
    """Whether the actor is somebody else than who changed the number, and holds another role,
    one that may."""
    if change is None:
        return False
    others = [role for role in CONFIRM if role != change.changed_by_role]
    return change.changed_by_id != actor.user_id and actor.has(*others, estate_id=estate.pk)


def _role_of(actor: Viewer, estate: Estate) -> str:
    """The role by which the actor changes a number; of several the one that could confirm it as well."""
    held = [role for role in (*CONFIRM, *EDIT_PEOPLE) if actor.has(role, estate_id=estate.pk)]
    return Role(held[0]).value if held else ""


def _held(person: Person, change_id: int) -> PhoneChange:
    """The change, if it is still the person's last and not settled; the person is held by the caller."""
    change = PhoneChange.objects.filter(pk=change_id, person=person, settled_at=None).first()
    if change is None:
        raise UnableToConfirm(_("This change is settled already, or there is a newer one."))
    change.person = person
    return change


def _settle(change: PhoneChange, how: Settled, user_id: int | None, now: datetime) -> None:
    change.settled_at, change.settled_how, change.settled_by_id = now, how, user_id
    change.save(update_fields=["settled_at", "settled_how", "settled_by"])


def _end_sessions(person: Person, actor: Viewer, now: datetime) -> None:
    """Whoever came in by the number that no longer counts is out."""
    if person.user is not None:
        end_sessions(user=person.user, verb="settle_phone", actor=actor, now=now)

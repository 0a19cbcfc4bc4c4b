"""Saying yes to offers, and taking it back: the person themselves, or the desk for whom has no account."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Person
from jujiao.company.estates.operations.keeping import locked_person, where
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.notices.consenting.models import Consent, Said
from jujiao.notices.consenting.queries import consent_of


class UnableToConsent(UnableTo):
    """Nobody says for others what only they can say, nor the desk that somebody said it online."""


@transaction.atomic
def give_consent(*, person: Person, how: str, actor: Viewer, now: datetime) -> Consent:
    """Writes down that a person consents to be told of offers; what holds already stays as it was given. NotAllowed for
    who is neither that person nor keeps the record of residents where they live; UnableToConsent."""
    estate_id = _estate_of(person, how, actor)
    person = locked_person(person.pk)
    if (held := consent_of(person)) is not None:
        return held
    given = Consent.objects.create(person=person, given_at=now, given_how=Said(how), given_by_id=actor.user_id)
    note(person, "consent", actor, now, estate_id=estate_id, said=given.given_how)
    return given


@transaction.atomic
def withdraw_consent(*, person: Person, how: str, actor: Viewer, now: datetime) -> None:
    """Takes it back, at once: no message that is about to leave leaves after this. Errors as of `give_consent`; where
    none holds, nothing happens."""
    estate_id = _estate_of(person, how, actor)
    held = consent_of(locked_person(person.pk))
    if held is None:
        return
    # The desk may write down later what was said before; never before it was given.
    held.withdrawn_at, held.withdrawn_how, held.withdrawn_by_id = max(now, held.given_at), Said(how), actor.user_id
    held.save(update_fields=["withdrawn_at", "withdrawn_how", "withdrawn_by"])
    note(person, "withdraw_consent", actor, now, estate_id=estate_id, said=held.withdrawn_how)


def _estate_of(person: Person, how: str, actor: Viewer) -> int | None:
    """The estate at which the desk writes it down; none where the person says it themselves."""
    if how not in Said.values:
        raise UnableToConsent(_("Please say how it was said."))
    if actor.person_id == person.pk and how == Said.ONLINE:
        return None
    if how == Said.ONLINE:
        raise UnableToConsent(_("Online everybody says it themselves."))
    return where(person, actor, *EDIT_PEOPLE).pk

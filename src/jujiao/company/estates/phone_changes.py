"""3.2.3, 1.3.1: a person's number is how they prove who they are, so it is not changed at once and in silence."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from jujiao.company.estates.models import Person, PhoneChange, Settled
from jujiao.kernel.database.compiled import compiled, first
from jujiao.kernel.record.access import Role, Viewer

WAIT: Final = timedelta(days=3)
"""After how long a new number holds that nobody has confirmed and nobody refused."""
LINK_LASTS: Final = timedelta(days=30)
"""How long the former number may say that a change was not theirs; it may be read after a journey."""
CONFIRM: Final = (Role.MANAGER, Role.ADMINISTRATION)
"""Who may confirm a change that somebody else, in another role, has made."""

type Listener = Callable[[PhoneChange, str, Viewer, datetime], None]

_listeners: list[Listener] = []


def on_change(listener: Listener) -> None:
    """Called in AppConfig.ready by apps that show or tell such a change: `listener` gets the change, what happened to
    it (phone_changed, phone_confirmed, phone_refused), who did it and when, inside the same transaction."""
    _listeners.append(listener)


def announce(change: PhoneChange, verb: str, actor: Viewer, now: datetime) -> None:
    for listener in _listeners:
        listener(change, verb, actor, now)


def waiting(now: datetime) -> Q:
    """Changes that hold nothing yet: neither settled nor waited out."""
    return Q(settled_at__isnull=True, holds_from__gt=now)


def waiting_change(person_id: int, now: datetime) -> PhoneChange | None:
    """The change of a person's number that is neither confirmed nor refused nor waited out; None for most."""
    return first(_waiting(person=person_id, now=now))


def proven_number(person: Person, now: datetime) -> str:
    """The number that signs the person in at `now`, which while a change waits is the former one."""
    change = waiting_change(person.pk, now)
    return change.old if change else person.phone


def link_key(change: PhoneChange) -> str:
    """What makes the address in the message to the former number one that nobody can guess."""
    content = f"{change.pk}:{change.changed_at.timestamp()}"
    return salted_hmac("jujiao.estates.phone_change", content, algorithm="sha256").hexdigest()[:32]


def by_link(change_id: int, key: str, now: datetime) -> PhoneChange | None:
    """The change that a message to the former number asks about, as long as it may be answered.

    One that had waited out may be so although the number was changed once more: else whoever took it over would void
    the question by changing it again. No longer where a colleague has confirmed a later change."""
    replaced = Q(settled_how=Settled.REPLACED, settled_at__gte=F("holds_from"))
    later = PhoneChange.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"), settled_how=Settled.COLLEAGUE)
    asked = PhoneChange.objects.filter(Q(settled_at=None) | replaced, ~Exists(later), pk=change_id)
    change = asked.select_related("person__company").first()
    if change is None or not constant_time_compare(key, link_key(change)) or now - change.changed_at > LINK_LASTS:
        return None
    return change


@compiled
def _waiting(*, person: int, now: datetime) -> QuerySet[PhoneChange]:
    # Not by waiting(), whose condition a statement that is made once takes as a slot of its own.
    changes = PhoneChange.objects.filter(person=person, settled_at__isnull=True, holds_from__gt=now)
    return changes.select_related("changed_by")

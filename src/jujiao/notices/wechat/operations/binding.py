"""A follower turns out to be a person on record, and to be that person no more. What people write follows, in the same
transaction."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Person
from jujiao.company.estates.operations.keeping import locked_person, where
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.chapters import correspondence
from jujiao.kernel.record.declared import Belongs
from jujiao.kernel.record.timeline import note
from jujiao.notices.wechat.models import Binding, Follower
from jujiao.notices.wechat.models.follower import By
from jujiao.notices.wechat.operations.passing_on import WAY
from jujiao.notices.wechat.operations.warning import warn
from jujiao.notices.wechat.queries_bound import bound, number_mark, same_number

BOUND: Final = gettext_lazy(
    "Bound. The desk now knows who writes here, and what we tell you comes here too. To end it, send “解绑”."
)


class UnableToUnbind(UnableTo):
    """It has ended already."""


def bind(*, follower: Follower, person: Person, by: By, now: datetime) -> str:
    """The follower, who is held, is that person from now on, and nobody else; what they are answered. The person hears
    of it by a text message: whoever reads their WeChat reads what is told to them."""
    person = locked_person(person.pk)
    held = follower.bindings.filter(ended_at=None).first()
    if held is not None:
        if held.person_id == person.pk and same_number(held, now):
            return str(BOUND)
        _end(held, follower, SYSTEM, now)
    binding = Binding.objects.create(
        follower=follower, person=person, by=by, phone_mark=number_mark(person, now), bound_at=now
    )
    _note(binding, "bind_wechat", SYSTEM, now)
    _follow(follower, person.pk, now)
    warn(binding, now=now)
    return str(BOUND)


@transaction.atomic
def unbind(*, binding: Binding, actor: Viewer, now: datetime) -> None:
    """Ends a binding: the person themselves, the desk of where they live, or who keeps the accounts.
    UnableToUnbind where it has ended; NotAllowed."""
    follower = Follower.objects.select_for_update(no_key=True).get(pk=binding.follower_id)
    held = Binding.objects.select_related("person").get(pk=binding.pk)
    if actor != SYSTEM and actor.person_id != held.person_id:
        where(held.person, actor, *EDIT_PEOPLE)
    if held.ended_at is not None:
        raise UnableToUnbind(_("This binding has ended already."))
    _end(held, follower, actor, now)
    _follow(follower, None, now)


def outworn(binding: Binding, now: datetime) -> bool:
    """Whether a binding that was never ended holds no more."""
    return not (bound(now).filter(pk=binding.pk).exists() and same_number(binding, now))


def end_of(follower: Follower, now: datetime) -> bool:
    """Ends the binding of a follower, who is held, where it holds no more; whether it did."""
    binding = follower.bindings.filter(ended_at=None).select_related("person").first()
    if binding is None or not outworn(binding, now):
        return False
    _end(binding, follower, SYSTEM, now)
    _follow(follower, None, now)
    return True


def _end(binding: Binding, follower: Follower, actor: Viewer, now: datetime) -> None:
    binding.ended_at = max(now, binding.bound_at)
    binding.save(update_fields=["ended_at"])
    binding.follower = follower
    _note(binding, "unbind_wechat", actor, now)


def _note(binding: Binding, verb: str, actor: Viewer, now: datetime) -> None:
    """On the person's timeline, which tells as whom they wrote, but not by what openid."""
    estate_id = binding.follower.account.estate_id
    note(binding.person, verb, actor, now, estate_id=estate_id, follower=binding.follower_id, by=binding.by)


def _follow(follower: Follower, person_id: int | None, now: datetime) -> None:
    answering = correspondence()
    if answering is not None:
        answering.belongs(Belongs(way=WAY, address_id=follower.pk, person_id=person_id, now=now))

"""Bindings that hold no more are ended: of who has moved out, and of whose number is another one by now."""

from datetime import datetime
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app

from jujiao.company.estates.models import PhoneChange
from jujiao.kernel.record.access import Viewer
from jujiao.notices.wechat.models import Binding, Follower
from jujiao.notices.wechat.operations.binding import end_of

LOOK: Final = "wechat.look_at_bindings"
"""The name under which the worker knows the job."""


def look_after_change(change: PhoneChange, _verb: str, _actor: Viewer, _now: datetime) -> None:
    """Has the bindings of a person looked at by the worker whose number was changed, confirmed or refused: in this
    transaction the person is held, and whoever binds holds a follower first (deadlock)."""
    if Binding.objects.filter(person=change.person_id, ended_at=None).exists():
        app.configure_task(LOOK).defer(person_id=change.person_id)


def end_outworn(*, now: datetime, person_id: int | None = None) -> int:
    """Ends those that hold no more, of one person or of all. How many those were."""
    bindings = Binding.objects.filter(ended_at=None)
    if person_id is not None:
        bindings = bindings.filter(person=person_id)
    return sum(_ended(follower_id, now) for follower_id in list(bindings.values_list("follower", flat=True)))


@transaction.atomic
def _ended(follower_id: int, now: datetime) -> bool:
    return end_of(Follower.objects.select_for_update(no_key=True).get(pk=follower_id), now)

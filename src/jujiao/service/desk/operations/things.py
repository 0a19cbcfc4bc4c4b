"""3.1.1: the things that are handed over at a post (交接物品): keys, radios, what is in the cash box."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.duty.models import DutyPost
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.service.desk.models import HandoverItem
from jujiao.service.desk.permissions import permit_things

THING: Final = Text(60, gettext_lazy("Write what is handed over."), line=True)
MOST: Final = 1_000_000
"""Of one thing; a cash box is counted in yuan."""


class UnableToKeepThing(UnableTo):
    """The name says nothing or is taken, or the number cannot be right."""


@transaction.atomic
def add_thing(*, duty_post: DutyPost, name: str, count: int, actor: Viewer, now: datetime) -> HandoverItem:
    """One more thing that is handed over at a post."""
    permit_things(actor, duty_post)
    name = THING.of(name, UnableToKeepThing)
    _check_count(count)
    try:
        with transaction.atomic():
            row = HandoverItem.objects.create(duty_post=duty_post, name=name, count=count)
    except IntegrityError as error:
        raise UnableToKeepThing(_("“%(name)s” stands on the list already.") % {"name": name}) from error
    note(duty_post, "add_thing", actor, now, thing=row.pk, count=count)
    return row


@transaction.atomic
def change_thing(
    *, thing: HandoverItem, count: int, in_use: bool, version: int | None, actor: Viewer, now: datetime
) -> HandoverItem:
    """How many there are from now on, or that it is handed over no more. Stale where somebody changed it since."""
    held = HandoverItem.objects.select_for_update(of=("self",))
    thing = held.select_related("duty_post__estate", "duty_post__department").get(pk=thing.pk)
    permit_things(actor, thing.duty_post)
    freshness.check(given=version, current=thing.version, sentence=_("Somebody has changed this since."))
    _check_count(count)
    thing.count, thing.in_use = count, in_use
    thing.version += 1
    thing.save(update_fields=["count", "in_use", "version"])
    note(thing.duty_post, "change_thing", actor, now, thing=thing.pk, count=count, in_use=in_use)
    return thing


def _check_count(count: int) -> None:
    if not 1 <= count <= MOST:
        raise UnableToKeepThing(_("Write a number from 1 to %(most)s.") % {"most": f"{MOST:,}"})

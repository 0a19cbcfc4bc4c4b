"""People choose how they are told."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.keeping import locked
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.notices.models import Preference
from jujiao.rules.telling import Quiet


class UnableToGoOnDuty(UnableTo):
    """There are no quiet hours that a duty could interrupt."""


@transaction.atomic
def choose_ways(
    *,
    user: User,
    no_mail: Collection[str],
    no_system: Collection[str],
    quiet: Quiet | None,
    order: Sequence[str] = (),
    actor: Viewer,
    now: datetime,
) -> None:
    """Keeps of which groups the person wants no message and no word on their device, in which `order` of channels
    messages go to them, and their quiet hours. What they have chosen already changes nothing; a duty ends with the
    quiet hours that it interrupted."""
    user = locked(user)
    kept = Preference.objects.filter(user=user).first() or Preference(user=user)
    before = kept.no_mail, kept.no_system, kept.quiet, kept.order
    after = sorted(no_mail), sorted(no_system), quiet, list(order)
    if before == after:
        return
    if kept.quiet != quiet:
        kept.on_duty_until = None
    kept.no_mail, kept.no_system, kept.order = after[0], after[1], after[3]
    kept.quiet_from, kept.quiet_until = (quiet.start, quiet.end) if quiet else (None, None)
    kept.save()
    hours = f"{quiet.start:%H:%M}–{quiet.end:%H:%M}" if quiet else ""
    note(
        user,
        "choose_ways",
        actor,
        now,
        no_mail=kept.no_mail,
        no_system=kept.no_system,
        order=kept.order,
        quiet_hours=hours,
    )


@transaction.atomic
def be_on_duty(*, user: User, on: bool, actor: Viewer, now: datetime) -> None:
    """Takes the person's quiet hours back for the work of a duty, until they end next, or gives them again."""
    user = locked(user)
    kept = Preference.objects.filter(user=user).first() or Preference(user=user)
    if kept.on_duty(now) == on:
        return
    if kept.quiet is None:
        raise UnableToGoOnDuty(_("You have no quiet hours now."))
    kept.on_duty_until = kept.quiet.next_end(now) if on else None
    kept.save(update_fields=["on_duty_until"])
    note(user, "be_on_duty", actor, now, on=on)

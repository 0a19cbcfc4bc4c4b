"""People choose how they are told."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.keeping import locked
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.notices.models import Preference
from jujiao.rules.telling import Quiet


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
    messages go to them, and their quiet hours. What they have chosen already changes nothing."""
    user = locked(user)
    kept = Preference.objects.filter(user=user).first() or Preference(user=user)
    before = kept.no_mail, kept.no_system, kept.quiet, kept.order
    after = sorted(no_mail), sorted(no_system), quiet, list(order)
    if before == after:
        return
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

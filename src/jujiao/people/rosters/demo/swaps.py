"""In the roster: a swap that was approved, one that waits, wishes, and a sick day with the gap that it leaves."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from jujiao.company.duty.models import Duty, LeaveKind
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.queries import today
from jujiao.demo.scene import Scene
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.models import Roster, Swap
from jujiao.people.rosters.operations import (
    UnableToSwap,
    accept_swap,
    approve_swap,
    ask_leave,
    ask_swap,
    grant_leave,
)
from jujiao.people.rosters.queries import duties_of
from jujiao.rules.clocks import ONE_DAY, midnight

HOUR: Final = timedelta(hours=1)
HEAD: Final = "guojing"


def swap_stories(scene: Scene, roster: Roster) -> None:
    """Plans all of it for the last hours of the scene, about duties that come after it."""
    plan, end = scene.clockwork.plan, scene.clockwork.end
    plan(end - 6 * HOUR, partial(_approved, scene, roster))
    plan(end - 3 * HOUR, partial(_sick, scene, roster))
    plan(end - 2 * HOUR, partial(_waits, scene, roster))


def _approved(scene: Scene, roster: Roster, now: datetime) -> None:
    swap = _asked(scene, roster, now)
    if swap is not None and swap.other.user is not None:
        accept_swap(swap=swap, actor=viewer_of(swap.other.user, now), now=now)
        approve_swap(swap=swap, actor=scene.viewers[HEAD], now=now)


def _waits(scene: Scene, roster: Roster, now: datetime) -> None:
    _asked(scene, roster, now)


def _sick(scene: Scene, roster: Roster, now: datetime) -> None:
    """Whoever has the first duty of the day after the scene."""
    for duty, person in _to_come(scene, roster, ONE_DAY):
        day = today(duty.starts_at)
        asked = ask_leave(
            kind=LeaveKind.SICK, starts_at=midnight(day), ends_at=midnight(day + ONE_DAY), actor=person, now=now
        )
        grant_leave(asked=asked, actor=scene.viewers[HEAD], now=now)
        return


def _asked(scene: Scene, roster: Roster, now: datetime) -> Swap | None:
    """The first duty that a colleague may take by law."""
    duties = list(_to_come(scene, roster, 3 * ONE_DAY))
    for duty, person in duties:
        for other in dict.fromkeys(each.employee for each, _ in duties):
            with suppress(UnableToSwap):
                return ask_swap(duty=duty, other=other, in_return=None, actor=person, now=now)
    return None


def _to_come(scene: Scene, roster: Roster, after: timedelta) -> Iterator[tuple[Duty, Viewer]]:
    """The duties that begin so long after the scene, of those who sign in themselves, but for the head's."""
    found = duties_of(roster).filter(starts_at__gt=scene.clockwork.end + after, employee__user__isnull=False)
    for duty in found.exclude(employee__user__username=HEAD).select_related("employee__user").order_by("starts_at"):
        yield duty, viewer_of(duty.employee.user, scene.clockwork.end)

"""3.1.1: a swap ends by itself when a duty of it begins, is cancelled, or is somebody else's."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from jujiao.company.duty.models import Duty, DutyState
from jujiao.kernel.record.access import SYSTEM
from jujiao.people.rosters.models import Swap
from jujiao.people.rosters.models.asked import OPEN
from jujiao.people.rosters.operations.swap_frame import end_swap, hold_swap
from jujiao.people.rosters.operations.telling import tell_of_swap


def dead(now: datetime) -> Q:
    """The open swaps that nothing can come of any more."""
    gone = ~Q(duty__state=DutyState.PLANNED) | Q(duty__starts_at__lte=now) | ~Q(duty__employee=F("asker"))
    lost = Q(in_return__isnull=False) & (
        ~Q(in_return__state=DutyState.PLANNED) | Q(in_return__starts_at__lte=now) | ~Q(in_return__employee=F("other"))
    )
    return Q(state__in=OPEN) & (gone | lost)


def lapse_swaps(*, now: datetime) -> int:
    """Ends every swap that nothing can come of any more, and tells both; how many there were."""
    return _lapse(Swap.objects.filter(dead(now)), now)


def lapse_swaps_of(duties: Iterable[Duty], *, now: datetime) -> int:
    """The same of the swaps of duties that were just taken back: in that transaction."""
    ids = [duty.pk for duty in duties]
    return _lapse(Swap.objects.filter(dead(now), Q(duty__in=ids) | Q(in_return__in=ids)), now)


def _lapse(swaps: QuerySet[Swap], now: datetime) -> int:
    return sum(_lapse_one(pk, now) for pk in swaps.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _lapse_one(swap_id: int, now: datetime) -> bool:
    swap = hold_swap(swap_id)
    if not Swap.objects.filter(dead(now), pk=swap.pk).exists():
        return False
    end_swap(swap, "lapse_swap", SYSTEM, now)
    tell_of_swap(swap, "lapsed", [swap.asker, swap.other], now)
    return True

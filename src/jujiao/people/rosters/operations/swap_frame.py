"""What every step on a swap shares: the row held, the step taken once, and what is written down of it."""

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.people.rosters.models import Swap, SwapStep
from jujiao.people.rosters.models.asked import SHORT
from jujiao.rules.errors import RuleBroken
from jujiao.rules.people.swapping import SWAPS

SWAP: Final = "duty_swap"


class UnableToSwap(UnableTo):
    """The swap has moved on, is not to be had, or breaks the law."""


def hold_swap(swap_id: int) -> Swap:
    """The swap as it is now, locked until the transaction ends."""
    rows = Swap.objects.select_for_update(of=("self",))
    named = "asker__user", "other__user", "duty__duty_post__estate", "in_return__duty_post__estate"
    return rows.select_related(*named).get(pk=swap_id)


def step(swap: Swap, verb: str) -> None:
    """Takes the step on a held swap; UnableToSwap where it has moved on."""
    try:
        swap.state = SwapStep(SWAPS.after(swap.state, verb).value)
    except RuleBroken as broken:
        raise UnableToSwap(_(broken.message)) from broken


def end_swap(swap: Swap, verb: str, actor: Viewer, now: datetime, refusal: str = "") -> None:
    """Ends a held swap by a step, and writes that down."""
    step(swap, verb)
    swap.ended_at, swap.decided_by_id, swap.refusal = now, actor.user_id, refusal.strip()[:SHORT]
    swap.save(update_fields=["state", "ended_at", "decided_by", "refusal"])
    said_of_swap(swap, verb, actor, now)


def said_of_swap(swap: Swap, verb: str, actor: Viewer, now: datetime) -> None:
    """One entry on its timeline, and a word to open pages."""
    estate = swap.duty.duty_post.estate
    who: dict[str, Any] = {"asker": swap.asker_id, "other": swap.other_id}
    what: dict[str, Any] = {"duty": swap.duty_id, "in_return": swap.in_return_id}
    note(swap, verb, actor, now, estate_id=estate.pk, changes={"state": swap.state}, **who, **what)
    changed((estate.place.topic, None))

"""3.1.1: the steps of a swap (换班) of duties, and of a leave that is asked for (请假申请), as data."""

from collections.abc import Collection
from enum import StrEnum

from jujiao.rules.errors import gettext_noop
from jujiao.rules.machine import Machine, Move


class SwapState(StrEnum):
    """Where a swap stands: asked of a colleague, accepted by that one, then approved by whoever plans the post."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN_SWAPS = frozenset({SwapState.ASKED, SwapState.ACCEPTED})
"""A duty is in one of these at most."""


class AskedState(StrEnum):
    """Where a leave that was asked for stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def _move[State: StrEnum](verb: str, sources: Collection[State], target: State) -> Move[State]:
    return Move(verb, "3.1.1", frozenset(sources), target)


SWAPS = Machine(
    SwapState,
    (
        _move("accept_swap", {SwapState.ASKED}, SwapState.ACCEPTED),
        _move("decline_swap", {SwapState.ASKED}, SwapState.DECLINED),
        _move("withdraw_swap", OPEN_SWAPS, SwapState.WITHDRAWN),
        _move("approve_swap", {SwapState.ACCEPTED}, SwapState.APPROVED),
        _move("refuse_swap", {SwapState.ACCEPTED}, SwapState.REFUSED),
        # By itself, when a duty of it begins, is cancelled or becomes somebody else's.
        _move("lapse_swap", OPEN_SWAPS, SwapState.LAPSED),
    ),
    moved_on=gettext_noop("This step is not possible any more: the swap has moved on. Reload to see it."),
)
LEAVES = Machine(
    AskedState,
    (
        _move("grant_leave", {AskedState.ASKED}, AskedState.GRANTED),
        _move("refuse_leave", {AskedState.ASKED}, AskedState.REFUSED),
        _move("withdraw_leave", {AskedState.ASKED}, AskedState.WITHDRAWN),
    ),
    moved_on=gettext_noop("This step is not possible any more: the request has been answered. Reload to see it."),
)

"""Every write on rosters."""

from jujiao.people.rosters.operations.asking import (
    UnableToAskLeave,
    UnableToWish,
    ask_leave,
    grant_leave,
    refuse_leave,
    unwish,
    wish,
    withdraw_leave,
)
from jujiao.people.rosters.operations.editing import UnableToEdit, move_duty, put_duty, take_out, turn_fixed
from jujiao.people.rosters.operations.frame import UnableToRoster, edited, hold_roster
from jujiao.people.rosters.operations.kinds import (
    ShiftFacts,
    UnableToKeepShiftKind,
    change_shift_kind,
    create_shift_kind,
)
from jujiao.people.rosters.operations.lapsing import lapse_swaps
from jujiao.people.rosters.operations.needs import (
    UnableToKeepNeed,
    add_dated_need,
    change_dated_need,
    keep_weekly_need,
    remove_dated_need,
)
from jujiao.people.rosters.operations.opening import Averaged, open_roster, withdraw
from jujiao.people.rosters.operations.publishing import UnableToAcknowledge, UnableToPublish, acknowledge, publish
from jujiao.people.rosters.operations.searching import UnableToSearch, ask, give_up_silent, stop
from jujiao.people.rosters.operations.swap_frame import UnableToSwap
from jujiao.people.rosters.operations.swapping import (
    accept_swap,
    approve_swap,
    ask_swap,
    decline_swap,
    refuse_swap,
    withdraw_swap,
)
from jujiao.people.rosters.operations.taking import UnableToTakeOver, take_over

__all__ = [
    "Averaged",
    "ShiftFacts",
    "UnableToAcknowledge",
    "UnableToAskLeave",
    "UnableToEdit",
    "UnableToKeepNeed",
    "UnableToKeepShiftKind",
    "UnableToPublish",
    "UnableToRoster",
    "UnableToSearch",
    "UnableToSwap",
    "UnableToTakeOver",
    "UnableToWish",
    "accept_swap",
    "acknowledge",
    "add_dated_need",
    "approve_swap",
    "ask",
    "ask_leave",
    "ask_swap",
    "change_dated_need",
    "change_shift_kind",
    "create_shift_kind",
    "decline_swap",
    "edited",
    "give_up_silent",
    "grant_leave",
    "hold_roster",
    "keep_weekly_need",
    "lapse_swaps",
    "move_duty",
    "open_roster",
    "publish",
    "put_duty",
    "refuse_leave",
    "refuse_swap",
    "remove_dated_need",
    "stop",
    "take_out",
    "take_over",
    "turn_fixed",
    "unwish",
    "wish",
    "withdraw",
    "withdraw_leave",
    "withdraw_swap",
]

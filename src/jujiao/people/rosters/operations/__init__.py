"""Every write on rosters."""

from jujiao.people.rosters.operations.frame import UnableToRoster, edited, hold_roster
from jujiao.people.rosters.operations.kinds import (
    ShiftFacts,
    UnableToKeepShiftKind,
    change_shift_kind,
    create_shift_kind,
)
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
from jujiao.people.rosters.operations.taking import UnableToTakeOver, take_over

__all__ = [
    "Averaged",
    "ShiftFacts",
    "UnableToAcknowledge",
    "UnableToKeepNeed",
    "UnableToKeepShiftKind",
    "UnableToPublish",
    "UnableToRoster",
    "UnableToSearch",
    "UnableToTakeOver",
    "acknowledge",
    "add_dated_need",
    "ask",
    "change_dated_need",
    "change_shift_kind",
    "create_shift_kind",
    "edited",
    "give_up_silent",
    "hold_roster",
    "keep_weekly_need",
    "open_roster",
    "publish",
    "remove_dated_need",
    "stop",
    "take_over",
    "withdraw",
]

"""The tables of rosters: what is needed, the rosters, and what searches came to."""

from jujiao.people.rosters.models.asked import AskedLeave, LeaveStep, Swap, SwapStep, Wish, WishKind
from jujiao.people.rosters.models.needs import DatedNeed, ShiftColour, ShiftKind, WeeklyNeed
from jujiao.people.rosters.models.roster import Roster, RosterPost, RosterReceipt, RosterState, Scheme
from jujiao.people.rosters.models.run import GOING, RosterRun, RunState

__all__ = [
    "GOING",
    "AskedLeave",
    "DatedNeed",
    "LeaveStep",
    "Roster",
    "RosterPost",
    "RosterReceipt",
    "RosterRun",
    "RosterState",
    "RunState",
    "Scheme",
    "ShiftColour",
    "ShiftKind",
    "Swap",
    "SwapStep",
    "WeeklyNeed",
    "Wish",
    "WishKind",
]

"""2.1.1: the headcount (编制) of a post in a department as a ledger: what was approved, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.errors import RuleBroken, gettext_noop


class MoveKind(StrEnum):
    """What may happen to seats."""

    APPROVE = "approve"
    REDUCE = "reduce"
    RESERVE = "reserve"
    RELEASE = "release"
    FILL = "fill"
    REOPEN = "reopen"
    LEAVE = "leave"


EFFECTS: Mapping[MoveKind, Mapping[str, int]] = MappingProxyType(
    {
        MoveKind.APPROVE: {"approved": 1},
        MoveKind.REDUCE: {"reduced": 1},
        # An offer is accepted; it falls through; who accepted it joins.
        MoveKind.RESERVE: {"reserved": 1},
        MoveKind.RELEASE: {"reserved": -1},
        MoveKind.FILL: {"reserved": -1, "filled": 1},
        # Who was to join never came: the seat is open as before.
        MoveKind.REOPEN: {"filled": -1},
        # Whoever leaves takes the seat along: it opens anew only where it is approved anew.
        MoveKind.LEAVE: {"filled": -1, "reduced": 1},
    }
)
"""What each move adds to the columns of a balance, for each seat. The database sums the moves by the same table."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The seats of a post in a department: approved, taken away again, promised to somebody, held by somebody."""

    approved: int = 0
    reduced: int = 0
    reserved: int = 0
    filled: int = 0

    @property
    def open(self) -> int:
        """The seats for which people are wanted."""
        return self.approved - self.reduced - self.reserved - self.filled


COLUMNS = tuple(field.name for field in fields(Balance))

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "open": ("no_open_seat", gettext_noop("Not so many seats are open: %(left)s.")),
        "reserved": ("no_reserved_seat", gettext_noop("Not so many seats are reserved: %(left)s.")),
        "filled": ("no_filled_seat", gettext_noop("Not so many seats are filled: %(left)s.")),
    }
)


def clause_2_1_1_moved(balance: Balance, kind: MoveKind | str, number: int) -> Balance:
    """2.1.1: the balance after a move of `number` seats. None of what it counts is ever below zero: more than are open
    can be neither reduced nor reserved, so never below those that are reserved and filled.

    RuleBroken names what there is too little of; ValueError for a number below one."""
    if number < 1:
        raise ValueError("a move is of one seat or more")
    effects = EFFECTS[MoveKind(kind)]
    after = replace(balance, **{name: getattr(balance, name) + number * sign for name, sign in effects.items()})
    for name, (code, message) in REFUSALS.items():
        if getattr(after, name) < 0:
            raise RuleBroken("2.1.1", code, message, {"left": getattr(balance, name)})
    return after


def clause_2_1_1_headcount(moves: Iterable[tuple[MoveKind | str, int]]) -> Balance:
    """2.1.1: the balance that moves add up to, (kind, number) each, in whatever order they are written."""
    sums = dict.fromkeys(COLUMNS, 0)
    for kind, number in moves:
        for name, sign in EFFECTS[MoveKind(kind)].items():
            sums[name] += sign * number
    return Balance(**sums)

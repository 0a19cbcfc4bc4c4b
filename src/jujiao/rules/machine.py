"""The steps of a case as data: which verb leads where, which promises it ends. Each chapter has its table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.errors import RuleBroken


class Ending(StrEnum):
    """How a step ends a running promise; the time of the step is its `done_at`, so a miss stays a miss."""

    MET = "met"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Move[State: StrEnum]:
    """A verb of the regulation: the states it may start from, the state it leads to (None keeps the state), and the
    promises it ends, by the keys of their kinds."""

    verb: str
    clause: str
    sources: frozenset[State]
    target: State | None = None
    ends: Mapping[str, Ending] = field(default_factory=lambda: MappingProxyType({}))


class Machine[State: StrEnum](Mapping[str, Move[State]]):
    """The state machine of one kind of case: its moves by their verbs, in the order given.

    `moved_on` is the sentence for the user where a move is not possible from the state at hand (any more)."""

    def __init__(self, states: type[State], moves: tuple[Move[State], ...], *, moved_on: str) -> None:
        self.states = states
        self.moved_on = moved_on
        self._moves = {move.verb: move for move in moves}

    def __getitem__(self, verb: str) -> Move[State]:
        return self._moves[verb]

    def __iter__(self) -> Iterator[str]:
        return iter(self._moves)

    def __len__(self) -> int:
        return len(self._moves)

    def allowed(self, state: State | str, verb: str) -> bool:
        """Whether `verb` may be done to a case in `state`; KeyError for an unknown verb."""
        return state in self[verb].sources

    def after(self, state: State | str, verb: str) -> State:
        """The state that `verb` leads to; RuleBroken where it is not allowed from `state`."""
        move = self[verb]
        if state not in move.sources:
            params = {"state": str(state), "verb": verb}
            raise RuleBroken(move.clause, "step_not_allowed", self.moved_on, params)
        return move.target or self.states(state)

    def verbs(self, state: State | str) -> tuple[str, ...]:
        """Every verb that is possible in `state`."""
        return tuple(verb for verb, move in self.items() if state in move.sources)

    @property
    def transitions(self) -> frozenset[tuple[State, State]]:
        """Every change of state that some verb makes, for the database to refuse all others."""
        return frozenset(
            (source, move.target)
            for move in self.values()
            for source in move.sources
            if move.target is not None and move.target is not source
        )

"""Figures with their targets, as a table for people and as JSON for what compares runs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One measured value; without a target it stands there to compare with (the ceiling).

    `target` is the most that it may be, `least` the least. `least_ratio` is how many times the peer's value it must
    be: where the peer could not be measured (`peer` is None), that is not met."""

    name: str
    value: float
    unit: str
    target: float | None = None
    least: float | None = None
    peer: float | None = None
    least_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's value."""
        return self.value / self.peer if self.peer else None

    @property
    def wanted(self) -> bool:
        """Whether there is a target."""
        return (self.target, self.least, self.least_ratio) != (None, None, None)

    @property
    def met(self) -> bool:
        return (
            (self.target is None or self.value <= self.target)
            and (self.least is None or self.value >= self.least)
            and (self.least_ratio is None or (self.ratio is not None and self.ratio >= self.least_ratio))
        )

    @property
    def words(self) -> str:
        """The target in words, "" for none."""
        if self.least_ratio is not None:
            return f"at least {self.least_ratio:g}x"
        if self.least is not None:
            return f"at least {self.least:g}"
        return "" if self.target is None else f"at most {self.target:g}"


def as_table(figures: Sequence[Figure]) -> str:
    head = f"{'':<58} {'ours':>10} {'':<4} {'theirs':>9} {'ratio':>8}"
    return "\n".join([head.rstrip(), *(_line(one) for one in figures)])


def as_json(figures: Sequence[Figure]) -> str:
    return json.dumps([told(one) for one in figures], indent=1)


def told(figure: Figure) -> dict[str, Any]:
    """A figure with what follows from it."""
    return asdict(figure) | {"ratio": figure.ratio, "met": figure.met}


def closing_line(figures: Sequence[Figure]) -> str:
    wanted = [one for one in figures if one.wanted]
    return f"bench: {sum(one.met for one in wanted)} of {len(wanted)} targets met"


def _line(one: Figure) -> str:
    peer = "" if one.peer is None else f"{one.peer:.2f}"
    ratio = "" if one.ratio is None else f"{one.ratio:.1f}x"
    verdict = f"{one.words}: {'met' if one.met else 'MISSED'}" if one.wanted else ""
    return f"{one.name:<58} {one.value:>10.2f} {one.unit:<4} {peer:>9} {ratio:>8} {verdict}".rstrip()

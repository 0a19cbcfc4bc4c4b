"""Figures with their targets, as a table for people and as JSON for what compares runs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value. `target` is the most it may be, None where it stands there to compare with (the ceiling)."""

    name: str
    value: float
    unit: str
    target: float | None = None

    @property
    def met(self) -> bool:
        return self.target is None or self.value <= self.target


def as_table(figures: Sequence[Figure]) -> str:
    return "\n".join(
        f"{one.name:<58} {one.value:>10.2f} {one.unit:<4} "
        f"{'' if one.target is None else f'at most {one.target:g}: ' + ('met' if one.met else 'MISSED')}".rstrip()
        for one in figures
    )


def as_json(figures: Sequence[Figure]) -> str:
    return json.dumps([asdict(one) | {"met": one.met} for one in figures], indent=1)


def closing_line(figures: Sequence[Figure]) -> str:
    wanted = [one for one in figures if one.target is not None]
    return f"bench: {sum(one.met for one in wanted)} of {len(wanted)} targets met"

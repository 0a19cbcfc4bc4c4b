"""What a drill found: its figures, and what of them must not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outcome:
    """The figures of one drill, in the order told; `faults` are sentences, one for each thing that must not happen."""

    figures: Mapping[str, int | float | str]
    faults: tuple[str, ...] = field(default=())

    @property
    def held(self) -> bool:
        """Whether the product kept what it promises."""
        return not self.faults


def closing_line(name: str, outcome: Outcome, *, control: bool) -> str:
    """The one line that a drill ends with, for example `drill kill: 200 kills, 0 lost: held`."""
    told = ", ".join(f"{value} {label}" for label, value in outcome.figures.items())
    if control:
        verdict = "not held, as it must be without its guard" if not outcome.held else "HELD WITHOUT ITS GUARD"
        return f"drill {name} (control): {told}: {verdict}"
    return f"drill {name}: {told}: {'held' if outcome.held else 'NOT HELD'}"

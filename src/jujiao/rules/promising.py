"""What promises (承诺时限) have in common, whichever clause they come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from jujiao.rules.clocks import SHANGHAI, Calendar, Due
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures, clock_of

DAY_BEGINS, DAY_ENDS = time(8), time(22)
"""Local times between which a figure "by day" holds."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of promise: `key` names its subject and itself ("complaint.resolve"), `figure` how long it has.

    `ladder` names the escalation ladder that its alarms climb, "" the ordinary one. `rolls`: counted by dates, a last
    day that is a day off moves to the next working day (民法典 203). `by_night` is the figure of what starts between
    22:00 and 08:00 local, "" where that makes no difference. `inside`: owed within the house, so nobody outside is told
    of it."""

    key: str
    clause: str
    figure: str
    ladder: str = ""
    rolls: bool = False
    by_night: str = ""
    inside: bool = False

    def figure_at(self, start: datetime) -> str:
        """The figure by which it counts where it starts at `start` (aware)."""
        by_day = DAY_BEGINS <= start.astimezone(SHANGHAI).time() < DAY_ENDS
        return self.figure if by_day or not self.by_night else self.by_night

    @property
    def subject(self) -> str:
        """The kind of subject that it is promised about."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """A promise that arises: the key of its kind, its clause, its clock (see `clock_of`), its start and due time."""

    kind: str
    clause: str
    unit: str
    started_at: datetime
    due: Due


class UnknownKind(RuleBroken):
    """A kind of promise that no clause gives rise to."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        message = gettext_noop("There is no promise of the kind “%(kind)s”. Known kinds: %(kinds)s.")
        super().__init__("1.3.2", "unknown_kind", message, {"kind": kind[:50], "kinds": ", ".join(known)})


def promised(kind: Kind, start: datetime, figures: Figures, calendar: Calendar) -> PromiseDue:
    """A promise of `kind` that starts at `start` (aware), by the figure in force; OutOfReach."""
    figure = figures[kind.figure_at(start)]
    due = figure.due(start, calendar, rolls=kind.rolls)
    return PromiseDue(kind.key, kind.clause, clock_of(figure.unit), start, due)


def given(kinds: Iterable[Kind], start: datetime, figures: Figures, calendar: Calendar) -> tuple[PromiseDue, ...]:
    """The promises of these kinds that start at `start`; one whose figure a rulebook version does not have yet binds
    nobody under that version."""
    return tuple(promised(kind, start, figures, calendar) for kind in kinds if kind.figure_at(start) in figures)

"""What promises (承诺时限) have in common, whichever clause they come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jujiao.rules.clocks import Calendar, Due
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures, clock_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of promise: `key` names its subject and itself ("complaint.resolve"), `figure` how long it has.

    `ladder` names the escalation ladder that its alarms climb, "" the ordinary one. `rolls`: counted by dates, a last
    day that is a day off moves to the next working day (民法典 203)."""

    key: str
    clause: str
    figure: str
    ladder: str = ""
    rolls: bool = False

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
    figure = figures[kind.figure]
    due = figure.due(start, calendar, rolls=kind.rolls)
    return PromiseDue(kind.key, kind.clause, clock_of(figure.unit), start, due)

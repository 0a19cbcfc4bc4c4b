"""When a promise would be due: the question of `jujiao due KIND WHEN`."""

from datetime import datetime

from jujiao.rules.clocks import Calendar, Due
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.service.complaints import RULES

KINDS: tuple[str, ...] = tuple(kind.value for kind in RULES)


class UnknownKind(RuleBroken):
    """A kind of promise that the regulation does not have."""

    def __init__(self, kind: str) -> None:
        message = gettext_noop("There is no promise of the kind “%(kind)s”. Known kinds: %(kinds)s.")
        super().__init__("3.2.2", "unknown_kind", message, {"kind": kind[:50], "kinds": ", ".join(KINDS)})


def due(kind: str, when: datetime, figures: Figures, calendar: Calendar) -> Due:
    """3.2.2, 3.2.3: the due time of a promise of `kind` that starts at `when` (aware); UnknownKind, OutOfReach."""
    if kind not in KINDS:
        raise UnknownKind(kind)
    return figures[RULES[PromiseKind(kind)].figure].due(when, calendar)

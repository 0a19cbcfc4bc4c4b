"""3.2.1: what becomes of the promises when a wrong entry is put right."""

from collections.abc import Collection, Mapping
from datetime import datetime

from jujiao.rules.clocks import Calendar
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures
from jujiao.rules.machine import Ending
from jujiao.rules.promising import PromiseDue, given
from jujiao.rules.service.complaint_steps import AT_WORK, PromiseKind, State
from jujiao.rules.service.complaints import INSIDE, RULES


def clause_3_2_1_may_correct(
    state: State | str, *, nature_changes: bool, grouped: bool, contactable: bool, complained_of: bool
) -> None:
    """3.2.1: the nature changes only while the case is worked on, on its own, and never away from a complaint about a
    person; a case that waits for its follow-up keeps a complainant who can be reached."""
    if nature_changes and (state not in AT_WORK or grouped or complained_of):
        message = gettext_noop(
            "The nature can be corrected while a case is worked on by itself and is about no person of ours."
        )
        raise RuleBroken("3.2.1", "nature_stays", message)
    if state == State.RESOLVED and not contactable:
        message = gettext_noop("The case waits for its follow-up: say how its owner can be reached.")
        raise RuleBroken("3.2.1", "nobody_to_ask", message)


def clause_3_2_1_on_correcting(
    running: Collection[str], owed: Collection[PromiseKind], *, nature_changes: bool
) -> tuple[Mapping[str, Ending], frozenset[PromiseKind]]:
    """3.2.1: how running promises end that are not owed once the entry is right, and which are owed anew. All others
    stay as they were promised: who complained, where and about what moves none of them."""
    ending = Ending.SUPERSEDED if nature_changes else Ending.CANCELLED
    return {kind: ending for kind in running if kind not in owed}, frozenset(owed).difference(
        PromiseKind(kind) for kind in running
    )


def clause_3_2_1_owed_anew(
    kinds: Collection[PromiseKind],
    received_at: datetime,
    corrected_at: datetime,
    figures: Figures,
    calendar: Calendar,
    *,
    nature_changes: bool,
) -> tuple[PromiseDue, ...]:
    """3.2.1: what is owed by its right nature was owed since the owner spoke; what is owed to somebody of whom nobody
    knew, or within the house, counts from the correction."""
    found: list[PromiseDue] = []
    for kind in sorted(kinds):
        since = received_at if nature_changes and kind not in INSIDE | {PromiseKind.DISPATCH} else corrected_at
        found += given((RULES[kind],), since, figures, calendar)
    return tuple(found)

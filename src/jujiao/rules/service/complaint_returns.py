"""3.2.2, 3.2.3: what is asked of a case beside its straight way: an instruction from above, a call at another time, a
score that was wrong, a case that comes back."""

from collections.abc import Mapping
from datetime import datetime

from jujiao.rules.clocks import Calendar, Due, agreed
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures
from jujiao.rules.machine import Ending
from jujiao.rules.promising import PromiseDue, given
from jujiao.rules.service.complaint_follow_ups import clause_3_2_3_is_satisfied
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.service.complaints import RULES

COMES_BACK = frozenset({"satisfied", "unreachable", "no_contact"})
"""The outcomes after which a complaint can be taken up again; what was withdrawn, or is no complaint, comes anew."""


def clause_3_2_2_on_instructing(instructed_at: datetime, due_at: datetime, figures: Figures) -> PromiseDue:
    """3.2.2: the manager or the company instructs on a case (督办), and names until when they want to hear of it."""
    if due_at <= instructed_at:
        message = gettext_noop("The time until which you want an answer must lie in the future.")
        raise RuleBroken("3.2.2", "answer_in_past", message)
    longest = figures.span("complaint.agreed_longest")
    if due_at - instructed_at > longest:
        message = gettext_noop("An answer is due within %(days)s days at most.")
        raise RuleBroken("3.2.2", "answer_too_far", message, {"days": longest.days})
    return PromiseDue(PromiseKind.INSTRUCTION, "3.2.2", "elapsed", instructed_at, agreed(instructed_at, due_at))


def clause_3_2_3_on_appointment(
    reached_at: datetime, call_at: datetime, follow_up_due_at: datetime | None, figures: Figures, calendar: Calendar
) -> tuple[Mapping[str, Ending], tuple[PromiseDue, ...]]:
    """3.2.3: an owner who was reached, but not now, names a time: calling then is promised. Where they named one after
    the follow-up was due, that is due then as well; the one it replaces keeps its miss."""
    if call_at <= reached_at:
        message = gettext_noop("The time of the next call must lie in the future.")
        raise RuleBroken("3.2.3", "appointment_in_past", message)
    longest = figures.span("complaint.appointment_longest") if "complaint.appointment_longest" in figures else None
    if longest is not None and call_at - reached_at > longest:
        message = gettext_noop("The next call may lie at most %(days)s days ahead.")
        raise RuleBroken("3.2.3", "appointment_too_far", message, {"days": longest.days})
    promised = given((RULES[PromiseKind.APPOINTMENT],), call_at, figures, calendar)
    if follow_up_due_at is None or call_at <= follow_up_due_at:
        return {}, promised
    due = agreed(reached_at, promised[0].due.due_at if promised else call_at)
    later = PromiseDue(PromiseKind.FOLLOW_UP, "3.2.3", "elapsed", reached_at, due)
    return {PromiseKind.FOLLOW_UP: Ending.SUPERSEDED}, (*promised, later)


def clause_3_2_3_may_rescore(*, by_owner: bool, recorded_by: int | None, person: int | None, still_last: bool) -> None:
    """3.2.3: a score that was taken down wrongly is put right by another person than who took it down, as long as it is
    the last word; what owners gave themselves is theirs."""
    if by_owner:
        message = gettext_noop("The owner gave this score themselves.")
        raise RuleBroken("3.2.3", "own_score", message)
    if person is None or person == recorded_by:
        message = gettext_noop("Another person than who took the score down puts it right.")
        raise RuleBroken("3.2.3", "own_correction", message)
    if not still_last:
        message = gettext_noop("The case has moved on since this score: it can no longer be put right.")
        raise RuleBroken("3.2.3", "score_is_past", message)


def clause_3_2_3_rescored(wrong: int, right: int, satisfied_from: int) -> str:
    """3.2.3: the step that a right score makes of a wrong one: it closes the round that had begun, begins the one that
    had not, or neither."""
    was, becomes = (clause_3_2_3_is_satisfied(score, satisfied_from) for score in (wrong, right))
    if was == becomes:
        return "rescore"
    return "rescore_close" if becomes else "rescore_reopen"


def clause_3_2_3_comes_back_until(
    outcome: str, closed_at: datetime | None, figures: Figures, calendar: Calendar
) -> Due | None:
    """3.2.3: until when a closed complaint can be taken up again as its next round; None for one that cannot."""
    if outcome not in COMES_BACK or closed_at is None or "complaint.reopen" not in figures:
        return None
    return figures["complaint.reopen"].due(closed_at, calendar)


def clause_3_2_3_may_come_back(until: Due | None, now: datetime) -> bool:
    """3.2.3: within the time, its end included; later it is a new complaint."""
    return until is not None and now <= until.due_at

"""3.2 Complaints (投诉处理): the clauses as functions. A refusal is a RuleBroken with a sentence for the user."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.clocks import Calendar, agreed
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures
from jujiao.rules.promising import Kind, PromiseDue, given, promised
from jujiao.rules.service.complaint_steps import (
    ANSWERED,
    Nature,
    PromiseKind,
    State,
    owed_before_work,
)
from jujiao.rules.texts import says_anything
from jujiao.rules.working_calendar import LoadedCalendar

NO_CALENDAR = LoadedCalendar(())


RULES: Mapping[PromiseKind, Kind] = MappingProxyType(
    {
        PromiseKind.DISPATCH: Kind(PromiseKind.DISPATCH, "3.2.2", "complaint.dispatch"),
        PromiseKind.ACCEPT: Kind(
            PromiseKind.ACCEPT,
            "3.2.2",
            "complaint.accept",
            ladder="minutes",
            by_night="complaint.accept_by_night",
            inside=True,
        ),
        PromiseKind.PLAN: Kind(PromiseKind.PLAN, "3.2.2", "complaint.plan", ladder="plan", inside=True),
        PromiseKind.FIRST_REPLY: Kind(PromiseKind.FIRST_REPLY, "3.2.2", "complaint.first_reply"),
        PromiseKind.RESOLVE: Kind(PromiseKind.RESOLVE, "3.2.2", "complaint.resolve"),
        PromiseKind.PROGRESS: Kind(PromiseKind.PROGRESS, "3.2.2", "complaint.progress"),
        PromiseKind.FOLLOW_UP: Kind(PromiseKind.FOLLOW_UP, "3.2.3", "complaint.follow_up"),
        PromiseKind.APPOINTMENT: Kind(PromiseKind.APPOINTMENT, "3.2.3", "complaint.appointment", ladder="minutes"),
        PromiseKind.INSTRUCTION: Kind(PromiseKind.INSTRUCTION, "3.2.2", "complaint.instruction", inside=True),
        PromiseKind.ENQUIRY: Kind(PromiseKind.ENQUIRY, "3.1.2", "complaint.enquiry"),
        PromiseKind.SUGGESTION: Kind(PromiseKind.SUGGESTION, "3.1.2", "complaint.suggestion"),
    }
)
"""Which clause and which figure each kind comes from."""

INSIDE = frozenset(kind for kind, rule in RULES.items() if rule.inside)
"""What the house owes itself: no owner is told of it."""


class Owing(StrEnum):
    """Who owes a promise."""

    DESK = "desk"
    DEPARTMENT = "department"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Consent:
    """The owner's agreement to a later date: who agreed, when, and by which channel."""

    who: str
    given_at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """A new round (轮次): its number, who owns it, and its own promises."""

    round: int
    owing: Owing
    promises: tuple[PromiseDue, ...]


def clause_3_2_1_backdating(received_at: datetime, recorded_at: datetime, reason: str, bound: timedelta) -> None:
    """3.2.1: the owner may have spoken earlier, within `bound` and for a stated reason; never in the future."""
    if received_at > recorded_at:
        message = gettext_noop("The time when the owner spoke lies in the future. Please correct it.")
        raise RuleBroken("3.2.1", "received_in_future", message)
    if recorded_at - received_at > bound:
        message = gettext_noop("A complaint can be entered at most %(hours)s hours after the owner spoke.")
        raise RuleBroken("3.2.1", "received_too_early", message, {"hours": int(bound / timedelta(hours=1))})
    if received_at < recorded_at and not says_anything(reason):
        message = gettext_noop("Please say why the complaint is entered later than the owner spoke.")
        raise RuleBroken("3.2.1", "backdating_without_reason", message)


def clause_3_2_1_may_handle(employee_id: int | None, complained_of: Collection[int]) -> None:
    """3.2.1: nobody handles complaints of which one is about them: `complained_of` are those whom the complaint, and
    what is handled together with it, is about. Which of them it is, and where it stands, is not told."""
    if employee_id is not None and employee_id in complained_of:
        message = gettext_noop("The person complained of cannot handle the complaint.")
        raise RuleBroken("3.2.1", "handled_by_the_accused", message)


def clause_3_2_1_answered_apart(complained_of: Collection[int], complainants: Collection[int]) -> None:
    """3.2.1: who complains in one of the complaints handled together is complained of in none. All their owners are
    told the same: they would read the answer about themselves, or not be answered."""
    if not set(complained_of).isdisjoint(complainants):
        message = gettext_noop("An owner here is complained of there. Please answer the two complaints apart.")
        raise RuleBroken("3.2.1", "owner_is_the_accused", message)


def clause_3_2_2_on_registering(
    received_at: datetime,
    figures: Figures,
    contactable: bool,
    calendar: Calendar = NO_CALENDAR,
    nature: Nature | str = Nature.COMPLAINT,
) -> tuple[PromiseDue, ...]:
    """3.2.2: hand over at once, first reply and completion in time, all from the moment when the owner spoke; an answer
    to what is no complaint (3.1.2), and nothing for praise.

    Without a complainant who can be reached there is nobody to reply to.
    """
    if nature != Nature.COMPLAINT:
        answers = [RULES[ANSWERED[Nature(nature)]]] if nature in ANSWERED else []
        return given(answers, received_at, figures, calendar)
    kinds = [PromiseKind.DISPATCH, PromiseKind.RESOLVE]
    if contactable:
        kinds.insert(1, PromiseKind.FIRST_REPLY)
    return tuple(promised(RULES[kind], received_at, figures, calendar) for kind in kinds)


def clause_3_2_2_on_sending_back(
    sent_back_at: datetime, figures: Figures, calendar: Calendar = NO_CALENDAR
) -> PromiseDue:
    """3.2.2: a complaint sent back to the desk is handed over anew; the owner's clocks run on."""
    return promised(RULES[PromiseKind.DISPATCH], sent_back_at, figures, calendar)


def clause_3_2_2_on_hand_over(
    handed_over_at: datetime,
    figures: Figures,
    calendar: Calendar = NO_CALENDAR,
    nature: Nature | str = Nature.COMPLAINT,
) -> tuple[PromiseDue, ...]:
    """3.2.2: the department accepts what it is handed, investigates and makes a plan, each within a set time."""
    owed = sorted(owed_before_work(State.DISPATCHED, planned=False, nature=nature))
    return given((RULES[kind] for kind in owed), handed_over_at, figures, calendar)


def clause_3_2_2_on_handing_back(
    handed_back_at: datetime,
    figures: Figures,
    calendar: Calendar = NO_CALENDAR,
    nature: Nature | str = Nature.COMPLAINT,
) -> tuple[PromiseDue, ...]:
    """3.2.2: whoever had a complaint in hand leaves the company, so the department accepts it anew. All else that it
    owes runs on: a plan that was made stands, one that is owed is due when it was."""
    owed = sorted(owed_before_work(State.DISPATCHED, planned=True, nature=nature))
    return given((RULES[kind] for kind in owed), handed_back_at, figures, calendar)


def clause_3_2_2_on_conversion(
    converted_at: datetime,
    agreed_due_at: datetime,
    interval: timedelta,
    consent: Consent,
    figures: Figures,
    *,
    round_began_at: datetime,
) -> tuple[PromiseDue, ...]:
    """3.2.2: the owner agrees to a later date and to reports on the way: the agreed completion, and the first report.

    The consent is of this round: not before it began. No report is owed that would fall on or after the agreed date.
    The promise that this replaces keeps its miss.
    """
    if not says_anything(consent.who) or not consent.channel:
        message = gettext_noop("Please record who agreed, when, and by which channel.")
        raise RuleBroken("3.2.2", "consent_incomplete", message)
    if consent.given_at > converted_at:
        message = gettext_noop("The owner's consent lies in the future. Please correct its time.")
        raise RuleBroken("3.2.2", "consent_in_future", message)
    if consent.given_at < round_began_at:
        message = gettext_noop("The owner cannot have agreed before complaining. Please correct the time.")
        raise RuleBroken("3.2.2", "consent_too_early", message)
    if agreed_due_at <= converted_at:
        message = gettext_noop("The agreed date must lie in the future.")
        raise RuleBroken("3.2.2", "agreed_in_past", message)
    farthest = figures.span("complaint.agreed_longest")
    if agreed_due_at - converted_at > farthest:
        message = gettext_noop("The agreed date may lie at most %(days)s days ahead.")
        raise RuleBroken("3.2.2", "agreed_too_far", message, {"days": farthest.days})
    longest = figures.span("complaint.progress_longest")
    if not timedelta(hours=1) <= interval <= longest:
        message = gettext_noop("Progress is reported at least every %(hours)s hours, and at most hourly.")
        hours = int(longest / timedelta(hours=1))
        raise RuleBroken("3.2.2", "interval_out_of_bounds", message, {"hours": hours})
    due = agreed(converted_at, agreed_due_at)
    completion = PromiseDue(PromiseKind.RESOLVE, "3.2.2", "elapsed", converted_at, due)
    report = clause_3_2_2_on_progress(converted_at, interval, agreed_due_at)
    return (completion, report) if report else (completion,)


def clause_3_2_2_on_progress(reported_at: datetime, interval: timedelta, agreed_due_at: datetime) -> PromiseDue | None:
    """3.2.2: each report opens the next, until the next would fall on or after the agreed date."""
    if reported_at + interval >= agreed_due_at:
        return None
    due = agreed(reported_at, reported_at + interval)
    return PromiseDue(PromiseKind.PROGRESS, "3.2.2", "elapsed", reported_at, due)


def clause_3_2_2_urge_again(last: datetime | None, figures: Figures) -> datetime | None:
    """3.2.2: from when the owner may urge again, once they have urged; None where they may at any time. Whoever is at
    it has just been told: telling them forty times in a second makes nothing quicker."""
    pause = "complaint.urge_again"
    return last + figures.span(pause) if last is not None and pause in figures else None


def clause_3_2_3_on_resolving(
    resolved_at: datetime, figures: Figures, calendar: Calendar, contactable: bool
) -> PromiseDue | None:
    """3.2.3: a follow-up within working days once it is done; none where nobody can be reached."""
    return promised(RULES[PromiseKind.FOLLOW_UP], resolved_at, figures, calendar) if contactable else None


def clause_3_2_3_on_reopening(
    reopened_at: datetime,
    figures: Figures,
    round_number: int,
    calendar: Calendar = NO_CALENDAR,
    contactable: bool = True,
) -> Reopening:
    """3.2.3: the next round (2 or more) has its own clocks, as an ordinary complaint: the owner is dissatisfied, or the
    matter has come back.

    The department keeps the case, so no dispatch is owed, but it accepts and plans anew. From a set round on the estate
    manager owns it.
    """
    if round_number < 2:
        raise ValueError("a reopened complaint is in its second round at least")
    owing = Owing.MANAGER if round_number >= figures.whole("complaint.manager_round") else Owing.DEPARTMENT
    kinds = [PromiseKind.RESOLVE, PromiseKind.ACCEPT, PromiseKind.PLAN]
    if contactable:
        kinds.insert(0, PromiseKind.FIRST_REPLY)
    return Reopening(round_number, owing, given((RULES[kind] for kind in kinds), reopened_at, figures, calendar))


def clause_3_2_2_owing(kind: PromiseKind | str, state: State | str, round_number: int, figures: Figures) -> Owing:
    """3.2.2, 3.2.3: who owes a promise: the desk hands over and follows up, the manager answers from a set round on."""
    if kind in (PromiseKind.DISPATCH, PromiseKind.FOLLOW_UP, PromiseKind.APPOINTMENT):
        return Owing.DESK
    if round_number >= figures.whole("complaint.manager_round"):
        return Owing.MANAGER
    return Owing.DESK if state == State.REGISTERED else Owing.DEPARTMENT

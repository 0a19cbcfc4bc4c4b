"""2.1.1 Requisitions (人员需求): what a department says that it needs, who says it, and who decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.clocks import Calendar
from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.figure import Figures
from jujiao.rules.people.requisition_steps import PromiseKind
from jujiao.rules.promising import Kind, PromiseDue, promised
from jujiao.rules.texts import says_anything

MOST_POSITIONS = 20
MOST_PEOPLE = 99
FARTHEST = timedelta(days=3 * 366)

RULES: Mapping[PromiseKind, Kind] = MappingProxyType({kind: Kind(kind, "2.1.1", kind) for kind in PromiseKind})
"""Which clause and which figure each kind comes from."""


class Owing(StrEnum):
    """Who owes a promise: a role at the place."""

    HEAD = "head"
    MANAGER = "manager"
    ADMINISTRATION = "administration"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A position (岗位) that a department needs people for, `number` of them, and by when. `post_id` is the post of the
    company that it is, None where it was only named."""

    name: str
    number: int
    duties: str
    skills: str
    experience: str
    reason: str
    needed_by: date
    post_id: int | None = None


def clause_2_1_1_owing(kind: PromiseKind | str, *, has_head: bool) -> Owing:
    """2.1.1: the head of a department says what it needs, in whose absence of one the estate manager; administration
    accepts it, the company approves it. Who heads two departments answers for each."""
    match PromiseKind(kind):
        case PromiseKind.ANSWER:
            return Owing.HEAD if has_head else Owing.MANAGER
        case PromiseKind.ACCEPT:
            return Owing.ADMINISTRATION
        case PromiseKind.APPROVE:
            return Owing.COMPANY


def clause_2_1_1_promise(kind: PromiseKind | str, since: datetime, figures: Figures, calendar: Calendar) -> PromiseDue:
    """2.1.1: what is owed about a requisition from `since` on: an answer once the round has opened or it was sent back,
    a decision once it lies there to be decided. Working days, each by its figure."""
    return promised(RULES[PromiseKind(kind)], since, figures, calendar)


def clause_2_1_1_answer(wanted: Sequence[Wanted], *, none: bool, today: date) -> None:
    """2.1.1: an answer says in full which positions a department needs, or, said and confirmed (`none`), that it needs
    none. Saying nothing is no answer: it is late, never "none".

    RuleBroken with the sentence for the first that is missing."""
    if none and wanted:
        message = gettext_noop("Either the department needs nobody, or it needs these: both cannot be.")
        raise RuleBroken("2.1.1", "none_and_some", message)
    if not none and not wanted:
        message = gettext_noop("Write down whom the department needs, or confirm that it needs nobody.")
        raise RuleBroken("2.1.1", "answer_missing", message)
    if len(wanted) > MOST_POSITIONS:
        message = gettext_noop("At most %(most)s positions fit in one answer. Ask for the others by one more.")
        raise RuleBroken("2.1.1", "too_many_positions", message, {"most": MOST_POSITIONS})
    for one in wanted:
        _in_full(one, today)


def _in_full(one: Wanted, today: date) -> None:
    if not says_anything(one.name):
        raise RuleBroken("2.1.1", "position_without_name", gettext_noop("Say which post it is."))
    if not 1 <= one.number <= MOST_PEOPLE:
        message = gettext_noop("Say how many people are needed for “%(name)s”: 1 to %(most)s.")
        raise RuleBroken("2.1.1", "number_out_of_bounds", message, {"name": one.name, "most": MOST_PEOPLE})
    if not all(says_anything(text) for text in (one.duties, one.skills, one.experience, one.reason)):
        message = gettext_noop("Say for “%(name)s” what it does, which skills and experience it takes, and why.")
        raise RuleBroken("2.1.1", "position_not_in_full", message, {"name": one.name})
    if not today <= one.needed_by <= today + FARTHEST:
        message = gettext_noop("The day by which “%(name)s” is needed lies between today and three years from now.")
        raise RuleBroken("2.1.1", "needed_by_out_of_bounds", message, {"name": one.name})


def clause_2_1_1_may_take_back(*, asked: bool) -> bool:
    """2.1.1: an answer may be taken back until it is accepted, where it was asked for: then it is owed again, by the
    time by which it was owed before. What nobody asked for is withdrawn instead."""
    return asked


def clause_2_1_1_may_withdraw(*, of_a_round: bool) -> bool:
    """2.1.1: what a head asked for between the rounds may be withdrawn until it is accepted; what a round asks is
    answered, if only with "none"."""
    return not of_a_round


def clause_2_1_1_takes_note(*, none: bool) -> bool:
    """2.1.1: of "none" administration takes note, and that ends it: there is nothing that the company could approve.
    Where people are needed it accepts, or sends back."""
    return none


def clause_2_1_1_approves(*, approver: int | None, answered_by: int) -> bool:
    """2.1.1: the company approves what somebody else asked for: nobody approves their own answer (ids of employees)."""
    return approver != answered_by


def clause_2_1_1_accepts(wanted: Sequence[Wanted]) -> None:
    """2.1.1: positions are accepted once each stands for a post of the company, by which people are counted.

    RuleBroken names the first that has none."""
    for one in wanted:
        if one.post_id is None:
            message = gettext_noop("Say which post of the company “%(name)s” is.")
            raise RuleBroken("2.1.1", "position_without_post", message, {"name": one.name})

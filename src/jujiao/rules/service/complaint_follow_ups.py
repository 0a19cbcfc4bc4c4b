"""3.2.3: what the owner's word means, who may ask for it, and when enough was tried."""

from collections.abc import Collection, Iterable
from datetime import date

from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.service.complaint_steps import BEGINS_ROUND, HANDLING


def clause_3_2_3_is_satisfied(score: int, satisfied_from: int = 3) -> bool:
    """3.2.3: a score of 1–5 from the owner; only what the owner said counts, silence has no score."""
    if not 1 <= score <= 5:
        raise RuleBroken("3.2.3", "score_out_of_bounds", gettext_noop("The score lies between 1 and 5."))
    return score >= satisfied_from


def clause_3_2_3_handled(
    steps: Iterable[tuple[str, int | None]], held: Iterable[int], round_number: int | None = None
) -> frozenset[int]:
    """3.2.3: who handled the case in a round, by default its present one: whoever took a step of HANDLING between the
    two reopenings, and whoever had it in hand in this round (`held`).

    `steps` are the verbs of the timeline in their order, each with the person who acted: that counts, not who was
    named. Registering, dispatching, sending back, merging, notes, a look at the phone and what the desk types for the
    owner are no work on the case."""
    acted: set[int] = set()
    current = 1
    for verb, person in steps:
        if verb in BEGINS_ROUND:
            if current == round_number:
                break
            current += 1
            acted.clear()
        elif verb in HANDLING and person is not None:
            acted.add(person)
    return frozenset(acted.union(held))


def clause_3_2_3_may_follow_up(handled: Collection[int], person: int | None, other_person: bool = True) -> bool:
    """3.2.3: the follow-up is made by another person than those who handled the case in this round; so is the rating
    and the closing of one whose owner was not reached."""
    return not other_person or person not in handled


def clause_3_2_3_may_close_unreachable(
    attempts: Iterable[tuple[date, bool]], attempts_needed: int, days_needed: int
) -> bool:
    """3.2.3: enough failed attempts of this round, (local date, reached) each, on enough different days.

    True allows the manager to close as unreachable; an owner who was reached once is not unreachable.
    """
    dates = []
    for day, reached in attempts:
        if reached:
            return False
        dates.append(day)
    return len(dates) >= attempts_needed and len(set(dates)) >= days_needed

"""3.2.1: complaints that are handled together: which may be, and what becomes of their promises."""

from collections.abc import Collection, Mapping

from jujiao.rules.errors import RuleBroken, gettext_noop
from jujiao.rules.machine import Ending
from jujiao.rules.service.complaint_steps import AT_WORK, Nature, PromiseKind, State, owed_before_work

BEFORE_WORK = (PromiseKind.DISPATCH, PromiseKind.ACCEPT, PromiseKind.PLAN)
"""3.2.2: what is owed before the matter itself is worked on."""


def clause_3_2_1_may_merge(
    state: str, main_state: str, main_is_double: bool, is_itself: bool, same_nature: bool = True
) -> None:
    """3.2.1: a double may follow another case of its nature that is still being worked on and is no double itself."""
    if is_itself:
        message = gettext_noop("A complaint cannot be merged with itself.")
        raise RuleBroken("3.2.1", "merge_with_itself", message)
    if main_is_double:
        message = gettext_noop("This complaint is already merged into another one. Choose that one.")
        raise RuleBroken("3.2.1", "merge_with_double", message)
    if not same_nature:
        message = gettext_noop("A complaint, an enquiry, a suggestion and praise are not merged with each other.")
        raise RuleBroken("3.2.1", "merge_of_another_nature", message)
    if state not in AT_WORK or main_state not in AT_WORK:
        message = gettext_noop("Only complaints that are still being worked on can be merged.")
        raise RuleBroken("3.2.1", "merge_not_at_work", message)


def clause_3_2_1_on_joining(
    running: Collection[str], main_state: State | str, planned: bool, nature: Nature | str = Nature.COMPLAINT
) -> tuple[Mapping[str, Ending], frozenset[PromiseKind]]:
    """3.2.1: how a double's promises before the work end, and which it is given anew, once it stands where the
    complaint stands that it joins, which is in `main_state` and has a plan or not. All its other promises run on.

    What the other one has behind it is done for the double too; what went back to the desk with it is not owed."""
    owed = owed_before_work(main_state, planned=planned, nature=nature)
    ending = Ending.CANCELLED if main_state == State.REGISTERED else Ending.MET
    ends: dict[str, Ending] = {kind: ending for kind in BEFORE_WORK if kind in running and kind not in owed}
    return ends, frozenset(owed.difference(running))

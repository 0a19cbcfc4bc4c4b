"""Who may take which step on a complaint: predicates over the viewer and the row, used by pages, API and operations."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils import timezone
from django.utils.translation import gettext as _
from rules import predicate

from jujiao.cases.access import Access, Condition
from jujiao.cases.errors import NotYours, UnableToTakeStep, by_the_rules
from jujiao.kernel.record.access import STAFF, Role, Viewer
from jujiao.rules.service.complaint_follow_ups import clause_3_2_3_may_close_unreachable
from jujiao.rules.service.complaint_returns import clause_3_2_3_may_rescore
from jujiao.rules.service.complaint_steps import ANSWERED
from jujiao.service.complaints.errors import HandledElsewhere
from jujiao.service.complaints.handlers import handled_in, is_other_person
from jujiao.service.complaints.models import Channel, Complaint, Kind, Nature, State
from jujiao.service.complaints.queries_case import (
    attempts_of,
    comes_back_until,
    is_instructed,
    is_last_word,
    last_score,
)

ANYBODY = 0
"""The id of no employee."""
REGISTERS = tuple(role for role in Role if role in STAFF - {Role.AUDITOR, Role.SYSADMIN})
"""Who takes down a complaint (3.2.1): whomever of the staff the owner turns to. Auditor and system administrator look
on; they have no part in the service."""


@predicate
def is_complainant(viewer: Viewer, complaint: Complaint) -> bool:
    """The complainant, or who is reached by the same number in the same household: it has proven either."""
    return complaint.person_id is not None and complaint.person_id in viewer.own_people


@predicate
def is_desk(viewer: Viewer, complaint: Complaint) -> bool:
    return viewer.has(Role.CLERK, estate_id=complaint.estate_id)


@predicate
def is_manager(viewer: Viewer, complaint: Complaint) -> bool:
    """Manages the estate. The company acts in the manager's stead where the complaint, or one that is handled together
    with it, is about a colleague: that may be the manager, who then owns nothing of it."""
    if viewer.has(Role.MANAGER, estate_id=complaint.estate_id):
        return True
    return viewer.has(Role.COMPANY, estate_id=complaint.estate_id) and bool(complaint.complained_of)


@predicate
def is_director(viewer: Viewer, complaint: Complaint) -> bool:
    return viewer.has(Role.COMPANY, estate_id=complaint.estate_id)


@predicate
def is_department(viewer: Viewer, complaint: Complaint) -> bool:
    """Works in the department that holds the complaint."""
    return complaint.department_id is not None and viewer.has(
        Role.MEMBER, Role.HEAD, Role.CLERK, department_id=complaint.department_id
    )


@predicate
def is_not_accused(viewer: Viewer, complaint: Complaint) -> bool:
    """The person complained of never sees who complained, so never sees the case (民法典 1034, 投诉人保密). What is
    handled together with a case about them is not theirs either: what they did there would be done for that case."""
    return viewer.employee_id is None or viewer.employee_id not in complaint.complained_of


@predicate
def has_it_in_hand(viewer: Viewer, complaint: Complaint) -> bool:
    return viewer.employee_id is not None and viewer.employee_id == complaint.handler_id


@predicate
def leads(viewer: Viewer, complaint: Complaint) -> bool:
    return names_handler(viewer, complaint)


def names_handler(viewer: Viewer, complaint: Complaint) -> bool:
    """Whether the viewer may name a colleague who takes the case in hand: whoever leads its department, the manager."""
    return viewer.has(Role.HEAD, department_id=complaint.department_id or 0) or bool(is_manager(viewer, complaint))


_answers = (is_desk | is_department | is_manager) & is_not_accused
_directs = (is_desk | is_manager) & is_not_accused
_works = (is_department | is_manager) & is_not_accused


def handled_elsewhere(complaint: Complaint) -> HandledElsewhere:
    number = complaint.merged_into.number if complaint.merged_into else ""
    sentence = _("This complaint is handled together with %(number)s; please answer there.")
    return HandledElsewhere(sentence % {"number": number})


def handled_by_them(_complaint: Complaint) -> NotYours:
    return NotYours(_("Whoever handled the complaint does not make its follow-up."))


def tried_enough(complaint: Complaint) -> bool:
    """3.2.3: whether the owner was tried often enough in this round to be closed as not reached."""
    # Who named another time was reached, and is no failed try either.
    tried = [one for one in attempts_of(complaint) if one.round == complaint.round and one.call_at is None]
    dates = [(timezone.localtime(one.at).date(), one.reached) for one in tried]
    return clause_3_2_3_may_close_unreachable(dates, *_tries_needed(complaint))


def too_few_tries(complaint: Complaint) -> UnableToTakeStep:
    attempts, days = _tries_needed(complaint)
    sentence = _("This takes %(attempts)s attempts on %(days)s different days.")
    return UnableToTakeStep(sentence % {"attempts": attempts, "days": days})


def _tries_needed(complaint: Complaint) -> tuple[int, int]:
    limits = complaint.limits
    return limits.whole("complaint.unreachable_attempts"), limits.whole("complaint.unreachable_days")


ON_ITS_OWN = Condition[Complaint](lambda _viewer, complaint: not complaint.follows, handled_elsewhere)
"""Steps of the group are taken on the complaint that this one was merged into."""
IS_DOUBLE = Condition[Complaint](
    lambda _viewer, complaint: complaint.follows,
    lambda _complaint: UnableToTakeStep(_("This complaint is not handled together with another one.")),
)
IS_COMPLEX = Condition[Complaint](
    lambda _viewer, complaint: complaint.kind == Kind.COMPLEX,
    lambda _complaint: UnableToTakeStep(_("Progress is reported on complex complaints; answer this one by a reply.")),
)
CAN_AGREE = Condition[Complaint](
    lambda _viewer, complaint: complaint.contactable,
    lambda _complaint: UnableToTakeStep(
        _("Nobody can be asked for consent: the complainant left no way to be reached.")
    ),
)
IS_COMPLAINT = Condition[Complaint](
    lambda _viewer, complaint: complaint.nature == Nature.COMPLAINT,
    lambda _complaint: UnableToTakeStep(_("This is no complaint: it is closed by an answer, or by passing it on.")),
)
IS_ANSWERED = Condition[Complaint](
    lambda _viewer, complaint: complaint.nature in ANSWERED,
    lambda _complaint: UnableToTakeStep(_("Only an enquiry or a suggestion is closed by an answer.")),
)
IS_PRAISE = Condition[Complaint](
    lambda _viewer, complaint: complaint.nature == Nature.PRAISE,
    lambda _complaint: UnableToTakeStep(_("Only praise is passed on.")),
)
IS_INSTRUCTED = Condition[Complaint](
    lambda _viewer, complaint: is_instructed(complaint),
    lambda _complaint: UnableToTakeStep(_("Nobody waits for an answer to an instruction on this case.")),
)


def did_not_earn_the_score(viewer: Viewer, complaint: Complaint) -> bool:
    """Whether the viewer handled the case neither in the round that the last score is about, nor in the present one."""
    wrong = last_score(complaint)
    rounds = {complaint.round, wrong.round if wrong else complaint.round}
    return not any(viewer.user_id in handled_in(complaint, number) for number in sorted(rounds))


def _check_rescoring(complaint: Complaint, person: int | None) -> None:
    wrong = last_score(complaint)
    if wrong is None:
        raise UnableToTakeStep(_("No score has been taken down yet."))
    with by_the_rules():
        clause_3_2_3_may_rescore(
            by_owner=wrong.channel == Channel.ONLINE,
            recorded_by=wrong.employee_id,
            person=person,
            still_last=is_last_word(complaint, wrong),
        )


def may_rescore(viewer: Viewer, complaint: Complaint) -> bool:
    """Whether the last score may be put right by the viewer."""
    return _why_no_rescoring(complaint, viewer.employee_id) is None


def no_rescoring(complaint: Complaint) -> UnableToTakeStep:
    """Why not: for anybody, else for who took it down."""
    found = _why_no_rescoring(complaint, ANYBODY) or _why_no_rescoring(complaint, None)
    return found or UnableToTakeStep("")


def _why_no_rescoring(complaint: Complaint, person: int | None) -> UnableToTakeStep | None:
    try:
        _check_rescoring(complaint, person)
    except UnableToTakeStep as refusal:
        return refusal
    return None


RESCORABLE = Condition[Complaint](may_rescore, no_rescoring)
CAN_COME_BACK = Condition[Complaint](
    lambda _viewer, complaint: comes_back_until(complaint) is not None,
    lambda _complaint: UnableToTakeStep(_("This case cannot be taken up again: register what comes back anew.")),
)
"""By how it ended; until when, the operation asks."""
OTHER_PERSON = Condition[Complaint](is_other_person, handled_by_them)
"""3.2.3: who handled the case in this round neither asks its owner nor closes it."""
SCORED_BY_OTHERS = Condition[Complaint](did_not_earn_the_score, handled_by_them)
"""The same for a score: one that began a round is about the round before it."""
ENDS_BY_OTHERS = Condition[Complaint](
    lambda viewer, complaint: (
        complaint.state != State.RESOLVED
        or bool(is_complainant(viewer, complaint))
        or is_other_person(viewer, complaint)
    ),
    handled_by_them,
)
"""The same for the owner's withdrawal once the work is done, but for the owner themselves."""
ENOUGH_TRIES = Condition[Complaint](lambda _viewer, complaint: tried_enough(complaint), too_few_tries)

ACCESS: Mapping[str, Access[Complaint]] = MappingProxyType(
    {
        "dispatch": Access(_directs, (ON_ITS_OWN,)),
        "merge": Access(_directs, (ON_ITS_OWN,)),
        "accept": Access(_works, (ON_ITS_OWN,)),
        "reassign": Access((has_it_in_hand | leads) & is_not_accused, (ON_ITS_OWN,)),
        "instruct": Access((is_manager | is_director) & is_not_accused),
        "report_back": Access(_answers, (IS_INSTRUCTED,)),
        "send_back": Access(_works, (ON_ITS_OWN,)),
        "plan": Access(_works, (ON_ITS_OWN, IS_COMPLAINT)),
        "resolve": Access(_works, (ON_ITS_OWN, IS_COMPLAINT)),
        "reply": Access(_answers, (ON_ITS_OWN, IS_COMPLAINT)),
        "answer": Access(_answers, (ON_ITS_OWN, IS_ANSWERED)),
        "pass_on": Access(_directs, (ON_ITS_OWN, IS_PRAISE)),
        "convert_to_complex": Access(_answers, (IS_COMPLAINT, CAN_AGREE)),
        "report_progress": Access(_answers, (IS_COMPLAINT, IS_COMPLEX)),
        "correct": Access(_directs),
        "note": Access(_answers),
        "reveal_phone": Access(_answers),
        "unmerge": Access(_directs, (IS_DOUBLE,)),
        "correct_score": Access(_directs, (RESCORABLE, SCORED_BY_OTHERS)),
        "come_back": Access(is_complainant | _directs, (CAN_COME_BACK,)),
        "follow_up": Access(_directs, (OTHER_PERSON,)),
        "close_unreachable": Access(is_not_accused & (is_manager | is_director), (OTHER_PERSON, ENOUGH_TRIES)),
        "withdraw": Access(is_complainant | _directs, (ENDS_BY_OTHERS,)),
        "urge": Access(is_complainant | _directs),
        "add": Access(is_complainant | _answers),
        "rate": Access(is_complainant, (OTHER_PERSON,)),
    }
)
"""Whose each step is, and what must be so, whatever the complaint's state."""

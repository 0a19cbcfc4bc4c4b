"""Who may take which step on a complaint: predicates over the viewer and the row, used by pages, API and operations."""

import rules

from jujiao.kernel.access import STAFF, Role, Viewer
from jujiao.service.complaints.models import Complaint

REGISTERS = tuple(role for role in Role if role in STAFF - {Role.AUDITOR, Role.SYSADMIN})
"""Who takes down a complaint (3.2.1): whomever of the staff the owner turns to. Auditor and system administrator look
on; they have no part in the service."""


@rules.predicate
def is_complainant(viewer: Viewer, complaint: Complaint) -> bool:
    return viewer.person_id is not None and viewer.person_id == complaint.person_id


@rules.predicate
def is_desk(viewer: Viewer, complaint: Complaint) -> bool:
    return viewer.has(Role.CLERK, estate_id=complaint.estate_id)


@rules.predicate
def is_manager(viewer: Viewer, complaint: Complaint) -> bool:
    """Manages the estate. The company acts in the manager's stead where the complaint, or one that is handled together
    with it, is about a colleague: that may be the manager, who then owns nothing of it."""
    if viewer.has(Role.MANAGER, estate_id=complaint.estate_id):
        return True
    return viewer.has(Role.COMPANY, estate_id=complaint.estate_id) and bool(complaint.complained_of)


@rules.predicate
def is_director(viewer: Viewer, complaint: Complaint) -> bool:
    return viewer.has(Role.COMPANY, estate_id=complaint.estate_id)


@rules.predicate
def is_department(viewer: Viewer, complaint: Complaint) -> bool:
    """Works in the department that holds the complaint."""
    return complaint.department_id is not None and viewer.has(
        Role.MEMBER, Role.HEAD, Role.CLERK, department_id=complaint.department_id
    )


@rules.predicate
def is_not_accused(viewer: Viewer, complaint: Complaint) -> bool:
    """The person complained of never sees who complained, so never sees the case (民法典 1034, 投诉人保密). What is
    handled together with a case about them is not theirs either: what they did there would be done for that case."""
    return viewer.employee_id is None or viewer.employee_id not in complaint.complained_of


def names_handler(viewer: Viewer, complaint: Complaint) -> bool:
    """Whether the viewer may name a colleague who takes the case in hand: whoever leads its department, the manager."""
    return viewer.has(Role.HEAD, department_id=complaint.department_id or 0) or bool(is_manager(viewer, complaint))


_answers = (is_desk | is_department | is_manager) & is_not_accused
_directs = (is_desk | is_manager) & is_not_accused

MAY = {
    "dispatch": _directs,
    "merge": _directs,
    "accept": (is_department | is_manager) & is_not_accused,
    "send_back": (is_department | is_manager) & is_not_accused,
    "plan": (is_department | is_manager) & is_not_accused,
    "resolve": (is_department | is_manager) & is_not_accused,
    "reply": _answers,
    "convert_to_complex": _answers,
    "report_progress": _answers,
    "note": _answers,
    "reveal_phone": _answers,
    "follow_up": _directs,
    "close_unreachable": is_not_accused & (is_manager | is_director),
    "withdraw": is_complainant | _directs,
    "urge": is_complainant | _directs,
    "add": is_complainant | _answers,
    "rate": is_complainant,
}


def may(viewer: Viewer, verb: str, complaint: Complaint) -> bool:
    """Whether the step is the viewer's to take; whether it fits the complaint's state is another question."""
    return bool(MAY[verb](viewer, complaint))

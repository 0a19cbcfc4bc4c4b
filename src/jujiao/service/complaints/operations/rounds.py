"""3.2.3: the next round of a complaint (轮次), whatever begins it: its own clocks, and the department begins anew."""

from datetime import datetime
from typing import Any

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.kernel.models import Audience
from jujiao.kernel.record.access import Viewer
from jujiao.rules.service.complaints import Owing, clause_3_2_3_on_reopening
from jujiao.service.complaints.models import Complaint, Kind
from jujiao.service.complaints.operations.dispatching import pass_to
from jujiao.service.complaints.operations.steps import take
from jujiao.service.complaints.operations.telling import tell_desk, tell_heads


def next_round(
    complaint: Complaint,
    verb: str,
    *,
    actor: Viewer,
    now: datetime,
    score: int | None,
    text: str,
    audience: Audience,
    details: dict[str, Any],
) -> None:
    """Begins it by a step on the held complaint; from a set round on under the manager. The head and the desk hear of
    it at once."""
    anew = clause_3_2_3_on_reopening(
        now, complaint.limits, complaint.round + 1, LoadedCalendar(), complaint.contactable
    )
    complaint.round, complaint.satisfaction = anew.round, score
    complaint.kind, complaint.agreed_due_at, complaint.report_every_hours = Kind.ORDINARY, None, None
    complaint.plan, complaint.replied_at, complaint.resolution, complaint.resolved_at = "", None, "", None
    complaint.outcome, complaint.closed_at, complaint.handler = "", None, None
    complaint.leave_group()
    take(complaint, verb, actor=actor, now=now, text=text, audience=audience, details=details, promised=anew.promises)
    pass_to(complaint, complaint.department, None, now)
    by_manager = anew.owing is Owing.MANAGER
    tell_heads(complaint, "reopened", now, manager=by_manager, round=anew.round)
    tell_desk(complaint, "reopened", now, round=anew.round)

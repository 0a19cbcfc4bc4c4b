"""3.2.3: the owner is asked, by somebody who took no step of the round; only their own word ends the case."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.kernel.models import Audience
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import overtake
from jujiao.promises.operations import running
from jujiao.rules.service.complaint_follow_ups import clause_3_2_3_is_satisfied
from jujiao.rules.service.complaint_returns import clause_3_2_3_on_appointment
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints.models import SUBJECT, Channel, Complaint, FollowUpAttempt, Outcome, State
from jujiao.service.complaints.operations.numbers import check_proven
from jujiao.service.complaints.operations.rounds import next_round
from jujiao.service.complaints.operations.steps import FRAME, locked, take
from jujiao.service.complaints.operations.telling import tell_owner
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.texts import NOT_REACHED, REASONS
from jujiao.service.complaints.ways import asked_by, check_way


@transaction.atomic
def record_follow_up(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    channel: str,
    reached: bool,
    score: int | None = None,
    reasons: str = "",
    call_at: datetime | None = None,
) -> Complaint:
    """Records one follow-up attempt (回访): not reached, or reached with the owner's score 1–5 and reasons, on a
    channel on which a colleague can ask this owner; the owner's page is for the owner's own `rate`. `call_at`: reached,
    but not now; the owner named that time, and calling then is promised.

    Satisfied closes the case; dissatisfied opens the next round and tells the head at once."""
    complaint = locked(complaint_id, version=version)
    ACCESS["follow_up"].check(actor, complaint)
    way = check_way(channel, asked_by(complaint))
    if call_at is not None:
        if not reached or score is not None:
            raise UnableToTakeStep(_("Who names another time was reached, and gives no score yet."))
        return _appoint(complaint, actor=actor, now=now, channel=way, call_at=call_at, reasons=reasons)
    if reached and score is None:
        raise UnableToTakeStep(_("Please record the score that the owner gives."))
    if not reached and score is not None:
        raise UnableToTakeStep(_("Only an owner who was reached gives a score."))
    return _hear(complaint, actor=actor, now=now, channel=way, reached=reached, score=score, reasons=reasons)


@transaction.atomic
def rate(
    *, actor: Viewer, now: datetime, complaint_id: int, version: int | None, score: int, reasons: str = ""
) -> Complaint:
    """The owner says on their own page how satisfied they are (评价): as good as a follow-up that reached them, where
    the number by which they signed in is proven to be theirs.

    A member of staff who complained as a resident and handled the case themselves is asked by a colleague."""
    complaint = locked(complaint_id, version=version)
    ACCESS["rate"].check(actor, complaint)
    check_proven(actor, complaint, now)
    return _hear(complaint, actor=actor, now=now, channel=Channel.ONLINE, reached=True, score=score, reasons=reasons)


@transaction.atomic
def close_unreachable(
    *, actor: Viewer, now: datetime, complaint_id: int, version: int | None, reason: str
) -> Complaint:
    """The manager ends a case whose owner was not reached in enough attempts on enough days; never as satisfied.

    A manager who handled it in this round does not: another one, whoever stands in, or the company's director does."""
    complaint = locked(complaint_id, version=version)
    ACCESS["close_unreachable"].check(actor, complaint)
    reason = NOT_REACHED.of(reason, UnableToTakeStep)
    complaint.outcome, complaint.closed_at = Outcome.UNREACHABLE, now
    take(complaint, "close_unreachable", actor=actor, now=now, text=reason)
    return complaint


def _appoint(
    complaint: Complaint, *, actor: Viewer, now: datetime, channel: Channel, call_at: datetime, reasons: str
) -> Complaint:
    reasons = REASONS.of(reasons, UnableToTakeStep)
    due_at = running(SUBJECT, complaint.pk).filter(kind=PromiseKind.FOLLOW_UP).values_list("due_at", flat=True).first()
    with by_the_rules():
        ends, promised = clause_3_2_3_on_appointment(now, call_at, due_at, complaint.limits, LoadedCalendar())
        FRAME.machine.after(complaint.state, "appoint")
    FRAME.end(complaint, ends, at=now)
    details = {"channel": channel, "call_at": call_at}
    overtake(Subject(SUBJECT, complaint.pk), at=now)
    take(complaint, "appoint", actor=actor, now=now, text=reasons, details=details, promised=promised)
    FollowUpAttempt.objects.create(
        complaint=complaint, round=complaint.round, at=now, employee_id=actor.employee_id, channel=channel,
        reached=True, reasons=reasons, call_at=call_at,
    )  # fmt: skip
    return complaint


def _hear(
    complaint: Complaint,
    *,
    actor: Viewer,
    now: datetime,
    channel: Channel,
    reached: bool,
    score: int | None,
    reasons: str,
) -> Complaint:
    reasons = REASONS.of(reasons, UnableToTakeStep)
    details = {"channel": channel, "reached": reached, "score": score}
    if reached:
        overtake(Subject(SUBJECT, complaint.pk), at=now)
    satisfied_from = complaint.limits.whole("complaint.satisfied_from")
    with by_the_rules():
        satisfied = score is not None and clause_3_2_3_is_satisfied(score, satisfied_from)
    if score is None:
        take(complaint, "follow_up_attempt", actor=actor, now=now, text=reasons, details=details)
    elif satisfied:
        complaint.outcome, complaint.satisfaction, complaint.closed_at = Outcome.SATISFIED, score, now
        take(complaint, "close", actor=actor, now=now, text=reasons, audience=Audience.OWNER, details=details)
        tell_owner(complaint, "closed", now, knows=True)
    round_before = complaint.round
    if score is not None and not satisfied:
        if complaint.state != State.RESOLVED:
            raise UnableToTakeStep(_("The owner can be asked once the complaint is done."))
        next_round(
            complaint, "reopen", actor=actor, now=now, score=score, text=reasons, audience=Audience.OWNER,
            details=details,
        )  # fmt: skip
    FollowUpAttempt.objects.create(
        complaint=complaint,
        round=round_before,
        at=now,
        employee_id=actor.employee_id if channel != Channel.ONLINE else None,
        channel=channel,
        reached=reached,
        score=score,
        reasons=reasons,
    )
    return complaint

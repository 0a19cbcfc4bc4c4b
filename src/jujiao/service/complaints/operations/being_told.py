"""3.2.2: an owner who is sent a message counts as told from the moment when a way has accepted it: what that settles
ends then, and not when somebody typed it."""

from datetime import datetime

from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.subjects import Told
from jujiao.promises.models import Promise
from jujiao.promises.operations import keep, running
from jujiao.rules.service.complaint_steps import ANSWERED, AT_WORK, PromiseKind
from jujiao.rules.service.complaints import clause_3_2_2_on_progress
from jujiao.service.complaints.models import SUBJECT, Complaint, Kind, Outcome
from jujiao.service.complaints.operations.dispatching import release
from jujiao.service.complaints.operations.steps import FRAME, hold, take
from jujiao.service.complaints.operations.telling import tell_handlers


def settled_by(complaint: Complaint, verb: str) -> list[Promise]:
    """The running promises of a held complaint that a step keeps once its owner is told of it."""
    return list(running(SUBJECT, complaint.pk).filter(kind__in=FRAME.settled(verb)).order_by("pk"))


def told(complaint_id: int, news: Told) -> None:
    """The owner was reached: ends what that settles and still runs, at that moment, late or not. Of the present round
    it is a first reply, too; a report opens the next, and an answer closes what is no complaint."""
    complaint = hold(complaint_id)
    kept = keep(news.promises, at=news.at)
    kinds = {promise.kind for promise in kept if promise.round == complaint.round}
    if kinds and complaint.open:
        complaint.replied_at = complaint.replied_at or news.at
    if PromiseKind.PROGRESS in kinds and complaint.kind == Kind.COMPLEX and complaint.state in AT_WORK:
        interval, until = complaint.agreement
        following = clause_3_2_2_on_progress(news.at, interval, until)
        FRAME.give(complaint, [following] if following else [], news.at)
    complaint.next_due_at = FRAME.nearest_due(complaint)
    details = {"channel": news.channel, "promises": [promise.kind for promise in kept]}
    FRAME.write(complaint, "told", quietly=True, actor=news.actor, now=news.at, details=details)
    if complaint.answer_sent and kinds & set(ANSWERED.values()):
        close_answered(complaint, actor=news.actor, at=news.at)


def unreached(complaint_id: int, at: datetime) -> None:
    """No message reached the owner, or the number is wrong: whoever has the case in hand hears of it. What was promised
    runs on."""
    complaint = hold(complaint_id)
    FRAME.write(complaint, "unreached", quietly=True, actor=SYSTEM, now=at)
    tell_handlers(complaint, "unreached", at, again=at)


def close_answered(complaint: Complaint, *, actor: Viewer, at: datetime) -> None:
    """Closes a case that is no complaint, as the answer has reached its owner."""
    complaint.outcome, complaint.closed_at, complaint.resolved_at = Outcome.ANSWERED, at, at
    take(complaint, "close_answered", actor=actor, now=at)
    release(complaint, at)

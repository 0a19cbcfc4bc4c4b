"""3.2.3: a score that was taken down wrongly is put right, and a closed complaint that comes back is taken up again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.kernel.models import Audience
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.rules.service.complaint_returns import clause_3_2_3_rescored
from jujiao.service.complaints.models import SUBJECT, Complaint, FollowUpAttempt, Outcome
from jujiao.service.complaints.operations.dispatching import release
from jujiao.service.complaints.operations.merging import part
from jujiao.service.complaints.operations.numbers import check_proven
from jujiao.service.complaints.operations.rounds import next_round
from jujiao.service.complaints.operations.steps import locked, locked_group, take
from jujiao.service.complaints.operations.telling import tell_handlers, tell_owner
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.queries_case import comes_back, last_score
from jujiao.service.complaints.texts import CAME_BACK, CORRECTED


@transaction.atomic
def correct_score(
    *, actor: Viewer, now: datetime, complaint_id: int, version: int | None, score: int, reason: str
) -> Complaint:
    """Puts a score right that was taken down wrongly (更正评分), by another person and with a reason; both stay written
    down. What the wrong one closed begins its next round, and the round that it began is closed.

    UnableToTakeStep for a score that owners gave themselves, or that is not the last word any more."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["correct_score"].check(actor, complaint)
    reason = CORRECTED.of(reason, UnableToTakeStep)
    wrong = last_score(complaint)
    if wrong is None or wrong.score is None or wrong.score == score:
        raise UnableToTakeStep(_("Nothing is different from what is written down already."))
    with by_the_rules():
        verb = clause_3_2_3_rescored(wrong.score, score, complaint.limits.whole("complaint.satisfied_from"))
    details = {"before": wrong.score, "score": score, "channel": wrong.channel}
    match verb:
        case "rescore_reopen":
            next_round(
                complaint, verb, actor=actor, now=now, score=score, text=reason, audience=Audience.INTERNAL,
                details=details,
            )  # fmt: skip
        case "rescore_close":
            for double in doubles:
                part(double, complaint, actor=actor, now=now)
            complaint.outcome, complaint.satisfaction, complaint.closed_at = Outcome.SATISFIED, score, now
            _as_it_was_done(complaint)
            take(complaint, verb, actor=actor, now=now, text=reason, details=details)
            release(complaint, now)
            tell_owner(complaint, "closed", now)
            tell_handlers(complaint, "rescored", now)
        case _:
            complaint.satisfaction = score
            take(complaint, verb, actor=actor, now=now, text=reason, details=details)
    FollowUpAttempt.objects.create(
        complaint=complaint, round=wrong.round, at=now, employee_id=actor.employee_id, channel=wrong.channel,
        reached=True, score=score, reasons=reason, corrects=wrong,
    )  # fmt: skip
    return complaint


@transaction.atomic
def come_back(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, text: str) -> Complaint:
    """Takes a closed complaint up again (再次受理) as its next round, for its owner, within the time set for it.

    UnableToTakeStep where it is too late, or for what cannot come back: then it is a new complaint."""
    complaint = locked(complaint_id, version=version)
    ACCESS["come_back"].check(actor, complaint)
    check_proven(actor, complaint, now)
    text = CAME_BACK.of(text, UnableToTakeStep)
    if not comes_back(complaint, now):
        raise UnableToTakeStep(
            _("It can no longer be taken up again. Please register a new complaint that follows it.")
        )
    next_round(complaint, "come_back", actor=actor, now=now, score=None, text=text, audience=Audience.OWNER, details={})
    tell_owner(complaint, "came_back", now, knows=True, round=complaint.round)
    return complaint


def _as_it_was_done(complaint: Complaint) -> None:
    """What was done, and when, in the round that the wrong score took up again."""
    done = timeline.entries_of(SUBJECT, complaint.pk).filter(verb="resolve").order_by("-seq").first()
    if done is not None:
        complaint.resolution, complaint.resolved_at = done.text, done.at

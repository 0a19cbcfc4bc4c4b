"""3.2.2: answering the owner: first reply, plan, progress, completion."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from jujiao.cases.errors import UnableToTakeStep
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.kernel.models import Audience
from jujiao.kernel.record.access import Viewer
from jujiao.rules.service.complaints import clause_3_2_2_on_progress, clause_3_2_3_on_resolving
from jujiao.service.complaints.models import Complaint, Outcome
from jujiao.service.complaints.operations.dispatching import release
from jujiao.service.complaints.operations.steps import locked, locked_group, take
from jujiao.service.complaints.operations.telling import tell_desk, tell_owner
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.photos import CleanPhoto
from jujiao.service.complaints.texts import TOLD
from jujiao.service.complaints.ways import check_way, way_to, ways_to, ways_to_all


@transaction.atomic
def reply(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    text: str,
    channel: str,
    photos: Sequence[CleanPhoto] = (),
) -> Complaint:
    """Answers the owner (初步回复) by a message or call that reached them; every complainant of a double as well.

    The first one of the round meets the promise of the first reply. UnableToTakeStep for a text that says nothing, and
    for a channel that does not reach each of them."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["reply"].check(actor, complaint)
    text, way = TOLD.of(text, UnableToTakeStep), check_way(channel, ways_to_all([complaint, *doubles]))
    for one in (complaint, *doubles):
        one.replied_at = one.replied_at or now
        take(
            one, "reply", actor=actor, now=now, text=text, audience=Audience.OWNER,
            details={"channel": way_to(one, way)}, photos=photos,
        )  # fmt: skip
        tell_owner(one, "replied", now)
    return complaint


@transaction.atomic
def plan(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, text: str) -> Complaint:
    """Writes down what will be done (处理方案); internal, stops no clock of the owner."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["plan"].check(actor, complaint)
    text = TOLD.of(text, UnableToTakeStep)
    for one in (complaint, *doubles):
        one.plan = text
        take(one, "plan", actor=actor, now=now, text=text)
    return complaint


@transaction.atomic
def report_progress(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    text: str,
    channel: str,
    photos: Sequence[CleanPhoto] = (),
) -> Complaint:
    """Tells the owner of a complex complaint how it stands (进度反馈); closes one promise and opens the next."""
    complaint = locked(complaint_id, version=version)
    ACCESS["report_progress"].check(actor, complaint)
    text, way = TOLD.of(text, UnableToTakeStep), check_way(channel, ways_to(complaint))
    interval, until = complaint.agreement
    following = clause_3_2_2_on_progress(now, interval, until)
    complaint.replied_at = complaint.replied_at or now
    take(
        complaint, "report_progress", actor=actor, now=now, text=text, audience=Audience.OWNER,
        details={"channel": way}, promised=[following] if following else [], photos=photos,
    )  # fmt: skip
    tell_owner(complaint, "progress", now)
    return complaint


@transaction.atomic
def resolve(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    text: str,
    channel: str,
    photos: Sequence[CleanPhoto] = (),
) -> Complaint:
    """Tells the owner that it is done (办结): ends the round's promises and opens that of the follow-up.

    A complainant who left no way to be reached cannot be asked: the case closes, counted apart."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["resolve"].check(actor, complaint)
    text, way = TOLD.of(text, UnableToTakeStep), check_way(channel, ways_to_all([complaint, *doubles]))
    for one in (complaint, *doubles):
        visit = clause_3_2_3_on_resolving(now, one.limits, LoadedCalendar(), one.contactable)
        one.resolution, one.resolved_at, one.replied_at = text, now, one.replied_at or now
        take(
            one, "resolve", actor=actor, now=now, text=text, audience=Audience.OWNER,
            details={"channel": way_to(one, way)}, promised=[visit] if visit else [], photos=photos,
        )  # fmt: skip
        release(one, now)
        if visit is None:
            one.outcome, one.closed_at = Outcome.NO_CONTACT, now
            take(one, "close", actor=actor, now=now)
        tell_owner(one, "resolved", now)
    tell_desk(complaint, "to_follow_up", now)
    return complaint

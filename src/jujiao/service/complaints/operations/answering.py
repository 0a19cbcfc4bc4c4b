"""3.2.2: answering the owner: first reply, plan, progress, completion."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.staff.models import Department, Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.models import Audience
from jujiao.kernel.record.access import Viewer
from jujiao.promises.models import Promise
from jujiao.rules.service.complaints import clause_3_2_2_on_progress, clause_3_2_3_on_resolving
from jujiao.service.complaints.models import Channel, Complaint, Outcome, State
from jujiao.service.complaints.operations.being_told import settled_by
from jujiao.service.complaints.operations.dispatching import release
from jujiao.service.complaints.operations.merging import part
from jujiao.service.complaints.operations.steps import locked, locked_group, take
from jujiao.service.complaints.operations.telling import tell_desk, tell_of_praise, tell_owner
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.photos import CleanPhoto
from jujiao.service.complaints.queries import working_in
from jujiao.service.complaints.texts import TO_DEPARTMENT, TOLD
from jujiao.service.complaints.ways import check_way, told_later, way_to, ways_to, ways_to_all


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
        by = way_to(one, way)
        settles = _settled(one, "reply", by)
        one.replied_at = one.replied_at if told_later(by) else one.replied_at or now
        take(
            one, "reply", actor=actor, now=now, text=text, audience=Audience.OWNER, details={"channel": by},
            photos=photos, told_later=told_later(by),
        )  # fmt: skip
        tell_owner(one, "replied", now, way=by, said=text, settles=settles)
    return complaint


@transaction.atomic
def plan(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, text: str) -> Complaint:
    """Writes down what will be done (处理方案); what the department owes within a set time, and what the
    owner is told at the latest with the first reply. It stops no clock of the owner."""
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
    following, settles = None, _settled(complaint, "report_progress", way)
    if not told_later(way):
        interval, until = complaint.agreement
        following = clause_3_2_2_on_progress(now, interval, until)
        complaint.replied_at = complaint.replied_at or now
    take(
        complaint, "report_progress", actor=actor, now=now, text=text, audience=Audience.OWNER,
        details={"channel": way}, promised=[following] if following else [], photos=photos,
        told_later=told_later(way),
    )  # fmt: skip
    tell_owner(complaint, "progress", now, way=way, said=text, settles=settles)
    return complaint


@transaction.atomic
def answer(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    text: str,
    channel: str,
    photos: Sequence[CleanPhoto] = (),
) -> Complaint:
    """Answers an enquiry or a suggestion (答复) by a message or call that reached its owner, which closes it: a message
    once a way has accepted it. As each owner is reached at another moment, what was handled together is on its own from
    then on."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["answer"].check(actor, complaint)
    text, way = TOLD.of(text, UnableToTakeStep), check_way(channel, ways_to_all([complaint, *doubles]))
    if told_later(way):
        for double in doubles:
            part(double, complaint, actor=actor, now=now)
        complaint.forget_group()
    for one in (*doubles, complaint):
        by = way_to(one, way)
        settles = _settled(one, "answer", by)
        one.resolution = text
        if not told_later(by):
            one.resolved_at, one.replied_at = now, one.replied_at or now
            one.outcome, one.closed_at = Outcome.ANSWERED, now
        take(
            one, "write_answer" if told_later(by) else "answer", actor=actor, now=now, text=text,
            audience=Audience.OWNER, details={"channel": by}, photos=photos,
        )  # fmt: skip
        if one.state == State.CLOSED:
            release(one, now)
        tell_owner(one, "replied", now, way=by, said=text, settles=settles)
    return complaint


@transaction.atomic
def pass_on(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    department: Department,
    employee: Employee | None = None,
    text: str = "",
) -> Complaint:
    """Passes praise on (转达表扬) to a department, and to the colleague who is praised, which closes it."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["pass_on"].check(actor, complaint)
    if department.estate_id != complaint.estate_id:
        raise UnableToTakeStep(_("This department does not belong to the estate."))
    if employee is not None and not working_in(department, today(now)).filter(pk=employee.pk).exists():
        raise UnableToTakeStep(_("%(person)s does not work in this department.") % {"person": employee.name})
    text = TO_DEPARTMENT.of(text, UnableToTakeStep)
    who = employee.name if employee else ""
    for one in (*doubles, complaint):
        one.department, one.handler = department, None
        one.outcome, one.closed_at = Outcome.PASSED_ON, now
        take(one, "pass_on", actor=actor, now=now, text=text, details={"department": department.name, "person": who})
        release(one, now)
        tell_of_praise(one, employee, now)
        tell_owner(one, "passed_on", now)
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
    """Tells the owner that it is done (办结): ends the round's promises and opens that of the follow-up. What is sent
    ends those of the owner once a way has accepted it.

    A complainant who left no way to be reached cannot be asked: the case closes, counted apart. What was done takes the
    place of a plan that was not made; the timeline says so."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["resolve"].check(actor, complaint)
    text, way = TOLD.of(text, UnableToTakeStep), check_way(channel, ways_to_all([complaint, *doubles]))
    for one in (complaint, *doubles):
        by = way_to(one, way)
        settles = _settled(one, "resolve", by)
        visit = clause_3_2_3_on_resolving(now, one.limits, LoadedCalendar(), one.contactable)
        one.resolution, one.resolved_at = text, now
        one.replied_at = one.replied_at if told_later(by) else one.replied_at or now
        take(
            one, "resolve", actor=actor, now=now, text=text, audience=Audience.OWNER,
            details={"channel": by, **({} if one.plan else {"unplanned": True})},
            promised=[visit] if visit else [], photos=photos, told_later=told_later(by),
        )  # fmt: skip
        release(one, now)
        if visit is None:
            one.outcome, one.closed_at = Outcome.NO_CONTACT, now
            take(one, "close", actor=actor, now=now)
        tell_owner(one, "resolved", now, way=by, said=text, settles=settles)
    tell_desk(complaint, "to_follow_up", now)
    return complaint


def _settled(complaint: Complaint, verb: str, way: Channel) -> list[Promise]:
    """What the step keeps once the message is accepted by which the owner is told; nothing where it ends by itself."""
    return settled_by(complaint, verb) if told_later(way) else []

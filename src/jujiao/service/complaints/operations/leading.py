"""3.2.2: who leads gives a case in hand to another colleague, and instructs on a case (督办)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.company.accounts.models import User
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.rules.service.complaint_returns import clause_3_2_2_on_instructing
from jujiao.rules.service.complaints import clause_3_2_1_may_handle
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.operations.dispatching import pass_to
from jujiao.service.complaints.operations.steps import locked, locked_group, take
from jujiao.service.complaints.operations.telling import tell_handlers, tell_heads, tell_users
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.queries import colleagues_for
from jujiao.service.complaints.texts import INSTRUCTED, REPORTED_BACK, TO_DEPARTMENT


@transaction.atomic
def reassign(
    *, actor: Viewer, now: datetime, complaint_id: int, version: int | None, handler: Employee, text: str = ""
) -> Complaint:
    """Gives a complaint that somebody has in hand to a colleague of the department (转办): by whoever leads it, or by
    the one who has it in hand."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["reassign"].check(actor, complaint)
    text = TO_DEPARTMENT.of(text, UnableToTakeStep)
    with by_the_rules():
        clause_3_2_1_may_handle(handler.pk, complaint.complained_of)
    if handler.pk == complaint.handler_id:
        raise UnableToTakeStep(_("%(person)s has it in hand already.") % {"person": handler.name})
    if not colleagues_for(complaint, today(now)).filter(pk=handler.pk).exists():
        raise UnableToTakeStep(_("%(person)s does not work in this department.") % {"person": handler.name})
    for one in (complaint, *doubles):
        before = one.handler.name if one.handler else ""
        one.handler = handler
        take(one, "reassign", actor=actor, now=now, text=text, details={"handler": handler.name, "before": before})
        pass_to(one, one.department, handler, now)
    tell_handlers(complaint, "reassigned", now)
    return complaint


@transaction.atomic
def instruct(
    *, actor: Viewer, now: datetime, complaint_id: int, version: int | None, text: str, due_at: datetime
) -> Complaint:
    """The manager or the company instructs on a case (督办): what they want to hear, and until when. Whoever has it in
    hand owes an answer; a further instruction replaces the one before, whose miss stays."""
    complaint = locked(complaint_id, version=version)
    ACCESS["instruct"].check(actor, complaint)
    text = INSTRUCTED.of(text, UnableToTakeStep)
    with by_the_rules():
        promised = clause_3_2_2_on_instructing(now, due_at, complaint.limits)
    take(complaint, "instruct", actor=actor, now=now, text=text, details={"due_at": due_at}, promised=[promised])
    tell_handlers(complaint, "instructed", now)
    tell_heads(complaint, "instructed", now, manager=False)
    return complaint


@transaction.atomic
def report_back(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, text: str) -> Complaint:
    """Answers the instruction on a case (督办回复); whoever gave it hears of it."""
    complaint = locked(complaint_id, version=version)
    ACCESS["report_back"].check(actor, complaint)
    text = REPORTED_BACK.of(text, UnableToTakeStep)
    asked = timeline.entries_of(SUBJECT, complaint.pk).filter(verb="instruct").order_by("-seq").first()
    if asked is None:
        raise UnableToTakeStep(_("Nobody has instructed on this case."))
    take(complaint, "report_back", actor=actor, now=now, text=text)
    tell_users(User.objects.filter(pk=asked.actor_id or 0), complaint, "reported_back", now)
    return complaint

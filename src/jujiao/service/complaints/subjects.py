"""What promises, timelines and notices of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.pages.addresses import address
from jujiao.kernel.record.subjects import PromiseKind, SubjectKind
from jujiao.rules.service.complaint_steps import PromiseKind as Promised
from jujiao.rules.service.complaints import RULES
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.operations.being_told import told, unreached
from jujiao.service.complaints.operations.steps import FRAME, hold
from jujiao.service.complaints.queries import headlines, in_short
from jujiao.service.complaints.queries_case import shows
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.web.next_steps import next_steps


def case_page(complaint_id: int) -> str:
    """The page for staff."""
    return address("complaints:case", complaint_id)


def owners_page(complaint_id: int) -> str:
    """The page for its owner."""
    return address("complaints_owner:case", complaint_id)


COMPLAINT = SubjectKind(
    key=SUBJECT,
    label=_("Complaint"),
    model=Complaint,
    number="number",
    # Cases that are handled together are kept from whoever any of them is about: the main one, its doubles, and these
    # from each other.
    kept_from=(
        "about_employee",
        "merged_into__about_employee",
        "merged__about_employee",
        "merged_into__merged__about_employee",
    ),
    url=case_page,
    owners_url=owners_page,
    promises=tuple(
        PromiseKind(rule=RULES[kind], label=label, colour=colour, step=step, step_label=words)
        for kind, label, colour, step, words in (
            (Promised.DISPATCH, _("Hand to a department"), "blue", "dispatch", _("Dispatch")),
            (Promised.ACCEPT, _("Taking in hand"), "orange", "accept", _("Take in hand")),
            (Promised.PLAN, _("Plan"), "yellow", "plan", _("Write the plan")),
            (Promised.FIRST_REPLY, _("First reply"), "azure", "reply", _("First reply")),
            (Promised.RESOLVE, _("Completion"), "green", "resolve", _("Complete")),
            (Promised.PROGRESS, _("Progress report"), "purple", "report_progress", _("Report progress")),
            (Promised.INSTRUCTION, _("Instruction"), "red", "report_back", _("Answer the instruction")),
            (Promised.ENQUIRY, _("Answer to an enquiry"), "azure", "answer", _("Answer and close")),
            (Promised.SUGGESTION, _("Answer to a suggestion"), "teal", "answer", _("Answer and close")),
            (Promised.FOLLOW_UP, _("Follow-up visit"), "teal", "follow_up", _("Follow up")),
            (Promised.APPOINTMENT, _("Call at the time agreed"), "teal", "follow_up", _("Follow up")),
        )
    ),
    headlines=headlines,
    in_short=in_short,
    due_moved=FRAME.refresh_due,
    hold=hold,
    shows=shows,
    told=told,
    unreached=unreached,
    steps=COMPLAINT_STEPS,
    next_steps=next_steps,
)

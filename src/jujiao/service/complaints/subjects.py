"""What promises, timelines and notices of this app speak of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.subjects import SubjectKind
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations.steps import SUBJECT, hold, refresh_due
from jujiao.service.complaints.queries import headlines


def case_page(complaint_id: int) -> str:
    """The page for staff."""
    return reverse("complaints:case", args=[complaint_id])


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
    actions={
        "dispatch": "dispatch",
        "first_reply": "reply",
        "resolve": "resolve",
        "progress": "report_progress",
        "follow_up": "follow_up",
    },
    headlines=headlines,
    due_moved=refresh_due,
    hold=hold,
)

"""What timelines of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyBar, DutyPost, Leave
from jujiao.kernel.record.subjects import SubjectKind

DUTY_POST = SubjectKind(
    key="duty_post", label=_("Post to be covered"), model=DutyPost, estate_column="estate_id", number="name"
)
"""What is planned for a post, and who was there, stands on its timeline."""
LEAVE = SubjectKind(key="leave", label=_("Leave"), model=Leave)
DUTY_BAR = SubjectKind(key="duty_bar", label=_("Bar from nights or overtime"), model=DutyBar)
"""Leave and bars have timelines of their own: those of employees are read by more people."""

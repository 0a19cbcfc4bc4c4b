"""Who receives visitors, who hands over a post, and who looks at its cover."""

from django.utils.translation import gettext as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.permissions import may_plan
from jujiao.company.staff.models import DepartmentKind
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import Role, Viewer

RECEIVES = (Role.CLERK, Role.MANAGER)
"""Who takes down a visit: whoever is at the desk."""
SEES_VISITS = (*RECEIVES, Role.COMPANY, Role.AUDITOR)
NAMES = (*RECEIVES, Role.COMPANY)
"""Who reads the names of visitors whole (1.3.1)."""
ANSWERS = (Role.ADMINISTRATION, Role.MANAGER, Role.COMPANY, Role.AUDITOR)
"""Who looks at all posts of an estate."""
COVERS = (Role.CLERK, Role.MEMBER, Role.HEAD)
SEES_HANDOVERS = (*COVERS, *ANSWERS)
SEES_COVER = (Role.CLERK, Role.HEAD, *ANSWERS)
PLANS = (Role.HEAD, Role.ADMINISTRATION, Role.MANAGER)
"""Who says what is handed over; see `may_plan`."""


def sees_post(viewer: Viewer, duty_post: DutyPost) -> bool:
    """Whether the viewer covers the post, heads its department, or looks at all posts of its estate."""
    if viewer.has(*ANSWERS, estate_id=duty_post.estate_id):
        return duty_post.estate.company_id == viewer.company_id
    if viewer.has(*COVERS, department_id=duty_post.department_id):
        return True
    desk = duty_post.department.kind == DepartmentKind.CUSTOMER_SERVICE
    return desk and viewer.has(Role.CLERK, estate_id=duty_post.estate_id)


def permit_things(actor: Viewer, duty_post: DutyPost) -> None:
    """NotAllowed for who does not plan the post."""
    if not may_plan(actor, duty_post):
        raise NotAllowed(_("What is handed over at this post is for its department's head to say."))

"""Who makes rosters, and who sees them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.permissions import KEEP, PLAN, may_plan
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import DepartmentKind
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import Role, Viewer, may, permit
from jujiao.people.rosters.models import RosterPost, RosterState, Swap

__all__ = [
    "KEEP",
    "PLAN",
    "SEES",
    "SEES_ALL",
    "may_decide_swap",
    "may_plan_all",
    "own_posts",
    "permit_keep",
    "permit_plan_all",
    "plannable_by",
    "seen_by",
    "sees_inside",
]

SEES_ALL = (*KEEP, Role.COMPANY, Role.AUDITOR)
"""Who sees every roster of an estate."""
SEES = (Role.CLERK, Role.MEMBER, Role.HEAD, *SEES_ALL)


def may_plan_all(actor: Viewer, posts: Iterable[DutyPost]) -> bool:
    """Whether the actor plans duties of every one of some posts."""
    return all(may_plan(actor, post) for post in posts)


def permit_plan_all(actor: Viewer, posts: Iterable[DutyPost]) -> None:
    if not may_plan_all(actor, posts):
        raise NotAllowed(_("A roster is for those to make who plan duties of all its posts."))


def permit_keep(actor: Viewer, estate: Estate) -> None:
    """NotAllowed unless the actor says what is needed at an estate."""
    sentence = _("What is needed is for administration and the estate manager to say.")
    permit(actor, *KEEP, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)


def sees_inside(viewer: Viewer, estate: Estate, posts: Iterable[DutyPost]) -> bool:
    """Whether somebody who sees a roster also sees its gaps, who has how much of it, and who has acknowledged it:
    those who answer for the estate, and the heads of its posts."""
    if may(viewer, *SEES_ALL, company_id=estate.company_id, estate_id=estate.pk):
        return True
    return any(viewer.has(Role.HEAD, department_id=post.department_id) for post in posts)


def own_posts(viewer: Viewer, *roles: Role) -> Q:
    """The posts to be covered of the departments in which the viewer holds one of `roles`; for clerks of an estate,
    those of its desk too."""
    mine = Q(department__in=viewer.department_ids(*roles))
    if Role.CLERK in roles:
        desks = viewer.estate_ids(Role.CLERK)
        mine |= Q(department__kind=DepartmentKind.CUSTOMER_SERVICE, estate__in=desks or ())
    return mine & Q(estate__company=viewer.company_id or 0)


def seen_by(viewer: Viewer) -> Q:
    """The rosters that the viewer sees: all of the estates for which they answer, those of the departments that they
    head, and, once published, those of the departments where they work."""
    ours = Q(estate__company=viewer.company_id or 0)
    answered_for = viewer.estate_ids(*SEES_ALL)
    if answered_for is None:
        return ours
    of_heads = _with_post(own_posts(viewer, Role.HEAD))
    of_all = _with_post(own_posts(viewer, Role.CLERK, Role.MEMBER, Role.HEAD)) & Q(state=RosterState.PUBLISHED)
    return ours & (Q(estate__in=answered_for) | of_heads | of_all)


def _with_post(posts: Q) -> Q:
    found = RosterPost.objects.filter(roster=OuterRef("pk"), duty_post__in=DutyPost.objects.filter(posts))
    return Q(Exists(found))


def plannable_by(viewer: Viewer) -> Q:
    """The posts in use for which the viewer may plan duties."""
    everywhere = viewer.estate_ids(*KEEP)
    kept = Q() if everywhere is None else Q(estate__in=everywhere)
    return kept & Q(estate__company=viewer.company_id or 0, in_use=True) | own_posts(viewer, Role.HEAD) & Q(in_use=True)


def may_decide_swap(viewer: Viewer, swap: Swap) -> bool:
    """Whether the viewer approves or refuses a swap: whoever plans the posts of its duties, and is not in it."""
    posts = [duty.duty_post for duty in (swap.duty, swap.in_return) if duty is not None]
    return viewer.employee_id not in (swap.asker_id, swap.other_id) and may_plan_all(viewer, posts)

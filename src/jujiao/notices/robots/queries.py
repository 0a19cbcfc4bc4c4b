"""Which robots somebody keeps, and what a robot may say."""

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.machine.sealing import Seal
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.notice_kinds import NoticeGroup
from jujiao.notices.robots.models import Robot

KEEPERS = (Role.ADMINISTRATION, Role.SYSADMIN)
SECRETS = Seal("robots")


def kept_by(viewer: Viewer) -> QuerySet[Robot]:
    """The robots of the estates for which the viewer keeps them; those of all estates by who keeps them for all."""
    theirs = Q(estate__in=estates_of(viewer, *KEEPERS).order_by())
    if keeps_all(viewer):
        theirs |= Q(estate__isnull=True)
    return Robot.objects.filter(theirs, company=viewer.company_id or 0)


def listed(viewer: Viewer) -> QuerySet[Robot]:
    """The same with how each gets on, by name."""
    waiting = Count("sayings", filter=Q(sayings__state="waiting"))
    return kept_by(viewer).select_related("estate", "pace").annotate(waiting=waiting).order_by("name", "id")


def get_for(viewer: Viewer, robot_id: int) -> Robot:
    """One of them; Http404 for whoever keeps it not."""
    return get_object_or_404(kept_by(viewer).select_related("estate", "pace"), pk=robot_id)


def keeps_all(viewer: Viewer) -> bool:
    """Whether the viewer keeps robots of all estates."""
    return viewer.has(*KEEPERS) and viewer.estate_ids(*KEEPERS) is None


def groups() -> list[NoticeGroup]:
    """What a robot may say: the work of whoever is on duty. What is for one person alone, such as news of their own
    case or of their account, is none of a group chat's."""
    found = {kind.group for chapter in chapters() for kind in chapter.notices.values()}
    return sorted((group for group in found if group.service), key=lambda group: group.rank)


def address_of(robot: Robot) -> str:
    """Its webhook, and behind a # what it is signed with. SealBroken where the secret key is another one."""
    secret = SECRETS.open(robot.secret) if robot.secret else ""
    return f"{SECRETS.open(robot.address)}#{secret}"

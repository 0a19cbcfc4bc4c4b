"""Who may change what at an estate."""

from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.kernel.access import SYSTEM, Role, Viewer
from jujiao.kernel.errors import NotAllowed


def permit(actor: Viewer, estate: Estate, *roles: Role) -> None:
    """NotAllowed unless the actor holds one of `roles` at the estate, or is the system itself."""
    if not may(actor, estate, *roles):
        raise NotAllowed(_("At %(estate)s this is for others to do.") % {"estate": estate.name})


def may(actor: Viewer, estate: Estate, *roles: Role) -> bool:
    """Whether the actor holds one of `roles` at the estate; a grant for all estates is one for those of the company."""
    return actor == SYSTEM or (actor.company_id == estate.company_id and actor.has(*roles, estate_id=estate.pk))

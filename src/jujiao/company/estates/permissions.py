"""Who may change what at an estate."""

from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.kernel.record import access
from jujiao.kernel.record.access import Role, Viewer


def permit(actor: Viewer, estate: Estate, *roles: Role) -> None:
    """NotAllowed unless the actor holds one of `roles` at the estate, or is the system itself."""
    sentence = _("At %(estate)s this is for others to do.") % {"estate": estate.name}
    access.permit(actor, *roles, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)


def may(actor: Viewer, estate: Estate, *roles: Role) -> bool:
    """Whether the actor holds one of `roles` at the estate; a grant for all estates is one for those of the company."""
    return access.may(actor, *roles, company_id=estate.company_id, estate_id=estate.pk)

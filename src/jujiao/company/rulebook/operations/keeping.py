"""Who may change the rulebook, and the row under its lock."""

from django.utils.translation import gettext as _

from jujiao.company.estates.models import Company
from jujiao.company.rulebook import queries
from jujiao.company.rulebook.models import Parameter, RulebookVersion, VersionState
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import SYSTEM, Role, Viewer, permit
from jujiao.rules.figure import Figure

DRAFTERS = (Role.ADMINISTRATION, Role.MANAGER, Role.COMPANY)
PUBLISHERS = (Role.COMPANY,)
SUBJECT = "rulebook"


class UnableToDraft(UnableTo):
    """A draft cannot be opened or changed as asked."""


def only(roles: tuple[Role, ...], actor: Viewer, company: Company) -> None:
    """Somebody of this company with one of the roles; for somebody of no company it is not even there."""
    if actor != SYSTEM and queries.company_of(actor).pk != company.pk:
        raise NotAllowed(_("This rulebook belongs to another company."))
    permit(actor, *roles, sentence=_refusal(roles))


def _refusal(roles: tuple[Role, ...]) -> str:
    if roles == PUBLISHERS:
        return _("Only the company's director puts a version in force.")
    if roles == DRAFTERS:
        return _("Drafts are made by administration, estate managers and the director.")
    return _("This step is for employees.")


def locked(version: RulebookVersion, row_version: int) -> RulebookVersion:
    """The draft under a lock, as the one who changes it has seen it; refused where it is published, or gone."""
    held = RulebookVersion.objects.select_for_update().filter(pk=version.pk).first()
    if held is None:
        raise UnableToDraft(_("This draft has been thrown away by somebody else."))
    version = held
    if version.state != VersionState.DRAFT:
        raise UnableToDraft(_("Version %(number)s is published and never changes.") % {"number": version.number})
    sentence = _("Somebody else has changed this draft. Reload to see it as it is now.")
    freshness.check(given=row_version, current=version.version, sentence=sentence)
    return version


def shipped_row(version: RulebookVersion, figure: Figure) -> Parameter:
    """A figure as the product ships it, for a version; not saved."""
    return Parameter(
        rulebook_version=version,
        key=figure.key,
        value=figure.value,
        unit=figure.unit.value,
        kind=figure.kind.value,
        clause=figure.clause,
        source=figure.source_zh,
        enabled=figure.on_by_default,
    )

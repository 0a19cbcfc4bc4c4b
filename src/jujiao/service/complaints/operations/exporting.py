"""1.3.1: complaints leave the system with who complained: for a reason that stays on record, and not too many."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.permissions import permit
from jujiao.company.estates.queries import SEE_PEOPLE
from jujiao.company.rulebook.queries import figures, version_in_force
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.rules.privacy import Export, clause_1_3_1_export
from jujiao.rules.texts import says_anything
from jujiao.service.complaints.texts import EXPORTED


class UnableToExport(UnableTo):
    """The reason is missing, or there are too many."""


@transaction.atomic
def export_people(*, actor: Viewer, now: datetime, rows: Mapping[int, int], reason: str) -> str:
    """Writes down at each estate how many complaints leave with who complained, and why; `rows` by the estate. Returns
    the reason as it is kept. More than one person may take out alone are refused."""
    reason = EXPORTED.of(reason, UnableToExport)
    if not says_anything(reason):
        raise UnableToExport(_("Say in a few words what names and phones are needed for."))
    for estate in Estate.objects.select_for_update().filter(pk__in=rows).order_by("pk"):
        permit(actor, estate, *SEE_PEOPLE)
        in_force = version_in_force(estate.company_id, now)
        asks = clause_1_3_1_export(sum(rows.values()), figures(in_force.pk, estate.pk))
        if asks is not Export.WITH_REASON:
            raise UnableToExport(
                _("%(rows)s complaints with names and phones are more than may leave at once. Narrow the list first.")
                % {"rows": f"{sum(rows.values()):,}"}
            )
        note(estate, "export_people", actor, now, text=reason, rows=rows[estate.pk])
    return reason

"""The lists of the desk: their filters and orders."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.pages.filters import Choice, Day, Switch, Words
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Viewer
from jujiao.service.desk.models import Outcome
from jujiao.service.desk.permissions import NAMES, SEES_HANDOVERS, SEES_VISITS

WORDS = Words("q", _("Name, room or words"), ("person__name", "visitor_name", "room__code", "text"))
ONLY_WORDS = Words("q", _("Room or words"), ("room__code", "text"))


def visits_table(viewer: Viewer) -> Table:
    """Visits, the latest first. Who reads names masked does not find them by a name either."""
    return Table(
        orders=[Order("new", _("Latest first"), ("-came_at", "-id"))],
        filters=[
            WORDS if viewer.has(*NAMES) else ONLY_WORDS,
            Choice("outcome", _("Outcome"), Outcome.choices),
            Day("from", _("From"), lookup="came_at__date__gte"),
            Day("until", _("Until"), lookup="came_at__date__lte"),
            Choice("estate", _("Estate"), lambda: _named(estates_of(viewer, *SEES_VISITS)), named=True),
        ],
    )


def handovers_table(viewer: Viewer) -> Table:
    """Handovers, the latest first."""
    return Table(
        orders=[Order("new", _("Latest first"), ("-given_at", "-id"))],
        filters=[
            Words("q", _("Post or name"), ("attendance__duty_post__name", "attendance__employee__name")),
            Switch("open", _("Waits to be signed"), by=lambda rows: rows.filter(taken_at=None)),
            Choice(
                "estate", _("Estate"), lambda: _named(estates_of(viewer, *SEES_HANDOVERS)),
                field="attendance__duty_post__estate", named=True,
            ),
        ],
    )  # fmt: skip


def _named(rows: QuerySet[Estate]) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in rows]

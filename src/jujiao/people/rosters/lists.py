"""The list of rosters: its filters, its order, and what its rows show."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.pages.filters import Choice
from jujiao.kernel.pages.tables import Order, Table
from jujiao.people.rosters.models import RosterState

TABLE = Table(
    orders=[Order("new", _("Latest days first"), ("-first", "-id"))],
    filters=[Choice("state", _("State"), RosterState.choices)],
)

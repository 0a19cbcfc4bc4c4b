"""The lists of requisitions and headcounts: their filters and orders."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.pages.filters import Choice, Switch, Words
from jujiao.kernel.pages.presets import Preset
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Role, Viewer
from jujiao.people.requisitions.models import RequisitionRound, State
from jujiao.people.requisitions.queries import SEES, rounds_for
from jujiao.rules.people.requisition_steps import OPEN

WORDS = Words("q", _("Number or department"), ("number", "department__name"))
ROUNDS = 12
"""Rounds offered by the filter: older ones are found by their page."""


def requisitions_table(viewer: Viewer, now: datetime) -> Table:
    """Requisitions, the newest first."""
    return Table(
        orders=[Order("new", _("Newest"), ("-id",))],
        filters=[
            WORDS,
            Choice("state", _("State"), State.choices),
            Switch("open", _("Not finished"), by=lambda rows: rows.filter(state__in=sorted(OPEN))),
            Switch("late", _("Late"), by=lambda rows: rows.filter(state__in=sorted(OPEN), next_due_at__lt=now)),
            Choice("round", _("Round"), lambda: _named(rounds_for(viewer)[:ROUNDS]), field="asked_in", named=True),
            Choice("estate", _("Estate"), lambda: _named(estates_of(viewer, *SEES)), named=True),
        ],
    )


def presets(viewer: Viewer) -> list[Preset]:
    """The views of the list that somebody in these posts expects."""
    asks = viewer.has(Role.HEAD)
    first = Preset(State.ASKED.label, f"state={State.ASKED}") if asks else Preset(_("Not finished"), "open=1")
    return [first, Preset(_("Late"), "late=1"), Preset(State.ACCEPTED.label, f"state={State.ACCEPTED}")]


def headcount_table(viewer: Viewer) -> Table:
    """Headcounts by department."""
    return Table(
        orders=[Order("department", _("By department"), ("department_id", "id"))],
        filters=[
            Words("q", _("Department or post"), ("department__name", "post__name", "post__code")),
            Switch("open", _("Seats open"), by=_with_open_seats),
            Choice(
                "estate", _("Estate"), lambda: _named(estates_of(viewer, *SEES)), field="department__estate",
                named=True,
            ),
        ],
    )  # fmt: skip


def rounds_of(viewer: Viewer) -> QuerySet[RequisitionRound]:
    """The rounds, the newest first."""
    return rounds_for(viewer).order_by("-starts_on", "-id")


def _with_open_seats(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(approved__gt=F("reduced") + F("reserved") + F("filled"))


def _named(rows: QuerySet[Any]) -> list[tuple[int, str]]:
    return [(row.pk, str(row)) for row in rows]

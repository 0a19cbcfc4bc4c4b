"""3.1.1: a published roster whose duties are changed elsewhere, on the board of duties, is told as any change of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app

from jujiao.company.duty.models import Duty
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.declared import ComingAndGoing
from jujiao.people.rosters.models import Roster, RosterReceipt
from jujiao.people.rosters.operations.frame import edited, hold_roster
from jujiao.people.rosters.operations.lapsing import lapse_swaps_of
from jujiao.people.rosters.queries import roster_at

TELL_CHANGES: Final = "rosters.tell_changes"
"""The name under which the worker knows the job that tells of such changes."""


def replanned(duty_ids: Sequence[int], now: datetime) -> None:
    """Has the worker tell it. Whoever plans holds the people already, and steps on rosters hold the roster first: held
    here, the two would wait in a circle."""
    if any(roster.published for roster in _rosters(Duty.objects.filter(pk__in=duty_ids))):
        app.configure_task(TELL_CHANGES).defer(duty_ids=list(duty_ids), at=now.isoformat())


@transaction.atomic
def tell_changes(*, duty_ids: Sequence[int], at: datetime, now: datetime) -> None:
    """Tells those whose duties in published rosters were changed at an instant, but for those who were told since, as
    steps on the roster itself do; done again, it changes nothing."""
    duties = list(Duty.objects.filter(pk__in=duty_ids).order_by("pk"))
    for roster_id in sorted({roster.pk for roster in _rosters(duties) if roster.published}):
        roster = hold_roster(roster_id)
        meant = {duty.employee_id for duty in duties if roster in _rosters([duty])}
        told = RosterReceipt.objects.filter(roster=roster, employee__in=meant, told_at__gte=at)
        if people := meant - set(told.values_list("employee_id", flat=True)):
            edited(roster, people, verb="replan_in_roster", actor=SYSTEM, now=now, duties=list(duty_ids))
    lapse_swaps_of(duties, now=now)


def _rosters(duties: Iterable[Duty]) -> list[Roster]:
    found = (roster_at(duty.duty_post_id, today(duty.starts_at)) for duty in duties)
    return [roster for roster in found if roster is not None]


FOLLOWS: Final = ComingAndGoing(replanned=replanned)

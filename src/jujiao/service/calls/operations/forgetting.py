"""3.1.2, 个人信息保护法 19: after some months nobody keeps whose number called."""

from datetime import datetime, time
from typing import Final

from django.db import transaction
from django.db.models import Q

from jujiao.company.estates.models import Company, Estate
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.queries import today
from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.calls.calling_back import clause_3_1_2_numbers_go
from jujiao.service.calls.models import Call, CallBack, Leg

TOGETHER: Final = 500
"""Calls whose numbers go in one transaction."""
KNOWN: Final = ~Q(number="") | ~Q(shown_number="") | ~Q(note="") | Q(person__isnull=False)


def forget_numbers(company: Company, *, now: datetime) -> int:
    """Has the numbers go of calls and call-backs of months ago, a part at a time, with what was noted of whoever
    called; of how many that was. What waits still keeps its number, and records go with the calls that they tell of."""
    version = in_force(company.pk, now)
    if version is None:
        return 0
    count = 0
    for estate in Estate.objects.filter(company=company).order_by("pk"):
        day = clause_3_1_2_numbers_go(today(now), figures(version.pk, estate.pk))
        if day is not None:
            before = datetime.combine(day, time.min, SHANGHAI)
            count += _forget_calls(estate, before) + _forget_call_backs(estate, before)
    return count


def _forget_calls(estate: Estate, before: datetime) -> int:
    count = 0
    while found := _forget_some(estate, before):
        count += found
    return count


@transaction.atomic
def _forget_some(estate: Estate, before: datetime) -> int:
    meant = Call.objects.filter(KNOWN, estate=estate, began_at__lt=before).order_by("pk")
    held = list(meant.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True)[:TOGETHER])
    Leg.objects.filter(call__in=held).update(outside="")
    return Call.objects.filter(pk__in=held).update(number="", shown_number="", note="", person=None)


def _forget_call_backs(estate: Estate, before: datetime) -> int:
    ended = CallBack.objects.filter(estate=estate, ended_at__lt=before).exclude(number="")
    return ended.update(number="")

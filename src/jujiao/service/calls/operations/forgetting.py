"""3.1.2, 个人信息保护法 19: after some months nobody keeps whose number called."""

from datetime import datetime, time
from typing import Final

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from jujiao.company.estates.models import Company, Estate
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.queries import today
from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.calls.calling_back import clause_3_1_2_numbers_go
from jujiao.service.calls.models import Call, CallBack, Leg, Record

TOGETHER: Final = 500
"""Calls whose numbers go in one transaction."""
A_NUMBER: Final = r"\d{7}"
"""No extension is so long."""


def forget_numbers(company: Company, *, now: datetime) -> int:
    """Has the numbers go of calls and call-backs of months ago, a part at a time, with what was noted of whoever
    called and with the words of the records; of how many calls that was. What waits still keeps its number."""
    version = in_force(company.pk, now)
    if version is None:
        return 0
    count = 0
    for estate in Estate.objects.filter(company=company).order_by("pk"):
        day = clause_3_1_2_numbers_go(today(now), figures(version.pk, estate.pk))
        if day is not None:
            before = datetime.combine(day, time.min, SHANGHAI)
            count += _forget_calls(estate, before, now)
            CallBack.objects.filter(estate=estate, ended_at__lt=before).exclude(number="").update(number="")
            Record.objects.filter(source__estate=estate, received_at__lt=before).exclude(body="").update(body="")
    return count


def _forget_calls(estate: Estate, before: datetime, now: datetime) -> int:
    count = 0
    while found := _forget_some(estate, before, now):
        count += found
    return count


@transaction.atomic
def _forget_some(estate: Estate, before: datetime, now: datetime) -> int:
    meant = Call.objects.filter(estate=estate, began_at__lt=before, numbers_gone_at=None).order_by("pk")
    held = list(meant.select_for_update(skip_locked=True).values_list("pk", flat=True)[:TOGETHER])
    legs = Leg.objects.filter(call__in=held)
    legs.update(outside="")
    # A call that was passed on made a mobile phone ring, and the leg may be named after it.
    legs.filter(extension__regex=A_NUMBER).update(extension="", leg=Concat(Value("gone "), Cast("pk", CharField())))
    gone = {"number": "", "shown_number": "", "note": "", "person": None, "numbers_gone_at": now}
    return Call.objects.filter(pk__in=held).update(**gone)

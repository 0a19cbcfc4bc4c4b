"""Scripts and seats, for the tests and drills of all apps."""

from datetime import datetime, timedelta
from typing import Any

from jujiao.company.duty.models import Attendance
from jujiao.company.estates.models import Company, Estate
from jujiao.company.staff.models import Employee
from jujiao.service.calls.models import Occasion, Script, ScriptVersion, Seat, Telephone
from jujiao.testing.cast import NOW, Cast

GREETING = "{时段问候}，{小区}客服中心，我是{接听人}，请问有什么可以帮您？"


def script(
    company: Company, estate: Estate | None, text: str = GREETING, *, now: datetime = NOW, **more: Any
) -> Script:
    """One with its first version, of the first occasion that has none there."""
    there = Script.objects.filter(company=company, estate=estate).values_list("occasion", flat=True)
    free = [each for each in Occasion if each not in set(there)]
    occasion = more.pop("occasion", free[0] if free else None)
    if occasion is None:
        return Script.objects.filter(company=company, estate=estate).latest("pk")
    made = Script.objects.create(company=company, estate=estate, occasion=occasion, **more)
    ScriptVersion.objects.create(script=made, number=1, text=text, published_at=now - timedelta(days=1))
    return made


def a_script(cast: Cast) -> Script:
    """Of the cast's own estate."""
    return script(cast.company, cast.estate)


def seat(telephone: Telephone, employee: Employee, now: datetime = NOW) -> Seat:
    """Somebody who signed on a while ago and sits there since."""
    at = now - timedelta(hours=1)
    attendance = Attendance.objects.create(
        employee=employee, duty_post=telephone.duty_post, signed_on_at=at, dress_in_order=True, looks_in_order=True
    )
    return Seat.objects.create(telephone=telephone, attendance=attendance, employee=employee, from_at=at)

"""What somebody has in hand goes back to whoever answers for it when they leave: on the last day, by the worker."""

from datetime import date, datetime, time
from typing import Any, Final

from django.utils import timezone
from procrastinate.contrib.django import app

from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import employed, today
from jujiao.kernel.record.chapters import chapters

HAND_OVER: Final = "staff.hand_over"
"""The name under which the worker knows the job that hands over."""


def hand_over_later(employee: Employee, now: datetime) -> None:
    """Has it done at once where the last day has come, else when it begins; inside the caller's transaction: no commit,
    no hand-over. Steps that name a handler hold their subject first, so this never happens while the employee is held.
    """
    if employee.left_on is None:
        return
    begins = timezone.make_aware(datetime.combine(employee.left_on, time.min))
    later: dict[str, Any] = {"schedule_at": begins} if begins > now else {}
    app.configure_task(HAND_OVER, **later).defer(employee_id=employee.pk, left_on=employee.left_on.isoformat())


def hand_over(*, employee_id: int, left_on: date, now: datetime) -> None:
    """Hands over what the employee has in hand, of every kind; done again it finds nothing. Nothing where the last day
    is another by now, or none: whoever corrected it has ordered anew."""
    if Employee.objects.filter(pk=employee_id, left_on=left_on).exists():
        for chapter in chapters():
            for each in chapter.in_hand:
                each.hand_back(employee_id=employee_id, now=now)


def find_left_behind(*, now: datetime) -> int:
    """Orders the hand-over of whatever those have in hand whose last day is over: what they took up on that very day,
    or what was left before anybody saw to it. How many there are."""
    departed = Employee.objects.exclude(employed(today(now))).in_bulk()
    ids = {held.employee_id for chapter in chapters() for each in chapter.in_hand for held in each.of(departed.keys())}
    for employee_id in sorted(ids):
        hand_over_later(departed[employee_id], now)
    return len(ids)

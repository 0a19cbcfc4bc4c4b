"""Work of the worker: what comes of itself when a day is over."""

from datetime import date, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from jujiao.company.accounts.operations import close_account
from jujiao.company.staff.models import Employee, WorkbookImport
from jujiao.company.staff.operations.handing_over import HAND_OVER, find_left_behind, hand_over
from jujiao.company.staff.operations.imports import KEPT
from jujiao.company.staff.queries import employed, today
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry
from jujiao.kernel.record.access import SYSTEM


@app.periodic(cron="7 * * * *")
@app.task(name="staff.tidy", queueing_lock="staff.tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - when the run was planned; what counts is when it happens
    """Every hour: what those who have left had in hand is handed over, their accounts are closed, and workbooks that
    nobody confirmed are forgotten."""
    now = clock.now()
    find_left_behind(now=now)
    while close_one_account(now=now):
        pass
    forget_workbooks(now=now)


@app.task(name=HAND_OVER, retry=Retry(max_attempts=12, exponential_wait=4))
def hand_over_on(*, employee_id: int, left_on: str) -> None:
    """Hands over what an employee has in hand whose last day is `left_on` (ISO); what is raised is tried again."""
    hand_over(employee_id=employee_id, left_on=date.fromisoformat(left_on), now=clock.now())


@transaction.atomic
def close_one_account(*, now: datetime) -> bool:
    """Closes the account of one employee whose last day is over; whether there was one."""
    departed = Employee.objects.exclude(employed(today(now))).filter(user__is_active=True).select_related("user")
    employee = departed.order_by("id").first()
    if employee is None:
        return False
    close_account(user=employee.user, actor=SYSTEM, now=now)
    return True


def forget_workbooks(*, now: datetime) -> None:
    """Workbooks that were sent and not taken over for a day go: they hold personal data."""
    WorkbookImport.objects.filter(taken_over_at=None, sent_at__lt=now - KEPT).delete()

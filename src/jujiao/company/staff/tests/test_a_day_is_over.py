from datetime import date, datetime, timedelta

from jujiao.company.accounts.models import User
from jujiao.company.staff.jobs import close_one_account, forget_workbooks
from jujiao.company.staff.models import WorkbookImport
from jujiao.company.staff.operations import leave, send_workbook
from jujiao.company.staff.workbook.export import empty_form
from jujiao.testing.cast import Cast


def test_the_account_closes_when_the_last_day_is_over(cast: Cast, now: datetime) -> None:
    leave(employee=cast.engineer.employee, left_on=date(2026, 3, 31), version=1, actor=cast.hr.viewer, now=now)
    assert not close_one_account(now=now + timedelta(days=20))
    assert close_one_account(now=now + timedelta(days=21))
    assert not close_one_account(now=now + timedelta(days=21))
    assert not User.objects.get(id=cast.engineer.user.id).is_active
    assert User.objects.get(id=cast.engineer2.user.id).is_active


def test_a_workbook_that_nobody_confirms_is_forgotten_after_a_day(cast: Cast, now: datetime) -> None:
    send_workbook(estate=cast.estate, name="a.xlsx", content=empty_form(), actor=cast.hr.viewer, now=now)
    forget_workbooks(now=now + timedelta(hours=24))
    assert WorkbookImport.objects.count() == 1
    forget_workbooks(now=now + timedelta(hours=24, seconds=1))
    assert not WorkbookImport.objects.exists()

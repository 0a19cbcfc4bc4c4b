"""Somebody leaves at the moment at which they are appointed as a deputy: whoever comes second is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Event

import pytest
from django.db import connections, transaction

from jujiao.company.staff.models import Deputy
from jujiao.company.staff.operations import UnableToAppoint, appoint_deputy, leave
from jujiao.drills.race.waiting import end_watching, watched
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_nobody_is_appointed_who_is_just_leaving(cast: Cast, now: datetime) -> None:
    def appoint() -> None:
        try:
            appoint_deputy(
                absent=cast.engineer.employee, deputy=cast.engineer2.employee, starts_at=now,
                ends_at=now + timedelta(days=10), actor=cast.hr.viewer, now=now,
            )  # fmt: skip
        finally:
            connections.close_all()

    with watched() as waiting, ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            leave(employee=cast.engineer2.employee, left_on=date(2026, 3, 15), version=1, actor=cast.hr.viewer, now=now)
            appointing = pool.submit(appoint)
            while not (appointing.done() or waiting()):
                Event().wait(0.01)
        with pytest.raises(UnableToAppoint, match="孙磊 那时已离职"):
            appointing.result()
    end_watching()
    assert not Deputy.objects.exists()

"""A promise in working days that is counted while somebody publishes a year: no recount would see it afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction

from jujiao.company.calendar.operations import LOCK
from jujiao.company.duty.staffing import Debtor
from jujiao.promises.models import Promise
from jujiao.promises.operations import CalendarMoves, Owed, give
from jujiao.rules.clocks import working_days
from jujiao.rules.promising import PromiseDue
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.service.complaints import NO_CALENDAR
from jujiao.testing.cast import SHANGHAI, Cast
from jujiao.testing.rows import SUBJECT

FRIDAY = datetime(2026, 2, 13, 16, tzinfo=SHANGHAI)
"""The last working day before the Spring Festival."""


def give_as_counted_before(cast: Cast) -> None:
    """A follow-up whose three days were counted when no year was there yet."""
    due = working_days(FRIDAY, 3, NO_CALENDAR)
    assert due.provisional
    promised = PromiseDue(PromiseKind.FOLLOW_UP, "3.2.3", "working_days", FRIDAY, due)
    give(
        [Owed(promised, Decimal(3), Debtor())], subject_kind=SUBJECT, subject_id=1, subject_label="YX-1",
        round_number=1, rulebook_version_id=cast.version.pk, place=cast.estate.place, owed_to=None,
    )  # fmt: skip


@pytest.mark.django_db
def test_it_is_counted_by_the_year_that_is_there_by_then(cast: Cast) -> None:
    give_as_counted_before(cast)
    promise = Promise.objects.get(subject_kind=SUBJECT, subject_id=1)
    assert (promise.due_at, promise.provisional) == (datetime(2026, 2, 26, tzinfo=SHANGHAI), False)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_counted_while_years_change(cast: Cast) -> None:
    def elsewhere() -> None:
        try:
            with transaction.atomic():
                give_as_counted_before(cast)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            with pytest.raises(CalendarMoves):
                pool.submit(elsewhere).result()
        pool.submit(elsewhere).result()
    assert Promise.objects.filter(subject_kind=SUBJECT).count() == 1

"""Old answers go, a few at a time; young ones and rows that somebody holds stay."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jujiao.kernel.database.clearing import clear
from jujiao.kernel.jobs import ANSWERS_KEPT, forget_answers
from jujiao.kernel.models import IdempotencyKey
from jujiao.testing.cast import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def answers(*ages: timedelta) -> None:
    """Answers that were given so long ago, the oldest first."""
    rows = [
        IdempotencyKey(scope="s", key=str(number), body_hash="", status=200, answer={}, created_at=NOW - age)
        for number, age in enumerate(ages)
    ]
    IdempotencyKey.objects.bulk_create(rows)


def left() -> list[str]:
    return list(IdempotencyKey.objects.order_by("pk").values_list("key", flat=True))


def test_an_answer_is_kept_for_thirty_days() -> None:
    answers(ANSWERS_KEPT + HOUR, ANSWERS_KEPT + timedelta(seconds=1), ANSWERS_KEPT, HOUR)
    assert forget_answers(now=NOW) == 2
    assert left() == ["2", "3"]
    assert forget_answers(now=NOW) == 0


@pytest.mark.parametrize("old", [0, 1, 7, 40])
def test_however_many_are_old_those_and_no_others_go(old: int) -> None:
    answers(*[ANSWERS_KEPT + HOUR] * old, *[HOUR] * (40 - old))
    IdempotencyKey.objects.filter(key__in=["3", "30"]).delete()  # numbers have gaps
    before = left()
    forget_answers(now=NOW)
    assert left() == [key for key in before if int(key) >= old]


def test_they_go_by_several_transactions_and_no_more_than_a_run_may() -> None:
    answers(*[HOUR] * 10)
    with CaptureQueriesContext(connection) as queries:
        assert clear(IdempotencyKey.objects.order_by("pk"), together=3, turns=2) == 6
    deleted = [query["sql"] for query in queries if query["sql"].startswith("DELETE")]
    assert len(deleted) == 2
    assert left() == ["6", "7", "8", "9"]
    assert clear(IdempotencyKey.objects.order_by("pk"), together=3) == 4
    assert left() == []

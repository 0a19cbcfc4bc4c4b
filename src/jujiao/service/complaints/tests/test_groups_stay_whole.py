"""The database itself refuses a double that nobody could answer, whoever writes, and at the same moment too."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from jujiao.cases.errors import UnableToTakeStep
from jujiao.drills.race.waiting import end_watching, watched
from jujiao.kernel.errors import Stale
from jujiao.kernel.record import timeline
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.queries_case import timeline_of
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint


def settle() -> None:
    """What the database looks at when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def changed(complaint: Complaint, **columns_: Any) -> None:
    Complaint.objects.filter(pk=complaint.pk).update(**columns_)
    settle()


def merge(cast: Cast, double: Complaint, main: Complaint, version: int | None = None) -> None:
    operations.merge(actor=cast.clerk.viewer, now=NOW, complaint_id=double.pk, version=version, into_id=main.pk)


RESOLVED = {"state": "resolved", "resolution": "已修好", "resolved_at": NOW}


@pytest.mark.django_db
def test_a_complaint_joins_only_one_that_is_at_work_and_no_double(cast: Cast) -> None:
    a, b, c, done = (a_complaint(cast) for _each in range(4))
    merge(cast, a, b)
    changed(done, **RESOLVED)
    for main in (a, done):
        with pytest.raises(IntegrityError, match="double itself or not at work"), transaction.atomic():
            changed(c, merged_into=main)
    c.refresh_from_db()
    assert c.merged_into is None


@pytest.mark.django_db
def test_what_others_were_merged_into_becomes_no_double(cast: Cast) -> None:
    a, b, c = (a_complaint(cast) for _each in range(3))
    merge(cast, a, b)
    settle()
    with pytest.raises(IntegrityError, match="others are merged into it"), transaction.atomic():
        changed(b, merged_into=c)


@pytest.mark.django_db
def test_no_double_at_work_is_left_behind(cast: Cast) -> None:
    a, b = a_complaint(cast), a_complaint(cast)
    merge(cast, a, b)
    settle()
    with pytest.raises(IntegrityError, match="leaves doubles behind"), transaction.atomic():
        changed(b, **RESOLVED)


@pytest.mark.django_db
def test_a_merge_is_told_on_both_and_makes_another_version_of_the_main_one(cast: Cast) -> None:
    a, b = a_complaint(cast), a_complaint(cast)
    merge(cast, a, b)
    row = timeline_of(b, owner=False)[-1]
    assert (row.verb, row.details, row.changes["version"]) == ("take_in", {"with": [a.number]}, b.version + 1)
    with pytest.raises(Stale):
        operations.resolve(
            actor=cast.engineer.viewer, now=NOW, complaint_id=b.pk, version=b.version, text="已修好", channel="phone"
        )
    for complaint in (a, b):
        complaint.refresh_from_db()
        told = timeline.replay(timeline_of(complaint, owner=False))
        assert timeline.plain(complaint.stored()) == told
    assert (a.state, b.state) == ("accepted", "accepted")


@pytest.mark.django_db
def test_doubles_that_were_done_stay_behind_where_a_reopened_case_goes_along_with_another(cast: Cast) -> None:
    a, b, c = (a_complaint(cast) for _each in range(3))
    merge(cast, a, b)
    step: dict[str, Any] = {"now": NOW, "complaint_id": b.pk, "version": None}
    operations.resolve(actor=cast.engineer.viewer, text="已修好", channel="phone", **step)
    operations.record_follow_up(
        actor=cast.clerk.viewer, channel="phone", reached=True, score=1, reasons="又漏了", **step
    )
    merge(cast, b, c)
    settle()
    for complaint in (a, b):
        complaint.refresh_from_db()
    assert (a.state, a.merged_into, b.merged_into) == ("resolved", None, c)
    assert timeline.entries_of(SUBJECT, a.pk).order_by("-seq")[0].verb == "part"


@pytest.fixture
def in_a_thread() -> Iterator[Callable[[Callable[[], object]], Future[object]]]:
    """Runs something over a connection of its own."""

    def run(what: Callable[[], object]) -> object:
        try:
            return what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        yield lambda what: pool.submit(run, what)
    end_watching()


def waits(waiting: Callable[[], int], other: Future[object]) -> None:
    while not (other.done() or waiting()):
        Event().wait(0.01)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("older", ["main", "double"])
def test_what_joined_while_a_step_waited_is_not_left_behind_by_it(
    cast: Cast, in_a_thread: Callable[[Callable[[], object]], Future[object]], older: str
) -> None:
    """Also where no version was looked at: the group is read again once its main complaint is held."""
    first, second = a_complaint(cast), a_complaint(cast)
    main, double = (first, second) if older == "main" else (second, first)

    def resolve() -> object:
        return operations.resolve(
            actor=cast.engineer.viewer, now=NOW, complaint_id=main.pk, version=None, text="已修好", channel="phone"
        )

    with watched() as waiting:
        with transaction.atomic():
            merge(cast, double, main)
            resolving = in_a_thread(resolve)
            waits(waiting, resolving)
        with pytest.raises(Stale):
            resolving.result()
    resolve()
    assert set(Complaint.objects.values_list("state", flat=True)) == {"resolved"}


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_in_a_circle_one_is_taken(
    cast: Cast, in_a_thread: Callable[[Callable[[], object]], Future[object]]
) -> None:
    a, b = a_complaint(cast), a_complaint(cast)
    with watched() as waiting:
        with transaction.atomic():
            merge(cast, a, b)
            back = in_a_thread(lambda: merge(cast, b, a))
            waits(waiting, back)
        with pytest.raises((Stale, UnableToTakeStep)):
            back.result()
    assert list(Complaint.objects.order_by("pk").values_list("merged_into", flat=True)) == [b.pk, None]


@pytest.mark.django_db(transaction=True)
def test_the_rule_of_the_database_holds_between_transactions_too(
    cast: Cast, in_a_thread: Callable[[Callable[[], object]], Future[object]]
) -> None:
    """Without the operations: one connection merges, while another one ends what is merged into."""
    a, b = a_complaint(cast), a_complaint(cast)
    with watched() as waiting:
        with transaction.atomic():
            Complaint.objects.filter(pk=b.pk).update(**RESOLVED)
            joining = in_a_thread(lambda: Complaint.objects.filter(pk=a.pk).update(merged_into=b))
            waits(waiting, joining)
        with pytest.raises(IntegrityError, match="double itself or not at work"):
            joining.result()
    a.refresh_from_db()
    assert (a.state, a.merged_into) == ("accepted", None)

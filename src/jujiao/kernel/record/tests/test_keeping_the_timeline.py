"""The timeline is added to and never changed, and a break in its chain is found."""

from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.rows import SUBJECT

NOW = datetime(2026, 3, 11, 2, 0, 0, 123456, tzinfo=UTC)


def record(text: str) -> TimelineEntry:
    return timeline.record(
        subject_kind=SUBJECT,
        subject_id=1,
        estate_id=None,
        verb="note",
        actor=SYSTEM,
        now=NOW,
        text=text,
        changes={"text": text, "at": NOW},
    )


@pytest.mark.django_db
def test_entries_are_chained_and_replay_to_the_last_state() -> None:
    for text in ("一", "二", "三"):
        record(text)
    entries = list(timeline.entries_of(SUBJECT, 1).order_by("seq"))
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert timeline.broken_at(entries) is None
    assert timeline.replay(entries) == {"text": "三", "at": "2026-03-11T02:00:00.123456+00:00"}


@pytest.mark.django_db
def test_a_new_subject_begins_its_chain_once() -> None:
    facts: Any = {"subject_kind": SUBJECT, "subject_id": 1, "estate_id": None, "actor": SYSTEM, "now": NOW}
    timeline.begin(verb="note", changes={"text": "一"}, **facts)
    record("二")
    entries = list(timeline.entries_of(SUBJECT, 1).order_by("seq"))
    assert [entry.seq for entry in entries] == [1, 2]
    assert timeline.broken_at(entries) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        timeline.begin(verb="note", **facts)


@pytest.mark.django_db
def test_nobody_changes_removes_or_empties_it() -> None:
    record("一")
    rows = timeline.entries_of(SUBJECT, 1)
    for change in (lambda: rows.update(text="二"), rows.delete, empty):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert rows.get().text == "一"


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE kernel_timelineentry CASCADE")


@pytest.mark.django_db
def test_an_entry_changed_behind_the_triggers_breaks_the_chain() -> None:
    for text in ("一", "二", "三"):
        record(text)
    entries = list(timeline.entries_of(SUBJECT, 1).order_by("seq"))
    entries[1].text = "改"
    assert timeline.broken_at(entries) == 2
    assert timeline.broken_at([entries[0], entries[2]]) == 3


@pytest.mark.django_db(transaction=True)
def test_two_at_once_queue_for_their_places() -> None:
    start = Barrier(4)

    def write(text: str) -> None:
        start.wait()
        with transaction.atomic():
            record(text)
        connection.close()

    writers = [Thread(target=write, args=[str(number)]) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    entries = list(timeline.entries_of(SUBJECT, 1).order_by("seq"))
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert timeline.broken_at(entries) is None

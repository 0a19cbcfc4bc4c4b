"""What rows speak of is declared by an app, once; nothing is written about what nobody has declared."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from jujiao.company.duty.staffing import Debtor
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record import subjects, timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.subjects import Subject, SubjectKind, UnknownKindError, declare
from jujiao.notices.models import Notice
from jujiao.notices.operations import Telling, tell
from jujiao.promises.models import Promise
from jujiao.promises.operations import Owed, give
from jujiao.rules.clocks import elapsed
from jujiao.rules.promising import PromiseDue
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.testing.cast import NOW, Cast

ENTRY: dict[str, Any] = {"subject_id": 1, "estate_id": None, "verb": "note", "actor": SYSTEM, "now": NOW}


@pytest.mark.parametrize("write", [timeline.record, timeline.begin])
def test_no_entry_is_written_about_what_nobody_declared(write: Any, db: None) -> None:
    with pytest.raises(UnknownKindError, match="vehicle"):
        write(subject_kind="vehicle", **ENTRY)
    assert not TimelineEntry.objects.exists()


def test_no_promise_is_given_about_what_nobody_declared(cast: Cast) -> None:
    due = PromiseDue(PromiseKind.FIRST_REPLY, "3.2.2", "elapsed", NOW, elapsed(NOW, timedelta(hours=24)))
    with pytest.raises(UnknownKindError):
        give(
            [Owed(due, None, Debtor())],
            subject_kind="vehicle",
            subject_id=1,
            subject_label="1",
            round_number=1,
            rulebook_version_id=cast.version.pk,
            place=cast.estate.place,
            owed_to=None,
        )
    assert not Promise.objects.exists()


def test_nobody_is_told_about_what_nobody_declared(cast: Cast) -> None:
    telling = Telling(users=[cast.clerk.user], kind="complaint.arrived", key="1", subject=Subject("vehicle", 1))
    with pytest.raises(UnknownKindError), transaction.atomic():
        tell(telling, now=NOW)
    assert not Notice.objects.exists()


def test_a_kind_is_declared_once() -> None:
    before = [*subjects.declared()]
    with pytest.raises(ValueError, match="complaint is declared already"):
        declare(SubjectKind(key="complaint", label="Another", model=Promise))
    assert [*subjects.declared()] == before


def test_a_row_is_noted_in_the_timeline_of_its_kind(cast: Cast) -> None:
    noted = timeline.note(cast.estate, "add_unit", cast.manager.viewer, NOW, text="2", unit=7)
    assert [*timeline.entries_of("estate", cast.estate.pk)] == [noted]
    assert (noted.estate_id, noted.verb, noted.text, noted.details) == (cast.estate.pk, "add_unit", "2", {"unit": 7})
    assert (noted.actor_id, noted.at) == (cast.manager.user.pk, NOW)


def test_a_row_of_no_declared_kind_is_not_noted(cast: Cast) -> None:
    with pytest.raises(UnknownKindError, match=r"0 subject kinds are declared for kernel\.TimelineEntry"):
        timeline.note(TimelineEntry(), "look", SYSTEM, NOW)
    assert not TimelineEntry.objects.exists()

"""3.1.1: a duty is handed over: what is open is frozen, things are counted, both sign in the 15 minutes after it."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from jujiao.kernel.errors import NotAllowed
from jujiao.promises.models import Promise
from jujiao.service.desk.models import Handover, HandoverItem
from jujiao.service.desk.operations import UnableToHandOver, add_thing, hand_over, take_over
from jujiao.service.desk.operations.handing_over import STILL, missing
from jujiao.service.desk.queries import frozen_for
from jujiao.service.desk.tests.scene import (
    HOUR,
    MINUTE,
    Desk,
    a_minute_of_the_worker,
    complained,
    promises,
    run,
    the_desk,
    told,
)
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

HANDOVER = "planned_duty.handover"
END = NOW + 8 * HOUR
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return the_desk(cast)


def the_key(cast: Cast, desk: Desk) -> HandoverItem:
    return add_thing(duty_post=desk.post, name="前台钥匙", count=3, actor=cast.head_of_service.viewer, now=NOW)


def test_it_is_signed_by_both_and_what_was_open_stays_as_it_was(cast: Cast, desk: Desk) -> None:
    key = the_key(cast, desk)
    desk.planned(cast.clerk, NOW)
    there = desk.comes(cast.clerk, NOW)
    complaint = complained(cast, NOW)
    given = hand_over(
        attendance=there, counts={key.pk: 3}, note_text="夜里有访客车未离场", actor=cast.clerk.viewer,
        now=END - 2 * MINUTE,
    )  # fmt: skip
    assert [each["kind"] for each in given.promises][:1] == ["complaint.dispatch"]
    assert {each["subject_id"] for each in given.promises} == {complaint.pk}
    assert promises(HANDOVER) == [("running", None)]
    with pytest.raises(NotAllowed, match="Somebody else"):
        take_over(handover=given, version=1, remark="", actor=cast.clerk.viewer, now=END)
    with pytest.raises(NotAllowed, match="Sign on"):
        take_over(handover=given, version=1, remark="", actor=cast.clerk2.viewer, now=END)
    desk.comes(cast.clerk2, END - MINUTE)
    taken = take_over(handover=given, version=1, remark="已清点", actor=cast.clerk2.viewer, now=END + 4 * MINUTE)
    assert (taken.taken_by, taken.taken_at, taken.remark) == (cast.clerk2.employee, END + 4 * MINUTE, "已清点")
    assert promises(HANDOVER) == [("met", END + 4 * MINUTE)]
    assert Promise.objects.get(kind=HANDOVER).due_at == END + 15 * MINUTE
    with pytest.raises(UnableToHandOver, match="already"):
        take_over(handover=given, version=None, remark="", actor=cast.clerk2.viewer, now=END + 5 * MINUTE)
    run(END, 16)
    assert told("promise.due") == []
    frozen = frozen_for(cast.clerk2.viewer, Handover.objects.get())
    assert {each.label for each in frozen} == {complaint.number}
    changes: list[dict[str, Any]] = [{"promises": []}, {"things": []}, {"note": "改"}]
    for change in changes:
        with pytest.raises(ProgrammingError, match="Cannot update rows from reception_handover"), transaction.atomic():
            Handover.objects.update(**change)


def test_what_is_not_signed_within_fifteen_minutes_reaches_the_head(cast: Cast, desk: Desk) -> None:
    desk.planned(cast.clerk, NOW)
    there = desk.comes(cast.clerk, NOW)
    desk.comes(cast.clerk2, END - MINUTE)
    a_minute_of_the_worker(END - MINUTE)
    assert promises(HANDOVER) == []
    hand_over(attendance=there, counts={}, note_text="", actor=cast.clerk.viewer, now=END)
    desk.goes(there, cast.clerk, END)
    run(END, 14)
    assert told("promise.due") == []
    a_minute_of_the_worker(END + 15 * MINUTE)
    assert "head_of_service" in told("promise.due")
    # The head signs where nobody else does.
    row = Handover.objects.get()
    take_over(handover=row, version=1, remark="", actor=cast.head_of_service.viewer, now=END + 20 * MINUTE)
    assert promises(HANDOVER) == [("met", END + 20 * MINUTE)]


def test_where_nobody_handed_over_at_all_it_is_owed_all_the_same(cast: Cast, desk: Desk) -> None:
    desk.planned(cast.clerk, NOW)
    there = desk.comes(cast.clerk, NOW)
    desk.comes(cast.clerk2, END - MINUTE)
    desk.goes(there, cast.clerk, END)
    a_minute_of_the_worker(END)
    promise = Promise.objects.get(kind=HANDOVER)
    assert (promise.started_at, promise.employee) == (END, cast.clerk.employee)
    hand_over(attendance=there, counts={}, note_text="", actor=cast.clerk.viewer, now=END + 3 * MINUTE)
    assert Promise.objects.filter(kind=HANDOVER).count() == 1


def test_what_nobody_handed_over_for_days_is_owed_no_more(cast: Cast, desk: Desk) -> None:
    """Nobody can keep it any more, so it does not stand on a first page for ever."""
    desk.planned(cast.clerk, NOW)
    there = desk.comes(cast.clerk, NOW)
    desk.goes(there, cast.clerk, END)
    run(END, 1)
    a_minute_of_the_worker(END + STILL)
    assert promises(HANDOVER) == [("running", None)]
    gone = END + STILL + MINUTE
    a_minute_of_the_worker(gone)
    assert promises(HANDOVER) == [("cancelled", gone)]
    assert told("promise.due") == []
    a_minute_of_the_worker(gone + MINUTE)
    assert promises(HANDOVER) == [("cancelled", gone)]


def test_what_waits_to_be_taken_over_is_owed_however_late(cast: Cast, desk: Desk) -> None:
    desk.planned(cast.clerk, NOW)
    there = desk.comes(cast.clerk, NOW)
    hand_over(attendance=there, counts={}, note_text="", actor=cast.clerk.viewer, now=END)
    desk.goes(there, cast.clerk, END)
    run(END, 1)
    a_minute_of_the_worker(END + STILL + HOUR)
    assert promises(HANDOVER) == [("running", None)]


def test_what_is_missing_is_said_and_explained(cast: Cast, desk: Desk) -> None:
    key, there = the_key(cast, desk), desk.comes(cast.clerk, NOW)
    said: dict[str, Any] = {"attendance": there, "actor": cast.clerk.viewer, "now": END}
    with pytest.raises(UnableToHandOver, match="say in the note"):
        hand_over(counts={key.pk: 2}, note_text="", **said)
    row = hand_over(counts={key.pk: 2}, note_text="一把在维修师傅处", **said)
    assert missing(row.things) == [{"name": "前台钥匙", "expected": 3, "count": 2, "short": 1}]
    with pytest.raises(UnableToHandOver, match="already"):
        hand_over(counts={key.pk: 3}, note_text="", **said)
    with pytest.raises(NotAllowed, match="by whoever it was"):
        hand_over(attendance=there, counts={}, note_text="", actor=cast.clerk2.viewer, now=END)


def test_of_a_case_about_a_colleague_that_colleague_reads_nothing(cast: Cast, desk: Desk) -> None:
    there = desk.comes(cast.clerk2, NOW)
    complaint = complained(cast, NOW, about_employee=cast.clerk.employee)
    row = hand_over(attendance=there, counts={}, note_text="", actor=cast.clerk2.viewer, now=END)
    assert complaint.number in {each.label for each in frozen_for(cast.clerk2.viewer, row)}
    assert complaint.number not in {each.label for each in frozen_for(cast.clerk.viewer, row)}


@pytest.mark.usefixtures("moment")
def test_the_things_of_a_post_are_kept_by_its_head(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    head, clerk = sign_in(cast.head_of_service), sign_in(cast.clerk)
    add, given = reverse("reception:add_thing", args=[desk.post.pk]), {"name": "对讲机", "count": "2"}
    assert clerk.post(add, given, headers=HTMX).status_code == 404
    assert sign_in(cast.head_of_engineering).post(add, given, headers=HTMX).status_code == 404
    assert head.post(add, given, headers=HTMX).status_code == 204
    assert head.post(add, given, headers=HTMX).status_code == 422
    thing = HandoverItem.objects.get()
    change = reverse("reception:change_thing", args=[thing.pk])
    assert head.post(change, {"version": 1, "count": "1"}, headers=HTMX).status_code == 204
    assert "已不列入" in clerk.get(reverse("reception:things", args=[desk.post.pk])).text

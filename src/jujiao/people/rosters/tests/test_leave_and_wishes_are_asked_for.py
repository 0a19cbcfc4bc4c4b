"""Employees ask for leave and say what they would like; their duties go along in a calendar and a workbook."""

from datetime import UTC, date
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar

from jujiao.company.duty.models import Duty, Leave, LeaveKind
from jujiao.company.duty.operations import UnableToTakeLeave, cancel, end_leave
from jujiao.kernel.errors import NotAllowed
from jujiao.notices.models import Notice
from jujiao.people.rosters import operations
from jujiao.people.rosters.grid import grid_of
from jujiao.people.rosters.models import AskedLeave, Wish, WishKind
from jujiao.people.rosters.operations import UnableToWish
from jujiao.people.rosters.queries import wanted_by
from jujiao.people.rosters.tests.planned_rows import Rows, at
from jujiao.people.rosters.wishes import weights_of
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 3, 12)
HTMX = {"HX-Request": "true"}


def ask(cast: Cast, start: str = "03-11 09:00", end: str = "03-12 00:00") -> AskedLeave:
    return operations.ask_leave(
        kind=LeaveKind.SICK, starts_at=at(start), ends_at=at(end), actor=cast.engineer.viewer, now=NOW
    )


def test_a_sick_leave_of_today_is_a_gap_as_soon_as_it_is_granted(cast: Cast) -> None:
    rows = Rows(cast)
    today = Duty.objects.create(
        employee=cast.engineer.employee, duty_post=rows.post, starts_at=at("03-11 08:00"), ends_at=at("03-11 16:00"),
        rest_until=at("03-12 03:00"),
    )  # fmt: skip
    asked = ask(cast)
    assert not grid_of(rows.roster, NOW).foot[2].count
    assert Notice.objects.filter(kind="asked_leave.asked", recipient=cast.head_of_engineering.user).exists()
    operations.grant_leave(asked=asked, actor=cast.head_of_engineering.viewer, now=NOW)
    asked.refresh_from_db()
    assert asked.leave == Leave.objects.get()
    assert grid_of(rows.roster, NOW).foot[2].count == 1
    today.refresh_from_db()
    assert today.planned  # it stays, to be given to others
    assert Notice.objects.filter(kind="asked_leave.granted", recipient=cast.engineer.user).exists()


def test_a_leave_is_answered_once_and_not_by_oneself(cast: Cast) -> None:
    asked = ask(cast, "03-13 00:00", "03-14 00:00")
    for who in (cast.engineer, cast.engineer2, cast.head_of_service):
        with pytest.raises(NotAllowed):
            operations.grant_leave(asked=asked, actor=who.viewer, now=NOW)
    operations.refuse_leave(asked=asked, refusal="人手不够", actor=cast.head_of_engineering.viewer, now=NOW)
    with pytest.raises(UnableToTakeLeave, match="has been answered"):
        operations.grant_leave(asked=asked, actor=cast.head_of_engineering.viewer, now=NOW)
    assert not Leave.objects.exists()


def test_a_granted_leave_that_is_taken_back_leaves_the_request(cast: Cast) -> None:
    asked = ask(cast, "03-13 00:00", "03-14 00:00")
    operations.grant_leave(asked=asked, actor=cast.hr.viewer, now=NOW)
    end_leave(leave=Leave.objects.get(), actor=cast.hr.viewer, now=NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.leave) == ("granted", None)


def test_twice_for_the_same_time_is_refused(cast: Cast) -> None:
    asked = ask(cast, "03-13 00:00", "03-14 00:00")
    with pytest.raises(UnableToTakeLeave, match="already"):
        ask(cast, "03-13 12:00", "03-15 00:00")
    operations.withdraw_leave(asked=asked, actor=cast.engineer.viewer, now=NOW)
    ask(cast, "03-13 12:00", "03-15 00:00")


def test_wishes_are_weighed_until_the_roster_is_published(cast: Cast) -> None:
    rows = Rows(cast, published=False)

    def wish(kind: WishKind, day: date | None = None, *, of_kind: bool = False) -> Wish:
        return operations.wish(
            roster_id=rows.roster.pk, day=day, shift_kind=rows.early if of_kind else None, kind=kind,
            actor=cast.engineer.viewer, now=NOW,
        )  # fmt: skip

    wish(WishKind.PLEASE_NOT, THURSDAY)
    wish(WishKind.WANTED, of_kind=True)
    wish(WishKind.RATHER_NOT, THURSDAY)  # instead of the first
    needs = [each.need for each in wanted_by(rows.roster)]
    weights = weights_of(rows.roster, needs)[cast.engineer.employee.pk]
    assert [weights[key] for key in (2, 3)] == [2, 1]
    assert Wish.objects.count() == 2
    with pytest.raises(UnableToWish):
        operations.wish(
            roster_id=rows.roster.pk, day=THURSDAY, shift_kind=None, kind=WishKind.WANTED, actor=cast.guard.viewer,
            now=NOW,
        )  # fmt: skip
    rows.roster.state, rows.roster.published_at = "published", NOW
    rows.roster.save()
    with pytest.raises(UnableToWish):
        wish(WishKind.WANTED, date(2026, 3, 13))


def test_the_calendar_keeps_its_uids_and_says_what_is_cancelled(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    rows = Rows(cast)
    night, gone = rows.duty(cast.engineer, THURSDAY, rows.night), rows.duty(cast.engineer, date(2026, 3, 15))
    client, url = sign_in(cast.engineer), reverse("rosters:calendar")

    def events() -> dict[str, tuple[object, ...]]:
        found: Any = Calendar.from_ical(client.get(url).content).walk("VEVENT")
        return {
            str(each["uid"]): (each["dtstart"].dt, each["dtend"].dt, str(each["status"]), int(each["sequence"]))
            for each in found
        }

    first = events()
    assert first[f"duty-{night.pk}@duties.jujiao"] == (
        at("03-12 22:00").astimezone(UTC), at("03-13 06:00").astimezone(UTC), "CONFIRMED", 0,
    )  # fmt: skip
    cancel(duty=gone, actor=cast.head_of_engineering.viewer, now=NOW)
    second = events()
    assert second.keys() == first.keys()
    assert second[f"duty-{gone.pk}@duties.jujiao"][2:] == ("CANCELLED", 1)
    assert cast.engineer.employee.name not in client.get(url).text
    assert sign_in(cast.resident).get(url).status_code == 404


def test_the_workbook_has_the_grid_and_each_duty(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    rows = Rows(cast)
    rows.duty(cast.engineer, THURSDAY, rows.night)
    answer = sign_in(cast.engineer2).get(reverse("rosters:workbook", args=[rows.roster.pk]))
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert sign_in(cast.outsider).get(reverse("rosters:workbook", args=[rows.roster.pk])).status_code == 404


def test_asking_on_the_pages(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    rows = Rows(cast, published=False)
    own, head = sign_in(cast.engineer), sign_in(cast.head_of_engineering)
    leave = {"kind": "annual", "starts_at": "2026-03-13T00:00", "ends_at": "2026-03-14T00:00"}
    assert own.post(reverse("rosters:ask_leave"), leave, headers=HTMX).status_code == 204
    asked = AskedLeave.objects.get()
    grant = reverse("rosters:grant_leave", args=[asked.pk])
    assert grant in head.get(reverse("rosters:swaps")).text
    assert sign_in(cast.head_of_service).post(grant, headers=HTMX).status_code == 404
    assert head.post(grant, headers=HTMX).status_code == 204
    wish = {"roster": rows.roster.pk, "kind": "wanted", "day": "2026-03-14"}
    assert own.post(reverse("rosters:wish"), {**wish, "day": ""}, headers=HTMX).status_code == 422
    assert own.post(reverse("rosters:wish"), wish, headers=HTMX).status_code == 204
    row = Wish.objects.get()
    assert reverse("rosters:unwish", args=[row.pk]) in own.get(reverse("rosters:mine")).text
    assert sign_in(cast.engineer2).post(reverse("rosters:unwish", args=[row.pk])).status_code == 404
    assert own.post(reverse("rosters:unwish", args=[row.pk]), headers=HTMX).status_code == 204
    assert not Wish.objects.exists()

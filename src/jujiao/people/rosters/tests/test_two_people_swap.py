"""A swap from asking to approval, and all that ends it before."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse

from jujiao.company.duty.models import Duty, DutyState, LeaveKind
from jujiao.company.duty.operations import cancel, take_leave
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.models import Notice
from jujiao.people.rosters import operations
from jujiao.people.rosters.models import Roster, RosterReceipt, Swap
from jujiao.people.rosters.operations import UnableToSwap
from jujiao.people.rosters.tests.planned_rows import Rows, at
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
THURSDAY, SATURDAY = date(2026, 3, 12), date(2026, 3, 14)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def rows(cast: Cast) -> Rows:
    return Rows(cast)


def ask(rows: Rows, duty: Duty, in_return: Duty | None = None) -> Swap:
    cast = rows.cast
    return operations.ask_swap(
        duty=duty, other=cast.engineer2.employee, in_return=in_return, actor=cast.engineer.viewer, now=NOW
    )


def told(who: Member) -> list[str]:
    return list(
        Notice.objects.filter(recipient=who.user, kind__startswith="swap.")
        .order_by("pk")
        .values_list("kind", flat=True)
    )


def test_a_duty_goes_to_the_other_once_both_and_the_head_agree(cast: Cast, rows: Rows) -> None:
    duty, kept = rows.duty(cast.engineer, THURSDAY), rows.duty(cast.engineer, SATURDAY)
    swap = ask(rows, duty)
    operations.accept_swap(swap=swap, actor=cast.engineer2.viewer, now=NOW)
    duty.refresh_from_db()
    assert duty.planned  # nothing has moved yet
    operations.approve_swap(swap=swap, actor=cast.head_of_engineering.viewer, now=NOW)
    moved = Duty.objects.get(employee=cast.engineer2.employee)
    assert (moved.starts_at, moved.origin, moved.state) == (duty.starts_at, "swap", "planned")
    assert list(Duty.objects.filter(employee=cast.engineer.employee, state=DutyState.PLANNED)) == [kept]
    assert told(cast.engineer2) == ["swap.asked", "swap.approved"]
    assert told(cast.engineer) == ["swap.agreed", "swap.approved"]
    assert told(cast.head_of_engineering) == ["swap.accepted"]
    assert RosterReceipt.objects.filter(acknowledged_at=None).count() == 2  # both look at their duties anew
    assert [entry.verb for entry in entries_of("duty_swap", swap.pk).order_by("seq")] == [
        "ask_swap", "accept_swap", "approve_swap",
    ]  # fmt: skip


def test_two_duties_of_one_time_are_exchanged(cast: Cast, rows: Rows) -> None:
    mine, theirs = rows.duty(cast.engineer, THURSDAY), rows.duty(cast.engineer2, THURSDAY, rows.night)
    swap = ask(rows, mine, theirs)
    operations.accept_swap(swap=swap, actor=cast.engineer2.viewer, now=NOW)
    operations.approve_swap(swap=swap, actor=cast.manager.viewer, now=NOW)
    planned = Duty.objects.filter(state=DutyState.PLANNED).order_by("starts_at")
    assert [duty.employee for duty in planned] == [cast.engineer2.employee, cast.engineer.employee]


def test_both_plans_are_looked_at_again_when_it_is_approved(cast: Cast, rows: Rows) -> None:
    duty = rows.duty(cast.engineer, THURSDAY)
    swap = ask(rows, duty)
    operations.accept_swap(swap=swap, actor=cast.engineer2.viewer, now=NOW)
    take_leave(
        employee=cast.engineer2.employee, kind=LeaveKind.SICK, starts_at=at("03-12 00:00"), ends_at=at("03-13 00:00"),
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    with pytest.raises(UnableToSwap, match="on leave"):
        operations.approve_swap(swap=swap, actor=cast.head_of_engineering.viewer, now=NOW)
    swap.refresh_from_db()
    assert (swap.state, Duty.objects.get().employee) == ("accepted", cast.engineer.employee)


def test_in_a_roster_of_averaged_hours_a_month_may_be_more(cast: Cast, rows: Rows) -> None:
    duty = rows.duty(cast.engineer, date(2026, 3, 22))
    for day in (*range(2, 8), *range(9, 15), *range(16, 21)):  # 17 times 13 hours, of 176 and 36
        start = at(f"03-{day:02} 08:00")
        Duty.objects.create(
            employee=cast.engineer2.employee, duty_post=rows.post, starts_at=start, ends_at=start + timedelta(hours=13),
            rest_until=start + timedelta(hours=24),
        )  # fmt: skip
    with pytest.raises(UnableToSwap, match="overtime"):
        ask(rows, duty)
    Roster.objects.update(scheme="averaged", approval_number="沪 1", period_first=F("first"), period_last=F("last"))
    swap = ask(rows, duty)
    operations.accept_swap(swap=swap, actor=cast.engineer2.viewer, now=NOW)
    operations.approve_swap(swap=swap, actor=cast.head_of_engineering.viewer, now=NOW)
    assert Duty.objects.get(origin="swap").employee == cast.engineer2.employee


def test_what_would_break_the_rest_is_not_even_asked(cast: Cast, rows: Rows) -> None:
    duty = rows.duty(cast.engineer, THURSDAY, rows.night)
    rows.duty(cast.engineer2, date(2026, 3, 13))
    with pytest.raises(UnableToSwap, match="11 hours"):
        ask(rows, duty)
    assert not Swap.objects.exists()
    assert Duty.objects.filter(state=DutyState.PLANNED).count() == 2


def test_a_duty_is_in_one_open_swap_whichever_column_it_stands_in(cast: Cast, rows: Rows) -> None:
    mine, theirs = rows.duty(cast.engineer, THURSDAY), rows.duty(cast.engineer2, SATURDAY)
    ask(rows, mine, theirs)
    with pytest.raises(UnableToSwap, match="another open swap"):
        ask(rows, mine)
    people: dict[str, Any] = {"asker": cast.engineer2.employee.pk, "other": cast.engineer.employee.pk, "now": NOW}
    insert = """INSERT INTO rosters_swap (asker_id, other_id, duty_id, in_return_id, state, asked_at, refusal)
        VALUES (%(asker)s, %(other)s, %(duty)s, %(back)s, 'asked', %(now)s, '')"""
    for duty, back in ((theirs.pk, mine.pk), (theirs.pk, None), (mine.pk, None)):
        with pytest.raises(IntegrityError, match="swap_one_of_a_duty"), transaction.atomic(), connection.cursor() as c:
            c.execute(insert, {**people, "duty": duty, "back": back})


def test_each_step_is_for_its_own_people(cast: Cast, rows: Rows) -> None:
    swap = ask(rows, rows.duty(cast.engineer, THURSDAY))
    with pytest.raises(NotAllowed):
        operations.accept_swap(swap=swap, actor=cast.engineer.viewer, now=NOW)
    with pytest.raises(UnableToSwap):
        operations.approve_swap(swap=swap, actor=cast.head_of_engineering.viewer, now=NOW)  # nobody has accepted
    operations.accept_swap(swap=swap, actor=cast.engineer2.viewer, now=NOW)
    for who in (cast.engineer, cast.engineer2, cast.head_of_service, cast.clerk):
        with pytest.raises(NotAllowed):
            operations.approve_swap(swap=swap, actor=who.viewer, now=NOW)
    operations.refuse_swap(swap=swap, refusal="人手不够", actor=cast.head_of_engineering.viewer, now=NOW)
    with pytest.raises(UnableToSwap, match="moved on"):
        operations.approve_swap(swap=swap, actor=cast.head_of_engineering.viewer, now=NOW)
    assert Duty.objects.get().employee == cast.engineer.employee


def test_a_second_answer_finds_that_it_has_moved_on(cast: Cast, rows: Rows) -> None:
    swap = ask(rows, rows.duty(cast.engineer, THURSDAY))
    operations.accept_swap(swap=swap, actor=cast.engineer2.viewer, now=NOW)
    with pytest.raises(UnableToSwap, match="moved on"):
        operations.decline_swap(swap=swap, refusal="", actor=cast.engineer2.viewer, now=NOW)
    operations.withdraw_swap(swap=swap, actor=cast.engineer.viewer, now=NOW)
    with pytest.raises(UnableToSwap, match="moved on"):
        operations.approve_swap(swap=swap, actor=cast.manager.viewer, now=NOW)


@pytest.mark.parametrize("how", ["begins", "cancelled", "moved"])
def test_a_swap_ends_by_itself(cast: Cast, rows: Rows, how: str) -> None:
    duty = rows.duty(cast.engineer, THURSDAY)
    swap = ask(rows, duty)
    now = NOW
    if how == "begins":
        assert operations.lapse_swaps(now=duty.starts_at - timedelta(seconds=1)) == 0
        now = duty.starts_at
    elif how == "cancelled":
        cancel(duty=duty, actor=cast.head_of_engineering.viewer, now=NOW)
    else:
        operations.move_duty(
            roster_id=rows.roster.pk, duty_id=duty.pk, day=THURSDAY, seen=str(duty.pk),
            to_employee=cast.engineer2.employee, to_day=THURSDAY, actor=cast.head_of_engineering.viewer, now=NOW,
        )  # fmt: skip
    with pytest.raises(UnableToSwap):
        operations.accept_swap(swap=swap, actor=cast.engineer2.viewer, now=now)
    assert operations.lapse_swaps(now=now) == (0 if how == "moved" else 1)  # moving it ended the swap at once
    swap.refresh_from_db()
    assert (swap.state, swap.ended_at) == ("lapsed", now)
    assert told(cast.engineer)[-1] == told(cast.engineer2)[-1] == "swap.lapsed"


def test_from_the_pages(cast: Cast, rows: Rows, sign_in: SignIn, moment: Moment) -> None:
    mine, theirs = rows.duty(cast.engineer, THURSDAY), rows.duty(cast.engineer2, SATURDAY)
    asker, other, head = (sign_in(who) for who in (cast.engineer, cast.engineer2, cast.head_of_engineering))
    url = reverse("rosters:ask_swap", args=[mine.pk])
    assert url in asker.get(reverse("rosters:mine")).text
    assert sign_in(cast.engineer2).get(url).status_code == 404
    whom = f"{cast.engineer2.employee.pk}-{theirs.pk}"
    assert whom in asker.get(url).text
    assert asker.post(url, {"whom": "1-"}, headers=HTMX).status_code == 422
    assert asker.post(url, {"whom": whom}, headers=HTMX).status_code == 204
    swap = Swap.objects.get()
    accept, approve = (reverse(f"rosters:{verb}", args=[swap.pk]) for verb in ("accept", "approve"))
    page = reverse("rosters:swaps")
    assert accept in other.get(page).text
    assert accept not in asker.get(page).text
    assert sign_in(cast.clerk).post(accept, headers=HTMX).status_code == 404
    assert other.post(accept, headers=HTMX).status_code == 204
    assert approve in head.get(page).text
    assert sign_in(cast.head_of_service).post(approve, headers=HTMX).status_code == 404
    assert head.post(approve, headers=HTMX).status_code == 204
    swap.refresh_from_db()
    assert swap.state == "approved"

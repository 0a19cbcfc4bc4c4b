"""People open the pages of rosters, in a browser that knows no HTMX and in one that does."""

from datetime import time

import pytest
from django.urls import reverse

from jujiao.people.rosters.jobs import search_for
from jujiao.people.rosters.models import DatedNeed, Roster, RosterRun, RosterState, ShiftKind, WeeklyNeed
from jujiao.people.rosters.proof.rows import Maker, maker
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.fixture
def make(cast: Cast, moment: Moment) -> Maker:
    assert moment
    return maker(cast)


def test_shifts_and_needs_are_said_by_the_dialogs(cast: Cast, make: Maker, sign_in: SignIn) -> None:
    post, client = make.duties.post(), sign_in(cast.hr)
    given = {"estate": cast.estate.pk, "name": "夜班", "starts": "23:00", "ends": "07:00", "colour": "purple"}
    assert client.post(reverse("rosters:create_shift"), {**given, "ends": ""}, headers=HTMX).status_code == 422
    assert client.post(reverse("rosters:create_shift"), given, headers=HTMX).status_code == 204
    kind = ShiftKind.objects.get()
    assert (kind.starts, kind.minutes) == (time(23), 480)
    weekly = reverse("rosters:weekly", args=[post.pk, kind.pk])
    counts = {"version": 0, **dict.fromkeys(WEEK, 1)}
    assert client.post(weekly, {**counts, "monday": 99}, headers=HTMX).status_code == 422
    assert client.post(weekly, counts, headers=HTMX).status_code == 204
    assert client.post(weekly, counts, headers=HTMX).status_code == 409
    assert WeeklyNeed.objects.get().counts == [1] * 7
    dated = reverse("rosters:add_dated", args=[post.pk])
    assert client.post(dated, {"day": "2026-03-20", "shift_kind": kind.pk, "count": 2}).status_code == 302
    need = DatedNeed.objects.get()
    page = client.get(reverse("rosters:needs"), {"estate": cast.estate.pk}).text
    assert reverse("rosters:remove_dated", args=[need.pk]) in page
    assert client.post(reverse("rosters:remove_dated", args=[need.pk]), headers=HTMX).status_code == 204
    assert "夜班" in sign_in(cast.head_of_engineering).get(reverse("rosters:needs")).text
    assert weekly not in sign_in(cast.head_of_engineering).get(reverse("rosters:needs")).text


def test_a_roster_is_opened_searched_for_stopped_and_withdrawn(cast: Cast, make: Maker, sign_in: SignIn) -> None:
    need = make.need()
    head = sign_in(cast.head_of_engineering)
    offered = head.get(reverse("rosters:open"), headers=HTMX).context["form"]
    assert (str(offered.initial["first"]), str(offered.initial["last"])) == ("2026-04-01", "2026-04-30")
    given = {"posts": [need.duty_post_id], "first": need.day, "last": need.day, "scheme": "standard"}
    averaged = head.post(reverse("rosters:open"), {**given, "scheme": "averaged"}, headers=HTMX)
    assert averaged.status_code == 422
    assert head.post(reverse("rosters:open"), given, headers=HTMX).status_code == 204
    roster = Roster.objects.get()
    page, search = reverse("rosters:roster", args=[roster.pk]), reverse("rosters:search", args=[roster.pk])
    assert search in head.get(page).text
    assert head.post(search, {"version": 1, "seconds": 30, "seed": 1}, headers=HTMX).status_code == 204
    run = RosterRun.objects.get()
    panel = reverse("rosters:run", args=[roster.pk])
    assert "every 1s" in head.get(panel, headers=HTMX).text
    assert head.post(reverse("rosters:stop", args=[run.pk]), headers=HTMX).status_code == 204
    assert "every 1s" not in head.get(panel, headers=HTMX).text
    assert head.post(reverse("rosters:withdraw", args=[roster.pk]), {"version": 1}, headers=HTMX).status_code == 204
    assert Roster.objects.get().state == RosterState.WITHDRAWN
    assert search not in head.get(page).text


def test_a_stranger_finds_no_roster(cast: Cast, make: Maker, sign_in: SignIn) -> None:
    roster = make.published(cast.engineer.employee)
    page = reverse("rosters:roster", args=[roster.pk])
    assert sign_in(cast.engineer).get(page).status_code == 200
    assert "shares" not in sign_in(cast.engineer2).get(page).context
    for stranger in (cast.clerk, cast.guard, cast.clerk_elsewhere, cast.outsider):
        assert sign_in(stranger).get(page).status_code == 404
        assert sign_in(stranger).post(reverse("rosters:acknowledge", args=[roster.pk])).status_code == 404


def test_a_head_of_others_may_do_nothing_with_it(cast: Cast, make: Maker, sign_in: SignIn) -> None:
    roster, head = make.drafted(), sign_in(cast.head_of_service)
    for name in ("publish", "withdraw", "search"):
        assert head.post(reverse(f"rosters:{name}", args=[roster.pk]), {"version": 1}).status_code == 404
    roster.refresh_from_db()
    assert roster.state == RosterState.DRAFT


def test_what_was_found_is_taken_over_and_published_and_acknowledged(cast: Cast, make: Maker, sign_in: SignIn) -> None:
    need = make.need()
    roster = make.roster(need.duty_post, days=1)
    run = make.run(roster)
    search_for(run_id=run.pk)
    head = sign_in(cast.head_of_engineering)
    take = reverse("rosters:take_over", args=[run.pk])
    assert take in head.get(reverse("rosters:run", args=[roster.pk])).text
    assert head.post(take, {"version": 9}, headers=HTMX).status_code == 409
    assert head.post(take, {"version": 1}, headers=HTMX).status_code == 204
    publish = reverse("rosters:publish", args=[roster.pk])
    assert "需求已全部覆盖" in head.get(publish, headers=HTMX).text
    assert head.post(publish, {"version": 2}, headers=HTMX).status_code == 204
    (receipt,) = roster.receipts.all()
    own = next(one for one in cast.staff.values() if one.works_as == receipt.employee)
    page, acknowledge = (reverse(f"rosters:{name}", args=[roster.pk]) for name in ("roster", "acknowledge"))
    assert acknowledge in sign_in(own).get(page).text
    assert sign_in(own).post(acknowledge, headers=HTMX).status_code == 204
    assert acknowledge not in sign_in(own).get(page).text

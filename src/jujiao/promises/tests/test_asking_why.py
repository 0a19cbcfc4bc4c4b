"""Why a promise falls due when it does."""

from datetime import datetime, timedelta

from jujiao.promises.models import Unit
from jujiao.promises.queries import due_of
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_promise

RESOLVED = datetime.fromisoformat("2026-09-30T15:00+08:00")
DUE = datetime.fromisoformat("2026-10-11T00:00+08:00")
FOLLOW_UP = {
    "kind": PromiseKind.FOLLOW_UP,
    "clause": "3.2.3",
    "unit": Unit.WORKING_DAYS,
    "quantity": 3,
    "started_at": RESOLVED,
    "due_at": DUE,
}


def test_each_day_is_told_until_the_make_up_day(cast: Cast) -> None:
    due = due_of(a_promise(cast, **FOLLOW_UP))
    assert due is not None
    assert [(f"{day.date:%m-%d}", day.number) for day in due.days if day.number] == [
        ("10-08", 1),
        ("10-09", 2),
        ("10-10", 3),
    ]


def test_a_time_that_the_calendar_no_longer_gives_is_kept_without_days(cast: Cast) -> None:
    moved = a_promise(cast, **{**FOLLOW_UP, "due_at": DUE + timedelta(days=1)})
    assert due_of(moved) is None


def test_an_agreed_time_is_said_to_be_agreed(cast: Cast) -> None:
    due = due_of(a_promise(cast, agreed=True))
    assert due is not None
    assert due.agreed


def test_staff_of_the_estate_and_the_complainant_may_ask(cast: Cast, sign_in: SignIn) -> None:
    url = f"/promises/{a_promise(cast, **FOLLOW_UP).pk}/why/"
    for member in (cast.clerk, cast.guard, cast.director, cast.resident):
        answer = sign_in(member).get(url, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert "3.2.3" in answer.text
        assert answer.text.count('class="is-counted"') == 3


def test_strangers_meet_404(cast: Cast, sign_in: SignIn) -> None:
    url = f"/promises/{a_promise(cast).pk}/why/"
    for member in (cast.neighbour, cast.clerk_elsewhere, cast.outsider):
        assert sign_in(member).get(url).status_code == 404


def test_an_absurd_number_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    for number in ("9" * 30, "9" * 5000):
        assert sign_in(cast.clerk).get(f"/promises/{number}/why/").status_code == 404

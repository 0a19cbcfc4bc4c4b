from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jujiao.cases.errors import UnableToTakeStep
from jujiao.company.staff.models import Post
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.timeline import entries_of, replay
from jujiao.people.requisitions.models import Headcount, HeadcountMove
from jujiao.people.requisitions.operations import UnableToMoveSeats, move_seats
from jujiao.people.requisitions.tests.rows import a_post
from jujiao.rules.people.headcount import Balance, MoveKind, clause_2_1_1_headcount
from jujiao.testing.cast import NOW, Cast


def move(
    cast: Cast, post: Post, kind: MoveKind, number: int = 1, *, by: str = "", reason: str = "编制核定"
) -> HeadcountMove:
    actor = getattr(cast, by).viewer if by else SYSTEM
    return move_seats(
        department=cast.engineering, post=post, kind=kind, number=number, reason=reason, actor=actor, now=NOW
    )


def test_seats_are_approved_filled_and_taken_away(cast: Cast) -> None:
    post = a_post(cast)
    move(cast, post, MoveKind.APPROVE, 3, by="director")
    move(cast, post, MoveKind.RESERVE, 2, by="hr")
    move(cast, post, MoveKind.FILL, 2, by="hr")
    move(cast, post, MoveKind.REDUCE, 1, by="director")
    headcount = Headcount.objects.get()
    assert (headcount.balance, headcount.balance.open) == (Balance(approved=3, reduced=1, filled=2), 0)
    with pytest.raises(UnableToTakeStep) as refused:
        move(cast, post, MoveKind.RESERVE, by="hr")
    assert refused.value.details["code"] == "no_open_seat"
    assert HeadcountMove.objects.count() == 4
    entries = list(entries_of("headcount", headcount.pk).order_by("seq"))
    assert [entry.verb for entry in entries] == ["approve", "reserve", "fill", "reduce"]
    assert replay(entries) == {"approved": 3, "reduced": 1, "reserved": 0, "filled": 2}


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("hr", MoveKind.APPROVE),
        ("hr", MoveKind.REDUCE),
        ("manager", MoveKind.APPROVE),
        ("head_of_engineering", MoveKind.RESERVE),
        ("director", MoveKind.FILL),
        ("outsider", MoveKind.APPROVE),
    ],
)
def test_moves_are_for_the_company_and_administration(cast: Cast, who: str, kind: MoveKind) -> None:
    with pytest.raises(NotAllowed):
        move(cast, a_post(cast), kind, by=who)
    assert not HeadcountMove.objects.exists()


def test_a_move_says_why_and_stays_in_the_company(cast: Cast) -> None:
    post = a_post(cast)
    with pytest.raises(UnableToMoveSeats, match="Say why"):
        move(cast, post, MoveKind.APPROVE, reason=" …")
    foreign = Post.objects.create(company=cast.other_company, code="X", name="X", family="security", level=1)
    with pytest.raises(UnableToMoveSeats, match="another company"):
        move(cast, foreign, MoveKind.APPROVE)
    assert not Headcount.objects.exists()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=st.lists(st.tuples(st.sampled_from(MoveKind), st.integers(1, 3)), max_size=12))
def test_after_any_order_of_moves_the_balance_is_their_sum(cast: Cast, tried: Sequence[tuple[MoveKind, int]]) -> None:
    post = a_post(cast, f"岗位 {Post.objects.count()}")
    for kind, number in tried:
        try:
            move(cast, post, kind, number)
        except UnableToTakeStep:
            continue
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    taken = HeadcountMove.objects.filter(headcount__post=post).values_list("kind", "number")
    stored = Headcount.objects.filter(post=post).first()
    assert (stored.balance if stored else Balance()) == clause_2_1_1_headcount(taken)


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_take_the_last_seat_one_gets_it(transactional_db: None, cast: Cast, now: datetime) -> None:
    post = a_post(cast)
    move(cast, post, MoveKind.APPROVE)

    def reserve(_number: int) -> bool:
        try:
            move(cast, post, MoveKind.RESERVE)
        except UnableToTakeStep:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(10) as threads:
        got = list(threads.map(reserve, range(10)))
    assert got.count(True) == 1
    assert Headcount.objects.get().balance == Balance(approved=1, reserved=1)

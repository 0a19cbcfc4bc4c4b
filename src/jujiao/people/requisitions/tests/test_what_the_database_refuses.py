"""What no code of ours can write: the guards of the tables, each with what it lets pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from jujiao.people.requisitions.models import Answer, Headcount, HeadcountMove, Position, Requisition, RequisitionRound
from jujiao.people.requisitions.tests.rows import a_position, a_post, a_requisition, an_answer
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def checked() -> None:
    """As at the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def ended() -> Iterator[None]:
    """A transaction that ends with what is inside."""
    with transaction.atomic():
        yield
        checked()


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """What is done inside fails with the sentence, at once or when its transaction ends."""
    with pytest.raises(DatabaseError, match=sentence), ended():
        yield


def answered(cast: Cast, *, none: bool = False) -> Requisition:
    requisition = a_requisition(cast)
    answer = an_answer(cast, requisition, none=none)
    if not none:
        a_position(answer)
    Requisition.objects.filter(pk=requisition.pk).update(state="answered", none=none)
    checked()
    return requisition


def again(opened: RequisitionRound | None) -> None:
    assert opened
    opened.pk = None
    opened.save(force_insert=True)


def put(requisition: Requisition, **columns: Any) -> None:
    Requisition.objects.filter(pk=requisition.pk).update(**columns)
    checked()


def test_silence_becomes_none_by_no_statement(cast: Cast) -> None:
    requisition = a_requisition(cast)
    with refused("requisition_answered_or_not"):
        put(requisition, state="answered")
    with refused("does not say what the last answer"):
        put(requisition, state="answered", none=True)
    with refused("Invalid transition"):
        put(requisition, state="noted", none=True)
    an_answer(cast, requisition, none=True)
    put(requisition, state="answered", none=True)
    put(requisition, state="noted")


def test_a_requisition_says_what_its_answer_says(cast: Cast) -> None:
    requisition = answered(cast)
    with refused("does not say what the last answer"):
        put(requisition, none=True)
    with refused("does not say what the last answer"):
        put(requisition, round=2)
    put(requisition, state="asked", none=None, round=2)
    with refused("does not say what the last answer"):
        put(requisition, state="answered", none=False)


def test_none_is_noted_and_never_approved(cast: Cast) -> None:
    requisition = answered(cast, none=True)
    with refused("requisition_answered_or_not"):
        put(requisition, state="accepted")


def test_what_a_round_asks_is_not_withdrawn(cast: Cast) -> None:
    requisition = answered(cast)
    with refused("requisition_answered_or_not"):
        put(requisition, state="withdrawn")
    own = a_requisition(cast, asked_in=None)
    put(own, state="withdrawn")


def test_an_answer_is_none_or_some(cast: Cast) -> None:
    requisition = a_requisition(cast)
    with refused("neither none nor some"):
        an_answer(cast, requisition, none=False)
    with refused("neither none nor some"):
        a_position(an_answer(cast, requisition, none=True))
        checked()


def test_what_was_said_stays_said(cast: Cast) -> None:
    requisition = answered(cast)
    with refused("Cannot update"):
        Answer.objects.update(none=True)
    with refused("Cannot update"):
        Position.objects.update(number=9)
    with refused("Cannot update"):
        Position.objects.update(duties="别的")
    with refused("Cannot update"):
        put(requisition, department=cast.security)
    first, second = a_post(cast), a_post(cast, "木工")
    Position.objects.update(post=first)
    with refused("Cannot update"):
        Position.objects.update(post=second)


def test_rows_are_kept(cast: Cast) -> None:
    answered(cast)
    for model in (Requisition, Answer, Position, RequisitionRound):
        with refused("Cannot (update or )?delete"):
            model.objects.all()._raw_delete("default")


def test_a_department_is_asked_once_a_round(cast: Cast) -> None:
    requisition = a_requisition(cast)
    with refused("requisition_once_a_round"):
        a_requisition(cast, asked_in=requisition.asked_in)
    with refused("requisition_round_once"):
        again(requisition.asked_in)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"approved": 1, "filled": 2}, "headcount_open_not_below_zero"),
        ({"approved": 3, "reduced": 1, "reserved": 2, "filled": 1}, "headcount_open_not_below_zero"),
        ({"approved": 2}, "is not the sum of its moves"),
    ],
)
def test_a_headcount_is_what_its_moves_add_up_to(cast: Cast, columns: dict[str, int], constraint: str) -> None:
    headcount = Headcount.objects.create(department=cast.engineering, post=a_post(cast))
    checked()
    with refused(constraint):
        Headcount.objects.filter(pk=headcount.pk).update(**columns)
    with refused("is not the sum of its moves"):
        HeadcountMove.objects.create(headcount=headcount, kind="approve", number=1, reason="试", moved_at=NOW)


def test_moves_stay(cast: Cast) -> None:
    headcount = Headcount.objects.create(department=cast.engineering, post=a_post(cast))
    Headcount.objects.update(approved=2)
    HeadcountMove.objects.create(headcount=headcount, kind="approve", number=2, reason="编制核定", moved_at=NOW)
    checked()
    with refused("Cannot update"):
        HeadcountMove.objects.update(number=1)
    with refused("Cannot (update or )?delete"):
        HeadcountMove.objects.all()._raw_delete("default")
    with refused("headcount_move_says_why"):
        HeadcountMove.objects.create(headcount=headcount, kind="approve", number=1, moved_at=NOW)

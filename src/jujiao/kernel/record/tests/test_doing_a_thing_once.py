"""A request that comes twice, also at the same moment, is done once."""

from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from jujiao.kernel.models import IdempotencyKey
from jujiao.kernel.record.idempotency import KeyReused, once

NOW = datetime(2026, 3, 11, 2, tzinfo=UTC)


def ask(done: list[int], key: str = "a", body: Any = "x") -> tuple[int, dict[str, Any], bool]:
    def do() -> tuple[int, dict[str, Any]]:
        done.append(1)
        return 201, {"number": len(done)}

    return once(scope="test", key=key, body=body, now=NOW, do=do)


@pytest.mark.django_db
def test_the_second_asking_gets_the_first_answer() -> None:
    done: list[int] = []
    assert ask(done) == (201, {"number": 1}, False)
    assert ask(done) == (201, {"number": 1}, True)
    assert ask(done, key="b") == (201, {"number": 2}, False)


@pytest.mark.django_db
def test_another_request_under_the_same_key_is_refused() -> None:
    done: list[int] = []
    ask(done)
    with pytest.raises(KeyReused):
        ask(done, body="y")
    assert len(done) == 1


@pytest.mark.django_db
def test_what_failed_may_be_asked_again() -> None:
    def fail() -> tuple[int, dict[str, Any]]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once(scope="test", key="a", body="x", now=NOW, do=fail)
    assert not IdempotencyKey.objects.exists()
    assert ask([]) == (201, {"number": 1}, False)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_are_done_once() -> None:
    done: list[int] = []
    answers: list[tuple[int, dict[str, Any], bool]] = []
    start = Barrier(8)

    def work() -> None:
        start.wait()
        answers.append(ask(done))
        connection.close()

    people = [Thread(target=work) for _number in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    assert len(done) == 1
    assert sorted(again for _status, _answer, again in answers) == [False] + [True] * 7
    assert {answer["number"] for _status, answer, _again in answers} == {1}

"""Open pages stir for what their readers may see, and at most so often that a busy minute does not drown the others."""

import asyncio
from typing import Any

import pytest
from django.db import connection

from jujiao.kernel.record import live
from jujiao.kernel.record.knowing import kept_sql
from jujiao.portal import pacing
from jujiao.portal.hearing import Listener, topics_of
from jujiao.portal.pacing import Paced
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing import virtual_time
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db

OVERVIEW = {"clerk", "clerk2", "head_of_service", "manager", "director", "auditor"}
ENGINEERS = {"engineer", "engineer2", "head_of_engineering"}


class Said(list[str]):
    """What is said to the live process: its statement is asked a second time, for the words alone."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SELECT pg_notify(%s, said)" in sql:
            asked = live.SAY.format(kept=kept_sql()).replace("SELECT pg_notify(%s, said)", "SELECT %s::text, said", 1)
            with connection.cursor() as cursor:
                cursor.execute(asked, params[-2:])  # behind whatever else the statement does
                self.extend(words for _channel, words in cursor.fetchall())
        return execute(sql, params, many, context)


@pytest.fixture
def desk(cast: Cast, moment: Moment) -> Desk:
    return Desk(cast, moment)


@pytest.fixture
def said() -> Any:
    found = Said()
    with connection.execute_wrapper(found):
        yield found


def stirred(cast: Cast, said: Said) -> set[str]:
    """Whose pages the last words of an estate reach; then they are forgotten."""
    words = [each for each in said if each.startswith("estate:")]
    said.clear()
    found = set()
    for name, member in cast.staff.items():
        page = Listener(topics_of(member.viewer))
        for each in words:
            page.tell(each)
        found |= {name} if vars(page)["_changed"] else set()
    return found


def test_a_department_hears_of_what_it_holds_and_once_held(cast: Cast, desk: Desk, said: Said) -> None:
    case = desk.registered()
    assert stirred(cast, said) == OVERVIEW
    desk.step("dispatch", case, cast.clerk, department=cast.engineering)
    assert stirred(cast, said) == OVERVIEW | ENGINEERS
    desk.step("dispatch", case, cast.clerk, department=cast.security)
    assert stirred(cast, said) == OVERVIEW | ENGINEERS | {"guard"}


def test_whoever_took_it_down_hears_of_it_and_the_accused_does_not(cast: Cast, desk: Desk, said: Said) -> None:
    desk.registered(about=cast.manager)
    assert stirred(cast, said) == OVERVIEW - {"manager"}
    case = desk.registered()
    case.registered_by = cast.guard.user
    case.save(update_fields=["registered_by"])
    said.clear()
    desk.step("dispatch", case, cast.clerk, department=cast.cleaning)
    assert stirred(cast, said) == OVERVIEW | {"guard", "cleaner"}


def test_one_topic_is_told_at_once_and_then_so_often_and_the_last_word_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "PACE", 10)
    told: list[tuple[float, list[str]]] = []

    async def story() -> None:
        loop = asyncio.get_running_loop()
        paced = Paced(lambda words: told.append((loop.time(), sorted(words))))
        for turn in range(24):
            paced.say(f"estate:1 employee:{turn % 2}")
            await asyncio.sleep(1)
        paced.say("estate:2")
        await asyncio.sleep(40)
        paced.say("estate:1")

    virtual_time.run(story())
    both = ["estate:1 employee:0", "estate:1 employee:1"]
    assert told == [
        (0, both[:1]),
        (10, both),
        (20, both),
        (24, ["estate:2"]),
        (30, both),
        (64, ["estate:1"]),
    ]

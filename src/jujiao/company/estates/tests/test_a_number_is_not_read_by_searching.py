"""A number is shown by its last four digits; whoever searches learns no more than that."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from jujiao.company.accounts import number_search, phones
from jujiao.company.accounts.models import NumberMisses
from jujiao.company.accounts.number_search import WINDOWS
from jujiao.company.estates.finding import find_households
from jujiao.company.estates.models import Person
from jujiao.kernel.machine import clock
from jujiao.kernel.models import TimelineEntry
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

SECRET = "13874650101"
SHOWN = re.compile(r"138\*{4}0101")
REQUESTS = 100
"""How often the attacker asks. Digit by digit twenty requests are enough; by whole numbers 10,000 would be."""

type Ask = Callable[[str], bool]


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    Person.objects.filter(pk=cast.resident.person.pk).update(phone=SECRET)


def listed(client: Client, path: str) -> Ask:
    """Whether a search by `typed` shows somebody with the mask."""
    return lambda typed: bool(SHOWN.search(client.get(path, {"q": typed}).text))


def digit_by_digit(ask: Ask, tries: int = REQUESTS) -> str | None:
    """The four digits under the mask, each found by the part of the number that it makes longer."""
    known = "0101"
    for _place in range(4):
        for digit in "0123456789":
            tries -= 1
            if tries < 0:
                return None
            if ask(digit + known):
                known = digit + known
                break
        else:
            return None
    return f"138{known}"


def number_by_number(ask: Ask, tries: int = REQUESTS) -> str | None:
    """Whole numbers with the mask, one after the other, the right one among the last."""
    for middle in range(7465 - tries + 1, 7466):
        if ask(f"138{middle:04}0101"):
            return f"138{middle:04}0101"
    return None


PLACES = [
    ("clerk", "/complaints/register/households/"),
    ("clerk", "/places/people/"),
    ("auditor", "/places/people/"),
    ("sysadmin", "/places/people/"),
]


@pytest.mark.parametrize(("name", "path"), PLACES)
@pytest.mark.parametrize("attack", [digit_by_digit, number_by_number])
def test_the_digits_under_the_mask_are_not_found(
    cast: Cast, sign_in: SignIn, name: str, path: str, attack: Callable[[Ask], str | None]
) -> None:
    ask = listed(sign_in(getattr(cast, name)), path)
    assert ask("0101")
    assert attack(ask) is None


@pytest.mark.parametrize(("name", "path"), PLACES)
def test_control_with_parts_of_a_number_they_are_found(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, name: str, path: str
) -> None:
    """Without the guard, which is typed_number: any part of a number finds whom it belongs to."""

    class Part(phones.Typed):
        def query(self, field: str) -> Q:
            return Q(**{f"{field}__contains": self.last})

    monkeypatch.setattr(number_search, "typed_number", lambda text: Part(last=text))
    assert digit_by_digit(listed(sign_in(getattr(cast, name)), path)) == SECRET


def test_control_without_a_limit_the_number_is_found(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(number_search.WINDOWS, "near", (timedelta(days=1), 10_000))
    monkeypatch.setitem(number_search.WINDOWS, "any", (timedelta(days=1), 10_000))
    assert number_by_number(listed(sign_in(cast.clerk), "/complaints/register/households/")) == SECRET


def test_whoever_tries_too_often_is_told_and_it_is_on_record(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.auditor)
    answers = [client.get("/places/people/", {"q": f"138{n:04}0101"}).status_code for n in range(30)]
    assert answers == [200] * 20 + [429] * 10
    (entry,) = TimelineEntry.objects.filter(verb="number_searches_stopped")
    assert (entry.subject_kind, entry.subject_id, entry.actor_id) == (
        "account",
        cast.auditor.user.pk,
        cast.auditor.user.pk,
    )
    assert entry.details == {"kind": "near", "misses": 20}
    page = sign_in(cast.sysadmin).get(f"/audit/timeline/account/{cast.auditor.user.pk}/")
    assert "number_searches_stopped" in page.text or "号码" in page.text
    # The right number is not told either, now; names and rooms are found as ever, and by others everything is.
    assert client.get("/places/people/", {"q": SECRET}).status_code == 429
    assert client.get("/places/people/", {"q": "林晓梅"}).status_code == 200
    assert listed(sign_in(cast.clerk), "/places/people/")(SECRET)


def test_a_day_at_the_desk_meets_no_limit(cast: Cast, sign_in: SignIn) -> None:
    """Twelve hours with forty calls each, one in three from somebody unknown, typed digit by digit."""
    client = sign_in(cast.clerk)

    def ask(typed: str, now: Any) -> int:
        clock.now = lambda: now  # put back by the fixture's monkeypatch
        return client.get("/complaints/register/households/", {"q": typed}).status_code

    answers = set()
    for hour in range(12):
        for call in range(40):
            number = f"159{hour:02}{call:02}4321" if call % 3 == 0 else SECRET
            typed = [number] if call else [number[:length] for length in range(1, 12)]
            answers |= {ask(each, NOW + timedelta(hours=hour)) for each in typed}
    assert answers == {200}
    assert not TimelineEntry.objects.filter(verb="number_searches_stopped").exists()


def test_half_typed_numbers_and_hits_do_not_count(cast: Cast) -> None:
    for typed in [SECRET[:length] for length in range(1, 11)] + [SECRET, "1234", "0101"]:
        find_households(cast.clerk.viewer, typed, now=NOW)
    assert set(NumberMisses.objects.values_list("misses", flat=True)) == {0}
    find_households(cast.clerk.viewer, "15912344321", now=NOW)
    find_households(cast.clerk.viewer, "13800010101", now=NOW)
    assert dict(NumberMisses.objects.values_list("kind", "misses")) == {"any": 2, "near": 1}


def test_with_the_next_window_the_count_begins_anew(cast: Cast) -> None:
    for _time in range(3):
        find_households(cast.clerk.viewer, "13800010101", now=NOW)
    find_households(cast.clerk.viewer, "13800010101", now=NOW + WINDOWS["near"][0])
    assert dict(NumberMisses.objects.values_list("kind", "misses")) == {"any": 1, "near": 1}


def test_a_colleagues_number_is_found_whole_or_by_its_end_alone(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.auditor)
    found = {
        typed: "马超" in client.get("/people/", {"q": typed}).text
        for typed in ("13900000005", "139 0000 0005", "0005", "00005", "9000000", "1390000000")
    }
    assert found == {
        "13900000005": True,
        "139 0000 0005": True,
        "0005": True,
        "00005": False,
        "9000000": False,
        "1390000000": False,
    }

"""What changed stirs all boards at once: whoever sees the same is given what was drawn for the first who asked."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from jujiao.kernel.pages import shared
from jujiao.service.complaints.tests.desk import Desk
from jujiao.service.complaints.web import board
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
BOARD = "/complaints/board/"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who had a board drawn for them."""
    found: list[str] = []
    draw = board._board

    def noting(request: Any) -> Any:
        found.append(request.viewer.name)
        return draw(request)

    monkeypatch.setattr(board, "_board", noting)
    vars(shared)["_parts"].clear()
    return found


def asked(client: Client, stamp: str, **more: Any) -> str:
    return client.get(BOARD, headers={"HX-Request": "true", "Live-Stamp": stamp}, **more).text


def test_it_is_drawn_once_for_a_stamp(cast: Cast, desk: Desk, sign_in: SignIn, drawn: list[str]) -> None:
    first = desk.registered()
    clerk, other = sign_in(cast.clerk), sign_in(cast.clerk2)
    assert asked(clerk, "one") == asked(other, "one")
    second = desk.registered()
    assert first.number in asked(other, "one")
    assert second.number in asked(other, "two"), "what came later has another stamp"
    assert drawn == [cast.clerk.user.name, cast.clerk2.user.name]
    assert second.number in other.get(BOARD).text
    assert second.number in asked(clerk, "")
    assert second.number in asked(clerk, "x" * 41)
    assert len(drawn) == 5, "without a stamp it is drawn each time"


def test_nobody_is_given_what_others_may_see(cast: Cast, desk: Desk, sign_in: SignIn, drawn: list[str]) -> None:
    case, about = desk.registered(), desk.registered(about=cast.clerk2)
    assert about.number in asked(sign_in(cast.clerk), "one")
    accused = asked(sign_in(cast.clerk2), "one")
    assert (case.number in accused, about.number in accused) == (True, False)
    assert asked(sign_in(cast.clerk_elsewhere), "one").count("j-card") < accused.count("j-card")
    elsewhere = sign_in(cast.director).get(f"{BOARD}?estate={cast.second_estate.pk}").text
    assert case.number not in elsewhere
    assert sign_in(cast.engineer).get(BOARD, headers={"HX-Request": "true", "Live-Stamp": "one"}).status_code == 404
    assert len(drawn) == 4


def test_old_parts_are_forgotten(
    cast: Cast, sign_in: SignIn, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "KEPT", 2)
    clerk = sign_in(cast.clerk)
    for stamp in ("one", "two", "three", "one"):
        asked(clerk, stamp)
    assert len(drawn) == 4
    assert len(vars(shared)["_parts"]) == 2
    monkeypatch.setattr(shared, "SECONDS", -1.0)
    asked(clerk, "one")
    assert len(drawn) == 5


def test_english_is_not_given_to_who_reads_chinese(cast: Cast, sign_in: SignIn, drawn: list[str]) -> None:
    chinese, english = sign_in(cast.clerk), sign_in(cast.clerk2)
    assert "超时" in asked(chinese, "one")
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "超时" not in asked(english, "one")
    assert len(drawn) == 2

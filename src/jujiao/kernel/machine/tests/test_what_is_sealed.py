"""What is kept encrypted: read back by the same key and for the same purpose, and by nothing else."""

import pytest
from pytest_django import Settings

from jujiao.kernel.machine.sealing import Seal, SealBroken

ROBOTS, OTHERS = Seal("robots"), Seal("other")


def test_what_is_sealed_is_read_back_and_shows_nothing() -> None:
    sealed = ROBOTS.close("https://example.org/?key=hidden")
    assert "hidden" not in sealed
    assert sealed != ROBOTS.close("https://example.org/?key=hidden")
    assert ROBOTS.open(sealed) == "https://example.org/?key=hidden"


@pytest.mark.parametrize("broken", ["", "x", "gAAAAA"])
def test_what_was_sealed_otherwise_is_unreadable(broken: str) -> None:
    for sealed in (broken, OTHERS.close("hidden")):
        with pytest.raises(SealBroken) as told:
            ROBOTS.open(sealed)
        assert "hidden" not in str(told.value)


def test_a_former_key_still_opens_and_a_lost_one_does_not(settings: Settings) -> None:
    sealed, mark = ROBOTS.close("hidden"), ROBOTS.mark("hidden")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert ROBOTS.open(sealed) == "hidden"
    assert mark in list(ROBOTS.marks("hidden"))[1:]
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealBroken):
        ROBOTS.open(sealed)
    assert mark not in ROBOTS.marks("hidden")


def test_a_mark_is_the_same_for_the_same_text_and_purpose_alone() -> None:
    assert ROBOTS.mark("hidden") == ROBOTS.mark("hidden")
    assert ROBOTS.mark("hidden") not in {ROBOTS.mark("other"), OTHERS.mark("hidden")}

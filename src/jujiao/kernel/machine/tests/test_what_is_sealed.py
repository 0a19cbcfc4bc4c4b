"""What is kept encrypted: read back by the same key and for the same purpose, and by nothing else."""

import pytest
from pytest_django import Settings

from jujiao.kernel.machine.sealing import UnreadableError, seal, unseal


def test_what_is_sealed_is_read_back_and_shows_nothing() -> None:
    sealed = seal("https://example.org/?key=hidden", purpose="robots")
    assert "hidden" not in sealed
    assert sealed != seal("https://example.org/?key=hidden", purpose="robots")
    assert unseal(sealed, purpose="robots") == "https://example.org/?key=hidden"


@pytest.mark.parametrize("broken", ["", "x", "gAAAAA"])
def test_what_was_sealed_otherwise_is_unreadable(broken: str) -> None:
    for sealed in (broken, seal("hidden", purpose="other")):
        with pytest.raises(UnreadableError) as told:
            unseal(sealed, purpose="robots")
        assert "hidden" not in str(told.value)


def test_a_former_key_still_opens_and_a_lost_one_does_not(settings: Settings) -> None:
    sealed = seal("hidden", purpose="robots")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert unseal(sealed, purpose="robots") == "hidden"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(UnreadableError):
        unseal(sealed, purpose="robots")

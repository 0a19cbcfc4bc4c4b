"""A service's account or a container's number may have no home, or one that takes nothing: it gets a folder of ours."""

import os
from pathlib import Path

import pytest

from launcher import environment, pythons


@pytest.mark.parametrize("home", [None, "", "/nonexistent"])
def test_it_gets_a_folder_of_ours(home: "str | None", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "HOME", tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda text: text if home is None else text.replace("~", home))
    monkeypatch.setenv("HOME", "as it was")
    environment.have_home()
    assert os.environ["HOME"] == str(tmp_path / "bootstrap" / "home")
    assert (tmp_path / "bootstrap" / "home").is_dir()


def test_a_home_that_can_be_used_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    environment.have_home()
    assert os.environ["HOME"] == str(tmp_path)


def test_pythons_are_looked_for_where_nobody_has_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda text: text)  # as the library answers a number without a name
    assert "python3" in list(pythons._candidates())

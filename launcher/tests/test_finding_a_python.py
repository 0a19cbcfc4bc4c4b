"""A Python is taken only if it runs, by its full path, the preferred version first; none is ever fetched."""

import sys
from pathlib import Path

import pytest

from launcher import pythons


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on it: an empty PATH and no version managers."""
    (tmp_path / "path").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    for variable, _, _ in pythons.KEEPERS:
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setattr(sys, "executable", str(install(tmp_path / "launcher's own", "3.11")))
    return tmp_path


def install(place: Path, version: str) -> Path:
    """Something that answers as an interpreter of this version does."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f'#!/bin/sh\necho "{version.replace(".", "|")}|$0"\n')
    place.chmod(0o755)
    return place


def test_a_machine_without_one_has_none(machine: Path) -> None:
    assert pythons.find() is None


def test_a_shim_that_does_not_run_is_passed_over(machine: Path) -> None:
    shim = machine / "path" / "python3.13"
    shim.write_text("#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    kept = install(machine / "PYENV_ROOT" / "versions" / "3.12.1" / "bin" / "python3", "3.12")
    install(machine / "PYENV_ROOT" / "versions" / "3.10.13" / "bin" / "python3", "3.10")
    assert pythons.find() == pythons.Python((3, 12), str(kept))


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (["3.12", "3.13", "3.14"], "3.13"),
        (["3.12", "3.14"], "3.12"),
        (["3.14", "3.11"], "3.14"),
    ],
)
def test_the_preferred_version_is_taken(machine: Path, there: list[str], taken: str) -> None:
    for version in there:
        install(machine / "path" / f"python{version}", version)
    found = pythons.find()
    assert found
    assert found.path == str(machine / "path" / f"python{taken}")


def test_one_whose_answer_makes_no_sense_is_passed_over(machine: Path) -> None:
    odd = machine / "path" / "python3.13"
    odd.write_text("#!/bin/sh\necho hello\n")
    odd.chmod(0o755)
    assert pythons.find() is None

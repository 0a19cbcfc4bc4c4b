"""A machine that wants no compiled modules beside the sources gets them elsewhere, rather than none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import environment

ASKED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")


@pytest.fixture(autouse=True)
def _nothing_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "HOME", tmp_path)
    for name in ASKED:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_they_are_written_into_a_folder_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment.keep_bytecode()
    (tmp_path / "tea.py").write_text("CUPS = 2\n")
    subprocess.run([sys.executable, "-c", "import tea"], env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=True)
    assert [path.name.split(".")[0] for path in (tmp_path / "bytecode").rglob("tea.*.pyc")] == ["tea"]
    assert not (tmp_path / "__pycache__").exists()


def test_they_stay_where_somebody_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    environment.keep_bytecode()
    assert "PYTHONPYCACHEPREFIX" not in os.environ
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "/elsewhere")
    environment.keep_bytecode()
    assert os.environ["PYTHONPYCACHEPREFIX"] == "/elsewhere"

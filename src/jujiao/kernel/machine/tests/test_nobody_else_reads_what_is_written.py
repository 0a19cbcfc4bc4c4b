"""Photos, keys, people and backups are read by the product's account alone, also where an earlier version left them."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jujiao.kernel.machine.paths import ROOT
from jujiao.kernel.machine.private import close

WRITE = (
    "import jujiao.settings, os\n"
    "from pathlib import Path\n"
    "home = Path(os.environ['JUJIAO_HOME'])\n"
    "(home / 'people.txt').write_text('x'); (home / 'media' / '2026').mkdir(parents=True)\n"
    "(home / 'media' / '2026' / 'a.jpg').write_text('x')\n"
)


@pytest.fixture
def careless() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("careless")
def test_what_is_written_is_ours_alone_whatever_the_shell_says(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {**os.environ, "JUJIAO_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    environment.pop("JUJIAO_SECRET_KEY", None)
    subprocess.run([sys.executable, "-c", WRITE], env=environment, cwd=ROOT, check=True)
    found = {str(each.relative_to(home)): oct(mode(each)) for each in [home, *home.rglob("*")]}
    assert found == {
        ".": "0o700",
        "secret_key": "0o600",
        "people.txt": "0o600",
        "media": "0o700",
        "media/2026": "0o700",
        "media/2026/a.jpg": "0o600",
    }


@pytest.mark.usefixtures("careless")
def test_what_an_earlier_version_left_open_is_closed_at_the_start(tmp_path: Path) -> None:
    outside = tmp_path / "outside.jpg"
    outside.write_text("somebody else's")
    home = tmp_path / "home"
    (home / "media" / "2026").mkdir(parents=True)
    (home / "static").mkdir()
    (home / "media" / "2026" / "a.jpg").write_text("x")
    (home / "media" / "link").symlink_to(outside)
    assert (mode(home), mode(home / "media" / "2026" / "a.jpg")) == (0o755, 0o644)
    close(home)
    assert {mode(home), mode(home / "media"), mode(home / "media" / "2026")} == {0o700}
    assert mode(home / "media" / "2026" / "a.jpg") == 0o600
    assert (mode(home / "static"), mode(outside)) == (0o755, 0o644)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
def test_another_account_reads_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "media").mkdir(parents=True)
    (home / "media" / "a.jpg").write_text("x")
    for each in (tmp_path, *tmp_path.parents):
        if each.is_relative_to("/tmp/pytest-of-root"):
            each.chmod(0o755)
    for each in (home, home / "media", home / "media" / "a.jpg"):
        each.chmod(0o755)
    read = ["cat", str(home / "media" / "a.jpg")]
    assert subprocess.run(read, user=65534, group=65534, extra_groups=[], check=False).returncode == 0
    close(home)
    assert subprocess.run(read, user=65534, group=65534, extra_groups=[], check=False).returncode != 0

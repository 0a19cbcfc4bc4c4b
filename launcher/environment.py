"""The product's own Python environment, `.venv`, made from the lock files."""

import os
from pathlib import Path

from jujiao.kernel.machine.paths import HOME, PACKAGE, ROOT
from jujiao.kernel.machine.progress import progress
from launcher import pythons, stamps, uv
from launcher.programs import answer, run
from launcher.trouble import Trouble

FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"

NO_PYTHON = (
    "Jujiao needs Python 3.12 or later, and none was found (in PATH, with pyenv, asdf, mise or uv).\n"
    "Install one, for instance: pyenv install 3.13, or: uv python install 3.13"
)


def have_home() -> None:
    """uv, npm and Python keep things in the account's home. Where it has none, as a service's account or a container's
    nameless number, or one that takes nothing, they get a folder of ours."""
    home = os.path.expanduser("~")  # Path.home() raises where the account has no name
    if not (os.path.isdir(home) and os.access(home, os.W_OK | os.X_OK)):
        own = HOME / "bootstrap" / "home"
        own.mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(own)


def keep_bytecode() -> None:
    """Where Python is told to write no compiled modules beside the sources, as in many containers, it writes them into
    a folder of ours: else each of our processes would compile two thousand modules anew."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(HOME / "bytecode"))


def ready(*, tests: bool = False) -> bool:
    """Whether the environment holds what the lock asks for; what tests need includes what the product needs."""
    marks = [_mark(TEST_LOCK)] if tests else [_mark(LOCK), _mark(TEST_LOCK)]
    return PYTHON.exists() and any(stamps.fresh(FOLDER / "jujiao.stamp", mark) for mark in marks)


def make(*, tests: bool = False) -> None:
    """Make the environment, or bring it up to date. Trouble where no Python is found or packages cannot be had."""
    if ready(tests=tests):
        return
    with progress("uv"):
        python = pythons.find()
        if python is None:
            raise Trouble(NO_PYTHON)
        program = uv.get(python.path)
    had_tests = (FOLDER / "jujiao.stamp").exists() and TEST_LOCK.name in (FOLDER / "jujiao.stamp").read_text()
    lock = TEST_LOCK if tests or had_tests else LOCK
    with progress(f"packages for Python {python.version[0]}.{python.version[1]}"):
        if answer([str(PYTHON), "-c", "import sys; assert sys.version_info >= (3, 12)"]) is None:
            run([program, "venv", "--clear", "--python", python.path, str(FOLDER)], "Making .venv", uv.ENVIRONMENT)
        install = [program, "pip", "install", "--python", str(PYTHON), "--require-hashes", "--requirement", str(lock)]
        run(install, "Installing the packages", uv.ENVIRONMENT)
        _make_importable()
    stamps.put(FOLDER / "jujiao.stamp", _mark(lock))


def _make_importable() -> None:
    """Let the environment find the product from any working folder."""
    for packages in FOLDER.glob("lib/python3*/site-packages"):
        (packages / "jujiao.pth").write_text(f"{PACKAGE.parent}\n", encoding="utf-8")


def _mark(lock: Path) -> str:
    return f"{lock.name} {stamps.fingerprint(lock, str(PACKAGE))}"

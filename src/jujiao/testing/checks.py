"""`./jujiao test`: every check that the project has, one after the other, all of them even where one fails."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from jujiao.kernel.machine import stopping
from jujiao.kernel.machine.paths import HOME, ROOT
from jujiao.kernel.machine.running.prepare import compile_translations
from jujiao.testing import template
from jujiao.testing.database import reachable

BIN = Path(sys.executable).parent
RESULTS = HOME / "test-results.xml"
AGAIN = HOME / "test-results-again.xml"
FEW = 5
"""So many failed tests at most are run once more, alone: more of them are no accident of a busy machine."""
AT_ONCE = min(os.cpu_count() or 1, 7) + 1
"""Tests at a time: while one waits for a browser or for a process, the others go on."""

CHECKS: dict[str, Sequence[str]] = {
    "lint": (str(BIN / "ruff"), "check", "--quiet", "."),
    "layout": (str(BIN / "ruff"), "format", "--quiet", "--check", "."),
    "types": (str(BIN / "mypy"), "--no-error-summary"),
    "floors": (str(BIN / "lint-imports"),),
    "settings": (sys.executable, "-m", "jujiao", "check", "--fail-level", "WARNING"),
    "migrations": (sys.executable, "-m", "jujiao", "makemigrations", "--check", "--dry-run"),
    "static files": (sys.executable, "-m", "jujiao", "collectstatic", "--no-input", "--verbosity", "0"),
}
"""What each is called, and the command whose exit code tells."""


class Count(NamedTuple):
    """How many passed and how many did not, and the names of those that passed only when they ran alone."""

    passed: int
    failed: int
    skipped: int = 0
    alone: tuple[str, ...] = ()


def run_all(arguments: Sequence[str]) -> int:
    """Run every check, the tests last; `arguments` go to pytest. Returns 0 only where nothing failed."""
    stopping.listen()
    compile_translations()
    with reachable() as own:
        outcomes = [_passes(name, command) for name, command in CHECKS.items()]
        if own:
            template.empty()
            outcomes.append(_passes("an empty database", template.MIGRATE))
        tests = _pytest(arguments)
    total = tests._replace(passed=tests.passed + sum(outcomes), failed=tests.failed + outcomes.count(False))
    print(f"\n{_words(total)}", flush=True)
    return 1 if total.failed else 0


def _passes(name: str, command: Sequence[str]) -> bool:
    """Run one check; what it said is shown only where it failed."""
    begin = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    passed = done.returncode == 0
    print(f"  {name:<42} {time.monotonic() - begin:6.1f} s{'' if passed else '   failed'}", flush=True)
    if not passed:
        print(done.stdout.decode(errors="replace"), flush=True)
    return passed


def _pytest(arguments: Sequence[str]) -> Count:
    """Run the tests, beside each other; then those that failed, if they are few, once more and one after the other.

    A test that holds only on a machine with nothing else to do is a fault of the test, not of the product: it does not
    stop the product, and is named at the end for somebody to look at."""
    exit_code = _run(RESULTS, ["-n", str(AT_ONCE), "--dist", "worksteal", *arguments])
    first = _read(RESULTS, exit_code)
    if exit_code != pytest.ExitCode.TESTS_FAILED or first.failed > FEW:
        return first
    print("\nonce more, alone:", flush=True)
    return _after_another_try(first, _run(AGAIN, ["-n", "0", "--last-failed", *arguments]))


def _run(results: Path, arguments: Sequence[str]) -> int:
    results.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={results}", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _after_another_try(first: Count, exit_code: int) -> Count:
    """What both runs say together: failed is what failed twice, or was not run again."""
    if exit_code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return first
    failed = _ended(RESULTS, "failure", "error")
    alone = failed & (_ended(AGAIN) - _ended(AGAIN, "failure", "error", "skipped"))
    return Count(first.passed + len(alone), len(failed - alone), first.skipped, tuple(sorted(alone)))


def _ended(results: Path, *tags: str) -> set[str]:
    """The tests that ended with any of these tags, at any of their stages; without tags, all."""
    cases = ET.parse(results).getroot().iter("testcase")
    meant = [case for case in cases if not tags or any(part.tag in tags for part in case)]
    return {f"{case.get('classname')}::{case.get('name')}" for case in meant}


def _read(results: Path, exit_code: int) -> Count:
    """Count what pytest wrote down. A run that ended in any other way than by its tests is one failure more."""
    suites = ET.parse(results).getroot().iter("testsuite") if results.exists() else ()
    passed = failed = skipped = 0
    for suite in suites:
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        left_out = int(suite.get("skipped", 0))
        passed += int(suite.get("tests", 0)) - bad - left_out
        failed += bad
        skipped += left_out
    return Count(passed, failed or int(exit_code != 0), skipped)


def _words(count: Count) -> str:
    """The last words, pytest's own: what passed only alone or was left out, if anything, and a line for what counts."""
    skipped = f"{count.skipped} skipped\n" if count.skipped else ""
    alone = "".join(f"passed only alone: {name}\n" for name in count.alone)
    return f"{alone}{skipped}{count.passed} passed, {count.failed} failed"


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(run_all(sys.argv[1:]))

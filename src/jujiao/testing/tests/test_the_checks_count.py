"""What `./jujiao test` says at its end is what happened, also when pytest itself breaks off."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jujiao.testing import checks
from jujiao.testing.checks import Count, _after_another_try, _read, _words

RESULTS = '<testsuites><testsuite tests="9" failures="2" errors="1" skipped="3"/></testsuites>'


def test_failures_and_errors_are_failed_and_skipped_are_neither(tmp_path: Path) -> None:
    results = tmp_path / "results.xml"
    results.write_text(RESULTS)
    assert _read(results, 1) == Count(passed=3, failed=3, skipped=3)


@pytest.mark.parametrize("exit_code", [2, 3, 4, 5])
def test_a_run_that_breaks_off_is_a_failure(tmp_path: Path, exit_code: int) -> None:
    results = tmp_path / "results.xml"
    assert _read(results, exit_code) == Count(passed=0, failed=1)
    results.write_text('<testsuites><testsuite tests="9" failures="0" errors="0" skipped="0"/></testsuites>')
    assert _read(results, exit_code) == Count(passed=9, failed=1)


@pytest.mark.parametrize(
    ("count", "words"),
    [(Count(12, 0), "12 passed, 0 failed"), (Count(3, 2, 1), "1 skipped\n3 passed, 2 failed")],
)
def test_the_closing_line_reads_like_pytest(count: Count, words: str) -> None:
    assert _words(count) == words


FAILED = '<testcase classname="a" name="{}"><failure/></testcase>'
BROKE_OFF = '<testcase classname="a" name="{}"><error/></testcase>'
SKIPPED = '<testcase classname="a" name="{}"><skipped/></testcase>'
PASSED = '<testcase classname="a" name="{}"/>'


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], None]:
    """Writes down what a run, and another of what failed in it, said of each test."""
    monkeypatch.setattr(checks, "RESULTS", tmp_path / "one.xml")
    monkeypatch.setattr(checks, "AGAIN", tmp_path / "two.xml")

    def write(first: str, again: str) -> None:
        for path, cases in ((checks.RESULTS, first), (checks.AGAIN, again)):
            path.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")

    return write


def test_what_passes_alone_is_named(twice: Callable[[str, str], None]) -> None:
    """A test that failed and could not be torn down is one test."""
    first = FAILED.format("one") + BROKE_OFF.format("one") + FAILED.format("two") + PASSED.format("three")
    twice(first, PASSED.format("one") + FAILED.format("two"))
    count = _after_another_try(Count(passed=7, failed=3, skipped=1), 1)
    assert count == Count(passed=8, failed=1, skipped=1, alone=("a::one",))
    assert _words(count) == "passed only alone: a::one\n1 skipped\n8 passed, 1 failed"


@pytest.mark.parametrize(
    ("again", "exit_code"),
    [("", 0), (SKIPPED.format("one"), 0), (BROKE_OFF.format("one"), 1), (PASSED.format("one"), 3)],
)
def test_what_did_not_pass_again_stays_failed(again: str, exit_code: int, twice: Callable[[str, str], None]) -> None:
    twice(FAILED.format("one"), again)
    assert _after_another_try(Count(passed=7, failed=1), exit_code) == Count(passed=7, failed=1)

"""What `./jujiao test` says at its end is what happened, also when pytest itself breaks off."""

from pathlib import Path

import pytest

from jujiao.testing.checks import Count, _read, _words

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

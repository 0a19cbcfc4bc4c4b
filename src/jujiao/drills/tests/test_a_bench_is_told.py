"""What the bench prints, and when a target counts as missed."""

import json

from jujiao.drills.bench.table import Figure, as_json, as_table, closing_line

QUICK = Figure("pass", 1.5, "ms", 5)
SLOW = Figure("fired", 12.0, "s", 10)
CEILING = Figure("ceiling", 0.1, "ms")


def test_a_figure_above_its_target_is_missed() -> None:
    assert [figure.met for figure in (QUICK, SLOW, CEILING)] == [True, False, True]
    assert closing_line([QUICK, SLOW, CEILING]) == "bench: 1 of 2 targets met"


def test_the_table_and_the_json_say_the_same() -> None:
    lines = as_table([QUICK, SLOW, CEILING]).splitlines()
    assert [line.split()[0] for line in lines] == ["pass", "fired", "ceiling"]
    assert (lines[0].endswith("at most 5: met"), lines[1].endswith("at most 10: MISSED")) == (True, True)
    assert [one["met"] for one in json.loads(as_json([QUICK, SLOW, CEILING]))] == [True, False, True]

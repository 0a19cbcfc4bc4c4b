"""What the bench prints, and when a target counts as missed."""

import json

import pytest

from jujiao.drills.bench.table import Figure, as_json, as_table, closing_line

QUICK = Figure("pass", 1.5, "ms", 5)
SLOW = Figure("fired", 12.0, "s", 10)
CEILING = Figure("ceiling", 0.1, "ms")
AHEAD = Figure("queue", 330.0, "/s", peer=11.0, least_ratio=30)
BEHIND = Figure("board", 190.0, "/s", peer=10.0, least_ratio=20)
ALONE = Figure("search", 500.0, "/s", least_ratio=20)


def test_a_figure_beyond_its_target_is_missed() -> None:
    assert [figure.met for figure in (QUICK, SLOW, CEILING)] == [True, False, True]
    assert closing_line([QUICK, SLOW, CEILING]) == "bench: 1 of 2 targets met"


@pytest.mark.parametrize(("value", "met"), [(0.89, False), (0.9, True), (1.1, True)])
def test_a_target_may_be_the_least(value: float, met: bool) -> None:
    assert Figure("steady", value, "x", least=0.9).met is met


def test_the_peer_is_compared_by_ratio() -> None:
    assert [figure.ratio for figure in (AHEAD, BEHIND, ALONE)] == [30.0, 19.0, None]
    assert [figure.met for figure in (AHEAD, BEHIND)] == [True, False]


def test_without_the_peer_nothing_is_met() -> None:
    assert (ALONE.met, Figure("filtered", 5.0, "/s").met) == (False, True)
    assert closing_line([AHEAD, BEHIND, ALONE, CEILING]) == "bench: 1 of 3 targets met"


def test_the_table_and_the_json_say_the_same() -> None:
    lines = as_table([QUICK, SLOW, CEILING, AHEAD]).splitlines()
    assert [line.split()[0] for line in lines] == ["ours", "pass", "fired", "ceiling", "queue"]
    assert (lines[1].endswith("at most 5: met"), lines[2].endswith("at most 10: MISSED")) == (True, True)
    assert lines[4].split() == ["queue", "330.00", "/s", "11.00", "30.0x", "at", "least", "30x:", "met"]
    told = json.loads(as_json([QUICK, SLOW, CEILING, AHEAD]))
    assert [(one["met"], one["ratio"]) for one in told] == [(True, None), (False, None), (True, None), (True, 30.0)]

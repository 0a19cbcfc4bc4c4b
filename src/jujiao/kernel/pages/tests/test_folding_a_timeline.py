"""Events of one run that follow each other are told as one."""

from datetime import UTC, datetime, timedelta

from jujiao.kernel.pages.part_values import Entry, Side, folded

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(number: int, title: str, run: str = "") -> Entry:
    return Entry(AT + timedelta(hours=number), "聚焦", Side.EVENT, title=title, run=run)


def test_runs_are_folded_and_nothing_else() -> None:
    runs = ["alarm", "", "alarm", "alarm", "alarm", "", ""]
    rows = [entry(number, "abcdefg"[number], run) for number, run in enumerate(runs)]
    found = folded(rows)
    assert [len(each.inner) for each in found] == [0, 0, 3, 0, 0]
    run = found[2]
    assert (run.at, list(run.inner)) == (rows[4].at, rows[2:5])
    assert "3" in run.title
    assert run.title.endswith("e")
    assert found[0] is rows[0]


def test_a_title_is_data_and_is_escaped() -> None:
    found = folded([entry(0, "<b>", "alarm"), entry(1, "<i>", "alarm")])
    assert "<i>" not in found[0].title

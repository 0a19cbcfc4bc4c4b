from datetime import date

import pytest

from jujiao.rules.written_days import NoDay, day_written, shown_as_day

MAY_DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    "cell",
    [
        MAY_DAY,
        45413,
        45413.0,
        45413.75,
        "45413",
        "45413.5",
        "2024-05-01",
        "2024-5-1",
        "2024-05-01 00:00:00",
        "2024-05-01T00:00:00",
        "2024-05-01T08:30:00.000Z",
        "2024/5/1",
        "2024/5/1 0:00",
        "2024/05/01 8:30",
        "2024年5月1号",
        "2024年5月1日",
        "2024年05月01日 星期三",
        "2024 年 5 月 1 日",
        "2024.5.1",
        "2024.05.01",
        "20240501",
        20240501,
        "20240501 00:00:00",
        "２０２４－０５－０１",
        "２０２４年５月１日",
        "2024／5／1",
        "2024–05–01",
        "二〇二四年五月一日",
        " 2024-05-01 ",
        "2024-05-01　",
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(cell: str | float | date) -> None:
    assert day_written(cell) == MAY_DAY


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("二○二五年十二月三十一日", date(2025, 12, 31)),
        ("二零二五年十月二十日", date(2025, 10, 20)),
        ("二〇二五年十一月十号", date(2025, 11, 10)),
        (18264, date(1950, 1, 1)),
        (60000, date(2064, 4, 8)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_other_days(cell: str | float, day: date) -> None:
    assert day_written(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "", "去年", "5.1", "2024", "2024年5月", "2024-05", "24-5-1", "1/5/2024", "2024-13-01", "2024-02-30",
        "2025-02-29", "20241301", "12", 12, 101, 1201, "99999", 18263, 73051, True,
        "2024-05-01 起", "13800000101", "3-2-1201", -45413,
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_several_is_refused(cell: str | float) -> None:
    with pytest.raises(NoDay):
        day_written(cell)


@pytest.mark.parametrize(
    "text",
    ["2003-02-12", "2003/2/12", "2003/2/12 0:00", "2003-02-12 00:00:00", "2003年2月12日", "3月2日", "12月31日", "2-Mar",
     "12-Feb-03", "Mar-02"],
)  # fmt: skip
def test_what_a_spreadsheet_makes_of_a_room_is_told(text: str) -> None:
    assert shown_as_day(text)


@pytest.mark.parametrize(
    "text", ["3-2-1201", "3-2-12", "12-3-101", "3栋2单元12室", "2003", "13月2日", "3-2", "A-1-101"]
)
def test_a_room_is_none(text: str) -> None:
    assert not shown_as_day(text)

"""The yearly notice in its own sentences."""

import pytest

from jujiao.rules.holiday_sentences import is_notice, read_sentences
from jujiao.rules.tests.given import NOTICES
from jujiao.rules.working_calendar import CalendarBroken

OF_2026 = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""
OF_2025 = """
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
"""
NEW_YEAR_2023 = "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。"


@pytest.mark.parametrize(("year", "text"), [(2026, OF_2026), (2025, OF_2025)])
def test_a_year_in_sentences_is_the_year_that_comes_with_the_product(year: int, text: str) -> None:
    told = read_sentences(text, year)
    known = next(notice for notice in NOTICES if notice.year == year).holidays
    assert [(each.first, each.last, each.make_up) for each in told] == [
        (each.first, each.last, each.make_up) for each in known
    ]
    assert {each.name_en for each in told} == {each.name_en for each in known}


def test_days_of_the_year_before_are_left_to_its_notice() -> None:
    [holiday] = read_sentences(NEW_YEAR_2023, 2023)
    assert (str(holiday.first), str(holiday.last)) == ("2023-01-01", "2023-01-02")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("1月4日（周日）", "1月4日（周一）", "weekday"),
        ("共9天", "共8天", "count"),
        ("2月15日", "2月30日", "sentence"),
        ("放假，共3天", "休息，共3天", "sentence"),
    ],
)
def test_a_slip_is_told(before: str, after: str, code: str) -> None:
    assert before in OF_2026
    with pytest.raises(CalendarBroken) as told:
        read_sentences(OF_2026.replace(before, after), 2026)
    assert code in {problem.code for problem in told.value.problems}


def test_a_table_is_no_notice() -> None:
    assert is_notice(OF_2026)
    assert not is_notice("元旦 | New Year's Day | 1.1 | 1.3 | 1.4")

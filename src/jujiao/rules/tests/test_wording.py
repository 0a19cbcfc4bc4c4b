"""3.1.2: what is said on the telephone: blanks are filled, unknown ones are found, two wordings are compared."""

from datetime import datetime

import pytest

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.calls.wording import Blank, clause_3_1_2_wording, not_blanks
from jujiao.rules.wording import compared, greeting

KNOWN = {Blank.ESTATE: "云栖花园", Blank.CLERK: "王芳", Blank.CALLER: "李女士", Blank.ROOM: "1-1-101"}


def at(hour: int) -> datetime:
    return datetime(2026, 3, 11, hour, 30, tzinfo=SHANGHAI)


def test_clause_3_1_2_wording() -> None:
    said = clause_3_1_2_wording("{时段问候}，{小区}，我是{ clerk }。{来电人}，{room}？", KNOWN, at(10))
    assert said == "上午好，云栖花园，我是王芳。李女士，1-1-101？"
    assert clause_3_1_2_wording("{caller}您好", {}, at(10)) == "您好"
    english = {**KNOWN, Blank.ESTATE: "Sunrise"}
    assert clause_3_1_2_wording("{greeting}, {estate}", english, at(20)) == "Good evening, Sunrise"
    assert clause_3_1_2_wording("{楼栋}", KNOWN, at(10)) == "{楼栋}"


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "晚上好"), (4, "晚上好"), (5, "早上好"), (9, "上午好"), (12, "中午好"), (14, "下午好"), (18, "晚上好")],
)
def test_the_greeting_goes_by_the_local_hour(hour: int, words: str) -> None:
    assert greeting(at(hour), chinese=True) == words


def test_what_is_no_blank_is_found() -> None:
    assert not_blanks("{小区}、{estate}、{ 房号 }") == []
    assert not_blanks("{小区}{楼栋}的{电话}") == ["{楼栋}", "{电话}"]
    assert not_blanks("{小区") == ["{"]


def test_two_wordings_as_one() -> None:
    stretches = compared("请问有什么可以帮您？", "您好，请问需要帮您什么？")
    assert "".join(text for what, text in stretches if what != "added") == "请问有什么可以帮您？"
    assert "".join(text for what, text in stretches if what != "gone") == "您好，请问需要帮您什么？"
    assert [tuple(each) for each in compared("同样", "同样")] == [("same", "同样")]

"""3.1.3: what the desk answers again and again: blanks are filled, and unknown ones are found."""

from datetime import datetime

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.phrases import Blank, clause_3_1_3_phrase, not_blanks

KNOWN = {Blank.ESTATE: "云栖花园", Blank.CLERK: "王芳", Blank.NAME: "李女士", Blank.ROOM: "1-1-101"}
MORNING = datetime(2026, 3, 11, 10, 30, tzinfo=SHANGHAI)


def test_clause_3_1_3_phrase() -> None:
    said = clause_3_1_3_phrase("{姓名}{时段问候}，{小区}客服{ clerk }已看到{房号}的留言。", KNOWN, MORNING)
    assert said == "李女士上午好，云栖花园客服王芳已看到1-1-101的留言。"
    assert clause_3_1_3_phrase("{greeting} {name}", {Blank.NAME: "Li"}, MORNING) == "Good morning Li"
    assert clause_3_1_3_phrase("{name}您好", {}, MORNING) == "您好"


def test_what_is_no_blank_of_a_text_is_found() -> None:
    assert not_blanks("{姓名}、{estate}、{ 房号 }") == []
    assert not_blanks("{来电人}您好，{") == ["{来电人}", "{"]

"""Long answers become several messages, and values fit into the blanks of templates without losing their sense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.kernel.machine.wechat.fitting import LONGEST_TEXT, cut, parts_of, values_of


@given(st.text(alphabet="电梯已恢复。，\n a1é😀", max_size=300), st.integers(8, 64))
def test_the_parts_of_a_text_are_the_text(text: str, longest: int) -> None:
    parts = parts_of(text, longest)
    assert "".join(parts) == text
    assert all(len(part.encode()) <= longest for part in parts)
    assert all(parts) or parts == [""]


def test_two_thousand_characters_are_three_messages() -> None:
    assert [len(part.encode()) for part in parts_of("电" * 2000)] == [2046, 2046, 1908]
    assert parts_of("电" * 682) == ["电" * 682]
    assert LONGEST_TEXT == 2048


def test_a_text_is_divided_where_a_sentence_ends() -> None:
    assert parts_of("电梯已恢复。请放心使用。谢谢", 40) == ["电梯已恢复。请放心使用。", "谢谢"]
    assert parts_of("第一段\n第二段。第三", 20) == ["第一段\n", "第二段。第三"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("投诉已办结", "投诉已办结"),
        ("TS20260311-001 已办结", "TS20260311-001 已办结"),
        ("一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十"),
        ("一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九…"),
        ("TS20260311-001 已派工程部，预计今晚八点前到场", "TS20260311-001 已派工程…"),
        ("电梯已恢复正常运行，请您放心，感谢您的理解与支持", "电梯已恢复正常运行，请您放心…"),
        ("the lift in building three is repaired", "the lift in…"),
        ("两行\n一样", "两行 一样"),
        ("", "-"),
        ("  ", "-"),
    ],
)
def test_a_value_is_cut_where_a_word_ends(value: str, shown: str) -> None:
    assert cut(value) == shown
    assert len(shown) <= 20


@given(st.text(), st.integers(2, 40))
def test_no_value_is_longer_or_empty(value: str, longest: int) -> None:
    assert 0 < len(cut(value, longest)) <= longest


def test_each_blank_has_its_own_length() -> None:
    assert values_of({"phrase1": "已经派单处理中", "thing2": "电梯"}) == {"phrase1": "已经派单…", "thing2": "电梯"}
    assert values_of({"keyword1": "一" * 21}) == {"keyword1": "一" * 19 + "…"}
    assert values_of({"character_string1": "x" * 32}) == {"character_string1": "x" * 32}
    assert values_of({"character_string1": "x" * 33}) is None
    assert values_of({"amount1": "1" * 21}) is None

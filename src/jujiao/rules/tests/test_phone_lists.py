"""Several numbers in one cell, as lists have them."""

import pytest

from jujiao.rules.phone_lists import Number, clean_word, listed, written
from jujiao.rules.phones import NoNumber

A, B = "13811119994", "13911119995"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (A, [(A, "")]),
        (f"{A}/{B}", [(A, ""), (B, "")]),
        (f"{A}、{B}", [(A, ""), (B, "")]),
        (f"{A}；{B}", [(A, ""), (B, "")]),
        (f"{A};{B};", [(A, ""), (B, "")]),
        (f"{A},{B}", [(A, ""), (B, "")]),
        (f"{A}，{B}", [(A, ""), (B, "")]),
        (f"{A}\n{B}", [(A, ""), (B, "")]),
        (f"{A} {B}", [(A, ""), (B, "")]),
        (f"{A} 或 {B}", [(A, ""), (B, "")]),
        ("138 1111 9994 139 1111 9995", [(A, ""), (B, "")]),
        ("138-1111-9994 / 0571-88886616转802", [(A, ""), ("0571-88886616-802", "")]),
        ("0571/88886616", [("0571-88886616", "")]),
        (f"{A}(妻)", [(A, "妻")]),
        (f"{A}（妻 李红）", [(A, "妻 李红")]),
        (f"妻 {A}", [(A, "妻")]),
        (f"妻：{A}", [(A, "妻")]),
        (f"妻{A}", [(A, "妻")]),
        (f"{A}妻", [(A, "妻")]),
        (f"妻（{A}）", [(A, "妻")]),
        (f"妻 {A}；{B}", [(B, ""), (A, "妻")]),
        (f"{A}(妻)/{B}(本人)", [(B, "本人"), (A, "妻")]),
        (f"张三{A} 李四{B}", [(A, "张三"), (B, "李四")]),
        ("办公室 0571-88886616转802", [("0571-88886616-802", "办公室")]),
        (f"电话：{A}", [(A, "")]),
        (f"{A}；{A}(妻)", [(A, "妻")]),
        ("+852 9123 4567(香港)", [("+85291234567", "香港")]),
        ("", []),
        ("无", []),
        ("-", []),
    ],
)
def test_a_cell_is_its_numbers_with_their_words(cell: str, found: list[tuple[str, str]]) -> None:
    numbers = tuple(Number(*each) for each in found)
    assert listed(cell) == numbers
    assert listed(written(numbers)) == numbers


@pytest.mark.parametrize(
    "cell", ["abc", f"{A}；abc", f"{A}/1391111", f"{A}13", f"{A}x", "；", "；".join([A] * 2 + ["12"])]
)
def test_a_cell_with_something_else_in_it_is_refused(cell: str) -> None:
    with pytest.raises(NoNumber):
        listed(cell)


def test_a_word_holds_nothing_that_would_end_it() -> None:
    assert clean_word(" 妻（李红）、2 ") == "妻 李红"
    assert len(clean_word("长" * 40)) == 20

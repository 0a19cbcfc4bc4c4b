"""Texts of nothing visible, in whatever disguise."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.texts import BLANK, says_anything, shows_anything, storable

SILENT = st.one_of(st.characters(categories=["C", "Z", "M"]), st.sampled_from(sorted(BLANK)))
MARKS = st.characters(categories=["P", "S"], exclude_characters=sorted(BLANK))
WORDS = st.characters(categories=["L", "N"], exclude_characters=sorted(BLANK))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\r\n",
        "\u200b",
        "\u2800\u3164",
        "\ufffc",
        "\U00013441\U00013442",
        "\u115f\u1160\uffa0",
        "\x07\x1b\x7f\x85",
        "\u202e\u2066\ufeff\u00ad",
        "\u0301\u0302",
        "\u3000\u00a0",
        "\U000e0041",
        "\ufe0f\u20e3",
        "\ue000",
    ],
)
def test_nothing_can_be_seen(text: str) -> None:
    assert not shows_anything(text)
    assert not says_anything(text)


@pytest.mark.parametrize("text", ["...", "。", "？！", "——", "+", "👍", "🙏🏻", "😡\u200d", "\u200b!"])
def test_marks_and_pictures_alone_say_nothing_though_they_show(text: str) -> None:
    assert shows_anything(text)
    assert not says_anything(text)


@pytest.mark.parametrize("text", ["好", "ok", "7", "٣", "Ⅳ", "е\u0301", "👍好", "\u200b是\u200b", "ㄅ", "한", "龑䶮"])
def test_one_letter_or_figure_says_something(text: str) -> None:
    assert says_anything(text)


@given(st.text(SILENT))
def test_no_number_of_silent_characters_says_anything(text: str) -> None:
    assert not shows_anything(text)
    assert not says_anything(text)


@given(st.text(st.one_of(SILENT, MARKS)))
def test_no_number_of_marks_says_anything(text: str) -> None:
    assert not says_anything(text)


@given(st.text(), WORDS, st.text())
def test_a_letter_says_something_whatever_stands_around_it(before: str, letter: str, after: str) -> None:
    assert says_anything(before + letter + after)


@given(st.text())
def test_what_says_something_can_be_seen(text: str) -> None:
    assert shows_anything(text) or not says_anything(text)


def test_stripping_blanks_alone_would_have_let_them_through() -> None:
    """What the operations asked before: of all signs that say nothing, thousands are no blank."""
    missed = [sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.strip() and not shows_anything(sign)]
    assert {"\u200b", "\u2800", "\u3164", "\u0301", "\x07"} <= set(missed)
    assert all(unicodedata.category(sign)[0] in "CM" or sign in BLANK for sign in missed)


@pytest.mark.parametrize(("text", "kept"), [("好", True), ("a\tb\n", True), ("a\x00", False), ("\ud800", False)])
def test_what_a_database_keeps(text: str, kept: bool) -> None:
    assert storable(text) is kept

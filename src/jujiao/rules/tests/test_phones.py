"""One number, however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules import phones
from jujiao.rules.phones import NORMAL, NoNumber, Wrong, normal
from jujiao.rules.tests.spellings import REFUSED, SPELLINGS

VALUES = sorted(set(SPELLINGS.values()))


@pytest.mark.parametrize(("typed", "number"), SPELLINGS.items())
def test_every_spelling_is_its_number(typed: str, number: str) -> None:
    assert normal(typed) == number


@pytest.mark.parametrize("number", VALUES)
def test_the_normal_form_is_its_own_and_fits_the_constraint(number: str) -> None:
    assert normal(number) == number
    assert re.fullmatch(NORMAL, number)
    assert len(number) <= phones.LONGEST


@pytest.mark.parametrize("number", VALUES)
def test_what_is_shown_is_the_same_number(number: str) -> None:
    assert normal(phones.shown(number)) == number


@pytest.mark.parametrize("typed", ["", " ", *REFUSED])
def test_what_is_none_is_refused(typed: str) -> None:
    with pytest.raises(NoNumber):
        normal(typed)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("abc", Wrong.NO_DIGITS),
        ("138****9994", Wrong.NO_DIGITS),
        ("138 1111 999", Wrong.SHORT),
        ("110", Wrong.SHORT),
        ("138 1111 99945", Wrong.LONG),
        ("13811119994/13911119995", Wrong.LONG),
        ("0571-18886616", Wrong.UNKNOWN),
        ("12800000101", Wrong.UNKNOWN),
    ],
)
def test_why_it_is_none(typed: str, wrong: Wrong) -> None:
    with pytest.raises(NoNumber) as refused:
        normal(typed)
    assert refused.value.wrong is wrong


@pytest.mark.parametrize(
    ("number", "shown", "dialled"),
    [
        ("13811119994", "138 1111 9994", "13811119994"),
        ("0571-88886616", "0571-88886616", "057188886616"),
        ("0571-88886616-802", "0571-88886616-802", "057188886616,802"),
        ("400-888-6616", "400-888-6616", "4008886616"),
        ("95588", "95588", "95588"),
        ("+85291234567", "+852 9123 4567", "+85291234567"),
        ("+14155552671", "+1 415 555 2671", "+14155552671"),
    ],
)
def test_how_it_is_shown_and_dialled(number: str, shown: str, dialled: str) -> None:
    assert phones.shown(number) == shown
    assert phones.dialled(number) == dialled


@pytest.mark.parametrize(
    ("number", "main", "local", "takes_messages"),
    [
        ("13811119994", "13811119994", "", True),
        ("0571-88886616", "0571-88886616", "88886616", False),
        ("0571-88886616-802", "0571-88886616", "88886616", False),
        ("88886616-12", "88886616", "88886616", False),
        ("400-888-6616-2", "400-888-6616", "", False),
        ("95013123", "95013123", "", False),
        ("+85291234567", "+85291234567", "", True),
    ],
)
def test_the_parts_of_a_number(number: str, main: str, local: str, takes_messages: bool) -> None:
    assert phones.main_part(number) == main
    assert phones.local_part(number) == local
    assert phones.takes_messages(number) is takes_messages


@given(st.text("0123456789+-() /.转x", max_size=26))
def test_whatever_is_typed_gives_a_normal_form_or_a_refusal(typed: str) -> None:
    try:
        number = normal(typed)
    except NoNumber:
        return
    assert re.fullmatch(NORMAL, number)
    assert normal(number) == number
    assert normal(phones.shown(number)) == number

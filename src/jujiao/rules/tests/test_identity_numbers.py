"""GB 11643: identity numbers are checked, and say what they say. The numbers here are made up."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.errors import RuleBroken
from jujiao.rules.identity_numbers import (
    CHECKS,
    Sex,
    agrees,
    check_of,
    identity_of,
    mask_identity,
    without_identities,
)

KNOWN = "11010519491231002X"
"""The example of the standard itself."""


def test_the_example_of_the_standard() -> None:
    found = identity_of(" 110105 19491231 002x ")
    assert (found.number, found.born_on, found.sex) == (KNOWN, date(1949, 12, 31), Sex.FEMALE)
    assert identity_of("440524188001010014").sex == Sex.MALE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "identity_shape"),
        ("1101051949123100", "identity_shape"),
        ("11010519491231002XX", "identity_shape"),
        ("01010519491231002X", "identity_shape"),
        ("1101051949123100XX", "identity_shape"),
        ("110105194912310021", "identity_check"),
        ("11010519491231003X", "identity_check"),
        ("11010519490231002" + check_of("11010519490231002"), "identity_birth"),
    ],
)
def test_what_is_mistyped_is_refused_and_not_repeated(typed: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        identity_of(typed)
    assert refused.value.code == code
    assert typed == "" or typed not in str(refused.value)


@given(st.integers(0, 16), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(place: int, digit: int) -> None:
    if KNOWN[place] == str(digit):
        return
    with pytest.raises(RuleBroken):
        identity_of(KNOWN[:place] + str(digit) + KNOWN[place + 1 :])


@given(st.integers(0, 15))
def test_two_neighbours_in_each_others_place_are_always_found(place: int) -> None:
    swapped = [*KNOWN]
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    if "".join(swapped) == KNOWN:
        return
    with pytest.raises(RuleBroken):
        identity_of("".join(swapped))


def test_every_check_occurs() -> None:
    draw = random.Random(3)
    firsts = ["330106" + f"{draw.randrange(10**11):011}" for _ in range(400)]
    assert {check_of(first) for first in firsts} == set(CHECKS)


def test_birth_date_and_sex_are_compared() -> None:
    found = identity_of(KNOWN)
    agrees(found, born_on=None, sex="")
    agrees(found, born_on=date(1949, 12, 31), sex=Sex.FEMALE)
    with pytest.raises(RuleBroken, match="birth date"):
        agrees(found, born_on=date(1949, 12, 30), sex="")
    with pytest.raises(RuleBroken, match="another sex"):
        agrees(found, born_on=None, sex=Sex.MALE)


def test_it_is_masked_alone_and_inside_a_text() -> None:
    assert mask_identity(KNOWN) == "1****************X"
    assert mask_identity("12") == "**"
    assert without_identities(f"T{KNOWN}") == "T1****************X"
    assert without_identities("浙公安 2024-00123") == "浙公安 2024-00123"

import re

import pytest

from jujiao.rules.staff_numbers import alike_pattern, bare_number, plain_number


@pytest.mark.parametrize("number", ["1", "0001", "01", " 1 ", "０００１"])
def test_zeros_in_front_make_no_other_number(number: str) -> None:
    assert bare_number(number) == "1"
    assert re.search(alike_pattern("1"), plain_number(number))


@pytest.mark.parametrize(
    ("number", "bare"), [("A-01", "a-01"), ("a-01", "a-01"), ("0", "0"), ("000", "0"), ("10", "10"), ("Ａ1", "a1")]
)
def test_other_numbers(number: str, bare: str) -> None:
    assert bare_number(number) == bare
    assert re.search(alike_pattern(number), plain_number(number), re.IGNORECASE)


def test_what_is_another_number_is_not_alike() -> None:
    assert not re.search(alike_pattern("1"), "10")
    assert not re.search(alike_pattern("A.1"), "A-1")

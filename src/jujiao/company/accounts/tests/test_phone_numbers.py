"""Phone numbers as people type them."""

import pytest

from jujiao.company.accounts.phones import normalise


@pytest.mark.parametrize(
    "typed",
    [
        "13800000101",
        "+86 138 0000 0101",
        "0086-138-0000-0101",
        "8613800000101",
        "138 0000.0101",
        "１３８０００００１０１",
    ],
)
def test_every_way_of_typing_is_the_same_number(typed: str) -> None:
    assert normalise(typed) == "13800000101"


@pytest.mark.parametrize("typed", ["", "1380000010", "12800000101", "+1 138 0000 0101", "١٣٨٠٠٠٠٠١٠١", "13800000101x"])
def test_what_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        normalise(typed)

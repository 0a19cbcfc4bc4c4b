"""Phone numbers as people type them."""

import pytest

from jujiao.company.accounts.phones import Typed, normalise, normalise_mobile, typed_number


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0571-88886616", "0571-88886616"),
        ("（0571）88886616", "0571-88886616"),
        ("010-88886616-12", "010-88886616-12"),
        ("400 888 6616", "400-888-6616"),
    ],
)
def test_a_landline_has_its_form_too_and_is_no_mobile_number(typed: str, kept: str) -> None:
    assert normalise(typed) == kept
    with pytest.raises(ValueError, match=r".*"):
        normalise_mobile(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("138 0000 0101", Typed(whole="13800000101")),
        ("0571-88886616", Typed(whole="0571-88886616")),
        ("0101", Typed(last="0101")),
        ("０１０１", Typed(last="0101")),
        ("101", None),
        ("00101", None),
        ("1380000010", None),
        ("138****0101", None),
        ("%101", None),
        ("", None),
    ],
)
def test_a_search_means_a_whole_number_or_its_last_four_digits(typed: str, meant: Typed | None) -> None:
    assert typed_number(typed) == meant

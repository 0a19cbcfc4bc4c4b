"""Phone numbers as people type them to find somebody, or to sign in."""

import pytest
from django import forms
from django.db.models import CharField, Q, Value

from jujiao.company.accounts.fields import OwnNumberField, PhoneField
from jujiao.company.accounts.models import User
from jujiao.company.accounts.phones import Typed, clean_mobile, typed_number
from jujiao.rules.phones import NoNumber
from jujiao.rules.tests.spellings import REFUSED, SPELLINGS


@pytest.mark.parametrize(("typed", "number"), SPELLINGS.items())
def test_the_one_field_takes_every_spelling(typed: str, number: str) -> None:
    assert PhoneField().clean(typed) == number


@pytest.mark.parametrize("typed", REFUSED)
def test_the_one_field_says_what_is_wrong(typed: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        PhoneField().clean(typed)
    (sentence,) = refused.value.messages
    assert typed[:20] in sentence


def test_whoever_types_fifteen_digits_hears_how_many_a_number_has() -> None:
    with pytest.raises(forms.ValidationError, match="15"):
        PhoneField().clean("138111199949999")


@pytest.mark.parametrize("typed", ["0571-88886616", "400 888 6616", "95588", "88886616"])
def test_a_landline_gets_no_code(typed: str) -> None:
    with pytest.raises(NoNumber):
        clean_mobile(typed)
    with pytest.raises(forms.ValidationError, match="11"):
        OwnNumberField().clean(typed)


def test_an_owner_abroad_gets_one() -> None:
    assert OwnNumberField().clean("+852 9123 4567") == "+85291234567"


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


KEPT = ("13811119994", "0571-88886616", "0571-88886616-802", "88886616", "010-88886616", "+85291234567", "400-888-6616")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("13811119994", {"13811119994"}),
        ("9994", {"13811119994"}),
        ("6616", set()),
        ("0571-88886616", {"0571-88886616", "0571-88886616-802", "88886616"}),
        ("88886616", {"0571-88886616", "0571-88886616-802", "88886616", "010-88886616"}),
        ("0571-88886616-802", {"0571-88886616", "0571-88886616-802", "88886616"}),
        ("0571-88886616-12", {"0571-88886616", "88886616"}),
        ("88886616-802", {"0571-88886616-802", "88886616"}),
        ("021-88886616", {"88886616"}),
        ("88886617", set()),
        ("+852 9123 4567", {"+85291234567"}),
        ("4008886616", {"400-888-6616"}),
    ],
)
def test_a_landline_is_found_with_and_without_its_area_code(typed: str, found: set[str]) -> None:
    meant = typed_number(typed)
    assert meant is not None
    user = User.objects.create(name="x")
    kept = {number for number in KEPT if _fits(user, number, meant.query("number"))}
    assert kept == found


def _fits(user: User, number: str, query: Q) -> bool:
    rows = User.objects.annotate(number=Value(number, CharField())).filter(pk=user.pk)
    return rows.filter(query).exists()

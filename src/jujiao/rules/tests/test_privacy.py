"""Phones, names, exports."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.privacy import (
    Export,
    Help,
    clause_1_3_1_export,
    clause_1_3_1_second_person,
    mask_digits,
    mask_email,
    mask_name,
    mask_phone,
)
from jujiao.rules.tests.given import FIGURES


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        (" 138 1234 5678 ", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("+86 13812345678", "+86 138****5678"),
        ("0086-13812345678", "0086 138****5678"),
        ("010-87654321", "010-******21"),
        ("0755-8765432", "0755-*****32"),
        ("87654321", "******21"),
        ("+1 202 555 0143", "*********43"),
        ("+1 302 555 0143", "*********43"),
        ("110", "**0"),
        ("8", "*"),
        ("", ""),
    ],
)
def test_phones_are_masked(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@given(st.text("0123456789+- ", max_size=20))
def test_a_masked_phone_never_shows_more_than_seven_of_its_digits(phone: str) -> None:
    masked = mask_phone(phone)
    local = masked.removeprefix("+86 ").removeprefix("0086 ").rpartition("-")[2]
    assert sum(char.isdigit() for char in local) <= 7
    assert "*" in masked or not any(char.isdigit() for char in local)


@pytest.mark.parametrize(("name", "masked"), [("王小明", "王*"), ("欧阳娜娜", "欧*"), ("Li Na", "L*"), (" ", "")])
def test_names_are_masked(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_clause_1_3_1_export() -> None:
    assert clause_1_3_1_export(200, FIGURES) is Export.WITH_REASON
    assert clause_1_3_1_export(201, FIGURES) is Export.WITH_SECOND_PERSON
    assert clause_1_3_1_export(2000, FIGURES) is Export.WITH_SECOND_PERSON
    assert clause_1_3_1_export(2001, FIGURES) is Export.REFUSED


NOW = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
A_DAY_AGO, A_WEEK_AGO = NOW - timedelta(days=1), NOW - timedelta(days=7)
ASKS, DECIDES, THIRD = 1, 2, 3


@pytest.mark.parametrize(
    ("helped", "until"),
    [
        ((), None),
        ((Help(DECIDES, ASKS, A_DAY_AGO),), NOW + timedelta(days=6)),
        ((Help(ASKS, DECIDES, A_DAY_AGO),), NOW + timedelta(days=6)),
        ((Help(DECIDES, THIRD, A_DAY_AGO),), NOW + timedelta(days=6)),
        ((Help(DECIDES, DECIDES, A_DAY_AGO),), None),
        ((Help(THIRD, ASKS, A_DAY_AGO),), None),
        ((Help(DECIDES, ASKS, A_WEEK_AGO),), None),
        ((Help(DECIDES, ASKS, A_WEEK_AGO + timedelta(seconds=1)),), NOW + timedelta(seconds=1)),
        ((Help(DECIDES, ASKS, A_DAY_AGO, post=True),), NOW + timedelta(days=6)),
        ((Help(DECIDES, THIRD, A_DAY_AGO, post=True),), None),
    ],
)
def test_clause_1_3_1_second_person(helped: tuple[Help, ...], until: datetime | None) -> None:
    assert clause_1_3_1_second_person(helped, asks=ASKS, decides=DECIDES, now=NOW) == until


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678/139-0000-0000(妻)", "138****5678/139****0000(妻)"),
        ("0571-88886666", "0571-******66"),
        ("330106198001011234", "****************34"),
        ("3-2-1201", "3-2-1201"),
        ("12-3-1201", "12-3-1201"),
        ("20240501", "20240501"),
        ("2024-05-01 00:00:00", "2024-05-01 00:00:00"),
        ("秦朗", "秦朗"),
    ],
)
def test_long_numbers_of_any_text_are_masked(text: str, masked: str) -> None:
    assert mask_digits(text) == masked


@pytest.mark.parametrize(
    ("email", "masked"), [("zhaoqiang@example.org", "z***@example.org"), ("a@b.cn", "a***@b.cn"), ("", ""), (" ", "")]
)
def test_an_address_keeps_its_first_sign_and_host(email: str, masked: str) -> None:
    assert mask_email(email) == masked

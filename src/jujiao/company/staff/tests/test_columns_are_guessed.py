"""Sheets, columns and relations are known by the words that lists have for them."""

from collections.abc import Sequence
from typing import Any

import pytest

from jujiao.company.staff.workbook.form import RELATIONS, same
from jujiao.company.staff.workbook.matching import Guess, all_certain, guesses
from jujiao.kernel.machine.spreadsheets import Sheet

RESIDENT = ["房屋", "姓名", "手机号", "关系", "入住日期"]


def a_sheet(name: str, *rows: Sequence[Any], **more: Any) -> Sheet:
    return Sheet(name, list(enumerate(rows, start=1)), **more)


def the_guess(sheet: Sheet) -> Guess:
    (found,) = guesses([sheet], {})
    return found


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("住户", "residents"), ("Residents", "residents"), ("住户成员", "residents"), ("业主", "residents"),
        ("业主信息", "residents"), ("云栖苑业主信息表（2024年最新）", "residents"), ("租户", "residents"),
        ("房产", "rooms"), ("房屋", "rooms"), ("房屋信息", "rooms"), ("员工", "employees"), ("花名册", "employees"),
        ("员工花名册", "employees"), ("2024年员工花名册", "employees"),
    ],
)  # fmt: skip
def test_a_sheet_is_known_by_its_usual_names(name: str, form: str) -> None:
    assert the_guess(a_sheet(name, ["姓名"], ["x"])).matching.form == form


@pytest.mark.parametrize(
    ("headings", "form", "keys"),
    [
        (["房号", "业主姓名", "联系电话"], "residents", ["room", "name", "phone"]),
        (["楼栋", "单元", "房号", "业主姓名", "手机"], "residents", ["building", "unit", "number", "name", "phone"]),
        (["楼号", "单元号", "房间号"], "rooms", ["building", "unit", "number"]),
        (["*房屋", "姓 名*", "手机号（必填）", "与业主关系", "入住时间：", "备注"], "residents",
         ["room", "name", "phone", "relation", "moved_in", ""]),
        (["序号", "房间号", "住户姓名", "联系方式", "身份", "收房日期", "搬离日期"], "residents",
         ["", "room", "name", "phone", "relation", "moved_in", "moved_out"]),
        (["工号", "姓名", "部门", "职务", "手机号码", "入职时间"], "employees",
         ["number", "name", "department", "title", "phone", "joined_on"]),
        (["房号", "姓名", "电话", "电话"], "residents", ["room", "name", "phone", ""]),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_usual_headings(headings: list[str], form: str, keys: list[str]) -> None:
    found = the_guess(a_sheet("Sheet1", headings, ["x"] * len(headings)))
    by_place = {place: key for key, place in found.matching.columns.items()}
    assert (found.matching.form, [by_place.get(place, "") for place in range(len(headings))]) == (form, keys)
    assert not found.certain


def test_headings_below_titles_and_over_two_lines() -> None:
    sheet = a_sheet(
        "业主信息",
        ["云栖苑业主信息表", "", "", "", ""],
        ["制表：物业服务中心", "", "", "", ""],
        ["房屋信息", "", "业主", "联系方式", "入住日期"],
        ["楼栋", "房号", "姓名", "手机", ""],
        ["3栋", "101", "秦朗", "13800000201", "2024-05-01"],
    )
    found = the_guess(sheet).matching
    assert found.heading == 4
    assert dict(found.columns) == {"building": 0, "number": 1, "name": 2, "phone": 3, "moved_in": 4}
    under = a_sheet(
        "业主",
        ["房号", "业主", "联系方式", "", "入住日期"],
        ["", "姓名", "手机", "电话", ""],
        ["1", "2", "3", "4", "5"],
    )
    found = the_guess(under).matching
    assert (found.heading, found.columns["name"], found.columns["phone"]) == (2, 1, 2)


@pytest.mark.parametrize(
    ("sheet", "certain"),
    [
        (a_sheet("住户", RESIDENT, ["x"] * 5), True),
        (a_sheet("住户", [*RESIDENT, "备注"], ["x"] * 6), True),
        (a_sheet("住户", ["标题"], RESIDENT, ["x"] * 5), False),
        (a_sheet("业主", RESIDENT, ["x"] * 5), False),
        (a_sheet("住户", ["房屋", "姓名", "电话", "关系", "入住日期"], ["x"] * 5), False),
        (a_sheet("住户", RESIDENT[:4], ["x"] * 4), False),
        (a_sheet("Sheet1", ["甲", "乙"], ["x"] * 2), False),
        (a_sheet("住户", RESIDENT, ["x"] * 5, hidden=True), False),
    ],
)
def test_only_our_own_form_needs_no_look(sheet: Sheet, certain: bool) -> None:
    assert all_certain([the_guess(sheet)]) == certain


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("户主", "owner"), ("本人", "owner"), ("产权人", "owner"), ("业主", "owner"), ("业主（共有）", "owner"),
        ("配偶", "family"), ("子女", "family"), ("父母", "family"), ("家属", "family"), ("儿子", "family"),
        ("承租人", "tenant"), ("租户", "tenant"), ("租客", "tenant"), ("TENANT", "tenant"),
    ],
)  # fmt: skip
def test_relations_are_understood(word: str, relation: str) -> None:
    assert [key for key, words in RELATIONS.items() if same(words, word)] == [relation]


def test_no_word_means_two_relations() -> None:
    every = [word for words in RELATIONS.values() for word in words]
    assert len(every) == len(set(every))

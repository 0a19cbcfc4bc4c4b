"""Places in the ways in which people write and say them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.numerals import numbered
from jujiao.rules.place_search import place_start, place_without_unit
from jujiao.rules.places import place_code, place_key, read

SPELT = st.lists(
    st.sampled_from(
        [
            *"0123456789零一二三十百甲乙东西区期铺门楼元里 -./ABab０３Ａ",
            "栋",
            "单元",
            "号楼",
            "室",
            "号",
            "座",
            "幢",
            "#",
        ]
    )
).map("".join)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("六十二栋", "62栋"),
        ("十栋", "10栋"),
        ("二十号楼", "20号楼"),
        ("一百零三室", "103室"),
        ("一百一十二室", "112室"),
        ("一百二栋", "120栋"),
        ("一千零一室", "1001室"),
        ("三零二", "302"),
        ("二〇一室", "201室"),
        ("幺零二", "102"),
        ("贰拾叁幢", "23幢"),
        ("两百号", "200号"),
        ("三期5栋", "3期5栋"),
        ("三元里5栋", "三元里5栋"),
        ("一品苑", "一品苑"),
        ("十百栋", "十百栋"),
        ("零十栋", "零十栋"),
    ],
)
def test_numbers_in_characters(written: str, digits: str) -> None:
    assert numbered(written) == digits


@pytest.mark.parametrize(
    ("same", "key", "code"),
    [
        (
            [
                "62栋",
                "62棟",
                "62號樓",
                "第62栋",
                "第六十二棟",
                "六十二栋",
                "62号楼",
                "62幢",
                "６２",
                "62",
                "062栋",
                "62#",
                "Building 62",
            ],
            "62",
            "62",
        ),
        (["12栋", "十二栋", "12 栋", "一十二号楼"], "12", "12"),
        (
            ["东区3栋", "東區3棟", "東區第3棟", "东区第三栋", "东区 3栋", "东区三号楼", "东区03栋", "东区3"],
            "东区-3",
            "东区3",
        ),
        (["三期5栋", "3期5栋", "三期5", "三期 五栋"], "3-期-5", "3期5"),
        (["A座", "a座", "Ａ", "A栋"], "A", "A"),
        (["甲单元", "甲單元", "甲梯", "甲", "甲 单元"], "甲", "甲"),
        (
            [
                "二单元",
                "2单元",
                "2單元",
                "貳單元",
                "第2单元",
                "第 二 单元",
                "2梯",
                "2门",
                "2門",
                "2号梯",
                "02单元",
                "2",
                "Unit 2",
            ],
            "2",
            "2",
        ),
        (["102", "102室", "１０２"], "102", "102"),
        (["商铺3", "商鋪3號", "商舖3", "商铺3号", "商铺03", "商铺 三号"], "商铺-3", "商铺3"),
        (["3号院5栋", "三号院五栋"], "3-5", "3.5"),
        (["东门", "東門"], "东门", "东门"),
        (["第五大道3栋", "第五大道3棟"], "第五大道-3", "第五大道3"),
        (["电梯厅", "電梯廳"], "电梯厅", "电梯厅"),
        (["红楼3栋"], "红楼-3", "红楼3"),
        (["三元里5栋"], "三元里-5", "三元里5"),
        (["银座3栋"], "银座-3", "银座3"),
    ],
)
def test_names_of_one_place(same: list[str], key: str, code: str) -> None:
    assert {place_key(name) for name in same} == {key}
    assert place_code(same[0]) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("102", "1102"),
        ("0102", "1102"),
        ("102", "1002"),
        ("12栋", "1栋2"),
        ("12 3", "123"),
        ("00102", "102"),
        ("东区3栋", "西区3栋"),
        ("东门", "东单元"),
        ("1栋2梯", "1栋3梯"),
        ("电梯3", "电3"),
        ("第五大道", "五大道"),
        ("三期5栋", "五期3栋"),
        ("红楼", "红"),
        ("地下室3", "地下3"),
        ("A12", "A1"),
        ("甲单元", "乙单元"),
        ("商铺3", "车库3"),
    ],
)
def test_two_places_do_not_become_one(one: str, other: str) -> None:
    assert place_key(one) != place_key(other)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("3栋", "2单元", "1204室"), "3-2-1204"),
        (("东区3栋", "甲单元", "0102"), "东区3-甲-0102"),
        (("别墅8号", "", "1"), "别墅8-1"),
        (("A座", "", "12A"), "A-12A"),
        (("東區3棟", "2單元", "204室"), "东区3-2-204"),
        (("第1栋", "第2单元", "204"), "1-2-204"),
    ],
)
def test_what_is_printed_is_read_again(parts: tuple[str, str, str], code: str) -> None:
    assert place_code(*parts) == code
    assert place_key(code) == place_key(*parts) == place_key("".join(parts)) == place_key(" ".join(parts))


@given(SPELT, SPELT, SPELT)
def test_a_code_says_no_less_than_the_names(building: str, unit: str, number: str) -> None:
    code = place_code(building, unit, number)
    assert place_key(code) == place_key(*(place_code(part) for part in (building, unit, number)))
    for part in (building.replace("-", ""), unit.replace("-", ""), number.replace("-", "")):
        assert place_key(place_code(part)) == place_key(part)


@given(SPELT)
def test_a_place_begins_with_itself(text: str) -> None:
    marks = read(text)
    if len(marks) > 2 and marks[-1].ends is None and place_key(text) == "-".join(mark.key for mark in marks):
        assert re.search(place_start(marks).key or ".", place_key(text))


@pytest.mark.parametrize(
    ("typed", "begins", "does_not"),
    [
        ("3栋", ["3-1-101", "03-101"], ["1-3-101", "13-1-101", "1-1-3", "3A-1-101", "东区3-1-101"]),
        ("甲单元", ["2-甲-101"], ["2-乙-101"]),
        ("3-2-12", ["3-2-12", "3-2-1204", "3-2-12A"], ["3-12-12", "13-2-12"]),
        ("3栋1204", ["3-1-1204", "3-1204", "3-A-1204", "3-1-1204A"], ["3-1-204", "3A-1-1204"]),
        ("1-101", ["1-1-101", "1-2-101", "2-1-101", "1-101"], ["11-2-101", "1-2-1", "1A-2-101"]),
        ("0102", ["3-1-102", "3-1-0102"], ["3-1-1102", "3-1-1021"]),
        ("10", ["3-1-1001", "3-1-10"], ["3-1-110"]),
        ("东区", ["东区3-1-101"], ["西区3-1-101"]),
        ("1单元101", ["3-1-101"], ["3-11-101", "3-2-101"]),
        ("1-1-1", ["1-1-101", "1-1-1"], ["1-2-101"]),
        ("3栋2单元", ["3-2-101"], ["3-22-101", "13-2-101"]),
    ],
)
def test_what_is_typed_so_far(typed: str, begins: list[str], does_not: list[str]) -> None:
    start = place_start(read(typed))

    def fits(code: str) -> bool:
        over_key = bool(start.key) and re.search(start.key, place_key(code)) is not None
        return over_key or (bool(start.code) and re.search(start.code, code) is not None)

    assert [code for code in begins if not fits(code)] == []
    assert [code for code in does_not if fits(code)] == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("3栋1204", True),
        ("3-1204", True),
        ("东区3栋1204室", True),
        ("3栋1单元1204", False),
        ("3栋", False),
        ("1204", False),
    ],
)
def test_a_unit_may_be_left_out(text: str, fits: bool) -> None:
    pattern = place_without_unit(read(text))
    assert (pattern is not None) == fits
    if pattern:
        code = "东区3-2-1204" if text.startswith("东") else "3-2-1204"
        assert re.search(pattern, code)
        assert not re.search(pattern, f"1{code}")
        assert not re.search(pattern, code.replace("3", "3A"))

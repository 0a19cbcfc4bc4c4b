import pytest
from pytest_django import DjangoAssertNumQueries

from jujiao.company.estates.finding import find_households
from jujiao.testing.cast import NOW, Cast


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1-1-101", ["1-1-101"]),
        ("1栋1单元101", ["1-1-101"]),
        ("一栋一单元101室", ["1-1-101"]),
        ("1 1 101", ["1-1-101"]),
        ("１－１－１０１", ["1-1-101"]),
        ("1-101", ["1-1-101", "1-2-101", "2-1-101"]),
        ("101", ["1-1-101", "1-2-101", "2-1-101", "2-2-101"]),
        ("2-2-20", ["2-2-201", "2-2-202"]),
        ("13800000101", ["1-1-101"]),
        ("138 0000 0101", ["1-1-101"]),
        ("+86 138-0000-0101", ["1-1-101"]),
        ("１３８０００００１０１", ["1-1-101"]),
        ("0105", ["1-1-201"]),
        ("1380000010", []),
        ("00000101", []),
        ("00105", []),
        ("林晓梅", ["1-1-101"]),
        ("晓梅", ["1-1-101"]),
        ("linxiaomei", ["1-1-101"]),
        ("lin xi", ["1-1-101"]),
        ("lxm", ["1-1-101"]),
        ("郑", ["1-1-101"]),
        ("9-9-999", []),
        ("张三", []),
        ("010", []),
        ("", []),
        ("%", []),
        ("_", []),
        ("\0", []),
        ("(", []),
        ("\ud800", []),
    ],
)
def test_by_whatever_the_caller_says(cast: Cast, typed: str, found: list[str]) -> None:
    assert [room.code for room in find_households(cast.clerk.viewer, typed, now=NOW)] == found


def test_it_shows_who_lives_there_with_masked_phones(cast: Cast) -> None:
    (room,) = find_households(cast.clerk.viewer, "1-1-101", now=NOW)
    assert room.label == "云栖花园 1-1-101"
    assert (room.room_id, room.estate_id, room.building_id) == (cast.room.id, cast.estate.id, cast.building.id)
    assert [(each.name, each.phone_masked, each.relation) for each in room.people] == [
        ("林晓梅", "138****0101", "owner"),
        ("郑海涛", "138****0106", "family"),
    ]


def test_who_has_moved_out_is_not_found(cast: Cast) -> None:
    assert find_households(cast.clerk.viewer, "何建平", now=NOW) == []
    (room,) = find_households(cast.clerk.viewer, "1-1-102", now=NOW)
    assert [each.name for each in room.people] == ["陈志远"]


def test_only_where_the_viewer_works(cast: Cast) -> None:
    assert [room.estate_id for room in find_households(cast.clerk_elsewhere.viewer, "陈志远", now=NOW)] == [
        cast.second_estate.id
    ]
    assert len(find_households(cast.hr.viewer, "陈志远", now=NOW)) == 2
    assert [room.room_id for room in find_households(cast.outsider.viewer, "1-1-101", now=NOW)] == [cast.other_room.id]
    for member in (cast.resident, cast.neighbour, cast.engineer, cast.guard):
        assert find_households(member.viewer, "1-1-101", now=NOW) == []


def test_it_takes_two_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for typed in ("101", "0101", "lin"):
        with django_assert_num_queries(2):
            find_households(cast.clerk.viewer, typed, now=NOW)

"""Paging through a list by keyset: forward, back, with rows that tie, vanish or arrive, and cursors from outside."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db.models.functions import Upper
from django.http import QueryDict

from jujiao.kernel.models import IdempotencyKey
from jujiao.kernel.pages.filters import Choice, Day, Switch, Words
from jujiao.kernel.pages.keyset import BadCursor, Keyset
from jujiao.kernel.pages.tables import Order, Page, Table

START = datetime(2026, 10, 9, 6, 0, tzinfo=UTC)
ROWS = 23
pytestmark = pytest.mark.django_db

NEWEST = Order("new", "Newest", ("-created_at", "-id"))
OLDEST = Order("old", "Oldest", ("created_at", "id"))
MIXED = Order("mixed", "Mixed", ("scope", "-created_at", "id"))
TABLE = Table(
    orders=[NEWEST, OLDEST, MIXED],
    filters=[
        Words("q", "Key", fields=("key", "scope")),
        Choice("scope", "Scope", [("even", "Even"), ("odd", "Odd")]),
        Switch("late", "Late", by=lambda rows: rows.filter(created_at__gte=START + timedelta(minutes=5))),
        Day("from", "From", lookup="created_at__date__gte"),
    ],
    size=5,
)


@pytest.fixture(autouse=True)
def _rows() -> None:
    """Rows that come three to a minute, so that the moment alone does not tell them apart."""
    IdempotencyKey.objects.bulk_create(
        IdempotencyKey(
            scope="odd" if n % 2 else "even",
            key=f"key {n:02}",
            body_hash="",
            created_at=START + timedelta(minutes=n // 3),
        )
        for n in range(ROWS)
    )


def page(query: str = "") -> Page[IdempotencyKey]:
    return TABLE.page(IdempotencyKey.objects.all(), QueryDict(query.removeprefix("?")))


def keys(shown: Page[IdempotencyKey]) -> list[str]:
    return [row.key.removeprefix("key ") for row in shown.rows]


@pytest.mark.parametrize("order", [NEWEST, OLDEST, MIXED])
def test_forward_and_back_shows_every_row_once(order: Order) -> None:
    expected = [row.key.removeprefix("key ") for row in IdempotencyKey.objects.order_by(*order.fields)]
    shown = page(f"sort={order.name}")
    assert shown.previous_url == ""
    forward = [keys(shown)]
    while shown.next_url:
        shown = page(shown.next_url)
        forward.append(keys(shown))
    assert [key for each in forward for key in each] == expected
    assert [len(each) for each in forward] == [5, 5, 5, 5, 3]

    back = [keys(shown)]
    while shown.previous_url:
        shown = page(shown.previous_url)
        back.append(keys(shown))
    assert back == forward[::-1]
    assert shown.next_url != ""


def test_a_row_that_left_does_not_shift_the_next_page() -> None:
    first = page()
    IdempotencyKey.objects.filter(id__in=[row.id for row in first.rows]).delete()
    assert keys(page(first.next_url)) == ["17", "16", "15", "14", "13"]


def test_a_row_that_arrived_is_on_the_first_page_when_one_comes_back() -> None:
    second = page(page().next_url)
    IdempotencyKey.objects.create(scope="odd", key="key 99", body_hash="", created_at=START + timedelta(hours=1))
    assert "99" not in keys(second)
    assert keys(page(page(second.previous_url).previous_url or second.previous_url))[0] == "99"


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "a" * 5000,
        "eyJhIjoxfQ:1:abc",
        "5" * 5000,
        "🏠",
        pytest.param(signing.dumps([["v", 1]]), id="signed for something else"),
        pytest.param(signing.dumps("x", salt="keyset"), id="signed but no place"),
    ],
)
def test_a_cursor_that_is_not_ours_shows_the_first_page(cursor: str) -> None:
    first = keys(page())
    assert keys(page(f"after={cursor}")) == first
    assert keys(page(f"before={cursor}")) == first


def test_a_cursor_of_another_order_shows_the_first_page() -> None:
    cursor = Keyset(IdempotencyKey, OLDEST.fields, 5).cursor(IdempotencyKey.objects.all()[0])
    assert keys(page(f"after={cursor}")) == keys(page())
    with pytest.raises(BadCursor):
        Keyset(IdempotencyKey, NEWEST.fields, 5).read(cursor)


def test_an_unknown_order_is_the_first_one() -> None:
    assert page("sort=sideways").order == NEWEST


def test_filters_narrow_and_say_so_in_chips() -> None:
    shown = page("q=key&scope=odd&scope=nonsense&late=1&sort=old&from=2026-10-09")
    assert keys(shown) == ["15", "17", "19", "21"]
    assert [(chip.label, chip.value) for chip in shown.chips] == [
        ("Key", "key"),
        ("Scope", "Odd"),
        ("Late", ""),
        ("From", "Oct 9"),
    ]
    assert shown.chips[1].url == "?q=key&late=1&from=2026-10-09&sort=old"
    assert shown.clear_url == "?sort=old"
    assert shown.count == 4


def test_the_next_page_keeps_the_filters_and_the_order() -> None:
    shown = page("scope=even&sort=old")
    assert shown.next_url.startswith("?scope=even&sort=old&after=")
    assert keys(page(shown.next_url)) == ["10", "12", "14", "16", "18"]


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%20%20", "scope=x", "late=2", "from=2026-13-45", "from=x", "q=%ED%A0%80"]
)
def test_values_that_make_no_sense_are_passed_over(query: str) -> None:
    assert len(page(query).rows) in {0, 5}
    assert page(query).chips == [] or query == "q=%ED%A0%80"


def test_a_list_page_costs_one_query_for_its_rows_and_one_for_their_number(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        shown = page("scope=odd")
        assert (len(shown.rows), shown.count, bool(shown.next_url), shown.previous_url) == (5, 11, True, "")


def test_what_stands_on_one_page_is_not_counted_again(django_assert_num_queries: object) -> None:
    """One that fits nowhere would be searched through twice."""
    for query, number in (("q=nowhere", 0), ("q=22", 1)):
        with django_assert_num_queries(1):  # type: ignore[operator]
            shown = page(query)
            assert (shown.count, shown.many, len(shown.rows)) == (number, False, number)


def test_what_words_find_is_counted_no_further_than_two_hundred() -> None:
    """A list is counted as far as a thousand: of what words find each row may have cost the reading of many."""
    IdempotencyKey.objects.bulk_create(
        IdempotencyKey(scope="even", key=f"found {n:03}", body_hash="", created_at=START) for n in range(201)
    )
    assert [(shown.count, shown.many) for shown in (page(), page("q=found"))] == [(ROWS + 201, False), (201, True)]
    IdempotencyKey.objects.get(key="found 200").delete()
    assert (page("q=found").count, page("q=found").many) == (200, False)


def test_counting_makes_no_rows(django_assert_num_queries: object) -> None:
    """What a list shows beside the rows is not made for a thousand of them, only to be counted."""
    shown = TABLE.page(IdempotencyKey.objects.annotate(made=Upper("key")), QueryDict())
    with django_assert_num_queries(2) as asked:  # type: ignore[operator]
        assert (len(shown.rows), shown.count) == (5, ROWS)
    assert ["UPPER" in each["sql"] for each in asked.captured_queries] == [True, False]


def test_a_page_that_is_left_empty_does_not_say_that_the_list_is() -> None:
    second = page().next_url
    IdempotencyKey.objects.order_by("created_at", "id").exclude(key__gte="key 18").delete()
    assert (keys(page(second)), page(second).count) == ([], 5)
    assert page().count == 5


@pytest.mark.parametrize("size", [5, 23, 30])
def test_a_first_page_that_was_read_already_is_the_same(size: int) -> None:
    table = replace(TABLE, size=size)
    rows = list(IdempotencyKey.objects.order_by(*NEWEST.fields)[: size + 1])
    read, asked = table.first_page(IdempotencyKey, rows), table.page(IdempotencyKey.objects.all(), QueryDict())
    for name in ("rows", "previous_url", "narrowed", "controls", "chips", "orders", "clear_url"):
        assert getattr(read, name) == getattr(asked, name), name
    assert bool(read.next_url) == bool(asked.next_url) == (size < ROWS)
    if read.next_url:
        following = table.page(IdempotencyKey.objects.all(), QueryDict(read.next_url.removeprefix("?")))
        assert (
            keys(following)
            == [row.key.removeprefix("key ") for row in IdempotencyKey.objects.order_by(*NEWEST.fields)][
                size : 2 * size
            ]
        )

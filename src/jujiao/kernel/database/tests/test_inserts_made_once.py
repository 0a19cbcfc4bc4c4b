"""An INSERT is sent as Django would have made it, whether its text was made before or not."""

from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql import compiler as djangos
from django.db.models import Model, Value
from django.db.models.functions import Upper
from django.db.models.sql import InsertQuery

from jujiao.company.estates.models import Company
from jujiao.kernel.models import TimelineEntry
from jujiao.testing.cast import NOW, Cast


def _entry(seq: int, **different: Any) -> TimelineEntry:
    told = {"subject_kind": "test", "subject_id": 1, "verb": "say", "at": NOW, "actor_name": "王芳", "digest": ""}
    return TimelineEntry(seq=seq, **told | {"changes": {"a": [1]}, **different})


def _as_made(kind: Any, rows: list[Model]) -> Any:
    query = InsertQuery(type(rows[0]))
    query.insert_values([field for field in rows[0]._meta.concrete_fields if field.column != "id"], rows)
    made = kind(query, connection, "default")
    made.returning_fields = [rows[0]._meta.pk]
    ((text, params),) = made.as_sql()
    return text, [str(getattr(param, "obj", param)) for param in params]


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_the_text_is_djangos(cast: Cast, rows: int) -> None:
    ours = connection.ops.compiler("SQLInsertCompiler")
    for turn in range(2):
        entries: list[Model] = [_entry(turn * 10 + n, text=f"{turn} 100%") for n in range(rows)]
        assert _as_made(ours, entries)[0] == _as_made(djangos.SQLInsertCompiler, entries)[0]
        if rows == 1:
            assert _as_made(ours, entries) == _as_made(djangos.SQLInsertCompiler, entries)


def test_what_is_written_is_what_was_given(cast: Cast) -> None:
    one = _entry(1)
    one.save()
    more = TimelineEntry.objects.bulk_create([_entry(2, text="%s"), _entry(3, estate_id=7, changes={})])
    last = _entry(4, text="a'b")
    last.save()
    for entry in (one, *more, last):
        stored = TimelineEntry.objects.get(pk=entry.pk)
        assert {name: getattr(stored, name) for name in ("seq", "text", "changes", "estate_id", "at")} == {
            name: getattr(entry, name) for name in ("seq", "text", "changes", "estate_id", "at")
        }


def test_an_expression_is_computed_by_the_database(db: None) -> None:
    for name in ("a", "b"):
        Company.objects.create(name=name)
        Company.objects.create(name=Upper(Value(name)))
    Company.objects.bulk_create([Company(name=Upper(Value(name))) for name in ("c", "d")])
    assert {"a", "b", "A", "B", "C", "D"} <= set(Company.objects.values_list("name", flat=True))

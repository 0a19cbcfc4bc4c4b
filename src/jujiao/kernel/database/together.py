"""Several questions in one statement: each one sent alone costs Django and PostgreSQL several times what its few rows
do."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, overload

from django.db import connection
from django.db.models import BooleanField, CharField, DateField, Field, ForeignKey, IntegerField, TextField, UUIDField

from jujiao.kernel.database.compiled import Asked, Statement

MOST: Final = 100
"""Columns of one question: what PostgreSQL lets a function take."""
PLAIN: Final = (IntegerField, CharField, TextField, BooleanField)
"""What JSON carries as it is."""
READ: Final = (DateField, UUIDField)
"""What it carries as a text (a DateTimeField is a DateField)."""


@overload
def together[A, B](a: Asked[A], b: Asked[B], /) -> tuple[list[A], list[B]]: ...
@overload
def together[A, B, C](a: Asked[A], b: Asked[B], c: Asked[C], /) -> tuple[list[A], list[B], list[C]]: ...
@overload
def together[A, B, C, D](
    a: Asked[A], b: Asked[B], c: Asked[C], d: Asked[D], /
) -> tuple[list[A], list[B], list[C], list[D]]: ...
@overload
def together[A, B, C, D, E](
    a: Asked[A], b: Asked[B], c: Asked[C], d: Asked[D], e: Asked[E], /
) -> tuple[list[A], list[B], list[C], list[D], list[E]]: ...
@overload
def together[A, B, C, D, E, F](
    a: Asked[A], b: Asked[B], c: Asked[C], d: Asked[D], e: Asked[E], f: Asked[F], /
) -> tuple[list[A], list[B], list[C], list[D], list[E], list[F]]: ...
@overload
def together(*asked: Asked[Any]) -> tuple[list[Any], ...]: ...
def together(*asked: Asked[Any]) -> tuple[list[Any], ...]:
    """The rows of each of several compiled queries, in its own order, all seen at the same moment.

    For questions of which none needs the answer to another. TypeError for one that reads what JSON cannot carry
    unharmed (decimals, JSON itself) or more than MOST columns."""
    statements = tuple(each.statement for each in asked)
    values = [value for each in asked if each.statement for value in each.statement.values(each.arguments)]
    with connection.cursor() as cursor:
        cursor.execute(_joined(statements), values)
        answers = cursor.fetchone()
    return tuple(
        _read(statement, answer) if statement else [] for statement, answer in zip(statements, answers, strict=True)
    )


@lru_cache(maxsize=250)
def _joined(statements: tuple[Statement | None, ...]) -> str:
    return f"SELECT {', '.join(map(_as_json, statements))}"


def _as_json(statement: Statement | None) -> str:
    """A statement as one value: an array of rows, each an array of its columns."""
    if statement is None or not statement.sql:
        return "'[]'::json"
    count = len(_fields(statement))
    if count > MOST:
        raise TypeError(f"{statement.queryset.model.__name__}: {count} columns do not go together with others")
    names = ", ".join(f"c{number}" for number in range(count))
    # Of what DISTINCT needs for its order there may be more columns, which have no names here and are not read.
    row = f"json_build_array({names})"
    return f"(SELECT coalesce(json_agg({row}), '[]') FROM ({statement.sql}) AS asked ({names}))"  # noqa: S608 - Django's


def _read(statement: Statement, rows: list[list[Any]]) -> list[Any]:
    readers = _readers(statement)
    return list(statement.answered([_row(row, readers) for row in rows]))


def _row(row: list[Any], readers: dict[int, Callable[[Any], Any]]) -> tuple[Any, ...]:
    for place, read in readers.items():
        row[place] = read(row[place])
    return tuple(row)


@lru_cache(maxsize=1000)
def _readers(statement: Statement) -> dict[int, Callable[[Any], Any]]:
    """What makes of a column's JSON its value, by the column's place, for those that need it."""
    readers: dict[int, Callable[[Any], Any]] = {}
    for place, field in enumerate(_fields(statement)):
        kept = field.target_field if isinstance(field, ForeignKey) else field
        if isinstance(kept, READ):
            readers[place] = kept.to_python
        elif not isinstance(kept, PLAIN):
            raise TypeError(f"{statement.queryset.model.__name__}: {field} does not go together with others")
    return readers


def _fields(statement: Statement) -> list["Field[Any, Any]"]:
    return [column.output_field for column, *_sql in statement.compiler.select or ()]

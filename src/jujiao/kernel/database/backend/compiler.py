"""Django's compilers, of which the one for INSERT makes the SQL for rows of one shape once."""

from typing import Any, Final

from django.db.backends.postgresql import compiler
from django.db.backends.postgresql.compiler import (
    SQLAggregateCompiler,
    SQLCompiler,
    SQLDeleteCompiler,
    SQLUpdateCompiler,
)

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]

_made: Final[dict[Any, str]] = {}
"""The SQL by model, columns, columns returned, and whether there are more rows than one."""


class SQLInsertCompiler(compiler.SQLInsertCompiler):
    """Where all values are plain, the text depends on the columns alone, and on whether there is one row or more: then
    each column is one array. What is not so is left to Django."""

    query: Any
    connection: Any

    def as_sql(self) -> Any:  # type: ignore[override]
        query = self.query
        rows = [[self.pre_save_val(field, one) for field in query.fields] for one in query.objs]
        if query.on_conflict or any(hasattr(value, "resolve_expression") for row in rows for value in row):
            return super().as_sql()
        shape = query.model, tuple(query.fields), tuple(self.returning_fields or ()), len(rows) > 1
        if shape not in _made:
            return self._remembered(shape)
        rows = [self._stored(row) for row in rows]
        return [(_made[shape], tuple(rows[0]) if len(rows) == 1 else tuple(map(list, zip(*rows, strict=True))))]

    def _stored(self, row: list[Any]) -> list[Any]:
        connection = self.connection
        columns = zip(self.query.fields, row, strict=True)
        return [field.get_db_prep_save(value, connection=connection) for field, value in columns]

    def _remembered(self, shape: Any) -> Any:
        """As Django makes it; kept where it has one parameter for each column, whatever the values."""
        made = super().as_sql()
        fields = self.query.fields
        if not any(hasattr(field, "get_placeholder_sql") for field in fields) and len(made) == 1:
            ((text, params),) = made
            if len(params) == len(fields) > 0:
                _made[shape] = text
        return made

"""Queries whose SQL is made once (compiled queries): building it costs Django several times what PostgreSQL needs to
answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, update_wrapper
from threading import Event
from typing import Any, NoReturn

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, ForeignKey, Lookup, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.http import Http404

KEPT = 250
"""Statements that a process keeps of each function, some sixty kilobytes each."""

LARGEST = 2**63 - 1
"""What PostgreSQL's largest integer holds; above it a comparison would be one of decimals, which no index serves."""


def compiled[**P, M: Model, Row](query: Callable[P, QuerySet[M, Row]]) -> "Compiled[P, Row]":
    """Makes of a function that returns a query one that returns its rows.

    The function is called once for each set of its positional arguments, which may be anything that can be hashed and
    become part of the SQL. Its keyword arguments are slots: they may only stand where a value is compared with a
    column, and what is given for them is bound at each call. A collection is compared by the lookup `any_of`; a number
    that no column can hold finds nothing. What would give a wrong answer in silence is refused: a slot given None
    (`= NULL` finds no row; leave the argument out), a slot asked whether it is true (it always would be), and a
    statement sent while the query is built (its answer would be kept for as long as the process lives)::

        @compiled
        def homes(viewer: Viewer, *, person: int) -> QuerySet[Residency]: ...

        homes(viewer, person=7)

    `homes.asked(viewer, person=7)` is the same question, not yet asked: several go `together`.
    """
    return Compiled(query)


@dataclass(frozen=True)
class Asked[Row]:
    """A question with its arguments, not yet asked; without a statement, one that finds nothing."""

    statement: "Statement | None"
    arguments: dict[str, Any]

    def rows(self) -> list[Row]:
        """Its answer, asked alone."""
        return list(self.statement.bound(self.arguments)) if self.statement else []


NOTHING: Asked[Any] = Asked(None, {})
"""A question that finds nothing, for where there is nothing to ask."""


class Compiled[**P, Row]:
    """What `compiled` makes of a function."""

    def __init__(self, query: Callable[P, QuerySet[Any, Row]]) -> None:
        update_wrapper(self, query)
        self.name = query.__qualname__
        self._statement = lru_cache(maxsize=KEPT)(lambda constants, names: _built(query, constants, names))

    def __call__(self, *constants: P.args, **arguments: P.kwargs) -> list[Row]:
        return self.asked(*constants, **arguments).rows()

    def asked(self, *constants: P.args, **arguments: P.kwargs) -> Asked[Row]:
        if missing := [name for name, value in arguments.items() if value is None]:
            raise TypeError(f"{self.name}: {missing} would be compared with NULL; leave them out")
        if any(isinstance(each, int) and abs(each) > LARGEST for each in arguments.values()):
            return Asked(None, arguments)
        return Asked(self._statement(constants, tuple(arguments)), arguments)


def _built(query: Callable[..., QuerySet[Any, Any]], constants: tuple[Any, ...], names: tuple[str, ...]) -> "Statement":
    built = Event()
    slots = {name: _Slot(name, built) for name in names}
    with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse_statement):
        found = query(*constants, **slots)
    built.set()
    return Statement(found)


def only[Row](rows: list[Row]) -> Row:
    """The one row that was found; Http404 where there is none."""
    if not rows:
        raise Http404
    return rows[0]


def first[Row](rows: list[Row]) -> Row | None:
    """The first row that was found; None where there is none."""
    return rows[0] if rows else None


class _Argument:
    """Stands among the parameters of a statement where an argument goes."""

    def __init__(self, name: str) -> None:
        self.name = name


class _Slot(Expression):
    """Stands in a query where an argument goes. `built` is set once the function has returned its query; Django copies
    the slot, so that all copies share it."""

    def __init__(self, name: str, built: Event) -> None:
        super().__init__()
        self.name = name
        self.built = built

    def __bool__(self) -> bool:
        """Django asks for the truth of any expression when it makes the SQL; before that, it is the function asking."""
        if not self.built.is_set():
            raise TypeError(f"`{self.name}` has no value yet: decide by a positional argument instead")
        return True

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:  # noqa: ARG002
        return "%s", (_Argument(self.name),)


def _refuse_statement(_execute: Any, sql: str, _params: Any, _many: bool, _context: Any) -> NoReturn:
    raise RuntimeError(f"This statement's answer would be kept for ever: {sql[:200]}")


class Statement:
    """A query together with its SQL, "" where it can find nothing."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.params = "", ()
        self.converters = self.compiler.get_converters([each[0] for each in self.compiler.select or ()])

    def values(self, arguments: dict[str, Any]) -> tuple[Any, ...]:
        """The parameters of the SQL."""
        return tuple(arguments[each.name] if isinstance(each, _Argument | _Slot) else each for each in self.params)

    def bound(self, arguments: dict[str, Any]) -> QuerySet[Any, Any]:
        """The query, not yet run, that will send the SQL with these arguments."""
        params = self.values(arguments)
        return self._query_with(as_sql=lambda *_args, **_options: (self.sql, params))

    def answered(self, rows: list[tuple[Any, ...]]) -> QuerySet[Any, Any]:
        """The query, as if these rows of columns were the answer to it."""
        return self._query_with(execute_sql=lambda *_args, **_options: [rows])

    def _query_with(self, **differences: Any) -> QuerySet[Any, Any]:
        compiler = _like(
            self.compiler,
            connection=connections[DEFAULT_DB_ALIAS],
            get_converters=lambda _expressions: self.converters,
            **differences,
        )
        query = _like(self.queryset.query, get_compiler=lambda *_args, **_options: compiler)
        return _like(self.queryset, _query=query)


def _like[T](thing: T, **differences: Any) -> T:
    """A twin that shares all but some attributes. `copy` would run a query instead."""
    twin = object.__new__(type(thing))
    twin.__dict__ = thing.__dict__ | differences
    return twin


class WithSlot(Lookup):
    """A comparison whose right side goes along as it is given, so that a slot may stand there; `template` writes it."""

    prepare_rhs = False
    template: str

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return self.template.format(left, right), (*left_params, *right_params)


@Field.register_lookup
@ForeignKey.register_lookup
class AnyOf(WithSlot):
    """`field__any_of=ids`: the field is among the values of a list, which is one parameter, however long it is."""

    lookup_name = "any_of"
    template = "{} = ANY ({})"


@Field.register_lookup
class Like(WithSlot):
    """`field__like=like(text)`: the field holds a text, found by its trigrams as `contains`, whose value no slot can
    give. PostgreSQL finds no trigrams in a regular expression of Chinese characters."""

    lookup_name = "like"
    template = "{} LIKE {}"


def like(text: str) -> str:
    """What a field is like that holds a text."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"

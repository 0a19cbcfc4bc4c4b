"""Who may know of a subject: the one place that answers it, for lists, alarms, notices, mails, the audit, live lines.

Each kind of subject says by `kept_from` which employees must learn nothing of a row (民法典 1034, 投诉人保密). From
these look-ups follow a condition on rows, the employees to leave out of a telling, and the same as SQL for statements
that are written by hand."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from jujiao.kernel.database.compiled import NOTHING, Asked, compiled
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject, SubjectKind


def kept() -> list[SubjectKind]:
    """The kinds of which anything is kept from anybody."""
    return [kind for kind in subjects.declared() if kind.kept_from]


def hidden(kind: SubjectKind, employee: Any) -> Any:
    """The ids of the subjects of a kind that an employee (an id, or what stands for one in SQL) must not know of, for
    `…__in`. A text made once: every list asks it, and a union of queries takes Django longer than all the rest."""
    if not kind.kept_from or employee is None:
        return []
    legs = _kept_sql(((kind.key, kind.model, kind.id_column, kind.kept_from),))
    return RawSQL(f"SELECT kept.id FROM ({legs}) AS kept WHERE kept.employee_id = %s", [employee])  # noqa: S608, S611


def hidden_from(employee: int | None) -> set[Subject]:
    """All subjects that an employee must not know of, of every kind."""
    return as_subjects(asked_hidden(employee).rows())


def asked_hidden(employee: int | None) -> Asked[tuple[str, int]]:
    """Asks for the same; see `as_subjects`."""
    kinds = tuple((kind.key, kind.model, kind.id_column, kind.kept_from) for kind in kept())
    return _hidden.asked(kinds, employee=employee) if kinds and employee is not None else NOTHING


def as_subjects(rows: Iterable[tuple[str, int]]) -> set[Subject]:
    """The answer."""
    return {Subject(*row) for row in rows}


@compiled
def _hidden(
    kinds: tuple[tuple[str, type[Model], str, tuple[str, ...]], ...], /, *, employee: int
) -> QuerySet[Any, tuple[str, int]]:
    legs: list[QuerySet[Any, tuple[str, int]]] = [
        QuerySet(model).filter(**{look_up: employee}).order_by().values_list(Value(key, CharField()), id_column)
        for key, model, id_column, kept_from in kinds
        for look_up in kept_from
    ]
    return legs[0].union(*legs[1:], all=True)


def kept_from_anybody(kind: SubjectKind) -> QuerySet[Any, Any]:
    """The ids of the subjects of a kind that somebody must not know of, for where anybody may look."""
    rows: QuerySet[Any, Any] = QuerySet(kind.model)
    legs = [rows.filter(**{f"{way}__isnull": False}).values_list(kind.id_column, flat=True) for way in kind.kept_from]
    return legs[0].union(*legs[1:]) if legs else rows.none().values_list(kind.id_column, flat=True)


def concealed(employee: Any, *, prefix: str = "") -> Q:
    """The rows about what an employee must not know of; they name their subject by the columns `subject_kind` and
    `subject_id`, to which `prefix` leads."""
    found = Q(pk__in=[])
    if employee is not None:
        for kind in kept():
            names = {f"{prefix}subject_kind": kind.key, f"{prefix}subject_id__in": hidden(kind, employee)}
            found |= Q(**names)
    return found


def concealed_from(viewer: Viewer, *, prefix: str = "") -> Q:
    """The same for a viewer; nothing is concealed from who is no employee."""
    return concealed(viewer.employee_id, prefix=prefix)


def excluded(named: Iterable[Subject]) -> dict[Subject, frozenset[int]]:
    """By subject the ids of the employees who must not hear of it, where there are any: one statement for each kind,
    however many subjects there are."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for subject in named:
        by_kind[subject.kind].add(subject.id)
    found: dict[Subject, set[int]] = defaultdict(set)
    for kind in kept():
        if ids := by_kind.get(kind.key):
            for subject_id, employee_id in _pairs(kind.model, kind.id_column, kind.kept_from, ids=[*ids]):
                found[Subject(kind.key, subject_id)].add(employee_id)
    return {subject: frozenset(employees) for subject, employees in found.items()}


def excluded_from(kind: str, subject_id: int) -> frozenset[int]:
    """The ids of the employees who must not hear of one subject."""
    subject = Subject(kind, subject_id)
    return excluded([subject]).get(subject, frozenset())


@compiled
def _pairs(model: type[Model], id_column: str, kept_from: tuple[str, ...], /, *, ids: list[int]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = QuerySet(model)
    legs = [
        rows.filter(**{f"{id_column}__any_of": ids, f"{look_up}__isnull": False}).values_list(id_column, look_up)
        for look_up in kept_from
    ]
    return legs[0].union(*legs[1:]) if len(legs) > 1 else legs[0]


def kept_sql() -> str:
    """SQL of all (kind, id, employee_id) that are kept apart. Asked with a kind and an id it uses their indexes."""
    return _kept_sql(tuple((kind.key, kind.model, kind.id_column, kind.kept_from) for kind in kept()))


@lru_cache(maxsize=8)
def _kept_sql(kinds: tuple[tuple[str, type[Model], str, tuple[str, ...]], ...]) -> str:
    legs = ["SELECT NULL::text AS kind, NULL::bigint AS id, NULL::bigint AS employee_id WHERE false"]
    for key, model, id_column, kept_from in kinds:
        for look_up in kept_from:
            rows: QuerySet[Any, Any] = QuerySet(model)
            rows = rows.filter(**{f"{look_up}__isnull": False}).order_by()
            pairs, _params = rows.values_list(id_column, look_up).query.sql_with_params()
            # Keys and columns are declared in the code; nothing here comes from anybody's request.
            legs.append(f"SELECT '{key}'::text, id, employee_id FROM ({pairs}) AS pair (id, employee_id)")  # noqa: S608
    return " UNION ALL ".join(legs)

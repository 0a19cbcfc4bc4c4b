"""What somebody owes, due first: the head of the list, in time that grows neither with what is promised in all nor with
what they owe.

Each part of what is owed (`owing`) is walked by its own index, and no further than one window of rows; the windows
merged by time are the beginning of the whole list, in which the first row of a case is its most urgent promise. The
cases of a page and the counts above it are found by one walk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, reduce
from itertools import count
from operator import or_
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.utils import timezone

from jujiao.company.duty.holding import away, moment
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Deputy, Employee
from jujiao.company.staff.queries import headless_on, no_more_in_service, today
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.database.literal import literal
from jujiao.kernel.database.together import together
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.knowing import as_subjects, asked_hidden, kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.promises import owing
from jujiao.promises.models import Promise, PromiseState

RUNNING: Final = Promise.objects.filter(state=literal(PromiseState.RUNNING))
"""In words that the indexes of what runs are made for."""
COUNTED: Final = 200
"""Above it the counts say that there are more: nobody plans their day by the difference."""
COUNTED_EACH: Final = 3
"""Promises that are read for each case that is counted, at first: most cases have one to three that wait for the same
person."""
WIDER: Final = 8
"""So many times as many are read where these were too few."""


class Head(Subquery):
    """How many rows of a walk there are, and of the cases among them, but for those that are `kept_from` the employee,
    how many there are, how many are late, and how many fall due until midnight; then, for as many cases as are listed,
    the most urgent promise of each."""

    template = """(WITH walked AS MATERIALIZED (%(subquery)s), cases AS MATERIALIZED (
    SELECT min(due_at) AS due_at, (array_agg(id ORDER BY due_at, id))[1] AS id
    FROM walked %(seen)s GROUP BY subject_kind, subject_id)
SELECT ARRAY[(SELECT count(*) FROM walked), count(*), count(*) FILTER (WHERE due_at < %%s),
    count(*) FILTER (WHERE due_at <= %%s)] || (
    SELECT array_agg(id ORDER BY due_at, id)
    FROM (SELECT * FROM cases ORDER BY due_at, id LIMIT %%s) AS listed) FROM cases)"""
    seen = (
        "WHERE (subject_kind, subject_id) NOT IN (SELECT kept.kind, kept.id FROM ({}) AS kept WHERE employee_id = %s)"
    )

    def __init__(self, walk: QuerySet[Any, Any], now: Any, midnight: Any, listed: Any, kept_from: Any = None) -> None:
        seen = self.seen.format(kept_sql()) if kept_from is not None else ""
        super().__init__(walk, output_field=ArrayField(BigIntegerField()), seen=seen)
        self.given = (*(() if kept_from is None else (kept_from,)), now, midnight, listed)

    def as_sql(self, *args: Any, **options: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(*args, **options)
        return sql, (*params, *self.given)


@dataclass(frozen=True)
class Owed:
    """How much waits: all of it, what is late, and what falls due before the local day ends. Of more than COUNTED those
    that fall due first are counted, and each number is the least that it can be; `today` is None where already what is
    late was too much."""

    all: int
    late: int
    today: int | None

    @property
    def words(self) -> dict[str, str]:
        """Each number as it is said, by its name; what is not known is left out."""
        said = {"late": _words(self.late, self.late), "all": _words(self.all, self.all)}
        if self.today is not None:
            said["today"] = _words(self.today, self.late + self.today)
        return said


def _words(number: int, counted: int) -> str:
    """A number, for which so many were counted."""
    return str(number) if counted <= COUNTED else f"{min(number, COUNTED)}+"


@dataclass(frozen=True)
class FirstOwed:
    """What `queries.owed_by` gives at `now`, one promise for each case, due first; `listed` of the cases are found, or
    all that there are."""

    viewer: Viewer
    now: datetime
    listed: int

    @property
    def cases(self) -> list[int]:
        """The cases that fall due first, each by its most urgent promise."""
        return self._head[1]

    @property
    def counted(self) -> Owed:
        """How many cases there are."""
        return self._head[0]

    def rows(self, *columns: str) -> list[Any]:
        """The promises of the cases that are listed, due first, by those columns, of which `own` tells whether any
        promise of the case is the viewer's own."""
        if not self.cases:
            return []
        given = {name: value for name, value in self._given.items() if name != "now"}
        return _rows(self.viewer.shape, columns, promises=self.cases, **given)

    @cached_property
    def _head(self) -> tuple[Owed, list[int]]:
        most = COUNTED + 1
        wanted = max(most, self.listed)
        for window in _windows(COUNTED_EACH * wanted) if self._given else ():
            midnight, hides = _midnight(self.now), bool(self._hidden)
            ((read, cases, late, until_midnight, *firsts),) = _head(
                self.viewer.shape, window, hides, midnight=midnight, listed=self.listed, **self._given
            )
            if cases >= wanted or read < window:
                # They are in the order of time: those that fall due first are the late ones.
                late = min(late, most)
                owed = Owed(min(cases, most), late, min(until_midnight, most) - late if late < most else None)
                return owed, firsts
        return Owed(0, 0, 0), []

    @property
    def _hidden(self) -> set[Subject]:
        """What must be left out; almost always nothing."""
        return self._asked[0]

    @property
    def _given(self) -> dict[str, Any]:
        """What the statements are given; nothing for whoever owes nothing. Few people are absent, and the cases of
        those who left go back: where there are none, nothing is asked of them."""
        return self._asked[1]

    @cached_property
    def _asked(self) -> tuple[set[Subject], dict[str, Any]]:
        if self.viewer.employee_id is None:
            return set(), {}
        who: dict[str, Any] = {"employee": self.viewer.employee_id, "day": today(self.now), "now": self.now}
        others: dict[str, list[int]] = {}
        named, hidden = together(
            _others.asked(company=self.viewer.company_id or 0, **{**who, **moment(self.now)}),
            asked_hidden(self.viewer.employee_id),
        )
        for what, employee_id in named:
            others.setdefault(what, []).append(employee_id)
        return as_subjects(hidden), {**who, **others}


def _windows(rows: int) -> Iterator[int]:
    """How many rows are read, one try after the other, until all is read."""
    return (rows * WIDER**turn for turn in count())


@compiled
def _others(*, employee: int, company: int, day: date, now: datetime, since: datetime) -> QuerySet[Any, Any]:
    """Whom the viewer stands in for, and who has left, or is on leave, and is still named for something."""
    absent = Deputy.objects.filter(deputy=employee, starts_at__lte=now, ends_at__gt=now)
    named = Exists(RUNNING.filter(employee=OuterRef("pk")))
    gone = Employee.objects.filter(no_more_in_service(day), named, company=company)
    on_leave = away(now, since).filter(Exists(RUNNING.filter(employee=OuterRef("employee"))), employee__company=company)
    legs = [
        rows.order_by().annotate(what=Value(what, CharField())).values_list("what", column)
        for what, rows, column in (
            ("absent", absent, "absent_id"),
            ("gone", gone, "pk"),
            ("gone", on_leave, "employee_id"),
        )
    ]
    return legs[0].union(*legs[1:], all=True)


def _walk(shape: Viewer, window: int, *, now: Any, **given: Any) -> QuerySet[Promise, Any]:
    """The head of all parts, each walked no further than the window."""
    viewer, others = _as_given(shape, **given)
    walks = [
        RUNNING.filter(part).order_by("due_at", "id").values_list("id", "subject_kind", "subject_id", "due_at")[:window]
        for part in (*owing.own(viewer, others), *owing.above(viewer, now))
    ]
    return walks[0].union(*walks[1:], all=True).order_by("due_at", "id")[:window] if len(walks) > 1 else walks[0]


@compiled
def _head(
    shape: Viewer,
    window: int,
    hides: bool,
    /,
    *,
    employee: int,
    now: datetime,
    midnight: datetime,
    listed: int,
    **given: Any,
) -> QuerySet[Employee, Any]:
    walk = _walk(shape, window, employee=employee, now=now, **given)
    head = Head(walk, now, midnight, listed, employee if hides else None)
    return Employee.objects.filter(pk=employee).values_list(head, flat=True)


@compiled
def _rows(shape: Viewer, columns: tuple[str, ...], /, *, promises: list[int], **given: Any) -> QuerySet[Promise, Any]:
    viewer, others = _as_given(shape, **given)
    own = reduce(or_, owing.own(viewer, others))
    same = RUNNING.filter(own, subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    rows = Promise.objects.filter(pk__any_of=promises).annotate(own=Exists(same))
    return rows.order_by("due_at", "id").values_list(*columns, named=True)


def _as_given(
    shape: Viewer, *, employee: int, day: date, absent: Any = None, gone: Any = None
) -> tuple[Viewer, owing.Others]:
    viewer = shape.filled({"employee_id": employee})
    nobody = [Q(employee__isnull=True)] + ([] if gone is None else [Q(employee__any_of=gone)])
    others = owing.Others(
        absent=() if absent is None else (Q(employee__any_of=absent),),
        nobody=tuple(nobody),
        headless=headless_on(estates_of(viewer, Role.MANAGER), day),
    )
    return viewer, others


def _midnight(now: datetime) -> datetime:
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))

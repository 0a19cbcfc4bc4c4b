"""What somebody owes, due first: the head of the list, in time that grows neither with what is promised in all nor with
what they owe.

Each part of what is owed (`owing`) is walked by its own index, and no further than one window of rows; the windows
merged by time are the beginning of the whole list, in which the first row of a case is its most urgent promise."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, reduce
from itertools import count
from operator import or_
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from jujiao.company.duty.holding import away, moment
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Deputy, Employee
from jujiao.company.staff.queries import headless_on, no_more_in_service, today
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.database.literal import literal
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.knowing import hidden_from, kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.promises import owing
from jujiao.promises.models import Promise, PromiseState

RUNNING: Final = Promise.objects.filter(state=literal(PromiseState.RUNNING))
"""In words that the indexes of what runs are made for."""
COUNTED: Final = 200
"""Above it the counts say that there are more: nobody plans their day by the difference."""
SHOWN: Final = 6
"""Promises that are read for each case of a page, at first, and COUNTED_EACH for each that is counted: most cases have
one to three that wait for the same person."""
COUNTED_EACH: Final = 3
WIDER: Final = 8
"""So many times as many are read where these were too few."""


class Count(Subquery):
    """How many rows of a walk there are, and of the cases among them, but for those that are `kept` from the employee,
    how many there are, how many are late, and how many fall due until midnight."""

    template = """(WITH walked AS (%(subquery)s), firsts AS (
    SELECT min(due_at) AS due_at FROM walked %(seen)s GROUP BY subject_kind, subject_id)
SELECT ARRAY[(SELECT count(*) FROM walked), count(*), count(*) FILTER (WHERE due_at < %%s),
    count(*) FILTER (WHERE due_at <= %%s)] FROM firsts)"""
    seen = (
        "WHERE (subject_kind, subject_id) NOT IN (SELECT kept.kind, kept.id FROM ({}) AS kept WHERE employee_id = %s)"
    )

    def __init__(self, walk: QuerySet[Any, Any], now: Any, midnight: Any, kept_from: Any = None) -> None:
        seen = self.seen.format(kept_sql()) if kept_from is not None else ""
        super().__init__(walk, output_field=ArrayField(IntegerField()), seen=seen)
        self.given = (*(() if kept_from is None else (kept_from,)), now, midnight)

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


@dataclass
class First:
    """The most urgent promise of a case; `own` where it, or another one that was read, is the viewer's own."""

    promise_id: int
    due_at: datetime
    own: bool


@dataclass(frozen=True)
class FirstOwed:
    """What `queries.owed_by` gives at `now`, one promise for each case, due first."""

    viewer: Viewer
    now: datetime

    def cases(self, many: int) -> list[First]:
        """The cases that fall due first, so many, or all that there are."""
        for window in _windows(SHOWN * many) if self._given else ():
            rows = _walked(self.viewer.shape, window, **self._given)
            found: dict[Subject, First] = {}
            for promise_id, kind, subject_id, due_at, own in rows:
                first = found.setdefault(Subject(kind, subject_id), First(promise_id, due_at, own))
                first.own |= own
            seen = [first for subject, first in found.items() if subject not in self._hidden]
            if len(seen) >= many or len(rows) < window:
                return seen[:many]
        return []

    def own(self, cases: Collection[First]) -> set[int]:
        """The promises of those cases of which any is the viewer's own."""
        own = {one.promise_id for one in cases if one.own}
        others = [one.promise_id for one in cases if not one.own]
        if others:
            given = {name: value for name, value in self._given.items() if name != "now"}
            own.update(_own_among(self.viewer.shape, promises=others, **given))
        return own

    @cached_property
    def counted(self) -> Owed:
        """How many cases there are."""
        most = COUNTED + 1
        for window in _windows(COUNTED_EACH * most) if self._given else ():
            midnight = _midnight(self.now)
            counts = _counted(self.viewer.shape, window, bool(self._hidden), midnight=midnight, **self._given)
            read, cases, late, until_midnight = counts[0]
            if cases >= most or read < window:
                # They are in the order of time: those that fall due first are the late ones.
                late = min(late, most)
                return Owed(min(cases, most), late, min(until_midnight, most) - late if late < most else None)
        return Owed(0, 0, 0)

    @cached_property
    def _hidden(self) -> set[Subject]:
        """What must be left out; almost always nothing."""
        return hidden_from(self.viewer.employee_id)

    @cached_property
    def _given(self) -> dict[str, Any]:
        """What the statements are given; nothing for whoever owes nothing. Few people are absent, and the cases of
        those who left go back: where there are none, nothing is asked of them."""
        if self.viewer.employee_id is None:
            return {}
        who: dict[str, Any] = {"employee": self.viewer.employee_id, "day": today(self.now), "now": self.now}
        others: dict[str, list[int]] = {}
        for what, employee_id in _others(company=self.viewer.company_id or 0, **{**who, **moment(self.now)}):
            others.setdefault(what, []).append(employee_id)
        return {**who, **others}


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


@compiled
def _walked(shape: Viewer, window: int, /, **given: Any) -> QuerySet[Promise, Any]:
    return _walk(shape, window, **given)


def _walk(shape: Viewer, window: int, *, now: Any, **given: Any) -> QuerySet[Promise, Any]:
    """The head of all parts, each walked no further than the window."""
    viewer, others = _as_given(shape, **given)
    parts = [(part, True) for part in owing.own(viewer, others)] + [(part, False) for part in owing.above(viewer, now)]
    walks = [
        RUNNING.filter(part)
        .order_by("due_at", "id")
        .annotate(own=Value(own, BooleanField()))
        .values_list("id", "subject_kind", "subject_id", "due_at", "own")[:window]
        for part, own in parts
    ]
    return walks[0].union(*walks[1:], all=True).order_by("due_at", "id")[:window] if len(walks) > 1 else walks[0]


@compiled
def _counted(
    shape: Viewer, window: int, hides: bool, /, *, employee: int, now: datetime, midnight: datetime, **given: Any
) -> QuerySet[Employee, Any]:
    walk = _walk(shape, window, employee=employee, now=now, **given)
    counts = Count(walk, now, midnight, employee if hides else None)
    return Employee.objects.filter(pk=employee).values_list(counts, flat=True)


@compiled
def _own_among(shape: Viewer, /, *, promises: list[int], **given: Any) -> QuerySet[Promise, int]:
    viewer, others = _as_given(shape, **given)
    own = reduce(or_, owing.own(viewer, others))
    same = RUNNING.filter(own, subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    return Promise.objects.filter(Exists(same), pk__any_of=promises).values_list("pk", flat=True)


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

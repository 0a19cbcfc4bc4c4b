"""Reading the ledger: what somebody owes now, and why a promise falls due when it does."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.kernel.record.access import STAFF, Viewer
from jujiao.kernel.record.knowing import concealed_from
from jujiao.promises import owing
from jujiao.promises.counting import counted_anew
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.clocks import Due


def visible_to(viewer: Viewer, now: datetime) -> QuerySet[Promise]:
    """The promises of the estates where the viewer works, those of the company alone where the viewer works for all of
    it, and those that the viewer owes or is owed; none that is about what the viewer must not know of."""
    mine = Q(pk__in=[])
    for kind, numbers in {"person": viewer.own_people, "employee": {viewer.employee_id} - {None}}.items():
        if numbers:
            mine |= Q(owed_to_kind=kind, owed_to_id__in=numbers)
    seen = _any(owing.at(viewer, *STAFF)) | _any(owing.own(viewer, owing.looked_up(viewer, now))) | mine
    return Promise.objects.filter(seen).exclude(concealed_from(viewer))


def get_for(viewer: Viewer, promise_id: int, now: datetime) -> Promise:
    """One promise; Http404 for whoever has nothing to do with it."""
    promise = visible_to(viewer, now).filter(pk=promise_id).select_related("rulebook_version").first()
    if promise is None:
        raise Http404
    return promise


def owed_by(viewer: Viewer, now: datetime) -> QuerySet[Promise]:
    """The running promises that wait for this person: their own and those of whom they stand in for, what nobody of
    their department has taken up yet, as a head everything of the department, what is owed by a post that they hold;
    and what is late where they answer for all of an estate or company. `own` tells what this person can do
    from what they only answer for."""
    theirs = _any(owing.own(viewer, owing.looked_up(viewer, now)))
    owed = Promise.objects.filter(theirs | _any(owing.above(viewer, now)), state=PromiseState.RUNNING)
    owed = owed.exclude(concealed_from(viewer))
    owed = owed.annotate(own=Coalesce(ExpressionWrapper(theirs, output_field=BooleanField()), False))
    return owed.select_related("estate", "department", "employee")


def most_urgent(owed: QuerySet[Any]) -> QuerySet[Any]:
    """Of several promises about one subject the one that falls due first: one row for each case. It is the viewer's
    `own` where any of them is."""
    same = Q(subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    sooner = Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk"))
    others = owed.order_by().select_related(None).filter(same)
    own = ExpressionWrapper(Q(own=True) | Q(Exists(others.filter(own=True))), output_field=BooleanField())
    first: QuerySet[Any] = owed.filter(~Exists(others.filter(sooner))).annotate(own=own)
    return first


def has_running(kinds: Collection[str]) -> Exists:
    """Whether a promise of one of those kinds runs about the same subject."""
    running = Promise.objects.filter(state=PromiseState.RUNNING, kind__in=kinds)
    return Exists(running.filter(subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id")))


def _any(parts: Iterable[Q]) -> Q:
    """What fits one of the parts, nothing where there are none."""
    return reduce(or_, parts, Q(pk__in=[]))


def due_of(promise: Promise) -> Due | None:
    """How the due time was counted, day by day; None where the calendar has changed since it was promised."""
    due = counted_anew(promise, LoadedCalendar())
    return due if due.due_at == promise.due_at else None

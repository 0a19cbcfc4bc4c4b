"""What the pages of one complaint read beside it. Each of these is asked for every case that is opened."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.estates.models import Person
from jujiao.company.estates.numbers import numbers_of
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.promises import custody
from jujiao.promises.models import Custody, Promise
from jujiao.promises.operations import of_subject, running
from jujiao.rules.clocks import Due
from jujiao.rules.service.complaint_returns import clause_3_2_3_comes_back_until, clause_3_2_3_may_come_back
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.service.complaints import INSIDE
from jujiao.service.complaints.kept_back import without_what_was_about, without_who_complained
from jujiao.service.complaints.models import SUBJECT, Complaint, Conversion, FollowUpAttempt, Outcome, State
from jujiao.service.complaints.queries import SEES_DEPARTMENT, SEES_ESTATE, known_of, own, visible_to

NAMING = {"merge": "into", "part": "from", "unmerge": "from", "take_in": "with", "let_go": "with"}
"""The steps that name other complaints, and where in their details."""


def promises_of(complaint: Complaint) -> list[Promise]:
    """All promises of the complaint with who owes them, oldest round first."""
    return _promises(complaint=complaint.pk)


def promised_to_owner(complaint: Complaint) -> list[Promise]:
    """The same without what the house owes itself."""
    return [promise for promise in promises_of(complaint) if promise.kind not in INSIDE]


def timeline_of(complaint: Complaint, *, owner: bool) -> list[TimelineEntry]:
    """What happened, in order; for an owner only what is `shown_to_owner`."""
    entries = _entries(owner, complaint=complaint.pk)
    return shown_to_owner(complaint, entries) if owner else entries


def shown_to_owner(complaint: Complaint, rows: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Of a whole timeline what its owner sees: what was said to and by them, nothing internal, and nothing that was
    said while somebody else was wrongly taken for the owner. Whoever is the owner again reads their own words of
    before."""
    shown, person = [], None
    for row in rows:
        person = row.changes.get("person", person)
        if row.audience == Audience.OWNER and (row.verb == "register" or person == complaint.person_id):
            shown.append(row)
    return shown


def timeline_for(viewer: Viewer, complaint: Complaint) -> list[TimelineEntry]:
    """What a member of staff may read of what happened."""
    return shown_to(viewer, complaint, timeline_of(complaint, owner=False))


def shows(viewer: Viewer, complaint_id: int, entry_id: int) -> bool:
    """Whether the viewer may read that entry: one of the staff as far as `timeline_for` goes, its owner as far as
    `shown_to_owner` does."""
    staff = visible_to(viewer) if viewer.has(*SEES_ESTATE, *SEES_DEPARTMENT) else Complaint.objects.none()
    read = [timeline_for(viewer, one) for one in staff.filter(pk=complaint_id)]
    read += [timeline_of(one, owner=True) for one in own(viewer).filter(pk=complaint_id)]
    return any(row.pk == entry_id for row in chain.from_iterable(read))


def shown_to(viewer: Viewer, complaint: Complaint, entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Of a whole timeline what a member of staff may read (see `kept_back`). Complaints that they may not know of are
    not named: a step that says nothing else is left out."""
    rows = list(without_what_was_about(viewer, entries))
    if complaint.anonymous:
        rows = without_who_complained(rows)
    known = known_of(viewer, {number for row in rows for number in _named(row)})
    return list(_naming(rows, known))


def _naming(rows: Iterable[TimelineEntry], known: set[str]) -> Iterable[TimelineEntry]:
    for row in rows:
        named = _named(row)
        left = [number for number in named if number in known]
        if left == named:
            yield row
        elif left:
            shown = copy(row)
            shown.details = {**row.details, NAMING[row.verb]: left}
            yield shown


def _named(row: TimelineEntry) -> list[str]:
    named = row.details.get(NAMING[row.verb], []) if row.verb in NAMING else []
    return [named] if isinstance(named, str) else list(named)


def phone_that_stays(complaint: Complaint, person: Person | None) -> str:
    """The number to call once `person` is the complainant: no more that of whoever was wrongly named."""
    before = complaint.person
    if before is None or before == person:
        return complaint.contact_phone
    theirs = {one.number for one in numbers_of(before)}
    return "" if complaint.contact_phone in theirs else complaint.contact_phone


def attempts_of(complaint: Complaint) -> list[FollowUpAttempt]:
    """Every try to ask the owner, with who made it, in order; read once for the complaint at hand."""
    if "attempts" not in complaint.__dict__:
        complaint.attempts = _attempts(complaint=complaint.pk)
    return complaint.attempts


def last_score(complaint: Complaint) -> FollowUpAttempt | None:
    """The last score that was taken down, or put right; None where there is none."""
    return next((one for one in reversed(attempts_of(complaint)) if one.score is not None), None)


def is_last_word(complaint: Complaint, score: FollowUpAttempt) -> bool:
    """Whether nothing has followed from the last score but what follows from it by itself: the case is closed by it, or
    in the round that it began."""
    if complaint.state == State.CLOSED:
        return complaint.outcome == Outcome.SATISFIED
    begun = complaint.state in (State.DISPATCHED, State.ACCEPTED) and complaint.merged_into_id is None
    return begun and complaint.satisfaction == score.score


def is_instructed(complaint: Complaint) -> bool:
    """Whether somebody above waits for an answer about it (督办)."""
    return bool(_instructed(complaint=complaint.pk))


def comes_back(complaint: Complaint, now: datetime) -> bool:
    """Whether a closed complaint can still be taken up again (3.2.3)."""
    until = comes_back_until(complaint)
    return clause_3_2_3_may_come_back(until, now)


def comes_back_until(complaint: Complaint) -> Due | None:
    """Until when it can be; None for one that cannot."""
    return clause_3_2_3_comes_back_until(complaint.outcome, complaint.closed_at, complaint.limits, LoadedCalendar())


def custodies_of(complaint: Complaint) -> list[Custody]:
    """Who held it, in order."""
    return _custodies(complaint=complaint.pk)


def conversions_of(complaint: Complaint) -> list[Conversion]:
    """The owner's consents to other times, in order."""
    return _conversions(complaint=complaint.pk)


def doubles_of(viewer: Viewer, complaint: Complaint) -> list[Complaint]:
    """What was merged into it, as far as the viewer may know of it."""
    return _doubles(viewer.shape, complaint=complaint.pk, **viewer.who)


@compiled
def _promises(*, complaint: int) -> QuerySet[Promise]:
    found = of_subject(SUBJECT, complaint).order_by("round", "started_at", "id")
    return found.select_related("employee", "department")


@compiled
def _instructed(*, complaint: int) -> QuerySet[Promise, Any]:
    return running(SUBJECT, complaint).filter(kind=PromiseKind.INSTRUCTION).values_list("pk")


@compiled
def _entries(owner: bool, /, *, complaint: int) -> QuerySet[TimelineEntry]:
    entries = timeline.entries_of(SUBJECT, complaint).order_by("seq")
    return entries.filter(Q(audience=Audience.OWNER) | Q(verb="correct")) if owner else entries


@compiled
def _attempts(*, complaint: int) -> QuerySet[FollowUpAttempt]:
    return FollowUpAttempt.objects.filter(complaint=complaint).select_related("employee").order_by("at", "id")


@compiled
def _custodies(*, complaint: int) -> QuerySet[Custody]:
    found = custody.custodies_of(SUBJECT, complaint).select_related("employee", "department")
    return found.order_by("from_at", "id")


@compiled
def _conversions(*, complaint: int) -> QuerySet[Conversion]:
    return Conversion.objects.filter(complaint=complaint).order_by("id")


@compiled
def _doubles(shape: Viewer, /, *, complaint: int, **who: int) -> QuerySet[Complaint]:
    found = visible_to(shape.filled(who)).filter(merged_into=complaint)
    return found.select_related("room", "building", "person").order_by("id")

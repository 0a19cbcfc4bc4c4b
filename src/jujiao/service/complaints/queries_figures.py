"""How complaints are doing at a glance: a few figures from rows, each with the cases behind it.

`Shown` names them, as the list of complaints does to open them; what a figure counts and what its list shows are the
same condition here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jujiao.company.rulebook.queries import figures
from jujiao.kernel.choices import ColouredChoices
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.service.complaint_figures import KEPT_OVER, SATISFIED_OVER, TOLD_OWNERS, TREND, percent
from jujiao.rules.service.complaint_follow_ups import clause_3_2_3_is_satisfied
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints.models import OPEN, SUBJECT, Complaint, FollowUpAttempt

KEPT = Q(state=PromiseState.MET, done_at__lte=F("due_at"))
MISSED = Q(done_at__isnull=True) | Q(done_at__gt=F("due_at"))
"""As `rules.service.complaint_figures.verdict` says, for what is due."""
THIRD = 3


class Shown(ColouredChoices):
    """The cases behind a figure."""

    LATE = "late", "red", _("Late now")
    THIRD = "third", "red", _("Round 3 or later")
    INSTRUCTED = "instructed", "orange", _("Answer to an instruction owed")
    WAITING = "waiting", "orange", _("Waiting for a first reply")
    OPEN = "open", "blue", _("Open")
    KEPT = "kept", "green", _("Promises of the last 7 days")
    MISSED = "missed", "red", _("Promises missed in the last 7 days")
    SATISFIED = "satisfied", "green", _("Rated in the last 30 days")


PAST = (Shown.KEPT, Shown.MISSED, Shown.SATISFIED)
"""Those of which most cases are closed."""


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return percent(self.part, self.whole)


def behind(cases: QuerySet[Complaint], shown: str, now: datetime) -> QuerySet[Complaint]:
    """The cases behind one figure."""
    return cases.filter(_conditions(now)[shown])


def _conditions(now: datetime) -> dict[str, Q]:
    due = _due(now)
    return {
        Shown.LATE: OPEN & Q(next_due_at__lt=now),
        Shown.THIRD: OPEN & Q(round__gte=THIRD),
        Shown.INSTRUCTED: Q(pk__in=_running(PromiseKind.INSTRUCTION)),
        Shown.WAITING: Q(pk__in=_waiting(now)),
        Shown.OPEN: OPEN,
        Shown.KEPT: Q(pk__in=due.filter(KEPT | MISSED).values("subject_id")),
        Shown.MISSED: Q(pk__in=due.filter(MISSED).values("subject_id")),
        Shown.SATISFIED: Q(pk__in=_rated(now).values("complaint")),
    }


def open_at(cases: QuerySet[Complaint], at: datetime) -> int:
    """How many were open at that moment, by when they were typed."""
    return cases.filter(Q(closed_at__isnull=True) | Q(closed_at__gt=at), recorded_at__lte=at).count()


def waiting_at(cases: QuerySet[Complaint], at: datetime) -> int:
    """How many owners waited for a first reply at that moment."""
    return cases.filter(pk__in=_waiting(at)).count()


def kept(cases: QuerySet[Complaint], until: datetime) -> Share:
    """Of the promises to owners that fell due in the seven days until then, those that were kept."""
    due = _due(until).filter(subject_id__in=cases.values("pk"))
    found = due.aggregate(kept=Count("pk", filter=KEPT), missed=Count("pk", filter=MISSED))
    return Share(found["kept"], found["kept"] + found["missed"])


def satisfied(cases: QuerySet[Complaint], until: datetime) -> Share:
    """Of the scores of the thirty days until then those of satisfied owners, each by the rulebook of its case."""
    rows = _rated(until).filter(complaint__in=cases.values("pk"))
    by = ("score", "complaint__rulebook_version", "complaint__estate")
    part = whole = 0
    for score, version, estate, count in rows.values_list(*by).annotate(Count("pk")).order_by():
        enough = figures(version, estate).whole("complaint.satisfied_from")
        whole += count
        part += count if clause_3_2_3_is_satisfied(score, enough) else 0
    return Share(part, whole)


def before(now: datetime) -> datetime:
    """With which moment trends compare."""
    return now - TREND


def _of_kinds(kinds: Sequence[str]) -> QuerySet[Promise]:
    return Promise.objects.filter(subject_kind=SUBJECT, kind__in=kinds)


def _running(kind: str) -> QuerySet[Promise, Any]:
    return _of_kinds([kind]).filter(state=PromiseState.RUNNING).values("subject_id")


def _waiting(at: datetime) -> QuerySet[Promise, Any]:
    still = Q(done_at__isnull=True) | Q(done_at__gt=at)
    return _of_kinds([PromiseKind.FIRST_REPLY]).filter(still, started_at__lte=at).values("subject_id")


def _due(until: datetime) -> QuerySet[Promise]:
    return _of_kinds(TOLD_OWNERS).filter(due_at__gt=until - KEPT_OVER, due_at__lte=until)


def _rated(until: datetime) -> QuerySet[FollowUpAttempt]:
    within = FollowUpAttempt.objects.filter(at__gt=until - SATISFIED_OVER, at__lte=until, score__isnull=False)
    return within.filter(corrected_by__isnull=True)

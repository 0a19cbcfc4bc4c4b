"""The timeline of any subject, and whether its chain is whole."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Model, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.models import User
from jujiao.company.calendar.models import CalendarYear
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.kernel import clock, timeline
from jujiao.kernel.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.htmx import render_page
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.tables import Order, Table
from jujiao.portal.audit.changes import masked
from jujiao.portal.audit.tables import rows_of
from jujiao.portal.audit.words import COLUMNS
from jujiao.rules.privacy import mask_name
from jujiao.service.complaints.models import Complaint

AUDITORS = (Role.AUDITOR, Role.SYSADMIN, Role.COMPANY)
NAMES = frozenset({"contact_name", "pinyin"})
ENTRIES = Table(orders=[Order("seq", _("In order"), ("seq",))])


@dataclass(frozen=True)
class Subject:
    """A kind of thing that has a timeline; `number` is the column that people know it by."""

    kind: str
    label: str | Lazy
    model: type[Model]
    number: str = ""

    def find(self, viewer: Viewer, key: str) -> Model | None:
        """The one that `key` names, by its number or its id, within the viewer's company."""
        named = Q(**{self.number: key}) if self.number else Q(pk__in=[])
        if key.isdecimal() and len(key) < 19:
            named |= Q(pk=int(key))
        found: Model | None = rows_of(self.model, viewer).filter(named).first()
        return found


SUBJECTS = {
    subject.kind: subject
    for subject in (
        Subject("complaint", _("Complaint"), Complaint, number="number"),
        Subject("rulebook", _("Rulebook version"), RulebookVersion),
        Subject("calendar_year", _("Calendar year"), CalendarYear),
        Subject("account", _("Account"), User, number="username"),
    )
}


@dataclass(frozen=True)
class Shown:
    """An entry with what it changed, in lines of text."""

    entry: TimelineEntry
    audience: Audience
    text: str
    lines: list[tuple[str, str]]


@door(*AUDITORS)
def search(request: ViewerRequest) -> HttpResponse:
    """Leads to the timeline of the subject that was asked for by its number."""
    kind, key = request.GET.get("kind", ""), request.GET.get("key", "").strip()[:60]
    found = SUBJECTS[kind].find(request.viewer, key) if kind in SUBJECTS and key else None
    if found is None:
        messages.warning(request, _("Nothing is known under that number."))
        return redirect("portal:audit")
    return redirect("portal:timeline", kind=kind, subject_id=found.pk)


@door(*AUDITORS)
def timeline_of(request: ViewerRequest, kind: str, subject_id: int) -> HttpResponse:
    """The entries of one subject in their order, with all that they keep."""
    subject, found = _get(request.viewer, kind, subject_id)
    page = ENTRIES.page(timeline.entries_of(subject.kind, found.pk), request.GET)
    entries = [Shown(entry, Audience(entry.audience), masked(entry.text), _lines(entry)) for entry in page.rows]
    context = {"subject": subject, "found": found, "entries": entries, "page": page, "now": clock.now()}
    return render_page(request, "portal/audit/timeline.html", "list", context)


@door(*AUDITORS)
def check(request: ViewerRequest, kind: str, subject_id: int) -> HttpResponse:
    """Whether every entry of a subject still stands where and as it was written."""
    subject, found = _get(request.viewer, kind, subject_id)
    entries = list(timeline.entries_of(subject.kind, found.pk).order_by("seq"))
    context = {
        "subject": subject,
        "found": found,
        "count": len(entries),
        "broken_at": timeline.broken_at(entries),
        "now": clock.now(),
    }
    return render_page(request, "portal/audit/check.html", "verdict", context)


def _get(viewer: Viewer, kind: str, subject_id: int) -> tuple[Subject, Model]:
    subject = SUBJECTS.get(kind)
    found = rows_of(subject.model, viewer).filter(pk=subject_id).first() if subject else None
    if subject is None or found is None:
        raise Http404
    return subject, found


def _lines(entry: TimelineEntry) -> list[tuple[str, str]]:
    kept = {**entry.changes, **entry.details}
    return [(str(COLUMNS.get(name, name)), _said(name, value)) for name, value in kept.items()]


def _said(name: str, value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return mask_name(text) if name in NAMES else masked(text)

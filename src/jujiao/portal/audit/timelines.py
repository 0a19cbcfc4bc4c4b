"""The timeline of any subject, and whether its chain is whole."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Model, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine import clock
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.part_values import who_did
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record import subjects, timeline
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.portal.audit.changes import masked
from jujiao.portal.audit.kept import Unnamed
from jujiao.portal.audit.spoken import raw, spoken
from jujiao.portal.audit.tables import rows_of
from jujiao.portal.audit.words import verb_words

AUDITORS = (Role.AUDITOR, Role.SYSADMIN, Role.COMPANY)
ENTRIES = Table(orders=[Order("seq", _("In order"), ("seq",))])


@dataclass(frozen=True)
class Shown:
    """An entry with its step in words and what it changed, in lines of text and as the database keeps it."""

    entry: TimelineEntry
    who: str
    step: str
    audience: Audience
    text: str
    lines: list[tuple[str, str]]
    raw: str


@door(*AUDITORS)
def search(request: ViewerRequest) -> HttpResponse:
    """Leads to the timeline of the subject that was asked for by its number."""
    asked, key = request.GET.get("kind", ""), request.GET.get("key", "").strip()[:60]
    kind = next((kind for kind in subjects.declared() if kind.key == asked), None)
    found = _find(kind, request.viewer, key) if kind and key else None
    if kind is None or found is None:
        messages.warning(request, _("Nothing is known under that number."))
        return redirect("portal:audit")
    return redirect("portal:timeline", kind=kind.key, subject_id=getattr(found, kind.id_column))


@door(*AUDITORS)
def timeline_of(request: ViewerRequest, kind: str, subject_id: int) -> HttpResponse:
    """The entries of one subject in their order, with all that they keep."""
    subject, called = _get(request.viewer, kind, subject_id)
    page = ENTRIES.page(timeline.entries_of(kind, subject_id), request.GET)
    unnamed = Unnamed(subject.model, request.viewer)
    told = [(entry, kept) for entry in page.rows if (kept := unnamed.said(entry)) is not None]
    lines = spoken(subject, [kept for _entry, kept in told], request.viewer)
    entries = [
        Shown(
            entry=entry,
            who=who_did(entry.actor_name),
            step=verb_words(subject, entry.verb),
            audience=Audience(entry.audience),
            text=masked(entry.text),
            lines=said,
            raw=raw(subject, kept),
        )
        for (entry, kept), said in zip(told, lines, strict=True)
    ]
    context = {**_named(subject, called, subject_id), "entries": entries, "page": page}
    return render_page(request, "portal/audit/timeline.html", "list", context)


@door(*AUDITORS)
def check(request: ViewerRequest, kind: str, subject_id: int) -> HttpResponse:
    """Whether every entry of a subject still stands where and as it was written."""
    subject, called = _get(request.viewer, kind, subject_id)
    entries = list(timeline.entries_of(kind, subject_id).order_by("seq"))
    verdict = {"count": len(entries), "broken_at": timeline.broken_at(entries)}
    context = {**_named(subject, called, subject_id), **verdict}
    return render_page(request, "portal/audit/check.html", "verdict", context)


def _find(kind: SubjectKind, viewer: Viewer, key: str) -> Model | None:
    """The row that `key` names, by its number or its id, within the viewer's company."""
    named = Q(**{f"{kind.number}__iexact": key}) if kind.number else Q(pk__in=[])
    if key.isdecimal() and len(key) < 19:
        named |= Q(**{kind.id_column: int(key)})
    found: Model | None = rows_of(kind.model, viewer).filter(named).order_by("pk").first()
    return found


def _get(viewer: Viewer, key: str, subject_id: int) -> tuple[SubjectKind, str]:
    """The kind, and what the subject is called; Http404 for what is not there, or not for the viewer."""
    try:
        kind = subjects.of(key)
    except subjects.UnknownKindError:
        raise Http404 from None
    found = rows_of(kind.model, viewer).filter(**{kind.id_column: subject_id}).order_by("-pk").first()
    if found is None:
        raise Http404
    return kind, kind.called(found)


def _named(kind: SubjectKind, called: str, subject_id: int) -> dict[str, Any]:
    return {"subject": kind, "called": called, "subject_id": subject_id, "now": clock.now()}

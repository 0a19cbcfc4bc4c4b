"""The pages of the rulebook that people read: versions, clauses, and the limits promised to owners."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jujiao.company.rulebook import operations, queries, sheets
from jujiao.company.rulebook.comparison import differences
from jujiao.company.rulebook.models import RulebookVersion, VersionState
from jujiao.company.rulebook.promised import promised_to
from jujiao.company.rulebook.readers import has_read, readers
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import STAFF, Role, ViewerRequest, door
from jujiao.rules import catalogue

OVERSEERS = (*operations.DRAFTERS, Role.AUDITOR)
TABLE = Table(orders=[Order("number", _("Latest first"), ("-number", "id"))])


@door(*STAFF)
@require_safe
def versions(request: ViewerRequest) -> HttpResponse:
    """Every version of the company's rulebook, the draft on top."""
    now = clock.now()
    company = queries.company_of(request.viewer)
    page = TABLE.page(queries.visible_to(request.viewer).select_related("published_by"), request.GET)
    in_force = queries.in_force(company.pk, now)
    context = {
        "now": now,
        "page": page,
        "in_force": in_force,
        "read": in_force is None or _has_read(request, in_force),
        "drafts": request.viewer.has(*operations.DRAFTERS) and queries.draft_of(company.pk) is None,
    }
    return render_page(request, "rulebook/versions.html", "list", context)


@door(*STAFF)
@require_safe
def version(request: ViewerRequest, version_id: int) -> HttpResponse:
    """One version: its figures by chapter, what it changes, how it was made known, who has read it."""
    now = clock.now()
    found = queries.get_for(request.viewer, version_id)
    before = queries.published_before(found)
    is_draft = found.state == VersionState.DRAFT
    overseer = request.viewer.has(*OVERSEERS)
    context = {
        "now": now,
        "version": found,
        "state": VersionState(found.state),
        "is_draft": is_draft,
        "is_in_force": not is_draft and queries.in_force(found.company_id, now) == found,
        "before": before,
        "changes": sheets.changes_in_words(differences(before, found)) if before else (),
        "chapters": sheets.chapters(sheets.rows_of(found)),
        "edits": is_draft and request.viewer.has(*operations.DRAFTERS),
        "publishes": is_draft and request.viewer.has(*operations.PUBLISHERS),
        "read": is_draft or _has_read(request, found),
        "readers": readers(found, timezone.localtime(now).date()) if overseer and not is_draft else None,
    }
    return render(request, "rulebook/version.html", context)


@door(*STAFF)
@require_safe
def clauses(request: ViewerRequest) -> HttpResponse:
    """Every clause of the regulation in one sentence, with the figures in force."""
    in_force = queries.in_force(queries.company_of(request.viewer).pk, clock.now())
    context = {"now": clock.now(), "version": in_force, "sections": sheets.articles(sheets.rows_of(in_force))}
    return render(request, "rulebook/clauses.html", context)


@door(*STAFF)
@require_safe
def clause(request: ViewerRequest, number: str) -> HttpResponse:
    """One clause: its sentence, its figures, and the promises that it gives rise to."""
    try:
        found = catalogue.clause(number)
    except KeyError as error:
        raise Http404 from error
    now = clock.now()
    in_force = queries.in_force(queries.company_of(request.viewer).pk, now)
    article = sheets.article(found, sheets.rows_of(in_force))
    return render(request, "rulebook/clause.html", {"now": now, "article": article, "version": in_force})


@door(*Role)
@require_safe
def promises(request: ViewerRequest) -> HttpResponse:
    """服务承诺: the limits that owners are promised now."""
    company = queries.company_of(request.viewer)
    return _promises(request, queries.version_in_force(company.pk, clock.now()))


@door(*Role)
@require_safe
def promises_of(request: ViewerRequest, version_id: int) -> HttpResponse:
    """服务承诺 of the version that binds an older case (民法典 938)."""
    found = queries.get_for(request.viewer, version_id)
    if found.state != VersionState.PUBLISHED:
        raise Http404
    return _promises(request, found)


def _promises(request: ViewerRequest, found: RulebookVersion) -> HttpResponse:
    now = clock.now()
    context = {
        "now": now,
        "version": found,
        "is_in_force": queries.in_force(found.company_id, now) == found,
        "promised": promised_to(request.viewer, found),
        "base": "portal/base.html" if request.viewer.has(*STAFF) else "portal/base_owner.html",
    }
    return render(request, "rulebook/promises.html", context)


def _has_read(request: ViewerRequest, found: RulebookVersion) -> bool:
    return request.viewer.user_id is None or has_read(found.pk, request.viewer.user_id)

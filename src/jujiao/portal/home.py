"""The first screen: what the person owes now, with the next step as a button."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jujiao.company.calendar.operations import KEEPERS
from jujiao.company.calendar.queries import missing_year_alarm
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.queries import headless
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.addresses import address
from jujiao.kernel.pages.filters import Choice, Switch
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.panels import panels_of
from jujiao.kernel.pages.shared import shared
from jujiao.kernel.pages.tables import Order, Page, Table
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.notices.queries_sent import calls_waiting
from jujiao.portal.duties import COLUMNS, Duty, drawn
from jujiao.portal.glance import ANSWER_FOR_ALL
from jujiao.portal.start import start_of
from jujiao.promises.first import FirstOwed
from jujiao.promises.models import Promise
from jujiao.promises.queries import has_running, most_urgent, owed_by


def _kinds() -> list[tuple[str, Any]]:
    return [(kind.key, kind.label) for kind in subjects.promise_kinds()]


def _of_kinds(owed: QuerySet[Any], kinds: Collection[str]) -> QuerySet[Any]:
    return owed.filter(has_running(kinds))


def _only_own(owed: QuerySet[Any]) -> QuerySet[Any]:
    return owed.filter(own=True)


TABLE = Table(
    orders=[Order("due", _("Due first"), ("due_at", "id"))],
    filters=[
        Choice("kind", _("Promise"), options=_kinds, by=_of_kinds),
        Switch("own", _("Only what I can do myself"), by=_only_own),
    ],
)


@door(*Role)
def home(request: ViewerRequest) -> HttpResponse:
    """My work, for staff; everybody else is led to the page that is theirs."""
    viewer = request.viewer
    start = start_of(viewer)
    if start != "portal:home":
        return redirect(start)
    return shared(request, lambda: (viewer.shape, viewer.user_id), lambda: _home(request))


def _home(request: ViewerRequest) -> HttpResponse:
    viewer, now = request.viewer, clock.now()
    first = FirstOwed(viewer, now, TABLE.size + 1)
    page = _page(first, request.GET)
    found = list(duties(page.rows, viewer))
    context = {
        "page": page,
        "duties": found,
        "rows": [drawn(duty, now) for duty in found],
        "owed": first.counted,
        "glance": viewer.has(*ANSWER_FOR_ALL),
        "headless": unheaded(viewer, now),
        "calls": calls_waiting(viewer),
        "panels": panels_of("home", viewer.employee_id, viewer) if viewer.employee_id else [],
        "missing_year": missing_year_alarm(timezone.localtime(now).date()) if viewer.has(*KEEPERS) else None,
        "now": now,
    }
    return render_page(request, "portal/home.html", "list", context)


def _page(first: FirstOwed, params: QueryDict) -> Page[Promise]:
    """The cases of the list, each by its most urgent promise. Its first page, which everybody begins with, is read
    without asking what comes after it."""
    if any(params.get(name) for name in ("after", "before", *(each.name for each in TABLE.filters))):
        owed = most_urgent(owed_by(first.viewer, first.now))
        return TABLE.page(owed.values_list(*COLUMNS, named=True), params)
    return TABLE.first_page(Promise, first.rows(*COLUMNS))


def unheaded(viewer: Viewer, now: datetime) -> str:
    """The departments that nobody heads now, where the viewer manages, by their names: what their heads would hear and
    owe is the viewer's."""
    if not viewer.has(Role.MANAGER):
        return ""
    found = list(headless(estates_of(viewer, Role.MANAGER), now).select_related("estate").order_by("estate_id", "id"))
    several = len({department.estate_id for department in found}) > 1
    return gettext(", ").join(f"{one.estate.name} {one.name}" if several else one.name for one in found)


def duties(promises: Sequence[Any], viewer: Viewer) -> Iterator[Duty]:
    """The rows for promises with COLUMNS by name, each with the one step that the viewer may take now; whoever only
    answers for a promise opens its case, and where nothing is theirs to do the row says why.

    Cases that the viewer may not see are left out: a complaint about oneself waits in one's department too."""
    about = {
        kind: subjects.of(kind).headlines(viewer, {one.subject_id for one in promises if one.subject_kind == kind})
        for kind in {promise.subject_kind for promise in promises}
    }
    steps: dict[int, subjects.NextStep] = {}
    for named in about:
        own = [one for one in promises if one.subject_kind == named and one.own]
        steps |= subjects.of(named).next_steps(viewer, own) if own else {}
    for promise in promises:
        headline = about[promise.subject_kind].get(promise.subject_id)
        if headline is None:
            continue
        kind, subject = subjects.promise_kind(promise.kind), subjects.of(promise.subject_kind)
        url = subject.url(promise.subject_id)
        step = steps.get(promise.pk, subjects.NextStep("", ""))
        why_url = address("promises:why", promise.pk)
        step_url = f"{url}?do={step.step}" if step.step else ""
        mine = promise.employee_id is not None and promise.employee_id == viewer.employee_id
        yield Duty(promise, headline, kind, url, step.words, step_url, why_url, step.call, mine)

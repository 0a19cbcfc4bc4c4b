"""Pages about promises."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jujiao.company.calendar import explain
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_dialog
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.promises.models import Promise
from jujiao.promises.queries import due_of, get_for
from jujiao.rules.catalogue import clause
from jujiao.rules.clocks import Due


@door(*Role)
def why(request: ViewerRequest, promise_id: int) -> HttpResponse:
    """Why a promise falls due when it does: its clause, the version of the rulebook, and the days one by one."""
    now = clock.now()
    promise = get_for(request.viewer, promise_id, now)
    due = due_of(promise)
    context = {
        "due_at": promise.due_at,
        "now": now,
        "provisional": promise.provisional,
        "sentence": sentence_of(due),
        "days": explain.explain(due) if due else [],
        "clause": source_of(promise),
    }
    return render_dialog(request, "parts/why.html", context)


def sentence_of(due: Due | None) -> str:
    """The rule of the clock in words; None where the calendar would count otherwise by now."""
    if due is None:
        return _("The calendar has changed since this was promised. What was promised stays.")
    return explain.summary(due)


def source_of(promise: Promise) -> str:
    """The clause, and the version of the rulebook in force when it was promised."""
    says = clause(promise.clause)
    heading = says.heading_en if (get_language() or "").startswith("en") else says.heading_zh
    return _("Clause %(number)s %(heading)s, rulebook version %(version)s") % {
        "number": promise.clause,
        "heading": heading,
        "version": promise.rulebook_version.number,
    }

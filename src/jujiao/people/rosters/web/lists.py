"""All rosters, and the dialog that opens one."""

from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.duty.models import DutyPost
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.rosters.forms import OpenForm
from jujiao.people.rosters.lists import TABLE
from jujiao.people.rosters.models import Scheme
from jujiao.people.rosters.operations import open_roster
from jujiao.people.rosters.permissions import PLAN, SEES
from jujiao.people.rosters.queries import visible_to
from jujiao.rules.clocks import ONE_DAY
from jujiao.rules.people.rostering.hours import month_days


@door(*SEES)
@require_safe
def rosters(request: ViewerRequest) -> HttpResponse:
    """The list; its state stands in the URL."""
    posts = Prefetch("posts", DutyPost.objects.order_by("kind", "name"))
    page = TABLE.page(visible_to(request.viewer).prefetch_related(posts), request.GET)
    context = {"page": page, "now": clock.now(), "plans": request.viewer.has(*PLAN)}
    return render_page(request, "rosters/list.html", "list", context)


@door(*PLAN)
def open_one(request: ViewerRequest) -> HttpResponse:
    """The dialog; it offers the next calendar month."""
    now = clock.now()
    form = OpenForm(request.viewer, request.POST or None, initial=_next_month(now))
    dialog = Dialog(
        _("Open a roster"),
        _("Open it"),
        reverse("rosters:list"),
        note=_("It begins as a draft that only those see who plan; nobody is told before it is published."),
        sentence=_("Opened."),
    )
    return dialog.answer(
        request,
        form,
        lambda given: open_roster(
            posts=given["posts"],
            first=given["first"],
            last=given["last"],
            averaged=form.averaged(),
            actor=request.viewer,
            now=now,
        ),
    )


def _next_month(now: datetime) -> dict[str, Any]:
    first: date = month_days(today(now))[-1] + ONE_DAY
    return {"first": first, "last": month_days(first)[-1], "scheme": Scheme.STANDARD}
